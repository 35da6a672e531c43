"""Commands on the record itself: warnings and breaches by the clock process, corrections by people.

They must not be decided here; see `deciding/recording.py`.
"""

from typing import Annotated
from uuid import UUID

from msgspec import Meta

from domain.aggregate import command
from domain.request.commands.aftercare import CycleNumber
from domain.vocabulary import Line, Obligation

__all__ = ["CorrectRecord", "RaiseTimeLimitWarning", "RecordTimeLimitBreach", "RemindOfTimeLimit"]

FieldName = Annotated[
    str, Meta(pattern=r"^[a-z][a-z_]{0,63}\Z", description="Name of a field of the event, or occurred_at.")
]


@command(aggregate_id="request_id")
class RaiseTimeLimitWarning:
    """Record that a running limit is near; only the clock process does this. occurred: the clock's `warn_utc`."""

    request_id: UUID
    obligation: Obligation
    cycle: CycleNumber


@command(aggregate_id="request_id")
class RecordTimeLimitBreach:
    """Record that a limit passed unmet; only the clock process does this. occurred: the clock's `effective_due_utc`."""

    request_id: UUID
    obligation: Obligation
    cycle: CycleNumber


@command(aggregate_id="request_id")
class RemindOfTimeLimit:
    """Remind the unit and the liaison officers of a limit that was warned of; only a process does this, once."""

    request_id: UUID
    obligation: Obligation
    cycle: CycleNumber


@command(aggregate_id="request_id")
class CorrectRecord:
    """Put the right value beside a recorded one; the wrong one stays on record.

    corrected_event_id: an event of this request. field: one of its fields, or `occurred_at`.
    right_value: as text; times in ISO 8601 with offset. A breach that the right time disproves is
    annulled, and stays visible. To annul one by an act that was reported after it, confirm the time of the act.
    """

    request_id: UUID
    corrected_event_id: UUID
    field: FieldName
    right_value: Line
    reason: Line
