"""Registering the keyed hash of an identifier: for whom, for how long, and what it meets."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from domain.aggregate import Actor
from domain.event import ActorKind
from domain.identifier import IDENTIFIER, Drawer
from domain.identifier.commands import EndRegistration, RegisterIdentifier
from domain.identifier.events import FoundHit, IdentifierRegistered
from domain.identifier.ids import drawer_named
from domain.identifier.rules import (
    AnIdentifierIsRegisteredOnce,
    ARegistrationBelongsToAnOpenCase,
    ARegistrationEndsWithinThreeYears,
    ARegistrationHasAnIdOfItsOwn,
    MarkedIdentifiersBelongToAnInvestigation,
    NobodyMarksAnIdentifierBeyondItsOwnSight,
)
from domain.identifier.state import hit_between
from domain.identifier.vocabulary import IdentifierKind, RegistrationConditions
from domain.investigation import INVESTIGATION
from domain.investigation.events import CompartmentAccessGranted, CompartmentDefined, InvestigationClosed
from domain.refusal import InvalidInput, NotFound, NotPermitted
from domain.request import REQUEST
from domain.vocabulary import Classification
from tests.support.given import NOW, Given, Happened, Then, given, happened
from tests.support.identifiers import (
    DIGEST,
    KEY,
    OTHER_CASE,
    OTHER_DIGEST,
    OURS,
    OURS_OF,
    THEIRS,
    UNTIL,
    registered,
    registering,
)
from tests.support.investigations import BEN, CASE, LENA, OUTSIDER, RITA, WITH_PARTNER
from tests.support.requests import REQ, drafted

TODAY = NOW.date()
GATEWAY = Actor(actor_id="gateway:fr", kind=ActorKind.GATEWAY, agency_id="FR-SPOC")


def known(*events: Happened) -> Given[Drawer]:
    return given(IDENTIFIER, *events).knowing(INVESTIGATION, CASE, *WITH_PARTNER)


def met(done: Then[Drawer]) -> tuple[FoundHit, ...]:
    (event,) = done.events
    assert isinstance(event, IdentifierRegistered)
    return event.hits


def test_the_first_registration_meets_nothing() -> None:
    assert met(known().when(registering(OURS), by=LENA)) == ()


def test_another_agency_with_the_same_digest_is_a_hit() -> None:
    done = known(OURS_OF).when(registering(THEIRS), by=BEN)

    assert met(done) == (FoundHit(hit_id=hit_between(OURS, THEIRS), registration_id=OURS),)


def test_another_case_of_the_same_agency_is_a_hit() -> None:
    elsewhere = registered(THEIRS, LENA, investigation_id=OTHER_CASE)

    assert [each.registration_id for each in met(known(elsewhere).when(registering(OURS), by=LENA))] == [THEIRS]


def test_another_digest_in_the_same_drawer_is_none() -> None:
    other = registering(THEIRS, digest=OTHER_DIGEST)

    assert other.drawer == drawer_named(KEY, IdentifierKind.PHONE, DIGEST)
    assert met(known(OURS_OF).when(other, by=BEN)) == ()


@pytest.mark.parametrize("fields", [{"key_id": "EU-2026.2"}, {"kind": IdentifierKind.WALLET}])
def test_another_key_or_kind_lies_in_another_drawer(fields: dict[str, str]) -> None:
    assert registering(THEIRS, **fields).drawer != registering(THEIRS).drawer


def test_a_registration_is_one_event_whatever_it_meets() -> None:
    alone = known().when(registering(THEIRS), by=BEN)
    several = known(OURS_OF, registered(UUID(int=7), LENA, OURS, investigation_id=OTHER_CASE))

    assert len(alone.events) == len(several.when(registering(THEIRS), by=BEN).events) == 1


def test_its_agency_knows_the_drawer_by_what_it_did_itself() -> None:
    known_by = known(OURS_OF).state.version_for

    assert (known_by(LENA, 1), known_by(BEN, 1)) == (1, 0)


def test_the_same_again_is_refused_and_says_so() -> None:
    refused = known(OURS_OF).when(registering(THEIRS), by=LENA).refused(AnIdentifierIsRegisteredOnce)

    assert refused.field == "digest"


def test_the_same_for_another_day_may_be_registered_once_it_ended() -> None:
    ended = registered(OURS, LENA, valid_until=TODAY)

    assert met(known(ended).when(registering(THEIRS), by=LENA)) == ()


def test_what_has_ended_meets_nothing() -> None:
    over = known(registered(OURS, LENA, valid_until=TODAY))
    lasts = known(registered(OURS, LENA, valid_until=TODAY + timedelta(days=1)))

    assert met(over.when(registering(THEIRS), by=BEN)) == ()
    assert len(met(lasts.when(registering(THEIRS), by=BEN))) == 1


def test_one_who_may_not_see_a_registration_of_its_own_agency_does_not_learn_of_it() -> None:
    hers = registered(OURS, LENA, conditions=RegistrationConditions(persons=("lena",)))
    his = registered(OURS, BEN, conditions=RegistrationConditions(persons=("bea",)))

    assert met(known(his).when(registering(THEIRS), by=BEN)) == ()
    known(hers).when(registering(THEIRS), by=LENA).refused(AnIdentifierIsRegisteredOnce)


def test_an_id_that_is_taken_is_no_new_one() -> None:
    known(OURS_OF).when(registering(OURS), by=BEN).refused(ARegistrationHasAnIdOfItsOwn)


@pytest.mark.parametrize("days", [0, 3 * 365 + 1])
def test_it_ends_after_today_and_within_three_years(days: int) -> None:
    known().when(registering(OURS, valid_until=TODAY + timedelta(days=days)), by=LENA).refused(
        ARegistrationEndsWithinThreeYears
    )


@pytest.mark.parametrize("days", [1, 3 * 365])
def test_it_may_end_tomorrow_and_in_three_years(days: int) -> None:
    assert known().when(registering(OURS, valid_until=TODAY + timedelta(days=days)), by=LENA).events


def test_a_closed_investigation_takes_none() -> None:
    closed = happened(InvestigationClosed(investigation_id=CASE, reason="done", open_work=0), by=LENA)
    spec = given(IDENTIFIER).knowing(INVESTIGATION, CASE, *WITH_PARTNER, closed)

    spec.when(registering(OURS), by=LENA).refused(ARegistrationBelongsToAnOpenCase)


def test_before_any_investigation_the_parties_of_a_request_register() -> None:
    spec = given(IDENTIFIER).knowing(REQUEST, REQ, drafted(None))
    ours = registering(OURS, request_id=REQ)

    assert met(spec.when(ours, by=LENA)) == ()
    spec.when(ours, by=OUTSIDER).refused(NotFound)


def test_what_only_some_may_see_belongs_to_an_investigation() -> None:
    spec = given(IDENTIFIER).knowing(REQUEST, REQ, drafted(None))
    secret = RegistrationConditions(classification=Classification.SECRET)

    spec.when(registering(OURS, request_id=REQ, conditions=secret), by=LENA).refused(
        MarkedIdentifiersBelongToAnInvestigation
    )


@pytest.mark.parametrize(
    "conditions",
    [
        RegistrationConditions(classification=Classification.SECRET),
        RegistrationConditions(compartments=("HARBOUR",)),
        RegistrationConditions(persons=("leo",)),
    ],
)
def test_nobody_registers_what_it_may_not_see(conditions: RegistrationConditions) -> None:
    known().when(registering(OURS, conditions=conditions), by=LENA).refused(NobodyMarksAnIdentifierBeyondItsOwnSight)


def test_one_who_holds_the_compartment_registers_for_it() -> None:
    defined = CompartmentDefined(investigation_id=CASE, compartment="HARBOUR", name="Harbour")
    granted = CompartmentAccessGranted(investigation_id=CASE, compartment="HARBOUR", member_id="lena")
    spec = given(IDENTIFIER).knowing(INVESTIGATION, CASE, *WITH_PARTNER, defined, granted)
    named = RegistrationConditions(compartments=("HARBOUR",), persons=("lena",))

    assert spec.when(registering(OURS, conditions=named), by=LENA).events


def test_a_gateway_registers_for_its_agency() -> None:
    done = known().when(registering(OURS), by=GATEWAY)

    assert met(done) == ()
    assert done.state.registrations[OURS].agency_id == "FR-SPOC"


def test_a_reader_an_outsider_and_a_process_register_nothing() -> None:
    clock = Actor(actor_id="clock", kind=ActorKind.PROCESS)

    known().when(registering(OURS), by=RITA).refused(NotPermitted)
    known().when(registering(OURS), by=OUTSIDER).refused(NotFound)
    known().when(registering(OURS), by=clock).refused(NotFound)


@pytest.mark.parametrize("case", [{}, {"investigation_id": CASE, "request_id": CASE}])
def test_exactly_one_case_is_named(case: dict[str, UUID]) -> None:
    asked = RegisterIdentifier(
        registration_id=OURS,
        key_id=KEY,
        kind=IdentifierKind.PHONE,
        digest=DIGEST,
        valid_until=UNTIL,
        **case,  # type: ignore[arg-type]  # ids alone
    )

    known().when(asked, by=LENA).refused(InvalidInput)


def test_nothing_but_a_registration_begins_a_drawer() -> None:
    ending = EndRegistration(drawer_id=UUID(int=1), registration_id=OURS, reason="NO_LONGER_NEEDED")  # type: ignore[arg-type]  # never read

    given(IDENTIFIER).when(ending, by=LENA).refused(NotFound)


def test_its_crime_area_is_that_of_the_case() -> None:
    (event,) = known().when(registering(OURS), by=LENA).events

    assert isinstance(event, IdentifierRegistered)
    assert (event.crime_area, event.valid_until) == ("DRUGS", date(2027, 3, 1))
