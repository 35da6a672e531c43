"""What a request may be marked with, by whom, and whom it still has to reach."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

import pytest

from domain.event import Event
from domain.investigation.events import (
    CompartmentAccessGranted,
    CompartmentDefined,
    MemberClearanceChanged,
)  # fmt: skip
from domain.marking import Marking
from domain.request import Request, commands, rules
from domain.vocabulary import Classification, Handling, Tlp
from tests.support.given import Given
from tests.support.requests import (
    ASKED,
    ASKING,
    CASE,
    DE,
    FR,
    IMPORTER,
    IT,
    REQ,
    content,
    drafted,
    sent,
    with_case,
    world,
)

SECRET = Marking(classification=Classification.SECRET)
IN_ALPHA = Marking(compartments=("ALPHA",))
SEND = commands.SendRequest(request_id=REQ)


def _draft(marking: Marking, case: UUID | None = CASE) -> commands.DraftRequest:
    return commands.DraftRequest(
        request_id=REQ,
        investigation_id=case,
        requesting_agency_id=FR,
        requesting_unit_id="FR-SPOC/DESK",
        requested_agency_id=DE,
        content=content(marking=marking),
    )


def _cleared(member_id: str) -> Event:
    return MemberClearanceChanged(investigation_id=CASE, member_id=member_id, clearance=Classification.SECRET)


def _holding(member_id: str) -> Event:
    return CompartmentAccessGranted(investigation_id=CASE, compartment="ALPHA", member_id=member_id)


def _after(start: Given[Request], *events: Event) -> Given[Request]:
    defined = with_case(start, CompartmentDefined(investigation_id=CASE, compartment="ALPHA", name="Alpha"))
    return _with(defined, *events)


def _with(start: Given[Request], *events: Event) -> Given[Request]:
    return _with(with_case(start, events[0]), *events[1:]) if events else start


def test_a_request_is_never_for_named_persons_alone() -> None:
    world().when(_draft(Marking(tlp=Tlp.RED)), by=ASKING).refused(rules.ARequestIsNotForNamedPersons)
    assert world().when(_draft(Marking(tlp=Tlp.AMBER_STRICT)), by=ASKING).events


def test_further_restrictions_are_stated_in_words() -> None:
    silent = Marking(handling=(Handling.H3,))
    stated = replace(silent, handling_text="Call before use")
    world().when(_draft(silent), by=ASKING).refused(rules.ARestrictionInWordsHasWords)
    assert world().when(_draft(stated), by=ASKING).events


def test_h0_stands_beside_no_other_code() -> None:
    world().when(_draft(Marking(handling=(Handling.H0, Handling.H1))), by=ASKING).refused(
        rules.ARestrictionInWordsHasWords
    )
    assert world().when(_draft(Marking(handling=(Handling.H0,))), by=ASKING).events


@pytest.mark.parametrize(
    ("marking", "held"), [(SECRET, _cleared("ada")), (IN_ALPHA, _holding("ada"))], ids=["level", "compartment"]
)
def test_nobody_marks_a_request_beyond_what_it_may_see_itself(marking: Marking, held: Event) -> None:
    beyond = _after(world()).when(_draft(marking), by=ASKING)
    beyond.refused(rules.NobodyMarksARequestBeyondItsOwnSight)
    assert _after(world(), held).when(_draft(marking), by=ASKING).events


def test_a_compartment_that_is_not_defined_is_refused_as_one_that_is_not_held() -> None:
    unknown = _after(world()).when(_draft(Marking(compartments=("NOWHERE",))), by=ASKING)
    unknown.refused(rules.NobodyMarksARequestBeyondItsOwnSight)


def test_before_any_investigation_nothing_is_held_that_could_mark_a_request() -> None:
    outside = world().when(_draft(SECRET, None), by=ASKING)
    outside.refused(rules.WhatIsHeldInAnInvestigationMarksItsRequestsAlone)
    assert world().when(_draft(Marking(tlp=Tlp.AMBER), None), by=ASKING).events


def test_an_import_marks_with_defined_compartments_whoever_holds_them() -> None:
    world().when(_draft(IN_ALPHA), by=IMPORTER).refused(rules.WhatIsHeldInAnInvestigationMarksItsRequestsAlone)
    assert _after(world()).when(_draft(IN_ALPHA), by=IMPORTER).events


@pytest.mark.parametrize(
    ("marking", "holding"), [(SECRET, _cleared), (IN_ALPHA, _holding)], ids=["level", "compartment"]
)
def test_a_marked_request_is_sent_where_somebody_may_see_it(marking: Marking, holding: Callable[[str], Event]) -> None:
    own = _after(world(drafted(marking=marking)), holding("ada"))
    own.when(SEND, by=ASKING).refused(rules.AMarkedRequestReachesSomebody)
    assert _after(own, holding("ben")).when(SEND, by=ASKING).events


def test_nor_is_it_passed_on_to_where_nobody_may_see_it() -> None:
    pass_on = commands.RedirectRequest(request_id=REQ, to_agency_id=IT, reason="Not ours")
    waiting = _after(world(drafted(marking=SECRET), sent(marking=SECRET)), _cleared("ada"), _cleared("ben"))
    waiting.when(pass_on, by=ASKED).refused(rules.AMarkedRequestReachesSomebody)
    assert _after(waiting, _cleared("cleo")).when(pass_on, by=ASKED).events
