"""Tells whether a change of the schemas keeps what was published: old readers read new messages, and the reverse.

It must not know any type. What gateways may send once, they may send for ever under that type, so commands may only
come to accept more. What we send is read by partners at their own pace, and lies in topics for months, so events may
only gain fields. Anything else is a new version of the type beside the old one.
"""

from collections.abc import Iterator
from typing import Any

from consumers.contracts.schemas import Schema

__all__ = ["broken_commands", "broken_events", "unreadable"]

LOWER, UPPER = ("minLength", "minimum", "minItems"), ("maxLength", "maximum", "maxItems")


def broken_commands(published: Schema, fresh: Schema) -> list[str]:
    """This will list why a message that was right would be refused now; nothing where none would."""
    gone = [f"{name}: is gone" for name in _types(published) if name not in fresh["$defs"]]
    return [*gone, *(fault for name in _shared(published, fresh) for fault in unreadable(name, fresh, published))]


def broken_events(published: Schema, fresh: Schema) -> list[str]:
    """This will list why one of two programs, the earlier or the later, could not read what the other sends."""
    both = _shared(published, fresh)
    later = [f"new messages, old readers: {fault}" for name in both for fault in unreadable(name, published, fresh)]
    earlier = [f"old messages, new readers: {fault}" for name in both for fault in unreadable(name, fresh, published)]
    return [*later, *earlier]


def unreadable(name: str, reader: Schema, writer: Schema) -> list[str]:
    """This will list what a writer may write of a type that a reader would refuse; both are documents with $defs."""
    return [
        f"{name}{path}: {fault}"
        for path, fault in _faults((reader, reader["$defs"][name]), (writer, writer["$defs"][name]), "")
    ]


Placed = tuple[Schema, Schema]
"""The document, for its references, and the schema of the place."""


def _faults(reader: Placed, writer: Placed, path: str) -> Iterator[tuple[str, str]]:
    ours, theirs = _alternatives(reader), _alternatives(writer)
    if len(ours) == len(theirs) == 1:
        yield from _of_one((reader[0], ours[0]), (writer[0], theirs[0]), path)
        return
    for written in theirs:
        tried = [list(_of_one((reader[0], read), (writer[0], written), path)) for read in ours]
        yield from min(tried, key=len)


def _of_one(reader: Placed, writer: Placed, path: str) -> Iterator[tuple[str, str]]:
    read, written = reader[1], writer[1]
    if read.get("type", written.get("type")) != written.get("type"):
        yield path, f"{written.get('type')} instead of {read['type']}"
    if "enum" in read and not set(written.get("enum", ["anything"])) <= set(read["enum"]):
        more = sorted(set(written.get("enum", ["anything"])) - set(read["enum"]))
        yield path, f"{', '.join(map(str, more))} is none of the list"
    for word in ("pattern", "format"):
        if word in read and read[word] != written.get(word):
            yield path, f"another {word}"
    yield from ((path, fault) for fault in _tighter(read, written))
    if "properties" in read or "properties" in written:
        yield from _of_objects(reader, writer, path)
    if "items" in read:
        yield from _faults((reader[0], read["items"]), (writer[0], written.get("items", {})), f"{path}[]")


def _tighter(read: Schema, written: Schema) -> Iterator[str]:
    for word in LOWER:
        if word in read and written.get(word, 0) < read[word]:
            yield f"{word} is higher"
    for word in UPPER:
        if word in read and written.get(word, float("inf")) > read[word]:
            yield f"{word} is lower"


def _of_objects(reader: Placed, writer: Placed, path: str) -> Iterator[tuple[str, str]]:
    read, written = reader[1].get("properties", {}), writer[1].get("properties", {})
    for name in reader[1].get("required", ()):
        if name not in writer[1].get("required", ()):
            yield f"{path}.{name}", "is needed, and may be missing"
    for name, part in written.items():
        if name in read:
            yield from _faults((reader[0], read[name]), (writer[0], part), f"{path}.{name}")
        elif reader[1].get("additionalProperties") is False:
            yield f"{path}.{name}", "is not known"


def _alternatives(placed: Placed) -> list[Schema]:
    """What a place may hold, one thing at a time, with references followed."""
    document, schema = placed
    followed = _followed(document, schema)
    if "anyOf" in followed:
        return [each for part in followed["anyOf"] for each in _alternatives((document, part))]
    return [followed]


def _followed(document: Schema, schema: Schema) -> Schema:
    while "$ref" in schema:
        target: Any = document["$defs"][schema["$ref"].removeprefix("#/$defs/")]
        schema = target
    return schema


def _types(document: Schema) -> list[str]:
    """The message types among the definitions: parts and closed lists have no dot in their name."""
    return [name for name in document["$defs"] if "." in name]


def _shared(published: Schema, fresh: Schema) -> list[str]:
    return [name for name in _types(published) if name in fresh["$defs"]]
