"""What the clock engine knows of a request: its legally relevant moments, in the order of their recording.

They must not carry content: no text, no names; they can be stored and read back as JSON.
"""

from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from domain.clocks.profile import Cause, Counting
from domain.vocabulary import Obligation

__all__ = ["AgreedTerm", "ClockFacts", "Moment", "MomentKind"]


class MomentKind(StrEnum):
    """What happened, as far as a clock minds."""

    SENT = "SENT"
    RECEIVED = "RECEIVED"
    RECEIVED_BY_COMPETENT = "RECEIVED_BY_COMPETENT"
    ACKNOWLEDGED = "ACKNOWLEDGED"
    REDIRECTED = "REDIRECTED"
    PROFILE_CHANGED = "PROFILE_CHANGED"
    PAUSED = "PAUSED"
    RESUMED = "RESUMED"
    EXTENDED = "EXTENDED"
    ACCEPTED = "ACCEPTED"
    REFUSED = "REFUSED"
    STARTED = "STARTED"
    REPLIED_IN_PART = "REPLIED_IN_PART"
    REPLIED = "REPLIED"
    WITHDRAWN = "WITHDRAWN"
    CLOSED = "CLOSED"
    REOPENED = "REOPENED"
    WARNED = "WARNED"
    BREACHED = "BREACHED"
    ANNULLED = "ANNULLED"


class AgreedTerm(Struct, frozen=True):
    """A limit from the partners' own agreement."""

    obligation: Obligation
    limit: timedelta
    counting: Counting


class Moment(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One legally relevant moment.

    at: aware datetime in UTC, when it happened in the world; None where that is not exactly known.
    profile: of SENT and PROFILE_CHANGED; cause: of PAUSED and RESUMED; by: of EXTENDED;
    obligation: of EXTENDED, WARNED, BREACHED and ANNULLED;
    tz: of SENT and REDIRECTED, the zone of the requested authority.
    """

    event_id: UUID
    kind: MomentKind
    cycle: int
    at: datetime | None
    recorded_at: datetime
    profile: str | None = None
    cause: Cause | None = None
    obligation: Obligation | None = None
    by: timedelta | None = None
    tz: str | None = None


class ClockFacts(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """All that the clocks of one request follow from.

    sent_on: day of sending in the zone of the requested authority; it chooses the versions of the rules.
    agreed: limits of the partners' own agreement at that time. wish_utc: until when the requesting side wishes a reply.
    """

    cycle: int = 1
    sent_on: date | None = None
    wish_utc: datetime | None = None
    agreed: tuple[AgreedTerm, ...] = ()
    moments: tuple[Moment, ...] = ()

    def with_moment(self, moment: Moment) -> "ClockFacts":
        """This will return the facts with one more moment."""
        return replace(self, moments=(*self.moments, moment))

    def with_time(self, event_id: UUID, at: datetime | None) -> "ClockFacts":
        """This will return the facts with the moments of an event at another time; unchanged where it is None."""
        if at is None:
            return self
        moments = tuple(replace(each, at=at) if each.event_id == event_id else each for each in self.moments)
        return replace(self, moments=moments)
