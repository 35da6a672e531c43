"""Subscriptions as event streams over plain HTTP: the same as over a socket, for whoever has none."""

import json
import shutil
from contextlib import ExitStack
from datetime import timedelta

import pytest

from api.identity.tokens import TokenGrant
from api.live.gate import MOST_CONNECTIONS
from api.live.room import Limits
from tests.api.conftest import Case, opened_case
from tests.api.test_sharing_items import shared
from tests.live.test_following_a_case import FOLLOW, reminded
from tests.live.test_the_protocol import COSTLY, LAG, recorded
from tests.support.event_streams import EVENTS, Stream, asked, streamed
from tests.support.live import Live, live
from tests.support.processes import eventually
from tests.support.served import Served

pytestmark = pytest.mark.postgres

ALL = {"hideSystem": False}


def begun(stream: Stream) -> None:
    """This will take the first message, which has no entries."""
    assert stream.told()["entries"] == []


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_what_comes_is_told_as_it_comes(door: Live, case: Case, house: Served, method: str) -> None:
    with streamed(door, case.partner.token, FOLLOW, method=method, case=case.id) as stream:
        begun(stream)
        reminded(case, "A week: has passed")
        house.settle()

        assert [each["text"] for each in stream.told()["entries"]] == ["A week: has passed"]
        assert stream.status == 200
        assert stream.headers["content-type"] == "text/event-stream; charset=utf-8"
        assert stream.headers["cache-control"] == "no-store"


def test_who_comes_back_is_told_what_came_meanwhile(door: Live, case: Case, house: Served) -> None:
    position = reminded(case, "Before")
    reminded(case, "Meanwhile")
    house.settle()

    with streamed(door, case.partner.token, FOLLOW, case=case.id, after=position) as stream:
        assert [each["text"] for each in stream.told()["entries"]] == ["Meanwhile"]


def test_a_quiet_stream_shows_that_it_lives(house: Served, case: Case) -> None:
    with live(house, Limits(quiet_s=0.1)) as door, streamed(door, case.partner.token, FOLLOW, case=case.id) as stream:
        begun(stream)

        assert stream.block() == [":"]
        assert stream.block() == [":"]


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("subscription {", "SYNTAX_ERROR"),
        ("subscription { nothing }", "INVALID_OPERATION"),
        ("query { me { memberId } }", "INVALID_OPERATION"),
        ('subscription { caseTimeline(caseId: "x") { position } }', "INVALID_INPUT"),
        (COSTLY, "QUERY_TOO_COSTLY"),
    ],
)
def test_what_cannot_be_followed_is_refused_with_a_code(door: Live, case: Case, query: str, code: str) -> None:
    with streamed(door, case.partner.token, query) as stream:
        assert stream.code() == code


def test_a_case_of_others_is_not_found(door: Live, case: Case, house: Served) -> None:
    other = opened_case(house, "beta")
    house.settle()

    with streamed(door, case.partner.token, FOLLOW, case=other.id) as stream:
        assert stream.code() == "NOT_FOUND"


def test_who_is_revoked_is_told_nothing_more(door: Live, case: Case, house: Served) -> None:
    with streamed(door, case.partner.token, FOLLOW, case=case.id, filter=ALL) as stream:
        begun(stream)
        case.leader.did("revokeMember", investigationId=case.id, memberId="partner-alpha", reason="Left the team")
        reminded(case, "Not for the revoked")
        house.settle()

        assert stream.code() == "FORBIDDEN"


def test_a_token_that_expires_ends_the_stream(door: Live, case: Case, house: Served) -> None:
    grant = TokenGrant(member_id="partner-alpha", agency_id="DE-BKA", lifetime=timedelta(seconds=2))
    with streamed(door, house.issuer.issue(grant), FOLLOW, case=case.id) as stream:
        begun(stream)

        assert stream.code() == "UNAUTHENTICATED"
        assert stream.event() == ("end", None)


def test_what_is_shown_stands_in_the_ledger(door: Live, case: Case, house: Served) -> None:
    with streamed(door, case.partner.token, FOLLOW, case=case.id, filter=ALL) as stream:
        begun(stream)
        item_id = shared(case)
        house.settle()
        stream.told()
    house.carry()

    query = "query($id: UUID!) { itemAccesses(itemId: $id) { nodes { kind memberId way } } }"
    noted = case.leader.ask(query, id=item_id)["itemAccesses"]["nodes"]
    assert noted == [{"kind": "VIEW", "memberId": "partner-alpha", "way": "caseTimeline"}]


def test_what_cannot_be_put_on_record_is_not_told(door: Live, case: Case, house: Served) -> None:
    with streamed(door, case.partner.token, FOLLOW, case=case.id, filter=ALL) as stream:
        begun(stream)
        shutil.rmtree(house.spool.folder)
        shared(case)
        house.settle()

        assert stream.code() == "TRY_AGAIN"
    house.spool.folder.mkdir()


@pytest.mark.parametrize("token", ["", "forged"])
def test_nobody_follows_who_is_not_signed_in(door: Live, token: str) -> None:
    with streamed(door, token, LAG) as stream:
        assert stream.status == 401
        assert stream.json()["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"


def test_a_page_of_others_cannot_use_a_session(door: Live, case: Case) -> None:
    headers = {"accept": EVENTS, "sec-fetch-site": "cross-site", **door.house.session(case.partner.token)}
    with asked(door, headers, path="/graphql?query=subscription%7BreadModelLag%7Bat%7D%7D") as stream:
        assert stream.status == 403


def test_a_page_of_ours_follows_by_its_session(door: Live, case: Case) -> None:
    headers = {"accept": EVENTS, "sec-fetch-site": "same-origin", **door.house.session(case.partner.token)}
    with asked(door, headers, path="/graphql?query=subscription%7BreadModelLag%7Bat%7D%7D") as stream:
        assert set(stream.told()) == {"at"}


@pytest.mark.parametrize("accepted", ["application/json, text/event-stream", "text/event-stream, */*"])
def test_who_takes_json_too_is_answered_in_json(door: Live, case: Case, accepted: str) -> None:
    headers = {"authorization": f"Bearer {case.partner.token}", "content-type": "application/json"}
    body = json.dumps({"query": "{ me { memberId } }"}).encode()
    with asked(door, headers | {"accept": accepted}, body) as answer:
        assert answer.json()["data"] == {"me": {"memberId": "partner-alpha"}}


@pytest.mark.parametrize("body", [b"", b"7", b"{", b'{"query": 1}', b'{"query": "{a}", "variables": []}'])
def test_what_is_no_request_is_refused(door: Live, case: Case, body: bytes) -> None:
    headers = {"authorization": f"Bearer {case.partner.token}", "content-type": "application/json", "accept": EVENTS}
    with asked(door, headers, body) as answer:
        assert answer.status == 400
        assert answer.json()["errors"][0]["extensions"]["code"] == "BAD_REQUEST"


def test_sockets_and_streams_of_a_member_are_bounded_together(door: Live, case: Case) -> None:
    with ExitStack() as opened:
        opened.enter_context(door.signed_in(case.partner.token))
        for _ in range(MOST_CONNECTIONS - 1):
            begun(opened.enter_context(streamed(door, case.partner.token, FOLLOW, case=case.id)))
        one_more = opened.enter_context(streamed(door, case.partner.token, LAG))

        assert one_more.status == 429
        assert one_more.json()["errors"][0]["extensions"]["code"] == "TOO_MANY_CONNECTIONS"
        begun(opened.enter_context(streamed(door, case.leader.token, FOLLOW, case=case.id)))


def open_streams(house: Served) -> float:
    measures = house.given.insight.measures
    return measures.registry.get_sample_value("entente_live_connections", {"transport": "event_stream"}) or 0.0


def test_a_client_that_leaves_holds_nothing(door: Live, case: Case, house: Served) -> None:
    with streamed(door, case.partner.token, FOLLOW, case=case.id) as stream:
        begun(stream)
        assert open_streams(house) == 1

    assert eventually(lambda: open_streams(house) == 0)


def test_who_takes_nothing_is_let_go_and_the_others_are_served(house: Served, case: Case) -> None:
    start = reminded(case, "Before")
    recorded(case, *["x" * 20_000] * 45)
    house.settle()
    with (
        live(house, Limits(send_s=1.0)) as door,
        streamed(door, case.partner.token, FOLLOW, case=case.id, after=start),
        streamed(door, case.leader.token, FOLLOW, case=case.id) as quick,
    ):
        begun(quick)
        reminded(case, "For whoever reads")
        house.settle()

        assert quick.told()["entries"][0]["text"] == "For whoever reads"
        assert eventually(lambda: open_streams(house) == 1)


def test_a_stream_ends_at_once_when_the_server_stops(house: Served, case: Case) -> None:
    with ExitStack() as opened:
        with live(house) as door:
            stream = opened.enter_context(streamed(door, case.partner.token, FOLLOW, case=case.id))
            begun(stream)

        assert stream.code() == "GOING_AWAY"
