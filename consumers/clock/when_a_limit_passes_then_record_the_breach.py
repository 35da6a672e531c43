"""When a running limit passes unmet, then the breach is recorded as of the limit itself.

It must not judge: whether the delay was anybody's fault is for people to say.
"""

from consumers.clock.submitting import submission_about
from domain.aggregate import Submission
from domain.request.commands import RecordTimeLimitBreach
from projections.board.queries import LimitToActOn

__all__ = ["record_breach"]


def record_breach(limit: LimitToActOn, version: int) -> Submission:
    """This will record that a limit passed. version: see `submission_about`."""
    command = RecordTimeLimitBreach(request_id=limit.request_id, obligation=limit.obligation, cycle=limit.cycle)
    return submission_about(limit, command, version)
