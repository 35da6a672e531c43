"""What the follow-ups' queries take and return.

They must not carry anything of an investigation of which the viewer is no active member.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from domain.followup.events import SourceKind
from domain.followup.state import Stage
from projections.viewer import Viewer

__all__ = ["FollowUpFilter", "FollowUpRow", "FollowUpView"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpFilter:
    """Which follow-ups. Empty tuples and None do not filter.

    agency_id: the one that opened it or is to do it; overdue: true for those that are still to be done and whose date
    has passed as of the moment asked, false for all others.
    """

    investigation_id: UUID | None = None
    agency_id: str | None = None
    stages: tuple[Stage, ...] = ()
    overdue: bool | None = None


@dataclass(frozen=True, slots=True)
class FollowUpView:
    """The follow-ups as they are asked for: by whom, which of them, and as of what moment. at: aware."""

    viewer: Viewer
    wanted: FollowUpFilter
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpRow:
    """A follow-up. Moments aware, UTC; opened_at, updated_at: recorded.

    version: of its own stream, for `expectedVersion`; position: its last event.
    is_overdue: still to be done, and its date has passed as of the moment asked.
    is_erased: its texts are gone, and ERASED stands in place of task, result and all other operational text.
    noted_item, noted_request: what it grew out of, where not every member sees that; noted_items, noted_requests: what
    the recommendation rests on that it grew out of: for the access ledger.
    """

    followup_id: UUID
    investigation_id: UUID
    stage: Stage
    source: SourceKind
    source_ref: str
    task: str
    opened_by_agency_id: str
    opened_by: str
    assigned_agency_id: str | None
    assigned_unit_id: str | None
    due_at: datetime | None
    due_reason: str | None
    progress_notes: int
    last_progress: str | None
    result: str | None
    cancellation_reason: str | None
    is_erased: bool
    opened_at: datetime
    updated_at: datetime
    version: int
    position: int
    is_outstanding: bool
    is_overdue: bool
    noted_item: UUID | None
    noted_request: UUID | None
    noted_items: tuple[UUID, ...]
    noted_requests: tuple[UUID, ...]
