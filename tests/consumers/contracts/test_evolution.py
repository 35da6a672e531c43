"""What was published stays readable: changes that break an old or a new reader are noticed, all others are not."""

from typing import Any

import jsonschema_rs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from consumers.contracts.evolution import broken_commands, broken_events, unreadable
from consumers.contracts.registry import CHECKPOINT, COMMANDS, EVENTS
from consumers.contracts.schemas import Schema, event_schemas
from consumers.contracts.validating import compiled
from tests.golden.messages import COMMAND_EXAMPLES, EVENT_EXAMPLES, REFERENCE, commands_today, events_today, kept

NAME = "eu.entente.sample.Sample.v1"

PUBLISHED: Schema = {
    "type": "object",
    "properties": {
        "kind": {"$ref": "#/$defs/Kind"},
        "note": {"anyOf": [{"type": "string", "maxLength": 10, "pattern": "^a"}, {"type": "null"}]},
        "parts": {"type": "array", "items": {"type": "integer", "minimum": 1}},
    },
    "required": ["kind"],
    "additionalProperties": False,
}


def document(changed: Schema | None = None, kinds: tuple[str, ...] = ("A", "B")) -> Schema:
    return {"$defs": {NAME: {**PUBLISHED, **(changed or {})}, "Kind": {"enum": list(kinds)}}}


def with_field(name: str, schema: Schema) -> Schema:
    return document({"properties": {**PUBLISHED["properties"], name: schema}})


TEXT: Schema = {"type": "string", "maxLength": 10, "pattern": "^a"}
NOTHING: Schema = {"type": "null"}

BREAKING = {
    "a field is gone": document({"properties": {"kind": {"$ref": "#/$defs/Kind"}}}),
    "a field is needed": document({"required": ["kind", "note"]}),
    "a value is gone": document(kinds=("A",)),
    "a field is of another kind": with_field("kind", {"type": "integer"}),
    "nothing is no longer enough": with_field("note", TEXT),
    "a text is to be shorter": with_field("note", {"anyOf": [{**TEXT, "maxLength": 9}, NOTHING]}),
    "a text is to be longer": with_field("note", {"anyOf": [{**TEXT, "minLength": 1}, NOTHING]}),
    "a text has another form": with_field("note", {"anyOf": [{**TEXT, "pattern": "^b"}, NOTHING]}),
    "a part is to be larger": with_field("parts", {"type": "array", "items": {"type": "integer", "minimum": 2}}),
    "the type is gone": {"$defs": {"Kind": {"enum": ["A", "B"]}}},
}

HARMLESS = {
    "nothing changed": document(),
    "a field joined": with_field("more", {"type": "string"}),
    "a field may be left out": document({"required": []}),
    "a value joined": document(kinds=("A", "B", "C")),
    "a text may be longer": with_field("note", {"anyOf": [{**TEXT, "maxLength": 11}, NOTHING]}),
    "a text may have any form": with_field("note", {"anyOf": [{"type": "string", "maxLength": 10}, NOTHING]}),
    "a part may be smaller": with_field("parts", {"type": "array", "items": {"type": "integer"}}),
}


@pytest.mark.parametrize("fresh", BREAKING.values(), ids=BREAKING)
def test_a_command_that_would_be_refused_now_is_noticed(fresh: Schema) -> None:
    assert broken_commands(document(), fresh) != []


@pytest.mark.parametrize("fresh", HARMLESS.values(), ids=HARMLESS)
def test_commands_may_come_to_accept_more(fresh: Schema) -> None:
    assert broken_commands(document(), fresh) == []


OPEN = {"additionalProperties": True}
MORE = {**OPEN, "properties": {**PUBLISHED["properties"], "more": TEXT}}


@pytest.mark.parametrize(
    ("fresh", "is_broken"),
    [
        (document(OPEN), False),
        (document(MORE), False),
        (document({**MORE, "required": ["kind", "more"]}), True),
        (document({**OPEN, "required": []}), True),
        (document(OPEN, kinds=("A", "B", "C")), True),
        (document(OPEN, kinds=("A",)), True),
        (document({**OPEN, "properties": {**PUBLISHED["properties"], "kind": {"type": "integer"}}}), True),
    ],
)  # fmt: skip
def test_events_gain_fields_and_nothing_else(fresh: Schema, is_broken: bool) -> None:  # noqa: FBT001  # a case
    assert bool(broken_events(document(OPEN), fresh)) is is_broken


@pytest.mark.parametrize("kind", COMMANDS)
def test_a_command_that_was_right_once_is_right_for_ever(kind: str) -> None:
    reader = compiled()[f"#/$defs/{kind}"]

    assert [reader.is_valid(each) for each in kept(COMMAND_EXAMPLES)[kind]] == [True] * len(
        kept(COMMAND_EXAMPLES)[kind]
    )


def test_what_is_written_today_is_kept_as_an_example() -> None:
    examples = {**kept(COMMAND_EXAMPLES), **kept(EVENT_EXAMPLES)}
    today = {**commands_today(), **events_today()}

    assert [name for name, made in today.items() if any(each not in examples.get(name, []) for each in made)] == []


@pytest.mark.parametrize("kind", [REFERENCE, CHECKPOINT])
def test_readers_of_today_read_what_was_ever_sent(kind: str) -> None:
    reader = jsonschema_rs.validator_map_for(event_schemas())[f"#/$defs/{kind}"]

    assert kept(EVENT_EXAMPLES)[kind]
    assert all(reader.is_valid(each) for each in kept(EVENT_EXAMPLES)[kind])


def test_every_event_is_sent_in_the_one_form_of_references() -> None:
    definitions = event_schemas()["$defs"]

    assert [name for name in EVENTS if definitions[name] != {"$ref": "#/$defs/Reference"}] == []


TEXT_OF_A_LENGTH = st.builds(
    lambda low, more: {"type": "string", "minLength": low, "maxLength": low + more},
    st.integers(0, 3),
    st.integers(0, 3),
)
LEAVES = (
    TEXT_OF_A_LENGTH
    | st.builds(lambda low: {"type": "integer", "minimum": low}, st.integers(-2, 2))
    | st.lists(st.sampled_from("AB"), min_size=1, unique=True).map(lambda values: {"enum": values})
    | st.just({"type": "null"})
    | st.just({"type": "string"})
)


def an_object(fields: Schema, needed: set[str], *, is_closed: bool) -> Schema:
    schema: Schema = {"type": "object", "properties": fields, "required": sorted(needed & set(fields))}
    return {**schema, "additionalProperties": False} if is_closed else schema


def objects(fields: st.SearchStrategy[Schema]) -> st.SearchStrategy[Schema]:
    return st.builds(an_object, fields, st.sets(st.sampled_from("abc")), is_closed=st.booleans())


SCHEMAS = st.recursive(
    LEAVES,
    lambda inner: (
        objects(st.dictionaries(st.sampled_from("abc"), inner, max_size=3))
        | inner.map(lambda items: {"type": "array", "items": items})
        | st.lists(inner, min_size=1, max_size=2).map(lambda parts: {"anyOf": parts})
    ),
    max_leaves=5,
)


def edited(schema: Any) -> st.SearchStrategy[Schema]:
    """The same, or changed somewhere as somebody would change it."""
    match schema:
        case {"anyOf": parts}:
            changed = st.tuples(*map(edited, parts)) | LEAVES.map(lambda leaf: (*parts, leaf))
            return changed.map(lambda alternatives: {"anyOf": list(alternatives)})
        case {"items": items}:
            return edited(items).map(lambda changed: {"type": "array", "items": changed})
        case {"properties": fields}:
            kept_fields = st.fixed_dictionaries({}, optional={name: edited(part) for name, part in fields.items()})
            return st.just(schema) | objects(kept_fields)
    return st.just(schema) | LEAVES


def values_of(schema: Any) -> st.SearchStrategy[Any]:
    """What a writer that follows the schema may write; it writes no field that it does not know."""
    match schema:
        case {"anyOf": parts}:
            return st.one_of(*map(values_of, parts))
        case {"enum": values}:
            return st.sampled_from(values)
        case {"items": items}:
            return st.lists(values_of(items), max_size=2)
        case {"properties": fields, "required": needed}:
            values = {name: values_of(part) for name, part in fields.items()}
            return st.fixed_dictionaries(
                {name: values[name] for name in needed},
                optional={name: values[name] for name in values.keys() - set(needed)},
            )
    return values_of_leaf(schema)


def values_of_leaf(schema: Any) -> st.SearchStrategy[Any]:
    match schema["type"]:
        case "string":
            return st.text("A", min_size=schema.get("minLength", 0), max_size=schema.get("maxLength", 5))
        case "integer":
            return st.integers(schema["minimum"], 5)
    return st.none()


@given(st.data())
def test_whoever_finds_nothing_unreadable_reads_everything(data: st.DataObject) -> None:
    writer = data.draw(SCHEMAS)
    reader = data.draw(edited(writer))
    written = data.draw(values_of(writer))
    faults = unreadable(NAME, {"$defs": {NAME: reader}}, {"$defs": {NAME: writer}})

    assert faults or jsonschema_rs.is_valid(reader, written)


@given(SCHEMAS)
def test_whoever_follows_a_schema_reads_what_follows_it(schema: Schema) -> None:
    assert unreadable(NAME, {"$defs": {NAME: schema}}, {"$defs": {NAME: schema}}) == []
