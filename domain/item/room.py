"""The room of shared items, as the application sees it.

It must not decide anything itself.
"""

from collections.abc import Iterable
from uuid import UUID

from domain.aggregate import Aggregate, StreamKey
from domain.item.commands import DECISIONS, RegisterItem, ShareItem, ShareOnward
from domain.item.concerning import version_for
from domain.item.evolution import evolve
from domain.item.state import SharedItem

__all__ = ["ITEM"]


def _reads(command: object, item: SharedItem) -> Iterable[StreamKey]:
    """The investigation tells who is a member and holds what; the directory, what the originator agreed to for long."""
    if item.exists:
        yield StreamKey("investigation", item.investigation_id)
    match command:
        case RegisterItem():
            yield StreamKey("investigation", command.investigation_id)
        case ShareItem(request_id=UUID() as request_id):
            yield StreamKey("request", request_id)
        case ShareOnward():
            yield StreamKey("agency", item.originator_agency_id)


ITEM = Aggregate(
    name="item",
    initial=SharedItem(),
    evolve=evolve,
    decisions=DECISIONS,
    case_of=lambda state: state.investigation_id,
    reads=_reads,
    is_open=lambda state: state.is_open,
    audience=lambda state: state.current_marking.audience,
    version_for=version_for,
)
