"""The timeline of a case as it grows: every entry that is for the subscriber, once, in order, across reconnects."""

import random
from collections.abc import Iterator
from contextlib import suppress
from threading import Thread
from typing import Any

import pytest

from tests.api.conftest import Case
from tests.support.histories import chance_of
from tests.support.live import Live, Socket
from tests.support.served import Served

pytestmark = pytest.mark.postgres

FOLLOW = """subscription($case: UUID!, $after: Position, $filter: EntryFilterInput) {
  caseTimeline(caseId: $case, after: $after, filter: $filter) { position entries { position kind text } } }"""

WHOLE = """query($case: UUID!, $after: String) { timeline(caseId: $case, first: 200, after: $after) {
  nodes { position text } } }"""

WRITTEN = 60
"""Entries that are written while a subscriber comes and goes."""


def reminded(case: Case, *notes: str) -> int:
    """This will have reminders recorded, and return the position of the last."""
    did = [case.leader.did("sendReminder", requestId=case.request, note=note) for note in notes]
    return int(did[-1]["position"])


def begin(socket: Socket, case: Case, **more: Any) -> Any:
    """This will follow a case from now on, and return the message that says where that is."""
    socket.subscribe(FOLLOW, case=case.id, **more)
    return socket.told()


def test_an_entry_is_told_as_it_comes(door: Live, case: Case, house: Served) -> None:
    with door.signed_in(case.partner.token) as socket:
        begun = begin(socket, case)
        position = reminded(case, "A week has passed")
        house.settle()
        told = socket.told()

    assert begun["entries"] == []
    assert told["position"] == position == begun["position"] + 1
    assert [(each["kind"], each["text"]) for each in told["entries"]] == [("request.ReminderSent", "A week has passed")]


def test_who_comes_back_from_beyond_the_log_is_told_so(door: Live, case: Case) -> None:
    with door.signed_in(case.partner.token) as socket:
        socket.subscribe(FOLLOW, case=case.id, after=10**9)
        message = socket.receive()

    assert message["type"] == "error"
    assert message["payload"][0]["extensions"] == {"code": "NOT_YET_VISIBLE", "position": 10**9}


def test_who_comes_back_is_told_what_came_meanwhile(door: Live, case: Case, house: Served) -> None:
    position = reminded(case, "One", "Two")
    house.settle()

    with door.signed_in(case.partner.token) as socket:
        socket.subscribe(FOLLOW, case=case.id, after=position - 2)
        told = socket.told()

    assert [each["text"] for each in told["entries"]] == ["One", "Two"]


def test_who_has_everything_is_told_nothing(door: Live, case: Case, house: Served) -> None:
    position = reminded(case, "One")
    house.settle()

    with door.signed_in(case.partner.token) as socket:
        socket.subscribe(FOLLOW, case=case.id, after=position)

        assert socket.is_silent()


def test_what_is_more_than_a_message_holds_comes_in_several(door: Live, case: Case, house: Served) -> None:
    position = reminded(case, *map(str, range(53)))
    house.settle()

    with door.signed_in(case.partner.token) as socket:
        socket.subscribe(FOLLOW, case=case.id, after=position - 53)
        told = [socket.told(), socket.told()]

    assert [len(each["entries"]) for each in told] == [50, 3]
    assert [entry["text"] for each in told for entry in each["entries"]] == [str(number) for number in range(53)]


def test_a_filter_holds_back_what_was_not_asked_for(door: Live, case: Case, house: Served) -> None:
    with door.signed_in(case.partner.token) as socket:
        begin(socket, case, filter={"kinds": ["request.RequestReceived"]})
        reminded(case, "Not asked for")
        case.partner.did("confirmReceipt", requestId=case.request)
        house.settle()

        assert [each["kind"] for each in socket.told()["entries"]] == ["request.RequestReceived"]


def test_a_subscription_that_ends_is_told_nothing_more(door: Live, case: Case, house: Served) -> None:
    with door.signed_in(case.partner.token) as socket:
        begin(socket, case)
        socket.send(type="complete", id="1")
        reminded(case, "Too late")
        house.settle()

        assert socket.is_silent()


@pytest.mark.parametrize("seed", [1, 2])
def test_random_reconnects_neither_lose_nor_double_an_entry(door: Live, case: Case, house: Served, seed: int) -> None:
    chance = chance_of(seed)
    start = reminded(case, "Before")
    writing = Thread(target=written, args=(house, case, chance_of(seed + 100)))

    writing.start()
    told = list(followed_with_breaks(door, case, start, chance))
    writing.join()

    shown = case.partner.ask(WHOLE, case=case.id)["timeline"]["nodes"]
    assert [each["text"] for each in told] == [str(number) for number in range(WRITTEN)]
    assert [each["position"] for each in told] == sorted(each["position"] for each in shown if each["position"] > start)


def written(house: Served, case: Case, chance: random.Random) -> None:
    """Entries that come in batches of random sizes."""
    notes = [str(number) for number in range(WRITTEN)]
    while notes:
        some, notes = notes[: (size := chance.randint(1, 9))], notes[size:]
        reminded(case, *some)
        house.settle()


def followed_with_breaks(door: Live, case: Case, after: int, chance: random.Random) -> Iterator[dict[str, Any]]:
    """All entries that are told, over sockets that break after a few messages or moments."""
    seen = 0
    while seen < WRITTEN:
        with door.signed_in(case.partner.token) as socket:
            socket.subscribe(FOLLOW, case=case.id, after=after)
            for told in few(socket, chance):
                after, seen = told["position"], seen + len(told["entries"])
                yield from told["entries"]


def few(socket: Socket, chance: random.Random) -> Iterator[Any]:
    """Some messages, perhaps none, until the socket is left."""
    with suppress(TimeoutError):
        for _ in range(chance.randint(0, 4)):
            yield socket.told(chance.uniform(0.01, 1.0))
