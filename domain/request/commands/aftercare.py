"""Commands that remind, escalate, judge, close and reopen.

They must not be decided here; see `deciding/aftercare.py`.
"""

from typing import Annotated
from uuid import UUID

from msgspec import Meta

from domain.aggregate import command
from domain.vocabulary import Line, OperationalText, UsedIn, Usefulness

__all__ = ["CloseRequest", "EscalateRequest", "GiveFeedback", "ReopenRequest", "SendReminder"]

EscalationLevel = Annotated[int, Meta(ge=1, le=9, description="1 the next level up to 9 the highest.")]
CycleNumber = Annotated[int, Meta(ge=1, description="1 for the first run of a request, one more for each reopening.")]


@command(aggregate_id="request_id")
class SendReminder:
    """Remind the requested side, as the requesting side."""

    request_id: UUID
    note: Line | None = None


@command(aggregate_id="request_id")
class EscalateRequest:
    """Take the matter to a higher level, as either side. to_whom: the office, not a person's name."""

    request_id: UUID
    level: EscalationLevel
    to_whom: Line
    reason: Line


@command(aggregate_id="request_id")
class GiveFeedback:
    """Say how useful the reply was and what it was used in; once per cycle. cycle: null means the latest."""

    request_id: UUID
    usefulness: Usefulness
    used_in: tuple[UsedIn, ...]
    cycle: CycleNumber | None = None
    comment: OperationalText | None = None


@command(aggregate_id="request_id")
class CloseRequest:
    """Close a request that was answered or refused, as the requesting side."""

    request_id: UUID
    note: Line | None = None


@command(aggregate_id="request_id")
class ReopenRequest:
    """Run a closed request again, as a new cycle with fresh clocks."""

    request_id: UUID
    reason: Line
