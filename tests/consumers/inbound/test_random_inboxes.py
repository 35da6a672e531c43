"""Whatever comes in whichever portions: each sound message counts once, in the order of its case."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consumers.inbound.incoming import Incoming
from consumers.inbound.operating import Desk
from consumers.inbound.vocabulary import State
from tests.consumers.inbound.conftest import CASES, Inbox
from tests.support.gateways import Gateway

pytestmark = [pytest.mark.postgres, pytest.mark.timeout(300)]

UNKNOWN = {"requestId": "0b1c2d3e-0000-4000-8000-00000000ffff"}
ROUNDS = count()


@dataclass(frozen=True, slots=True)
class Told:
    """A message to send. fault: what is wrong with it; again: how often it comes."""

    case: int
    fault: str | None
    again: int
    ends_portion: bool


MESSAGES = st.lists(
    st.builds(
        Told,
        case=st.integers(0, CASES - 1),
        fault=st.sampled_from([None, None, None, None, "schema", "unknown"]),
        again=st.sampled_from([1, 1, 2, 3]),
        ends_portion=st.booleans(),
    ),
    min_size=1,
    max_size=25,
)


FAULTS: dict[str | None, dict[str, Any]] = {None: {}, "schema": {"data": {"note": 7}}, "unknown": {"data": UNKNOWN}}


def written(gateway: Gateway, round_: int, number: int, told: Told) -> Incoming:
    return gateway.reminder(told.case, f"{round_} {number}", **FAULTS[told.fault])


def portions(gateway: Gateway, round_: int, messages: list[Told]) -> Iterator[list[Incoming]]:
    portion: list[Incoming] = []
    for number, told in enumerate(messages):
        portion += [written(gateway, round_, number, told) for _ in range(told.again)]
        if told.ends_portion:
            yield portion
            portion = []
    if portion:
        yield portion


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(messages=MESSAGES)
def test_each_counts_once_and_in_order(inbox: Inbox, desk: Desk, messages: list[Told]) -> None:
    round_, gateway = next(ROUNDS), Gateway(sent=offset_of(inbox))
    before = len(inbox.reminders())

    for portion in portions(gateway, round_, messages):
        inbox.take(*portion)
    while waiting := inbox.messages(State.REJECTED):
        desk.discard(waiting[0].message_id, "seen to")

    applied = inbox.reminders()[before:]
    sound = [(told.case, f"{round_} {number}") for number, told in enumerate(messages) if told.fault is None]
    assert sorted(applied, key=str) == sorted((note for _, note in sound), key=str)
    assert in_order_of_cases(applied, sound) == sound_by_case(sound)
    assert inbox.messages(State.PARKED) == []
    faulty = sorted(f"{told.case}-{round_} {number}" for number, told in enumerate(messages) if told.fault)
    assert letters(inbox, round_) == faulty


def offset_of(inbox: Inbox) -> int:
    ((offset,),) = inbox.ask("SELECT next_offset FROM inbox.partitions WHERE partition = 0")
    assert isinstance(offset, int)
    return offset


def sound_by_case(sound: list[tuple[int, str]]) -> dict[int, list[str]]:
    return {case: [note for each, note in sound if each == case] for case, _ in sound}


def in_order_of_cases(applied: list[str | None], sound: list[tuple[int, str]]) -> dict[int, list[str | None]]:
    cases = {note: case for case, note in sound}
    return {case: [note for note in applied if note and cases[note] == case] for case, _ in sound}


def letters(inbox: Inbox, round_: int) -> list[str]:
    found = inbox.ask("SELECT m.id FROM inbox.letters JOIN inbox.messages m USING (message_id)")
    return sorted(id_ for (id_,) in found if isinstance(id_, str) and id_.partition("-")[2].startswith(f"{round_} "))
