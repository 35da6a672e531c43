"""Whatever happened before texts are erased: nobody can tell afterwards what they were."""

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from typing import Any
from uuid import UUID

import msgspec
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st
from msgspec.structs import replace

from domain.agency import AGENCY
from domain.aggregate import Aggregate
from domain.erasure import has_texts, without_texts
from domain.event import Recorded
from domain.followup import FOLLOWUP
from domain.investigation import INVESTIGATION
from domain.item import ITEM, SharedItem
from domain.request import REQUEST
from domain.review import REVIEW
from domain.vocabulary import ERASED
from projections.holding import without_digests
from tests.support.histories import history

CANARY = "canary-7f3a"
ROOMS: Mapping[str, Aggregate[Any]] = {
    room.name: room for room in (AGENCY, INVESTIGATION, REQUEST, FOLLOWUP, REVIEW, ITEM)
}
HISTORIES = st.integers(0, 10_000).map(lambda seed: history(seed, cases=2, requests=3))


def marked(recorded: Recorded) -> Recorded:
    """The same event with the canary in every operational text; a text of the erasure itself stays."""
    if recorded.event.ERASES:
        return recorded
    written = msgspec.json.encode(without_texts(recorded.event)).replace(ERASED.encode(), CANARY.encode())
    return replace(recorded, event=msgspec.json.decode(written, type=type(recorded.event)))


def read_later(recorded: Recorded) -> Recorded:
    """As an event is read when its key is gone."""
    if not has_texts(recorded.event):
        return recorded
    return replace(recorded, event=without_texts(recorded.event), is_erased=True)


def streams(told: Iterable[Recorded]) -> Mapping[UUID, list[Recorded]]:
    found: dict[UUID, list[Recorded]] = {}
    for each in told:
        if each.event.TOPIC.partition(".")[0] in ROOMS:
            found.setdefault(each.envelope.aggregate_id, []).append(each)
    return found


def state_of(stream: Sequence[Recorded]) -> Any:
    room = ROOMS[stream[0].event.TOPIC.partition(".")[0]]
    return reduce(room.evolve, stream, room.initial)


def kept(state: Any) -> Any:
    """What is stored of a state: of an item it leaves out the digests by which its decisions compare words."""
    return without_digests(state) if isinstance(state, SharedItem) else state


@settings(max_examples=12, deadline=None)
@for_all(told=HISTORIES)
def test_a_state_is_the_same_whether_its_events_were_read_before_or_after_the_erasure(told: list[Recorded]) -> None:
    for stream in streams(told).values():
        last = max((place for place, each in enumerate(stream) if each.event.ERASES), default=0)
        later = [*map(read_later, stream[:last]), *stream[last:]]
        assert kept(state_of(later)) == kept(state_of(stream))


@settings(max_examples=12, deadline=None)
@for_all(told=HISTORIES)
def test_no_state_keeps_anything_of_what_was_erased(told: list[Recorded]) -> None:
    for stream in streams(map(marked, told)).values():
        for place, each in enumerate(stream, start=1):
            if each.event.ERASES:
                assert CANARY in msgspec.json.encode([every.event for every in stream[: place - 1]]).decode()
                assert CANARY not in msgspec.json.encode(state_of(stream[:place])).decode()
