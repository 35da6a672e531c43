"""When a running limit is near, then a warning is recorded as of the moment from which it was.

It must not record the breach: that is for when the limit passes.
"""

from consumers.clock.submitting import submission_about
from domain.aggregate import Submission
from domain.request.commands import RaiseTimeLimitWarning
from projections.board.queries import LimitToActOn

__all__ = ["raise_warning"]


def raise_warning(limit: LimitToActOn, version: int) -> Submission:
    """This will warn of a limit. version: see `submission_about`."""
    command = RaiseTimeLimitWarning(request_id=limit.request_id, obligation=limit.obligation, cycle=limit.cycle)
    return submission_about(limit, command, version)
