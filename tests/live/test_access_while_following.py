"""Access is decided anew for each message: what is not for the subscriber, or not any more, brings none."""

import shutil
from datetime import timedelta
from uuid import uuid4

import pytest

from api.identity.tokens import TokenGrant
from tests.api.conftest import CONTENT, Case, admit, opened_case
from tests.api.test_sharing_items import registered, shared
from tests.live.test_following_a_case import FOLLOW, begin, reminded
from tests.support.live import Live, Socket
from tests.support.served import Served

pytestmark = pytest.mark.postgres

ALL = {"hideSystem": False}


def followed(socket: Socket, case: Case) -> None:
    """This will follow a case, with nothing told yet."""
    begin(socket, case, filter=ALL)


def revoked(case: Case, member_id: str) -> None:
    case.leader.did("revokeMember", investigationId=case.id, memberId=member_id, reason="Left the team")


def test_who_is_revoked_is_told_nothing_more_and_closed(door: Live, case: Case, house: Served) -> None:
    with door.signed_in(case.partner.token) as socket:
        followed(socket, case)
        revoked(case, "partner-alpha")
        reminded(case, "Not for the revoked")
        house.settle()

        assert socket.closing() == (4403, "What you followed is not for you any more.")


def test_who_is_revoked_gets_no_entry_that_was_recorded_after_it(door: Live, case: Case, house: Served) -> None:
    position = reminded(case, "For the member")
    revoked(case, "partner-alpha")
    reminded(case, "Not for the revoked")
    house.settle()

    with door.signed_in(case.partner.token) as socket:
        socket.subscribe(FOLLOW, case=case.id, after=position - 1)

        assert socket.receive()["payload"][0]["extensions"]["code"] == "NOT_FOUND"


def test_others_go_on_when_one_is_revoked(door: Live, case: Case, house: Served) -> None:
    admit(case.leader, case.id, ("second", "DE-BKA"))
    house.settle()
    with door.signed_in(house.token("second", "DE-BKA")) as socket:
        followed(socket, case)
        revoked(case, "partner-alpha")
        house.settle()

        assert [each["kind"] for each in socket.told()["entries"]] == ["investigation.MemberAccessRevoked"]


def test_a_token_that_expires_closes_the_socket(door: Live, case: Case, house: Served) -> None:
    grant = TokenGrant(member_id="partner-alpha", agency_id="DE-BKA", lifetime=timedelta(seconds=2))
    with door.signed_in(house.issuer.issue(grant)) as socket:
        socket.subscribe(FOLLOW, case=case.id)

        assert socket.closing() == (4401, "The token has expired.")


def test_a_case_of_others_and_none_are_answered_alike(door: Live, case: Case, house: Served) -> None:
    other = opened_case(house, "beta")
    house.settle()
    with door.signed_in(case.partner.token) as socket:
        socket.subscribe(FOLLOW, known_as="1", case=other.id)
        told = socket.receive()
        socket.subscribe(FOLLOW, known_as="1", case=str(uuid4()))

        assert socket.receive() == told
        assert told["payload"][0]["extensions"]["code"] == "NOT_FOUND"


def test_what_happens_in_another_case_brings_no_message(door: Live, case: Case, house: Served) -> None:
    other = opened_case(house, "beta")
    house.settle()
    with door.signed_in(case.partner.token) as socket:
        followed(socket, case)
        reminded(other, "Elsewhere")
        house.settle()

        assert socket.is_silent()


def test_what_is_for_others_in_the_same_case_brings_no_message(door: Live, case: Case, house: Served) -> None:
    with door.signed_in(case.partner.token) as socket:
        followed(socket, case)
        registered(case)
        case.leader.did(
            "draftRequest", investigationId=case.id, requestingAgencyId="FR-SPOC", requestingUnitId="FR-SPOC/CYBER",
            requestedAgencyId="DE-BKA", content=CONTENT,
        )  # fmt: skip
        house.settle()

        assert socket.is_silent()


def test_an_item_that_is_taken_back_is_followed_no_further(door: Live, case: Case, house: Served) -> None:
    item_id = shared(case)
    house.settle()
    with door.signed_in(case.partner.token) as socket:
        followed(socket, case)
        case.leader.did("recallItem", itemId=item_id, recallId=str(uuid4()), fromAgencies=["DE-BKA"], reason="Wrong")
        case.leader.did("evaluateItem", itemId=item_id, scheme="ADMIRALTY_6X6", sourceCode="B", informationCode="2")
        house.settle()

        assert socket.is_silent()


def test_what_was_erased_meanwhile_comes_without_its_words(door: Live, case: Case, house: Served) -> None:
    position = reminded(case, "To be erased")
    case.leader.did("withdrawRequest", requestId=case.request, reason="OBTAINED_OTHERWISE")
    case.leader.did("eraseRequestTexts", requestId=case.request, reason="DATA_SUBJECT_RIGHT")
    house.settle()

    with door.signed_in(case.partner.token) as socket:
        socket.subscribe(FOLLOW, case=case.id, after=position - 1)
        told = socket.told()

    assert told["entries"][0] == {"position": position, "kind": "request.ReminderSent", "text": "[erased]"}


def test_what_is_shown_stands_in_the_ledger(door: Live, case: Case, house: Served) -> None:
    with door.signed_in(case.partner.token) as socket:
        followed(socket, case)
        item_id = shared(case)
        house.settle()
        socket.told()
    house.carry()

    accesses = case.leader.ask(
        "query($id: UUID!) { itemAccesses(itemId: $id) { nodes { kind memberId way } } }", id=item_id
    )
    assert accesses["itemAccesses"]["nodes"] == [{"kind": "VIEW", "memberId": "partner-alpha", "way": "caseTimeline"}]


def test_what_cannot_be_put_on_record_is_not_told(door: Live, case: Case, house: Served) -> None:
    with door.signed_in(case.partner.token) as socket:
        followed(socket, case)
        shutil.rmtree(house.spool.folder)
        shared(case)
        house.settle()

        assert socket.closing()[0] == 1013
    house.spool.folder.mkdir()
