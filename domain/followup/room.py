"""The room of follow-ups, as the application sees it.

It must not decide anything itself.
"""

from collections.abc import Iterable

from domain.aggregate import Aggregate, StreamKey
from domain.followup.commands import DECISIONS, AssignFollowUp, OpenFollowUp
from domain.followup.sources import streams_of
from domain.followup.state import FollowUp, evolve
from domain.review.seeing import streams_of as streams_of_needs

__all__ = ["FOLLOWUP"]


def _reads(command: object, state: FollowUp) -> Iterable[StreamKey]:
    if isinstance(command, OpenFollowUp):
        yield StreamKey("investigation", command.investigation_id)
        yield from streams_of(command.grown_out_of)
    elif state.exists:
        yield StreamKey("investigation", state.investigation_id)
        yield from streams_of(state.grown_out_of)
        yield from streams_of_needs(state.needs)
    if isinstance(command, AssignFollowUp) and command.unit_id is not None:
        yield StreamKey("agency", command.agency_id)


FOLLOWUP = Aggregate(
    name="followup",
    initial=FollowUp(),
    evolve=evolve,
    decisions=DECISIONS,
    case_of=lambda state: state.investigation_id,
    reads=_reads,
    is_open=lambda state: state.is_open,
)
