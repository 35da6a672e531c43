"""Whatever an event holds as text is sealed, unless its name says that it is a code, an id or a name.

What is added here stands in the log for ever and can never be erased: no field belongs here in which people write.
"""

from collections.abc import Iterator
from dataclasses import is_dataclass
from typing import Annotated, Any, get_args, get_origin, get_type_hints

import pytest
from msgspec import Struct

from domain.catalogue import EVENT_TYPES
from domain.erasure import has_texts
from domain.event import Envelope, Event
from domain.investigation.events import CompartmentDefined
from domain.operational import is_operational
from tests.golden.samples import sample_of

CODES = {
    "annuls_breach_of", "compartment", "compartments", "corrected_topic", "counting", "country", "crime_area",
    "crime_areas", "family", "field", "information_code", "language", "languages", "media_type", "occurred_tz",
    "profile", "protocol", "question", "regions", "requested_tz", "retention", "source_code", "to_tz", "tz", "version",
    "way",
}  # fmt: skip
IDS = {
    "acknowledged_by", "activity_id", "acting_agency_id", "acting_unit_id", "actor_id", "agencies", "agency_id",
    "by_agency_id", "competence_id", "contradiction_id", "deposited_by", "external_ref", "fact_id", "first_member_id",
    "from_agencies", "from_agency_id", "from_unit_id", "key_id", "lead_agency_id", "member_id", "members", "persons",
    "opened_by_agency_id", "originator_agency_id", "requested_agency_id", "requesting_agency_id",
    "requesting_unit_id", "to_agency_id", "to_agency_ids", "to_confirm", "told", "unit_id",
}  # fmt: skip
NAMES = {"actors", "address", "addressee", "authority", "citation", "hours", "name", "origin", "reference", "unit"}
"""Of agencies, offices, units and documents: what everyone in the case has to recognise for ever."""

PROOFS = {"content_sha256", "key", "note", "root", "signature"}
"""Public keys, hashes, and signed checkpoints, which are about the log alone."""

NOTE_OF = "checkpoint.CheckpointSealed"
"""The one note in clear: a signed note (C2SP), written by the program."""


def _clear(kind: Any) -> Iterator[str]:
    """The fields in clear that can hold any text, also those within."""
    for name, hint in get_type_hints(kind, include_extras=True).items():
        if name in ("TOPIC", "VERSION", "ERASES"):
            continue
        for part in _parts(hint):
            if part is str:
                yield name
            elif isinstance(part, type) and (is_dataclass(part) or issubclass(part, Struct)):
                yield from _clear(part)


def _parts(hint: object) -> Iterator[object]:
    if get_origin(hint) is Annotated and is_operational(hint):
        return
    if get_args(hint):
        for part in get_args(hint)[:1] if get_origin(hint) is Annotated else get_args(hint):
            yield from _parts(part)
    else:
        yield hint


@pytest.mark.parametrize("kind", EVENT_TYPES.values(), ids=EVENT_TYPES.keys())
def test_an_event_holds_no_other_text_in_clear(kind: type[Event]) -> None:
    assert set(_clear(kind)) - CODES - IDS - NAMES - PROOFS == set()
    assert "note" not in _clear(kind) or kind.TOPIC == NOTE_OF


def test_what_a_compartment_is_called_is_sealed() -> None:
    assert set(_clear(CompartmentDefined)) == {"compartment"}


def test_nor_does_its_envelope() -> None:
    assert set(_clear(Envelope)) - CODES - IDS == set()


def test_no_name_is_allowed_that_nobody_bears() -> None:
    borne = {name for kind in (*EVENT_TYPES.values(), Envelope) for name in _clear(kind)}

    assert (CODES | IDS | NAMES | PROOFS) - borne == set()


NEVER_ERASED = {"ledger"}
"""Who took what out, by which filter, is what an owner is owed for ever."""


def test_whatever_people_write_in_a_room_can_be_erased_there() -> None:
    written = {topic.partition(".")[0] for topic, kind in EVENT_TYPES.items() if has_texts(sample_of(kind))}
    erasing = {topic.partition(".")[0] for topic, kind in EVENT_TYPES.items() if kind.ERASES}

    assert written - erasing == NEVER_ERASED
