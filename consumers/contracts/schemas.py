"""JSON Schema 2020-12 of what messages carry, made from the classes of the domain.

It must not judge a value: `validating` compiles what is made here. Names of fields are in camel case, as in the inputs
of the GraphQL interface; the id of what a command creates is no field, because no sender chooses it.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from inspect import cleandoc
from typing import Any, get_origin

import msgspec

from consumers.contracts.naming import camel_case, snake_case
from consumers.contracts.registry import CHECKPOINT, COMMANDS, EVENTS
from consumers.contracts.sending import Checkpoint, Reference
from domain import vocabulary

__all__ = ["DIALECT", "Schema", "command_schemas", "event_schemas", "first_line"]

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
REFERENCE = "#/$defs/{name}"


@cache
def command_schemas() -> Schema:
    """This will make one document with the data of every command, each in `$defs` under its message type."""
    kinds = [each.command for each in COMMANDS.values()]
    parts = _parts(kinds)
    made = {each.message_type: _closed(_without(parts.pop(each.name), each.created)) for each in COMMANDS.values()}
    return _document("urn:entente:schemas:commands", {**made, **{name: _closed(part) for name, part in parts.items()}})


@cache
def event_schemas() -> Schema:
    """This will make one document with what we send: a reference for every event, and the checkpoint.

    Objects in it are open: a reader passes over what it does not know.
    """
    parts = _parts([Reference, Checkpoint])
    references = {name: {"$ref": REFERENCE.format(name="Reference")} for name in EVENTS}
    checkpoint = {CHECKPOINT: parts.pop("Checkpoint")}
    return _document("urn:entente:schemas:events", {**references, **checkpoint, **parts})


def first_line(kind: object) -> str:
    """This will give the sentence by which a class introduces itself."""
    return cleandoc(kind.__doc__ or "").partition("\n")[0]


def _document(name: str, definitions: Schema) -> Schema:
    made: Schema = {"$schema": DIALECT, "$id": name, "$defs": dict(sorted(definitions.items()))}
    read: Schema = msgspec.json.decode(msgspec.json.encode(made))  # as whoever reads the file has it
    return read


def _parts(kinds: Iterable[type]) -> Schema:
    """Every class and closed list by name, and every text with a name of its own in the vocabulary."""
    _, found = msgspec.json.schema_components(list(kinds), ref_template=REFERENCE)
    texts = _vocabulary()
    parts = {name: _rewritten(part, texts) for name, part in found.items()}
    used = set(re.findall(r"#/\$defs/(\w+)'", str(parts)))
    return {**parts, **{name: text for text, name in _texts(texts) if name in used}}


def _vocabulary() -> Mapping[str, str]:
    """The schema of each bounded text, written down -> its name."""
    named = {name: getattr(vocabulary, name) for name in vocabulary.__all__}
    texts = {
        name: kind for name, kind in named.items() if get_origin(kind) is not None or hasattr(kind, "__metadata__")
    }
    return {_written(_in_ecma(msgspec.json.schema(kind))): name for name, kind in texts.items()}


def _texts(vocabulary_: Mapping[str, str]) -> list[tuple[Schema, str]]:
    return [(msgspec.json.decode(written), name) for written, name in vocabulary_.items()]


def _written(schema: Schema) -> str:
    return msgspec.json.encode(schema, order="sorted").decode()


def _rewritten(value: Any, texts: Mapping[str, str]) -> Any:
    """A schema of msgspec as we publish it: our names of fields, patterns that others read, texts by their name."""
    if isinstance(value, list):
        return [_rewritten(each, texts) for each in value]
    if not isinstance(value, dict):
        return value
    own = {key: _rewritten(each, texts) for key, each in _in_ecma(value).items() if key not in ("title", "properties")}
    name = texts.get(_written(own))
    if name is not None:
        return {"$ref": REFERENCE.format(name=name)}
    if "properties" in value:
        own["properties"] = {camel_case(each): _field(each, part, texts) for each, part in value["properties"].items()}
        own["required"] = [camel_case(each) for each in value.get("required", ())]
        own["description"] = _worded(value)
    return own


def _field(name: str, schema: Schema, texts: Mapping[str, str]) -> Schema:
    """Moments bear `utc` in their name, and no sign of it in what msgspec says of them."""
    field: Schema = _rewritten(schema, texts)
    return _as_moment(field) if snake_case(name).endswith("_utc") else field


def _as_moment(schema: Schema) -> Schema:
    if "anyOf" in schema:
        return {**schema, "anyOf": [_as_moment(each) for each in schema["anyOf"]]}
    return {**schema, "format": "date-time"} if schema.get("type") == "string" else schema


def _worded(schema: Schema) -> str:
    """The class's docstring, with the names of its fields as a message has them."""
    text = cleandoc(schema.get("description", ""))
    for name in map(snake_case, schema["properties"]):
        text = re.sub(rf"\b{name}\b", camel_case(name), text) if "_" in name else text
    return text


def _in_ecma(schema: Schema) -> Schema:
    r"""The dialect of patterns is ECMA-262, where `$` is the end of the text and `\Z` a letter."""
    if "pattern" not in schema:
        return schema
    return {**schema, "pattern": schema["pattern"].replace(r"\Z", "$")}


def _without(schema: Schema, created: str | None) -> Schema:
    name = camel_case(created or "")
    return {
        **schema,
        "properties": {each: part for each, part in schema["properties"].items() if each != name},
        "required": [each for each in schema["required"] if each != name],
    }


def _closed(schema: Schema) -> Schema:
    """A field that we do not know is refused: it may be the one that the sender relies on."""
    return {**schema, "additionalProperties": False} if "properties" in schema else schema
