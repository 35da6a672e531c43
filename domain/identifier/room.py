"""The room of identifiers, as the application sees it: a card index in drawers; see `decisions/`.

It must not decide anything itself.
"""

from collections.abc import Iterable
from uuid import UUID

from domain.aggregate import Aggregate, StreamKey
from domain.identifier.commands import DECISIONS, RegisterIdentifier
from domain.identifier.ids import ROOM
from domain.identifier.state import Drawer, evolve

__all__ = ["IDENTIFIER"]


def _reads(command: object, drawer: Drawer) -> Iterable[StreamKey]:
    """Who works on the case: of the command, or of the registration that it names."""
    if isinstance(command, RegisterIdentifier):
        yield from _case(command.investigation_id, command.request_id)
    elif own := drawer.registrations.get(getattr(command, "registration_id", UUID(int=0))):
        yield from _case(own.investigation_id, own.request_id)


def _case(investigation_id: UUID | None, request_id: UUID | None) -> Iterable[StreamKey]:
    if investigation_id is not None:
        yield StreamKey("investigation", investigation_id)
    if request_id is not None:
        yield StreamKey("request", request_id)


IDENTIFIER = Aggregate(
    name=ROOM,
    initial=Drawer(),
    evolve=evolve,
    decisions=DECISIONS,
    case_of=lambda _drawer: None,
    reads=_reads,
    version_for=Drawer.version_for,
)
