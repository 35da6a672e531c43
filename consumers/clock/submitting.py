"""How the clock submits: a limit in a way that can be repeated without harm, and whatever it is in a trace of its own.

It must not decide whether a limit is near or passed: the read model finds it, and the domain decides.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID, uuid5

from consumers.tracing import Tracing, unasked
from domain.aggregate import Actor, Command, Submission
from domain.application import Outcome
from domain.event import ActorKind
from domain.occurred import exactly
from projections.board.queries import LimitToActOn

__all__ = ["CLOCK", "NAMESPACE", "Log", "Traced", "submission_about"]

CLOCK = Actor(actor_id="entente-clock", kind=ActorKind.PROCESS)
"""The clock process as it stands in the log."""

NAMESPACE = UUID("3c0c0d0e-8f0b-5a43-9a0b-6a1d5f5b7d21")
"""Namespace of the clock's command ids; never to change, or limits would be recorded again."""


class Log(Protocol):
    """Where submissions go: `domain.application.Application`."""

    def submit_batch(self, submissions: Sequence[Submission]) -> list[Outcome]:
        """This will decide all submissions in one transaction and answer each."""
        ...


@dataclass(frozen=True, slots=True)
class Traced:
    """A log to which each batch goes in a trace of its own: nobody gave its commands."""

    log: Log
    tracing: Tracing

    def submit_batch(self, submissions: Sequence[Submission]) -> list[Outcome]:
        """This will decide all submissions in one transaction and answer each."""
        with unasked(self.tracing, "keep time") as submitting:
            outcomes = self.log.submit_batch(submissions)
            submitting.came_to(submissions, outcomes)
        return outcomes


def submission_about(limit: LimitToActOn, command: Command, version: int) -> Submission:
    """This will submit a command about a limit, as of the moment of the limit.

    version: of the request's stream that the read model had folded. Where the request went on since, the answer is
    Conflict, which is not remembered, and the limit is looked at again: a stale view never uses up the command id. Who
    sees the same repeats the same id; for all others the domain knows that a limit is recorded once.
    """
    kind = "breach" if limit.is_breach else "warning"
    name = f"{limit.request_id}:{limit.obligation}:{limit.cycle}:{kind}:{limit.moment.isoformat()}:{version}"
    return Submission(
        command=command,
        command_id=uuid5(NAMESPACE, name),
        actor=CLOCK,
        occurred=exactly(limit.moment),
        expected_version=version,
    )
