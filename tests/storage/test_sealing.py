"""Every event comes out of its sealed form as it went in, whatever is written in it and wherever it stands."""

from dataclasses import field, replace
from typing import Annotated, Any
from uuid import UUID

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.catalogue import EVENT_TYPES
from domain.erasure import has_texts, texts_in
from domain.event import Event, event
from domain.operational import places_of
from domain.storage.documents import Documents, UnknownEvent
from domain.storage.faults import LogDamaged
from domain.vocabulary import ERASED, RecordedText
from tests.golden.files import clear_document
from tests.golden.samples import envelope_of, sample_of
from tests.support.keys import KEYRING


class Leaf(msgspec.Struct, frozen=True):
    text: RecordedText
    code: str = "CODE"


@event("made.Nested")
class Nested(Event):
    """Texts wherever a payload can hold them."""

    made_id: UUID
    text: RecordedText
    absent: RecordedText | None = None
    several: tuple[RecordedText, ...] = ()
    leaves: tuple[Leaf, ...] = ()
    by_name: dict[str, Leaf | None] = field(default_factory=dict)


TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)
LEAVES = st.builds(Leaf, TEXTS)
NESTED = st.builds(
    Nested,
    made_id=st.uuids(),
    text=TEXTS,
    absent=st.none() | TEXTS,
    several=st.lists(TEXTS).map(tuple),
    leaves=st.lists(LEAVES).map(tuple),
    by_name=st.dictionaries(TEXTS, st.none() | LEAVES),
)
MADE = Documents({Nested.TOPIC: Nested}, KEYRING)
ALL = Documents(EVENT_TYPES, KEYRING)
EVERY = pytest.mark.parametrize("kind", EVENT_TYPES.values(), ids=EVENT_TYPES.keys())


@given(NESTED)
def test_texts_come_back_to_their_places(made: Nested) -> None:
    row = MADE.write(made, envelope_of(Nested))
    read = MADE.read(row.topic, row.state, 1, row.wrapped)

    assert (read.event, read.is_erased) == (made, False)


@given(NESTED)
def test_without_the_key_every_text_is_erased_and_all_else_stands(made: Nested) -> None:
    row = MADE.write(made, envelope_of(Nested))
    read = MADE.read(row.topic, row.state, 1)

    assert isinstance(read.event, Nested)
    assert set(texts_in(read.event)) == {ERASED}
    assert read.is_erased
    assert (read.event.made_id, read.event.absent is None) == (made.made_id, made.absent is None)
    assert [leaf.code for leaf in read.event.leaves] == [leaf.code for leaf in made.leaves]


@EVERY
@settings(max_examples=10)
@given(st.data())
def test_every_event_comes_back_with_any_text(kind: type[Event], data: st.DataObject) -> None:
    fields: Any = {name: data.draw(TEXTS) for name, inner in places_of(kind).items() if not inner}
    told: Any = replace(sample_of(kind), **{name: text[:300] for name, text in fields.items()})  # type: ignore[type-var]  # every event is a dataclass
    row = ALL.write(told, envelope_of(kind))

    assert ALL.read(row.topic, row.state, 1, row.wrapped).event == told
    assert (row.wrapped is not None) == has_texts(told)


@EVERY
def test_what_holds_no_text_is_stored_as_it_ever_was(kind: type[Event]) -> None:
    row = ALL.write(sample_of(kind), envelope_of(kind))

    assert (row.state == clear_document(sample_of(kind), envelope_of(kind))) == (not places_of(kind))


def test_a_sealed_event_of_a_later_program_is_opened_too() -> None:
    row = MADE.write(Nested(made_id=UUID(int=1), text="later"), envelope_of(Nested))
    read = ALL.read(row.topic, row.state, 1, row.wrapped).event

    assert isinstance(read, UnknownEvent)
    assert b'"later"' in read.data


def test_an_event_whose_box_is_cut_away_is_not_taken_for_erased() -> None:
    row = MADE.write(Nested(made_id=UUID(int=1), text="here"), envelope_of(Nested))
    cut = row.state[: row.state.index(b',"sealed"')] + b"}"

    with pytest.raises(LogDamaged, match="lost its texts"):
        MADE.read(row.topic, cut, 1, row.wrapped)


@event("made.Wrong")
class Wrong(Event):
    """A number is marked: nothing could be read in its place."""

    number: Annotated[int, msgspec.Meta(extra={"operational": True})]


def test_only_texts_can_be_operational() -> None:
    with pytest.raises(TypeError, match="no text"):
        places_of(Wrong)
