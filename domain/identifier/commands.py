"""Every command of registered identifiers and their hits, and how it is decided.

They must not see an identifier, nor answer differently for a digest that somebody else registered.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from domain.aggregate import Act, Decision, command, timed_exactly
from domain.event import ActorKind
from domain.identifier import events, rules
from domain.identifier.ids import drawer_id, drawer_named
from domain.identifier.permissions import ender, of_side, reader_of_case, registrant
from domain.identifier.state import Drawer, Registration, hit_between
from domain.identifier.vocabulary import (
    UNCONDITIONAL,
    Digest,
    DismissalReason,
    EndReason,
    HitStanding,
    IdentifierKind,
    KeyId,
    RegistrationConditions,
)
from domain.investigation import INVESTIGATION
from domain.need_to_know import Need, denial
from domain.request import REQUEST
from domain.vocabulary import ERASED

__all__ = [
    "DECISIONS", "AcknowledgeHit", "DiscloseHit", "DismissHit", "EndRegistration", "RegisterIdentifier",
]  # fmt: skip

LONGEST = timedelta(days=3 * 365)
"""Reg. (EU) 2016/794 Art. 31(1): the need to store is reviewed within three years."""


@command(aggregate_id="drawer")
class RegisterIdentifier:
    """Register the keyed hash of an identifier for one of your cases; whoever registered it before is a hit.

    The digest is made by your own gateway (`entente identifier digest`); neither identifier nor key are ever sent.
    investigation_id or request_id: the case, an investigation or a request of yours that precedes any.
    valid_until: the first day without it, at most three years ahead.
    """

    registration_id: UUID
    key_id: KeyId
    kind: IdentifierKind
    digest: Digest
    investigation_id: UUID | None = None
    request_id: UUID | None = None
    valid_until: date
    conditions: RegistrationConditions = UNCONDITIONAL

    @property
    def drawer(self) -> str:
        """The name of the drawer that it goes into."""
        return drawer_named(self.key_id, self.kind, self.digest)


@command(aggregate_id="drawer_id")
class EndRegistration:
    """End a registration of your agency: it meets nothing any more, and its digest is erased for good."""

    drawer_id: UUID
    registration_id: UUID
    reason: EndReason


@command(aggregate_id="drawer_id")
class AcknowledgeHit:
    """Take note of a hit. registration_id: your own side of it."""

    drawer_id: UUID
    hit_id: UUID
    registration_id: UUID


@command(aggregate_id="drawer_id")
class DiscloseHit:
    """Let the other side know of a hit of your discreet registration, and of your agency."""

    drawer_id: UUID
    hit_id: UUID
    registration_id: UUID


@command(aggregate_id="drawer_id")
class DismissHit:
    """Say that your side does not follow a hit, and why; the other side is not told."""

    drawer_id: UUID
    hit_id: UUID
    registration_id: UUID
    reason: DismissalReason


def _register(command: RegisterIdentifier, drawer: Drawer, act: Act) -> Iterable[events.IdentifierRegistered]:
    today, agency_id = act.recorded_at.date(), act.actor.agency_id or ""
    crime_area = _require_open_case(command, act)
    if not today < command.valid_until <= today + LONGEST:
        raise rules.ARegistrationEndsWithinThreeYears(valid_until=command.valid_until)
    _require_sight(command, act)
    if command.registration_id in drawer.registrations:
        raise rules.ARegistrationHasAnIdOfItsOwn
    case_id = command.investigation_id or command.request_id
    alike = tuple(drawer.alike(command.digest, today))
    own = [each for each in alike if (each.agency_id, each.case_id) == (agency_id, case_id)]
    if any(_is_seen(each, act) for each in own):
        raise rules.AnIdentifierIsRegisteredOnce
    yield events.IdentifierRegistered(
        registration_id=command.registration_id,
        drawer_id=drawer_id(command.key_id, command.kind, command.digest),
        key_id=command.key_id,
        kind=command.kind,
        digest=command.digest,
        agency_id=agency_id,
        investigation_id=command.investigation_id,
        request_id=command.request_id,
        crime_area=crime_area,
        valid_until=command.valid_until,
        conditions=command.conditions,
        hits=tuple(_found(command, each) for each in alike if each not in own),
    )


def _found(command: RegisterIdentifier, other: Registration) -> events.FoundHit:
    hit_id = hit_between(command.registration_id, other.registration_id)
    return events.FoundHit(hit_id=hit_id, registration_id=other.registration_id)


def _is_seen(registration: Registration, act: Act) -> bool:
    reader = reader_of_case(registration.investigation_id, registration.request_id, act)
    return denial(reader, registration.need) is None


def _require_open_case(command: RegisterIdentifier, act: Act) -> str:
    """The crime area of the case: the first of an investigation's."""
    if command.investigation_id is not None:
        investigation = act.facts.of(INVESTIGATION, command.investigation_id)
        if not investigation.is_open:
            raise rules.ARegistrationBelongsToAnOpenCase
        return next(iter(investigation.crime_areas), "")
    request = act.facts.of(REQUEST, command.request_id or UUID(int=0))
    if request.is_sent and not request.is_open:
        raise rules.ARegistrationBelongsToAnOpenCase
    return request.content.crime_area if request.content else ""


def _require_sight(command: RegisterIdentifier, act: Act) -> None:
    """An undefined compartment and one that the actor does not hold are refused alike (invariant 24)."""
    conditions = command.conditions
    persons, compartments = frozenset(conditions.persons), frozenset(conditions.compartments)
    if not (persons or compartments or conditions.classification):
        return
    if command.investigation_id is None:
        raise rules.MarkedIdentifiersBelongToAnInvestigation
    need = Need(members=persons or None, classification=conditions.classification, compartments=compartments)
    if denial(reader_of_case(command.investigation_id, None, act), need) is not None:
        raise rules.NobodyMarksAnIdentifierBeyondItsOwnSight


def _end(command: EndRegistration, drawer: Drawer, act: Act) -> Iterable[events.RegistrationEnded]:
    registration = drawer.registrations[command.registration_id]
    if registration.has_ended:
        raise rules.OnlyAStandingRegistrationEnds
    is_over = act.actor.kind is ActorKind.PROCESS and not registration.stands_on(act.recorded_at.date())
    if (command.reason is EndReason.RETENTION_ENDED) != is_over:
        raise rules.RetentionEndsByTheClock
    kept = (each for each in drawer.registrations.values() if not each.has_ended and each is not registration)
    yield events.RegistrationEnded(
        registration_id=command.registration_id,
        reason=command.reason,
        kept=tuple(
            events.KeptDigest(registration_id=each.registration_id, digest=each.digest)
            for each in kept
            if each.digest != ERASED
        ),
    )


def _acknowledge(command: AcknowledgeHit, drawer: Drawer, act: Act) -> Iterable[events.HitAcknowledged]:
    match drawer.hits[command.hit_id].standing(command.registration_id):
        case HitStanding.DISMISSED:
            raise rules.ADismissedHitRests
        case HitStanding.ACKNOWLEDGED:
            raise rules.AHitIsAcknowledgedOnce
    yield events.HitAcknowledged(
        hit_id=command.hit_id, registration_id=command.registration_id, agency_id=act.actor.agency_id or ""
    )


def _disclose(command: DiscloseHit, drawer: Drawer, act: Act) -> Iterable[events.HitDisclosed]:
    if command.registration_id in drawer.hits[command.hit_id].disclosed:
        raise rules.AHitIsDisclosedOnce
    yield events.HitDisclosed(
        hit_id=command.hit_id, registration_id=command.registration_id, agency_id=act.actor.agency_id or ""
    )


def _dismiss(command: DismissHit, drawer: Drawer, act: Act) -> Iterable[events.HitDismissed]:
    if drawer.hits[command.hit_id].standing(command.registration_id) is HitStanding.DISMISSED:
        raise rules.ADismissedHitRests
    yield events.HitDismissed(
        hit_id=command.hit_id,
        registration_id=command.registration_id,
        agency_id=act.actor.agency_id or "",
        reason=command.reason,
    )


DECISIONS = (
    Decision(command=RegisterIdentifier, decide=timed_exactly(_register), may=registrant, joins=True),
    Decision(command=EndRegistration, decide=timed_exactly(_end), may=ender),
    Decision(command=AcknowledgeHit, decide=timed_exactly(_acknowledge), may=of_side),
    Decision(command=DiscloseHit, decide=timed_exactly(_disclose), may=of_side),
    Decision(command=DismissHit, decide=timed_exactly(_dismiss), may=of_side),
)
