"""Stored events are read for ever: earlier versions are raised, later ones passed over, damaged ones named."""

from uuid import uuid4

import msgspec
import pytest

from domain.agency.events import ContactPointChanged
from domain.catalogue import EVENT_TYPES
from domain.event import ActorKind, Envelope
from domain.storage.documents import Documents, UnknownEvent
from domain.storage.faults import LogDamaged
from domain.upcasting import UPCASTS, upcast
from tests.support.counter_room import COUNTER_EVENTS, CounterRaised, evolve, noon
from tests.support.counter_room import Counter as State
from tests.support.keys import KEYRING

FIRST_VERSION: dict[str, object] = {
    "agency_id": "FR-SPOC",
    "unit_id": None,
    "address": "x@example.org",
    "is_24_7": True,
}


def envelope(schema_version: int = 1) -> Envelope:
    return Envelope(
        event_id=uuid4(),
        aggregate_id=uuid4(),
        aggregate_version=1,
        case_id=None,
        recorded_at=noon(),
        occurred_at=noon(),
        actor_id="clerk",
        actor_kind=ActorKind.PERSON,
        command_id=uuid4(),
        schema_version=schema_version,
    )


def document(payload: dict[str, object], schema_version: int = 1) -> bytes:
    return msgspec.json.encode({**msgspec.to_builtins(envelope(schema_version)), "data": payload})


def test_a_contact_point_of_the_first_version_is_read_as_one_of_today() -> None:
    read = Documents(EVENT_TYPES, KEYRING).read("agency.ContactPointChanged", document(FIRST_VERSION), 7)

    assert read.event == ContactPointChanged(
        agency_id="FR-SPOC", unit_id=None, address="x@example.org", always_open=True, hours=None, tz="UTC"
    )
    assert (read.position, read.envelope.schema_version) == (7, 1)


def test_every_earlier_version_has_a_step_upwards() -> None:
    steps = {(topic, version) for topic, kind in EVENT_TYPES.items() for version in range(1, kind.VERSION)}

    assert steps == set(UPCASTS)


def test_a_step_does_not_change_what_it_was_given() -> None:
    given = dict(FIRST_VERSION)
    upcast("agency.ContactPointChanged", 1, 2, given)

    assert given == FIRST_VERSION


@pytest.mark.parametrize(("topic", "version"), [("counter.CounterBroken", 1), ("counter.CounterRaised", 2)])
def test_an_event_of_a_later_program_is_passed_over_by_every_state(topic: str, version: int) -> None:
    read = Documents(COUNTER_EVENTS, KEYRING).read(topic, document({"a": 1}, version), 1)

    assert read.event == UnknownEvent(topic, b'{"a":1}')
    assert evolve(State(), read) == State()


@pytest.mark.parametrize("state", [b"", b"no json", document({"by": "many"}), document({})])
def test_a_damaged_event_is_named_by_its_topic(state: bytes) -> None:
    with pytest.raises(LogDamaged, match=r"counter\.CounterRaised"):
        Documents(COUNTER_EVENTS, KEYRING).read("counter.CounterRaised", state, 1)


def test_what_could_not_be_read_again_is_not_written() -> None:
    with pytest.raises(LogDamaged):
        Documents(COUNTER_EVENTS, KEYRING).write(CounterRaised(counter_id=uuid4(), by="many", note="n"), envelope())  # type: ignore[arg-type]  # the mistake that is shown


def test_what_is_written_is_read_again_unchanged() -> None:
    documents, event, around = (
        Documents(COUNTER_EVENTS, KEYRING),
        CounterRaised(counter_id=uuid4(), by=1, note="é"),
        envelope(),
    )
    row = documents.write(event, around)
    read = documents.read(row.topic, row.state, 1, row.wrapped)

    assert (read.event, read.envelope) == (event, around)
