"""Facts about registered identifiers and their hits.

They must not hold an identifier, nor let the number of events tell whether a digest was known: a registration is one
event, with whatever it met.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from domain.event import Event, event
from domain.identifier.vocabulary import (
    DismissalReason,
    EndReason,
    IdentifierKind,
    RecordedDigest,
    RegistrationConditions,
)

__all__ = [
    "FoundHit", "HitAcknowledged", "HitDisclosed", "HitDismissed", "IdentifierEvent", "IdentifierRegistered",
    "KeptDigest", "RegistrationEnded",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundHit:
    """That an earlier registration, of another agency or for another case, has the same digest."""

    hit_id: UUID
    registration_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptDigest:
    """The digest of a registration that goes on, sealed anew."""

    registration_id: UUID
    digest: RecordedDigest


@event("identifier.IdentifierRegistered")
class IdentifierRegistered(Event):
    """An agency registered the keyed hash of an identifier for a case, and met what had been registered before.

    investigation_id, request_id: the case, an investigation or a request that precedes any; valid_until: the first day
    without it. hits: with each registration of another agency or case that then stood, in the order of those.
    """

    registration_id: UUID
    drawer_id: UUID
    key_id: str
    kind: IdentifierKind
    digest: RecordedDigest
    agency_id: str
    investigation_id: UUID | None
    request_id: UUID | None
    crime_area: str
    valid_until: date
    conditions: RegistrationConditions
    hits: tuple[FoundHit, ...] = ()


@event("identifier.RegistrationEnded", erases=True)
class RegistrationEnded(Event):
    """A registration meets nothing any more, and its digest is gone for good. kept: those of all that go on."""

    registration_id: UUID
    reason: EndReason
    kept: tuple[KeptDigest, ...] = ()


@event("identifier.HitAcknowledged")
class HitAcknowledged(Event):
    """A side of a hit took note of it. registration_id: its own registration."""

    hit_id: UUID
    registration_id: UUID
    agency_id: str


@event("identifier.HitDisclosed")
class HitDisclosed(Event):
    """The owner of a discreet registration let the other side know of the hit."""

    hit_id: UUID
    registration_id: UUID
    agency_id: str


@event("identifier.HitDismissed")
class HitDismissed(Event):
    """A side of a hit does not follow it."""

    hit_id: UUID
    registration_id: UUID
    agency_id: str
    reason: DismissalReason


IdentifierEvent = IdentifierRegistered | RegistrationEnded | HitAcknowledged | HitDisclosed | HitDismissed
