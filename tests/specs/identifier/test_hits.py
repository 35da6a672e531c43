"""A hit has two sides: what each is told, what it answers, and what a discreet one decides first."""

from dataclasses import replace
from uuid import UUID

import pytest

from domain.aggregate import Actor
from domain.event import ActorKind
from domain.identifier import IDENTIFIER, Drawer
from domain.identifier.commands import AcknowledgeHit, DiscloseHit, DismissHit, EndRegistration
from domain.identifier.events import (
    HitAcknowledged,
    HitDisclosed,
    HitDismissed,
    IdentifierRegistered,
    KeptDigest,
    RegistrationEnded,
)
from domain.identifier.rules import (
    ADismissedHitRests,
    AHitIsAcknowledgedOnce,
    AHitIsDisclosedOnce,
    OnlyAStandingRegistrationEnds,
    RetentionEndsByTheClock,
)
from domain.identifier.state import OwnSide
from domain.identifier.vocabulary import (
    DismissalReason,
    EndReason,
    HitStanding,
    RegistrationConditions,
)
from domain.investigation import INVESTIGATION
from domain.refusal import NotFound
from tests.support.given import NOW, Given, Happened, given
from tests.support.identifiers import (
    DIGEST,
    DISCREET,
    DRAWER,
    HIT,
    OTHER_DIGEST,
    OURS,
    OURS_OF,
    THEIRS,
    registered,
    registering,
)
from tests.support.investigations import BEN, CASE, LENA, OUTSIDER, WITH_PARTNER

CLOCK = Actor(actor_id="clock", kind=ActorKind.PROCESS)
NAMED = RegistrationConditions(persons=("ben", "bea"))


def met(ours: RegistrationConditions, theirs: RegistrationConditions) -> Given[Drawer]:
    first = registered(OURS, LENA, conditions=ours)
    return given(IDENTIFIER, first, registered(THEIRS, BEN, OURS, conditions=theirs)).knowing(
        INVESTIGATION, CASE, *WITH_PARTNER
    )


def open_hit() -> Given[Drawer]:
    return met(RegistrationConditions(), RegistrationConditions())


def told(spec: Given[Drawer], side: UUID) -> str | None:
    """Whom a side is told to have met; `nobody` where it is told of the hit alone, None where it is told nothing."""
    found = spec.state.side(HIT, side)
    return (found.other_agency_id or "nobody") if found else None


def acknowledging(side: UUID = OURS) -> AcknowledgeHit:
    return AcknowledgeHit(drawer_id=DRAWER, hit_id=HIT, registration_id=side)


def disclosing(side: UUID) -> DiscloseHit:
    return DiscloseHit(drawer_id=DRAWER, hit_id=HIT, registration_id=side)


def dismissing(side: UUID = OURS) -> DismissHit:
    return DismissHit(drawer_id=DRAWER, hit_id=HIT, registration_id=side, reason=DismissalReason.SHARED_BY_MANY)


def ending(side: UUID, reason: EndReason = EndReason.NO_LONGER_NEEDED) -> EndRegistration:
    return EndRegistration(drawer_id=DRAWER, registration_id=side, reason=reason)


def test_both_sides_are_told_of_each_other() -> None:
    assert (told(open_hit(), OURS), told(open_hit(), THEIRS)) == ("BE-SPOC", "FR-SPOC")


@pytest.mark.parametrize("theirs", [DISCREET, NAMED])
def test_of_a_discreet_side_the_other_is_told_nothing_until_it_discloses(theirs: RegistrationConditions) -> None:
    spec = met(RegistrationConditions(), theirs)
    after = spec.when(disclosing(THEIRS), by=BEN).after

    assert (told(spec, OURS), told(spec, THEIRS)) == (None, "FR-SPOC")
    assert (told(after, OURS), told(after, THEIRS)) == ("BE-SPOC", "FR-SPOC")


def test_two_discreet_sides_learn_that_there_is_a_hit_and_not_with_whom() -> None:
    spec = met(DISCREET, DISCREET)
    after = spec.when(disclosing(OURS), by=LENA).after

    assert (told(spec, OURS), told(spec, THEIRS)) == ("nobody", "nobody")
    assert (told(after, OURS), told(after, THEIRS)) == ("nobody", "FR-SPOC")


def test_a_side_that_is_not_told_is_answered_as_if_there_were_no_hit() -> None:
    spec = met(RegistrationConditions(), DISCREET)

    spec.when(acknowledging(OURS), by=LENA).refused(NotFound)
    spec.when(replace(acknowledging(OURS), hit_id=UUID(int=3)), by=LENA).refused(NotFound)


def test_a_side_acknowledges_once() -> None:
    done = open_hit().when(acknowledging(), by=LENA)

    done.then(HitAcknowledged(hit_id=HIT, registration_id=OURS, agency_id="FR-SPOC"))
    done.after.when(acknowledging(), by=LENA).refused(AHitIsAcknowledgedOnce)


def test_what_one_side_does_changes_nothing_for_the_other() -> None:
    after = open_hit().when(dismissing(), by=LENA).after

    sides = [after.state.side(HIT, each) for each in (OURS, THEIRS)]
    assert [each.standing for each in sides if isinstance(each, OwnSide)] == [HitStanding.DISMISSED, HitStanding.NEW]


def test_a_dismissed_hit_rests() -> None:
    done = open_hit().when(dismissing(), by=LENA)

    done.then(
        HitDismissed(hit_id=HIT, registration_id=OURS, agency_id="FR-SPOC", reason=DismissalReason.SHARED_BY_MANY)
    )
    done.after.when(dismissing(), by=LENA).refused(ADismissedHitRests)
    done.after.when(acknowledging(), by=LENA).refused(ADismissedHitRests)


def test_what_is_disclosed_cannot_be_disclosed_again() -> None:
    spec = met(DISCREET, DISCREET)
    done = spec.when(disclosing(OURS), by=LENA)

    done.then(HitDisclosed(hit_id=HIT, registration_id=OURS, agency_id="FR-SPOC"))
    done.after.when(disclosing(OURS), by=LENA).refused(AHitIsDisclosedOnce)
    open_hit().when(disclosing(OURS), by=LENA).refused(AHitIsDisclosedOnce)


@pytest.mark.parametrize("side", [THEIRS, UUID(int=9)])
def test_nobody_acts_for_the_other_side(side: UUID) -> None:
    open_hit().when(acknowledging(side), by=LENA).refused(NotFound)
    open_hit().when(ending(side), by=LENA).refused(NotFound)
    open_hit().when(acknowledging(OURS), by=OUTSIDER).refused(NotFound)


def test_one_who_may_not_see_the_registration_acts_on_no_hit_of_it() -> None:
    spec = met(RegistrationConditions(), RegistrationConditions(persons=("bea",)))

    spec.when(acknowledging(THEIRS), by=BEN).refused(NotFound)


def test_a_registration_that_ended_meets_nothing_and_its_digest_is_gone() -> None:
    done = open_hit().when(ending(OURS), by=LENA)
    kept = (KeptDigest(registration_id=THEIRS, digest=DIGEST),)

    done.then(RegistrationEnded(registration_id=OURS, reason=EndReason.NO_LONGER_NEEDED, kept=kept))
    assert done.state.registrations[OURS].digest == ""
    assert hits_of(done.after, registering(UUID(int=5))) == [THEIRS]


def hits_of(spec: Given[Drawer], command: object) -> list[UUID]:
    (event,) = spec.when(command, by=LENA).events  # type: ignore[arg-type]  # a command
    assert isinstance(event, IdentifierRegistered)
    return [each.registration_id for each in event.hits]


def test_the_others_of_the_drawer_go_on_meeting() -> None:
    neighbour = registered(UUID(int=6), BEN, digest=OTHER_DIGEST)
    spec = given(IDENTIFIER, OURS_OF, neighbour).knowing(INVESTIGATION, CASE, *WITH_PARTNER)
    after = spec.when(ending(OURS), by=LENA).after

    assert hits_of(after, registering(UUID(int=5), digest=OTHER_DIGEST)) == [UUID(int=6)]
    assert hits_of(after, registering(UUID(int=5))) == []


def test_a_hit_outlives_its_registrations() -> None:
    after = open_hit().when(ending(OURS), by=LENA).after

    assert told(after, THEIRS) == "FR-SPOC"


def test_a_registration_ends_once() -> None:
    after = open_hit().when(ending(OURS), by=LENA).after

    after.when(ending(OURS), by=LENA).refused(OnlyAStandingRegistrationEnds)


def test_that_its_time_is_over_the_clock_says_on_the_day() -> None:
    over: Happened = registered(OURS, LENA, valid_until=NOW.date())
    ended = ending(OURS, EndReason.RETENTION_ENDED)

    given(IDENTIFIER, over).when(ended, by=CLOCK).then(
        RegistrationEnded(registration_id=OURS, reason=EndReason.RETENTION_ENDED)
    )
    given(IDENTIFIER, OURS_OF).when(ended, by=CLOCK).refused(RetentionEndsByTheClock)
    open_hit().when(ended, by=LENA).refused(RetentionEndsByTheClock)
    given(IDENTIFIER, over).when(ending(THEIRS, EndReason.RETENTION_ENDED), by=CLOCK).refused(NotFound)
