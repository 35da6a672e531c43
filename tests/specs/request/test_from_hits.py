"""A hit opens a request: to whom, in which case and crime area follows from it, and only its own side may."""

from dataclasses import replace
from uuid import UUID

from domain.identifier import IDENTIFIER
from domain.identifier.vocabulary import RegistrationConditions
from domain.investigation.events import CompartmentAccessGranted, CompartmentDefined, InvestigationClosed
from domain.marking import Marking
from domain.refusal import NotFound, NotPermitted
from domain.request import Request, commands, events
from domain.request.rules import (
    ARequestGoesToAnotherAgency,
    ARequestLivesInAnOpenInvestigation,
    ARequestNamesTheOtherSide,
    WhatIsHeldInAnInvestigationMarksItsRequestsAlone,
)
from domain.vocabulary import Instrument, Urgency
from tests.support.agencies import person
from tests.support.given import Given
from tests.support.identifiers import DISCREET, DRAWER, HIT, OTHER_CASE, OURS, THEIRS, registered
from tests.support.requests import ASKED, ASKING, CASE, DE, FR, OUTSIDER, READER, REQ, with_case, world

ABROAD = person("otto", "ES-SPOC")
OPEN = RegistrationConditions()
HARBOUR = RegistrationConditions(compartments=("HARBOUR",))

DRAFT = commands.DraftRequestFromHit(
    request_id=REQ,
    drawer_id=DRAWER,
    hit_id=HIT,
    registration_id=OURS,
    investigation_id=CASE,
    instrument=Instrument.EU_2023_977,
    urgency=Urgency.ROUTINE,
)


def after_hit(
    *, ours: RegistrationConditions = OPEN, theirs: RegistrationConditions = OPEN, other: object = ASKED
) -> Given[Request]:
    """What ADA of FR-SPOC registered for the case, and somebody for another one."""
    first = registered(OURS, ASKING, investigation_id=CASE, crime_area="CYBERCRIME", conditions=ours)
    second = registered(THEIRS, other, OURS, investigation_id=OTHER_CASE, conditions=theirs)  # type: ignore[arg-type]  # an actor
    return world().knowing(IDENTIFIER, DRAWER, first, second)


def drafted(spec: Given[Request]) -> events.RequestDrafted:
    (event,) = spec.when(DRAFT, by=ASKING).events
    assert isinstance(event, events.RequestDrafted)
    return event


def test_it_goes_to_the_other_side_in_the_own_case_and_names_the_hit() -> None:
    event = drafted(after_hit())

    assert (event.requesting_agency_id, event.requested_agency_id) == (FR, DE)
    assert (event.investigation_id, event.content.crime_area, event.content.marking) == (CASE, "CYBERCRIME", None)
    assert (event.hit_id, event.registration_id) == (HIT, OURS)


def test_it_precedes_any_case_where_the_other_side_takes_no_part_in_the_own_one() -> None:
    event = drafted(after_hit(other=ABROAD))

    assert (event.requested_agency_id, event.investigation_id) == ("ES-SPOC", None)


def test_while_the_other_side_is_discreet_nobody_knows_whom_to_ask() -> None:
    after_hit(theirs=DISCREET).when(DRAFT, by=ASKING).refused(NotFound)
    after_hit(ours=DISCREET, theirs=DISCREET).when(DRAFT, by=ASKING).refused(ARequestNamesTheOtherSide)


def test_a_discreet_side_may_ask_an_open_one() -> None:
    assert drafted(after_hit(ours=DISCREET)).requested_agency_id == DE


def test_within_one_agency_nothing_is_asked() -> None:
    after_hit(other=ASKING).when(DRAFT, by=ASKING).refused(ARequestGoesToAnotherAgency)


def test_the_case_is_open() -> None:
    spec = with_case(after_hit(), InvestigationClosed(investigation_id=CASE, reason="done"))

    spec.when(DRAFT, by=ASKING).refused(ARequestLivesInAnOpenInvestigation)


def test_to_all_but_the_own_side_there_is_no_hit() -> None:
    spec = after_hit()

    spec.when(DRAFT, by=ASKED).refused(NotFound)
    spec.when(DRAFT, by=READER).refused(NotFound)
    spec.when(DRAFT, by=OUTSIDER).refused(NotFound)
    spec.when(replace(DRAFT, registration_id=THEIRS), by=ASKING).refused(NotFound)
    spec.when(replace(DRAFT, hit_id=UUID(int=4)), by=ASKING).refused(NotFound)
    spec.when(replace(DRAFT, investigation_id=None), by=ASKING).refused(NotFound)
    world().when(DRAFT, by=ASKING).refused(NotFound)


def test_a_reader_of_the_own_side_drafts_nothing() -> None:
    first = registered(OURS, READER, investigation_id=CASE)
    second = registered(THEIRS, ASKING, OURS, investigation_id=OTHER_CASE)

    world().knowing(IDENTIFIER, DRAWER, first, second).when(DRAFT, by=READER).refused(NotPermitted)


def test_what_marks_the_registration_marks_the_request() -> None:
    spec = with_case(
        after_hit(ours=HARBOUR), CompartmentDefined(investigation_id=CASE, compartment="HARBOUR", name="H")
    )
    held = with_case(spec, CompartmentAccessGranted(investigation_id=CASE, compartment="HARBOUR", member_id="ada"))

    assert drafted(held).content.marking == Marking(compartments=("HARBOUR",))
    spec.when(DRAFT, by=ASKING).refused(NotFound)


def test_what_is_marked_does_not_leave_the_case() -> None:
    spec = with_case(
        after_hit(ours=HARBOUR, other=ABROAD),
        CompartmentDefined(investigation_id=CASE, compartment="HARBOUR", name="H"),
    )
    held = with_case(spec, CompartmentAccessGranted(investigation_id=CASE, compartment="HARBOUR", member_id="ada"))

    held.when(DRAFT, by=ASKING).refused(WhatIsHeldInAnInvestigationMarksItsRequestsAlone)
