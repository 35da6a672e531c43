"""The room of follow-ups, as the application sees it.

It must not decide anything itself.
"""

from collections.abc import Iterable

from domain.aggregate import Aggregate, StreamKey
from domain.followup.commands import DECISIONS, AssignFollowUp, OpenFollowUp
from domain.followup.sources import streams_of
from domain.followup.state import FollowUp, evolve

__all__ = ["FOLLOWUP"]


def _reads(command: object, state: FollowUp) -> Iterable[StreamKey]:
    if isinstance(command, OpenFollowUp):
        yield StreamKey("investigation", command.investigation_id)
        yield from streams_of((command.source, command.source_id))
    elif state.exists:
        yield StreamKey("investigation", state.investigation_id)
        yield from streams_of((state.source, state.source_id))
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
