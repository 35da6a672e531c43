"""Message types, fields and topics are called by one rule each, and follow from the domain."""

import dataclasses
import re
from collections.abc import Iterator
from typing import Any, cast, get_args, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.inputs import HEADER, input_of
from api.wording import camel_case as of_graphql
from consumers.contracts.naming import camel_case, snake_case
from consumers.contracts.registry import COMMANDS, EVENTS, OURS_ALONE
from consumers.contracts.schemas import command_schemas
from consumers.contracts.topics import agency_of, dead_letters, every_topic, inbound, to_agency
from domain.catalogue import COMMAND_TYPES, EVENT_TYPES
from domain.commanding import CREATED_ID

LEGAL = r"[a-zA-Z0-9._-]{1,249}"
"""What Kafka allows as the name of a topic."""

AGENCIES = st.from_regex(r"[A-Z0-9][A-Z0-9\-]{1,31}", fullmatch=True)


def names_within(kind: object) -> Iterator[str]:
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        hints = get_type_hints(kind)
        yield from hints
        for hint in hints.values():
            yield from names_within(hint)
    for part in get_args(kind):
        yield from names_within(part)


NAMES = sorted({name for each in COMMANDS.values() for name in names_within(each.command)})


def test_every_command_is_a_message_but_those_of_our_own_processes() -> None:
    assert {each.name for each in COMMANDS.values()} == set(COMMAND_TYPES) - set(OURS_ALONE)
    assert set(OURS_ALONE) <= set(COMMAND_TYPES)


def test_every_event_is_a_message() -> None:
    assert set(EVENTS.values()) == set(EVENT_TYPES.values())


def test_a_type_is_called_by_its_room_and_name() -> None:
    assert COMMANDS["eu.entente.request.SendRequest.v1"].name == "SendRequest"
    assert EVENTS["eu.entente.agency.ContactPointChanged.v2"].TOPIC == "agency.ContactPointChanged"


@pytest.mark.parametrize("name", NAMES)
def test_the_name_of_a_field_can_be_turned_back(name: str) -> None:
    assert snake_case(camel_case(name)) == name
    assert camel_case(name) == of_graphql(name)


@pytest.mark.parametrize("kind", COMMANDS)
def test_a_message_has_the_fields_of_the_graphql_input(kind: str) -> None:
    command = COMMANDS[kind].command
    own = {field.name for field in dataclasses.fields(cast("Any", command))}
    shown = {field.name for field in dataclasses.fields(cast("Any", input_of(command)))}
    properties = command_schemas()["$defs"][kind]["properties"]

    assert set(properties) == {camel_case(name) for name in shown if name not in HEADER or name in own}


def test_whatever_is_created_by_a_command_is_named_in_the_catalogue() -> None:
    assert {each.name for each in COMMANDS.values() if each.created} == set(CREATED_ID)


@given(AGENCIES)
def test_an_agency_is_told_from_its_topic(agency: str) -> None:
    assert agency_of(inbound(agency)) == agency


@given(st.lists(AGENCIES, unique=True, max_size=5))
def test_every_topic_has_a_legal_name_of_its_own(agencies: list[str]) -> None:
    names = [topic.name for topic in every_topic(agencies)]

    assert len(set(names)) == len(names) == 1 + 3 * len(agencies)
    assert all(re.fullmatch(LEGAL, name) for name in names)


def test_topics_of_events_are_never_compacted() -> None:
    topics = {topic.name: topic.settings for topic in every_topic(["FR-SPOC"])}

    assert set(topics) == {
        "entente.out.case-events.v1", inbound("FR-SPOC"), dead_letters("FR-SPOC"), to_agency("FR-SPOC"),
    }  # fmt: skip
    assert {settings["cleanup.policy"] for settings in topics.values()} == {"delete"}
