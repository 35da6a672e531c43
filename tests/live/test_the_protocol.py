"""graphql-transport-ws as it is specified: who signs in and when, what is refused, and with which code."""

import json
from contextlib import ExitStack

import pytest

from api.limits import LARGEST_BODY
from api.live.connection import MOST_SUBSCRIPTIONS
from api.live.gate import MOST_CONNECTIONS
from api.live.room import Limits
from tests.api.conftest import Case
from tests.live.test_following_a_case import FOLLOW, begin, reminded
from tests.support.live import Live, live
from tests.support.served import Served

pytestmark = pytest.mark.postgres

ACK = {"type": "connection_ack"}

COSTLY = """subscription { myDesk { desk { entries(first: 200) { nodes { investigation { requests(first: 200) { nodes {
  requestId } } } } } } } }"""

LAG = "subscription { readModelLag(everySeconds: 1) { at models { model events } } }"


@pytest.fixture(scope="module")
def door(shared_door: tuple[Live, Case]) -> Live:
    return shared_door[0]


@pytest.fixture(scope="module")
def case(shared_door: tuple[Live, Case]) -> Case:
    return shared_door[1]


@pytest.fixture(scope="module")
def house(shared_door: tuple[Live, Case]) -> Served:
    return shared_door[0].house


def test_who_brings_no_token_is_closed(door: Live) -> None:
    with door.socket() as socket:
        socket.send(type="connection_init")

        assert socket.closing()[0] == 4401


def test_who_brings_a_bad_token_is_closed(door: Live) -> None:
    with door.socket() as socket:
        socket.send(type="connection_init", payload={"authorization": "Bearer forged"})

        assert socket.closing()[0] == 4401


def test_who_says_nothing_is_closed_in_time(house: Served) -> None:
    with live(house, Limits(init_s=0.2)) as door, door.socket() as socket:
        assert socket.closing()[0] == 4408


def test_who_asks_before_signing_in_is_closed(door: Live) -> None:
    with door.socket() as socket:
        socket.subscribe(LAG)

        assert socket.closing()[0] == 4401


def test_a_page_of_ours_signs_in_by_its_session(door: Live, case: Case) -> None:
    with door.socket(origin=f"http://{door.address}", headers=door.house.session(case.partner.token)) as socket:
        assert socket.init() == ACK


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:1"])
def test_a_page_of_others_cannot_use_a_session(door: Live, case: Case, origin: str) -> None:
    with door.socket(origin=origin, headers=door.house.session(case.partner.token)) as socket:
        socket.send(type="connection_init")

        assert socket.closing() == (4403, "A session is used from Entente's own pages only.")


def test_a_page_of_others_may_bring_a_token_of_its_own(door: Live, case: Case) -> None:
    with door.socket(origin="https://partner.example") as socket:
        assert socket.init(case.partner.token) == ACK


def test_the_older_subprotocol_is_not_spoken(door: Live) -> None:
    with door.socket(subprotocol="graphql-ws") as socket:
        assert socket.closing()[0] == 4406


@pytest.mark.parametrize("text", ["", "{", "[]", '{"type": "start"}', '{"type": "subscribe", "id": ""}', "[" * 9_999])
def test_what_is_no_message_closes_the_socket(door: Live, case: Case, text: str) -> None:
    with door.signed_in(case.partner.token) as socket:
        socket.inner.send(text)

        assert socket.closing()[0] == 4400


def test_bytes_are_no_message(door: Live, case: Case) -> None:
    with door.signed_in(case.partner.token) as socket:
        socket.inner.send(b"{}")

        assert socket.closing()[0] == 4400


def test_a_message_is_no_larger_than_a_request(door: Live, case: Case) -> None:
    with door.signed_in(case.partner.token) as socket:
        socket.inner.send(json.dumps({"type": "ping", "payload": {"a": "x" * LARGEST_BODY}}))

        assert socket.closing()[0] == 1009


def test_a_second_first_message_closes_the_socket(door: Live, case: Case) -> None:
    with door.signed_in(case.partner.token) as socket:
        socket.send(type="connection_init")

        assert socket.closing()[0] == 4429


def test_an_id_is_used_once_at_a_time(door: Live, case: Case) -> None:
    with door.signed_in(case.partner.token) as socket:
        socket.subscribe(FOLLOW, case=case.id)
        socket.subscribe(FOLLOW, case=case.id)

        assert socket.closing()[0] == 4409


def test_an_id_is_free_again_once_its_subscription_has_ended(door: Live, case: Case) -> None:
    with door.signed_in(case.partner.token) as socket:
        socket.subscribe(FOLLOW, case=case.id)
        socket.send(type="complete", id="1")
        socket.subscribe(LAG)

        assert {each["events"] for each in socket.told()["models"]} == {0}


def test_a_ping_is_answered(door: Live, case: Case) -> None:
    with door.signed_in(case.partner.token) as socket:
        socket.send(type="ping")

        assert socket.receive() == {"type": "pong"}


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("subscription {", "SYNTAX_ERROR"),
        ("subscription { nothing }", "INVALID_OPERATION"),
        ("query { me { memberId } }", "INVALID_OPERATION"),
        ("mutation { __typename }", "INVALID_OPERATION"),
        ('subscription { caseTimeline(caseId: "x") { position } }', "INVALID_INPUT"),
        ("subscription { readModelLag(everySeconds: 0) { at } }", "INVALID_INPUT"),
        ('subscription { caseTimeline(caseId: "x", filter: {kinds: 1}) { position } }', "INVALID_INPUT"),
        (COSTLY, "QUERY_TOO_COSTLY"),
    ],
)  # fmt: skip
def test_what_cannot_be_followed_is_refused_with_a_code(door: Live, case: Case, query: str, code: str) -> None:
    with door.signed_in(case.partner.token) as socket:
        socket.subscribe(query)
        told = socket.receive()

    assert (told["type"], told["id"]) == ("error", "1")
    assert told["payload"][0]["extensions"]["code"] == code


def test_a_socket_has_a_bounded_number_of_subscriptions(door: Live, case: Case) -> None:
    with door.signed_in(case.partner.token) as socket:
        for number in range(MOST_SUBSCRIPTIONS + 1):
            socket.subscribe(FOLLOW, known_as=str(number), case=case.id)
        told = {each["id"]: each for each in (socket.receive() for _ in range(MOST_SUBSCRIPTIONS + 1))}

    refused = told.pop(str(MOST_SUBSCRIPTIONS))
    assert refused["payload"][0]["extensions"]["code"] == "TOO_MANY_SUBSCRIPTIONS"
    assert {each["type"] for each in told.values()} == {"next"}


def test_a_member_has_a_bounded_number_of_sockets(door: Live, case: Case) -> None:
    with ExitStack() as opened:
        for _ in range(MOST_CONNECTIONS):
            opened.enter_context(door.signed_in(case.partner.token))
        one_more = opened.enter_context(door.socket())
        one_more.send(type="connection_init", payload={"Authorization": f"Bearer {case.partner.token}"})

        assert one_more.closing()[0] == 4441
        opened.enter_context(door.signed_in(case.leader.token))


def test_an_open_socket_is_closed_when_the_server_stops(house: Served, case: Case) -> None:
    with ExitStack() as opened:
        with live(house) as door:
            socket = opened.enter_context(door.signed_in(case.partner.token))
            begin(socket, case)

        assert socket.closing()[0] == 1012


def recorded(case: Case, *texts: str) -> None:
    """This will have facts recorded, as long as they are."""
    told = {"source": "Report 7", "grade": "OFFICIAL", "occurredAt": "2018-05", "occurredTz": "Europe/Paris"}
    for place, text in enumerate(texts):
        case.leader.did(
            "recordFact", investigationId=case.id, factId=f"fact-{place}", kind="INCIDENT", text=text, **told
        )


def test_who_takes_nothing_is_let_go_and_the_others_are_served(house: Served, case: Case) -> None:
    start = reminded(case, "Before")
    recorded(case, *["x" * 20_000] * 45)
    house.settle()
    with live(house, Limits(send_s=1.0)) as door, door.signed_in(case.partner.token) as slow:
        for number in range(MOST_SUBSCRIPTIONS):
            slow.subscribe(FOLLOW, known_as=str(number), case=case.id, after=start)
        with door.signed_in(case.leader.token) as quick:
            begin(quick, case)
            reminded(case, "For whoever reads")
            house.settle()
            assert quick.told()["entries"][0]["text"] == "For whoever reads"
            assert quick.is_silent(4)

        assert slow.closing()[0] in (4440, 1006)
