"""Every version of every event that was ever stored stays readable, for ever, to the byte."""

from pathlib import Path

import msgspec
import pytest

from domain.catalogue import EVENT_TYPES
from domain.event import Event
from domain.storage.documents import Documents, UnknownEvent
from tests.golden.files import EVENTS, clear_document, document_in, file_of, versions, write_missing
from tests.golden.samples import sample_of
from tests.support.keys import KEYRING

DOCUMENTS = Documents(EVENT_TYPES, KEYRING)

NEWEST = pytest.mark.parametrize("kind", EVENT_TYPES.values(), ids=EVENT_TYPES.keys())


@pytest.mark.parametrize(("topic", "version"), versions())
def test_every_version_has_a_golden_file_that_is_read(topic: str, version: int) -> None:
    read = DOCUMENTS.read(topic, document_in(file_of(topic, version)), 1)

    assert isinstance(read.event, EVENT_TYPES[topic])
    assert read.envelope.schema_version == version


@NEWEST
def test_the_newest_version_is_written_again_as_it_was_read(kind: type[Event]) -> None:
    golden = document_in(file_of(kind.TOPIC, kind.VERSION))
    read = DOCUMENTS.read(kind.TOPIC, golden, 1)

    assert clear_document(read.event, read.envelope) == golden


@NEWEST
def test_what_the_log_holds_of_it_is_opened_as_its_golden_file(kind: type[Event]) -> None:
    golden = DOCUMENTS.read(kind.TOPIC, document_in(file_of(kind.TOPIC, kind.VERSION)), 1)
    row = DOCUMENTS.write(golden.event, golden.envelope)

    assert DOCUMENTS.read(row.topic, row.state, 1, row.wrapped) == golden


@NEWEST
def test_the_type_still_has_the_fields_of_its_golden_file(kind: type[Event]) -> None:
    golden = msgspec.json.decode(file_of(kind.TOPIC, kind.VERSION).read_bytes())

    assert set(golden["data"]) == set(msgspec.to_builtins(sample_of(kind)))


@pytest.mark.parametrize("file", sorted(EVENTS.iterdir()), ids=lambda file: file.name)
def test_no_golden_file_is_without_its_type(file: Path) -> None:
    assert file in {file_of(topic, version) for topic, version in versions()}


def test_an_earlier_version_is_not_taken_for_an_unknown_event() -> None:
    read = DOCUMENTS.read("agency.ContactPointChanged", document_in(file_of("agency.ContactPointChanged", 1)), 1)

    assert not isinstance(read.event, UnknownEvent)


def test_writing_what_is_missing_leaves_what_exists_alone() -> None:
    before = {file: file.stat().st_mtime_ns for file in EVENTS.iterdir()}

    assert write_missing() == []
    assert {file: file.stat().st_mtime_ns for file in EVENTS.iterdir()} == before
