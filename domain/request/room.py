"""The room of the cooperation request, as the application sees it.

It must not decide anything itself; see `decisions/`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from domain.aggregate import Act, Aggregate, Decision
from domain.event import Event, Recorded
from domain.refusal import NotPermitted
from domain.request import commands

__all__ = ["AGGREGATE", "REQUEST"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """The state, in outline."""

    id: UUID | None = None
    investigation_id: UUID | None = None


def _refuse(_command: object, _state: Request, _act: Act) -> Iterable[Event]:
    raise NotPermitted


def _may(_command: object, _state: Request, _act: Act) -> None:
    return


def _evolve(state: Request, _recorded: Recorded) -> Request:
    return state


DECISIONS: tuple[Decision[Any, Request], ...] = tuple(
    Decision(command=getattr(commands, name), decide=_refuse, may=_may, creates=name == "DraftRequest")
    for name in commands.__all__
)

REQUEST = Aggregate(
    name="request",
    initial=Request(),
    evolve=_evolve,
    decisions=DECISIONS,
    case_of=lambda state: state.investigation_id or state.id,
)
AGGREGATE = REQUEST
