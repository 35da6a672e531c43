"""How two agencies of a case come to register the same identifier, and what becomes of their hit.

It must not decide: what it yields is what the room of identifiers would, for registrations that stand.
"""

import random
from collections.abc import Callable, Iterator
from datetime import date
from uuid import UUID

from domain.event import Event
from domain.identifier.events import (
    FoundHit,
    HitAcknowledged,
    HitDisclosed,
    HitDismissed,
    IdentifierRegistered,
    KeptDigest,
    RegistrationEnded,
)
from domain.identifier.ids import drawer_id
from domain.identifier.state import hit_between
from domain.identifier.vocabulary import (
    UNCONDITIONAL,
    DismissalReason,
    EndReason,
    IdentifierKind,
    RegistrationConditions,
)
from tests.support.identifiers import DISCREET, KEY

__all__ = ["registrations"]


def registrations(
    rng: random.Random, uuid: Callable[[], UUID], case: UUID, agencies: tuple[str, str]
) -> Iterator[tuple[UUID, str, Event]]:
    """This will yield stream, acting agency and event: two registrations that meet, and what both sides do then."""
    digest = f"{rng.getrandbits(256):064x}"
    drawer = drawer_id(KEY, IdentifierKind.PHONE, digest)
    ours, theirs = uuid(), uuid()
    hit = hit_between(theirs, ours)

    def registered(registration: UUID, by: str, conditions: RegistrationConditions, *met: UUID) -> IdentifierRegistered:
        return IdentifierRegistered(
            registration_id=registration, drawer_id=drawer, key_id=KEY, kind=IdentifierKind.PHONE, digest=digest,
            agency_id=by, investigation_id=case, request_id=None, crime_area="CYBERCRIME",
            valid_until=date(2027, 3, 1), conditions=conditions,
            hits=tuple(FoundHit(hit_id=hit, registration_id=each) for each in met),
        )  # fmt: skip

    us, them = agencies
    yield drawer, us, registered(ours, us, UNCONDITIONAL)
    yield drawer, them, registered(theirs, them, rng.choice([UNCONDITIONAL, DISCREET]), ours)
    yield drawer, us, HitAcknowledged(hit_id=hit, registration_id=ours, agency_id=us)
    yield drawer, them, HitDisclosed(hit_id=hit, registration_id=theirs, agency_id=them)
    if rng.random() < 0.5:
        yield (
            drawer,
            them,
            HitDismissed(hit_id=hit, registration_id=theirs, agency_id=them, reason=rng.choice(list(DismissalReason))),
        )
        kept = (KeptDigest(registration_id=ours, digest=digest),)
        yield drawer, them, RegistrationEnded(registration_id=theirs, reason=rng.choice(list(EndReason)), kept=kept)
