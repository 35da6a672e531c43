"""What a follow-up may have grown out of."""

from uuid import uuid4

from domain.followup import FOLLOWUP, FollowUp
from domain.followup.commands import OpenFollowUp
from domain.followup.events import SourceKind
from domain.followup.rules import ASourceIsOfTheSameInvestigation
from domain.investigation import INVESTIGATION
from domain.refusal import InvalidInput
from domain.request import REQUEST
from tests.support.followups import FOLLOWUP_ID
from tests.support.given import Given, Happened, given
from tests.support.investigations import BEN, CASE, LENA, WITH_PARTNER
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
