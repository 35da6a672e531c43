"""What a follow-up may have grown out of."""

from dataclasses import replace
from uuid import uuid4

from domain.event import Event
from domain.followup import FOLLOWUP, FollowUp
from domain.followup.commands import AssignFollowUp, CancelFollowUp, OpenFollowUp
from domain.followup.events import SourceKind
from domain.followup.rules import AnAssignedAgencyHasTheSource, ASourceIsOfTheSameInvestigation
from domain.investigation import INVESTIGATION
from domain.item import ITEM
from domain.marking import Marking
from domain.refusal import InvalidInput, NotFound, NotPermitted
from domain.request import REQUEST
from domain.vocabulary import Tlp
from tests.support.followups import FOLLOWUP_ID, OPENED
from tests.support.given import Given, Happened, given
from tests.support.investigations import BEN, CASE, LENA, WITH_PARTNER
from tests.support.items import DORA, ITEM_ID, LUC, REGISTERED, SECRET, SHARED, WORLD, of, registered, shared
from tests.support.requests import REQ, drafted, sent


def with_request(*happenings: Happened) -> Given[FollowUp]:
    return given(FOLLOWUP).knowing(INVESTIGATION, CASE, *WITH_PARTNER).knowing(REQUEST, REQ, *happenings)


def opening(source: SourceKind, source_ref: str) -> OpenFollowUp:
    return OpenFollowUp(
        followup_id=FOLLOWUP_ID,
        investigation_id=CASE,
        source=source,
        source_ref=source_ref,
        task="Find the owner of the container.",
    )


OF_REQUEST = opening(SourceKind.REQUEST, str(REQ))
OF_ITEM = opening(SourceKind.SHARED_ITEM, str(ITEM_ID))
CANCEL = CancelFollowUp(followup_id=FOLLOWUP_ID, reason="obsolete")


def assigning(agency_id: str) -> AssignFollowUp:
    return AssignFollowUp(followup_id=FOLLOWUP_ID, agency_id=agency_id)


def test_a_follow_up_grows_out_of_a_request_of_its_investigation() -> None:
    assert with_request(drafted(CASE), sent(CASE)).when(OF_REQUEST, by=BEN).state.source_ref == str(REQ)


def test_a_follow_up_grows_out_of_no_request_of_another_investigation() -> None:
    elsewhere = with_request(drafted(uuid4()), sent(uuid4())).when(OF_REQUEST, by=LENA)
    missing = with_request().when(OF_REQUEST, by=LENA)
    refusal = elsewhere.refused(ASourceIsOfTheSameInvestigation)
    assert refusal.message == missing.refused(ASourceIsOfTheSameInvestigation).message


def test_nothing_follows_from_a_draft_not_even_for_its_author_since_all_members_would_read_it() -> None:
    with_request(drafted(CASE)).when(OF_REQUEST, by=BEN).refused(ASourceIsOfTheSameInvestigation)
    with_request(drafted(CASE)).when(OF_REQUEST, by=LENA).refused(ASourceIsOfTheSameInvestigation)


def test_a_request_and_an_item_are_named_by_their_ids() -> None:
    request, item = opening(SourceKind.REQUEST, "the last one"), opening(SourceKind.SHARED_ITEM, "photo")
    assert with_request().when(request, by=LENA).refused(InvalidInput).field == "sourceRef"
    assert with_request().when(item, by=LENA).refused(InvalidInput).field == "sourceRef"


def test_a_finding_is_named_by_words() -> None:
    finding = opening(SourceKind.FINDING, "receipts come late")
    assert with_request().when(finding, by=LENA).refusal is None


def with_item(*happenings: Event) -> Given[FollowUp]:
    return given(FOLLOWUP).knowing(INVESTIGATION, CASE, *WORLD).knowing(ITEM, ITEM_ID, *happenings)


def grown_out_of_the_item(*happenings: Event) -> Given[FollowUp]:
    grown = replace(OPENED, source=SourceKind.SHARED_ITEM, source_ref=str(ITEM_ID), source_id=ITEM_ID)
    return given(FOLLOWUP, grown).knowing(INVESTIGATION, CASE, *WORLD).knowing(ITEM, ITEM_ID, *happenings)


def test_a_follow_up_grows_out_of_an_item_that_the_opener_sees() -> None:
    assert with_item(REGISTERED, SHARED).when(OF_ITEM, by=BEN).state.source_id == ITEM_ID
    assert with_item(REGISTERED).when(OF_ITEM, by=LENA).refusal is None


def test_an_item_that_is_not_seen_is_as_good_as_none() -> None:
    unseen = with_item(REGISTERED).when(OF_ITEM, by=BEN).refused(ASourceIsOfTheSameInvestigation)
    missing = with_item().when(OF_ITEM, by=BEN).refused(ASourceIsOfTheSameInvestigation)
    assert unseen.message == missing.message
    elsewhere = with_item(replace(REGISTERED, investigation_id=uuid4()), SHARED)
    elsewhere.when(OF_ITEM, by=LENA).refused(ASourceIsOfTheSameInvestigation)


def test_who_does_not_see_the_item_does_not_see_what_grew_out_of_it() -> None:
    grown_out_of_the_item(registered(SECRET), SHARED).when(CANCEL, by=LUC).refused(NotFound)
    grown_out_of_the_item(REGISTERED).when(CANCEL, by=BEN).refused(NotFound)
    grown_out_of_the_item(REGISTERED, SHARED).when(CANCEL, by=BEN).refused(NotPermitted)


def test_the_originator_assigns_it_to_agencies_that_have_the_item() -> None:
    spec = grown_out_of_the_item(REGISTERED, SHARED)
    assert spec.when(assigning("BE-SPOC"), by=LENA).refusal is None
    spec.when(assigning("DE-SPOC"), by=LENA).refused(AnAssignedAgencyHasTheSource)


def test_a_recipient_does_not_learn_who_else_has_the_item() -> None:
    of_belgium = replace(REGISTERED, originator_agency_id="BE-SPOC")
    spec = grown_out_of_the_item(of_belgium, shared(of("FR-SPOC"), of("IT-SPOC")))
    having = spec.when(assigning("IT-SPOC"), by=LENA).refused(AnAssignedAgencyHasTheSource)
    without = spec.when(assigning("DE-SPOC"), by=LENA).refused(AnAssignedAgencyHasTheSource)
    assert having.message == without.message
    assert spec.when(assigning("BE-SPOC"), by=LENA).refusal is None


def test_what_grew_out_of_a_request_between_two_stays_between_them() -> None:
    strict = Marking(tlp=Tlp.AMBER_STRICT)
    spec = with_request(drafted(CASE, marking=strict), sent(CASE, marking=strict)).knowing(INVESTIGATION, CASE, *WORLD)
    spec.when(OF_REQUEST, by=BEN).refused(ASourceIsOfTheSameInvestigation)
    assert spec.when(OF_REQUEST, by=DORA).refusal is None
