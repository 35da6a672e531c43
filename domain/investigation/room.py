"""The room of joint investigations, as the application sees it.

It must not decide anything itself.
"""

from collections.abc import Iterable

from domain.aggregate import Aggregate, StreamKey
from domain.investigation.commands import DECISIONS, InvitePartner, OpenInvestigation
from domain.investigation.evolution import evolve
from domain.investigation.state import Investigation

__all__ = ["INVESTIGATION"]


def _reads(command: object, _state: Investigation) -> Iterable[StreamKey]:
    match command:
        case OpenInvestigation():
            yield StreamKey("agency", command.lead_agency_id)
        case InvitePartner():
            yield StreamKey("agency", command.agency_id)


INVESTIGATION = Aggregate(
    name="investigation",
    initial=Investigation(),
    evolve=evolve,
    decisions=DECISIONS,
    case_of=lambda state: state.investigation_id,
    reads=_reads,
)
