"""What is shown of each row, in which order, and how a value is written as text.

It must not show what the public interface does not: each column is a field of it.
"""

from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime
from enum import StrEnum
from uuid import UUID

from domain.marking import Marking
from domain.vocabulary import ERASED
from projections.exporting.order import Part, marking_in_words
from projections.exporting.walk import Told
from projections.items.rows import ItemRow
from projections.timeline.rows import EntryRow

__all__ = ["COLUMNS", "Value", "as_text", "instant", "shown"]

Value = str | int | bool | date | datetime | UUID | tuple[object, ...] | None

_MARKING = ("tlp", "handling", "handling_text", "pap", "classification", "compartments")

COLUMNS: Mapping[Part, tuple[str, ...]] = {
    Part.INVESTIGATIONS: (
        "investigation_id", "reference", "title", "phase", "crime_areas", "legal_basis", "lead_agency_id",
        "planned_end", "opened_at", "updated_at", "is_erased",
    ),
    Part.REQUESTS: (
        "request_id", "investigation_id", "state", "cycle", "requesting_agency_id", "requesting_unit_id",
        "requested_agency_id", "assigned_unit_id", "instrument", "urgency", "urgency_reason", "crime_area", "subject",
        "purpose", "link_of_purpose_and_data", "legal_basis", "use_restrictions", "language", "reply_by", "outcome",
        "grounds", "redirections", "drafted_at", "sent_at", "received_at", "acknowledged_at", "decided_at",
        "started_at", "answered_at", "closed_at", "next_due", "is_overdue", "is_at_risk", "updated_at", "is_erased",
        *_MARKING,
    ),
    Part.ITEMS: (
        "item_id", "investigation_id", "kind", "originator_agency_id", "title", "provenance", "purpose", "legal_basis",
        "crime_area", "content_sha256", "size_bytes", "media_type", "retention", "review_on", "erase_on", "since",
        "request_ids", "is_erased", "erased_at", "erasure_reason", "updated_at", *_MARKING,
    ),
    Part.FOLLOW_UPS: (
        "followup_id", "investigation_id", "stage", "source", "source_ref", "task", "opened_by_agency_id", "opened_by",
        "assigned_agency_id", "assigned_unit_id", "due_at", "due_reason", "progress_notes", "last_progress", "result",
        "cancellation_reason", "is_overdue", "opened_at", "updated_at", "is_erased",
    ),
    Part.TIMELINE: (
        "position", "event_id", "case_id", "request_id", "cycle", "item_id", "followup_id", "kind", "category",
        "from_agency_id", "to_agency_id", "agencies", "occurred_from", "occurred_until", "precision", "tz",
        "recorded_at", "actor_id", "actor_kind", "actor_agency_id", "actor_unit_id", "channel", "external_ref",
        "item_ids", "corrects", "corrected_by", "text", "summary_arguments", "is_system", "is_erased",
    ),
}  # fmt: skip


def shown(part: Part, told: Told, above: Collection[UUID]) -> dict[str, Value]:
    """This will return the columns of a row. above: things above the ceiling, whose ids no list of ids names."""
    row = told.row
    values: dict[str, Value] = {name: getattr(row, name) for name in COLUMNS[part]}
    if isinstance(row, EntryRow):
        values["text"] = ERASED if row.is_erased else row.text
        values["item_ids"] = tuple(each for each in row.item_ids if each not in above)
    elif isinstance(row, ItemRow):
        values["request_ids"] = tuple(each for each in row.request_ids if each not in above)
    return values


def as_text(value: object) -> str:  # noqa: PLR0911  # one answer per type
    """This will write a value: times in UTC (RFC 3339), lists with semicolons, nothing for None."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case datetime():
            return instant(value)
        case tuple() | list():
            return ";".join(map(as_text, value))
        case Marking():
            return marking_in_words(value)
        case StrEnum():
            return value.value
        case _:
            return str(value)


def instant(moment: datetime) -> str:
    """This will write an aware time in UTC, such as 2026-01-05T09:30:00Z (RFC 3339)."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
