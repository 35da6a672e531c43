"""A request is marked by those who may see it then, reaches somebody, and does not exist for anybody else."""

import pytest
from msgspec.structs import replace

from domain.event import Event
from domain.investigation.events import CompartmentAccessGranted, CompartmentDefined, MemberClearanceChanged
from domain.marking import Marking
from domain.refusal import NotFound, NotPermitted
from domain.request import Request, commands, rules
from domain.request.events import RequestSent
from domain.vocabulary import Classification, Handling, Tlp
from tests.support.given import Given, Happened
from tests.support.requests import (
    ASKED,
    ASKING,
    CASE,
    DE,
    FR,
    GATEWAY,
    IT,
    READER,
    REQ,
    THIRD,
    content,
    drafted,
    received,
    sent,
    with_case,
    world,
)  # fmt: skip

SECRET = Marking(classification=Classification.SECRET)
HARBOUR = Marking(compartments=("HARBOUR",))
STRICT = Marking(tlp=Tlp.AMBER_STRICT)
SEND, RECEIVE = commands.SendRequest(request_id=REQ), commands.ConfirmReceipt(request_id=REQ)


def _draft(marking: Marking, *, case: bool = True) -> commands.DraftRequest:
    return commands.DraftRequest(
        request_id=REQ,
        investigation_id=CASE if case else None,
        requesting_agency_id=FR,
        requested_agency_id=DE,
        content=content(marking=marking),
    )


def _cleared(*members: str, harbour: tuple[str, ...] = ()) -> tuple[Event, ...]:
    return (
        *(
            MemberClearanceChanged(investigation_id=CASE, member_id=each, clearance=Classification.SECRET)
            for each in members
        ),
        CompartmentDefined(investigation_id=CASE, compartment="HARBOUR", name="Harbour"),
        *(CompartmentAccessGranted(investigation_id=CASE, compartment="HARBOUR", member_id=each) for each in harbour),
    )


def _where(events: tuple[Event, ...], *happenings: Happened) -> Given[Request]:
    start = world(*happenings)
    for event in events:
        start = with_case(start, event)
    return start


def test_a_request_is_for_no_named_persons() -> None:
    world().when(_draft(Marking(tlp=Tlp.RED)), by=ASKING).refused(rules.ARequestIsNotForNamedPersons)
    assert world().when(_draft(STRICT), by=ASKING).state.marking == STRICT


@pytest.mark.parametrize("codes", [(Handling.H3,), (Handling.H0, Handling.H1)])
def test_a_restriction_in_words_has_words_and_no_code_stands_beside_none(codes: tuple[Handling, ...]) -> None:
    world().when(_draft(Marking(handling=codes)), by=ASKING).refused(rules.ARestrictionInWordsHasWords)
    worded = Marking(handling=(Handling.H3,), handling_text="Not to the press")
    assert world().when(_draft(worded), by=ASKING).state.marking == worded


@pytest.mark.parametrize("marking", [SECRET, HARBOUR])
def test_nobody_marks_a_request_beyond_its_own_sight(marking: Marking) -> None:
    world().when(_draft(marking), by=ASKING).refused(rules.NobodyMarksARequestBeyondItsOwnSight)
    able = _where(_cleared("ada", harbour=("ada",)))
    assert able.when(_draft(marking), by=ASKING).state.marking == marking


def test_outside_of_an_investigation_nobody_holds_a_clearance() -> None:
    refused = rules.WhatIsHeldInAnInvestigationMarksItsRequestsAlone
    world().when(_draft(SECRET, case=False), by=ASKING).refused(refused)
    assert world().when(_draft(STRICT, case=False), by=ASKING).state.marking == STRICT


def test_a_marked_request_reaches_somebody() -> None:
    alone = _where(_cleared("ada"), drafted(marking=SECRET))
    alone.when(SEND, by=ASKING).refused(rules.AMarkedRequestReachesSomebody)

    both = _where(_cleared("ada", "ben"), drafted(marking=SECRET))
    then = both.when(SEND, by=ASKING)
    assert [type(event) for event in then.events] == [RequestSent]


def test_a_marked_request_is_passed_on_to_an_agency_that_may_see_it() -> None:
    known = (drafted(marking=SECRET), sent(marking=SECRET), received())
    redirect = commands.RedirectRequest(request_id=REQ, to_agency_id=IT, reason="Theirs")

    _where(_cleared("ada", "ben"), *known).when(redirect, by=ASKED).refused(rules.AMarkedRequestReachesSomebody)
    passed_on = _where(_cleared("ada", "ben", "cleo"), *known).when(redirect, by=ASKED)
    assert passed_on.state.asked_agencies == (DE, IT)


def test_for_who_may_not_see_it_there_is_no_request() -> None:
    known = (drafted(marking=SECRET), sent(marking=SECRET))
    start = _where(_cleared("ada"), *known)

    start.when(RECEIVE, by=ASKED).refused(NotFound)
    start.when(RECEIVE, by=READER).refused(NotFound)
    start.when(RECEIVE, by=GATEWAY).refused(NotFound)
    _where(_cleared("ben", "rita"), *known).when(RECEIVE, by=READER).refused(NotPermitted)
    assert _where(_cleared("ben"), *known).when(RECEIVE, by=ASKED).events


def test_a_token_lets_its_bearer_be_cleared_no_higher_than_it_says() -> None:
    start = _where(_cleared("ada", "ben"), drafted(marking=SECRET), sent(marking=SECRET))

    start.when(RECEIVE, by=replace(ASKED, ceiling=Classification.CONFIDENTIAL)).refused(NotFound)
    start.when(RECEIVE, by=replace(ASKED, ceiling=None)).refused(NotFound)
    assert start.when(RECEIVE, by=replace(ASKED, ceiling=Classification.SECRET)).events


def test_amber_strict_is_for_the_parties() -> None:
    known = (drafted(marking=STRICT), sent(marking=STRICT))

    world(*known).when(RECEIVE, by=THIRD).refused(NotFound)
    world(drafted(), sent()).when(RECEIVE, by=THIRD).refused(rules.OnlyTheRequestedSideDoesThis)
    assert world(*known).when(RECEIVE, by=GATEWAY).events
