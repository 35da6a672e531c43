"""Reads XES event logs (IEEE 1849) as a stream, also damaged ones and ones without a namespace.

It must not fetch anything, expand entities, or hold more than one trace in memory.
"""

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from consumers.files.reading.source import Row, Source, too_long
from consumers.files.summary import Place, Unused
from domain.refusal import InvalidInput

__all__ = ["read_xes"]

CASE_PREFIX = "case:"
"""Attributes of a trace stand under this prefix in every row of it, as in CSV files written from XES."""

BYTES_OF_A_LINE = 2_000
"""Longer than this on average, the lines of a file say nothing about where something is in it."""

ELEMENTS = tuple(form + name for name in ("log", "trace", "event") for form in ("{*}", "xes:"))
"""In any namespace, in none, and with the prefix that some writers use but forget to declare."""


def read_xes(source: Source) -> Iterator[Row | Unused]:
    """This will yield each event of each trace, and what could not be read with its place.

    Raises InvalidInput where the file declares a document type (entities could be hidden there) or is no XES at all.
    """
    head = source.head()
    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
        raise InvalidInput(field="file", rule="a document type declaration is not read", accepted="XES without DOCTYPE")
    yield from _Reading(source, has_lines=head.count(b"\n") * BYTES_OF_A_LINE > len(head)).rows()


class _Reading:
    """One pass through one file: where it is, and what damage the parser met."""

    def __init__(self, source: Source, *, has_lines: bool) -> None:
        self._source = source
        self._has_lines = has_lines
        self._trace_number = 0
        self._event_number = 0
        self._trace: Any = None
        self._in_trace = False
        self._events: list[Row | Unused] = []
        self._damaged_lines: set[int] = set()
        self._errors_seen = 0
        stream: Any = source if has_lines else _InLines(source)
        self._context: Any = etree.iterparse(  # lxml-stubs know neither `recover` nor `error_log` here
            stream, tag=ELEMENTS, recover=True, no_network=True, resolve_entities=False,
            load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True,
        )  # fmt: skip

    def rows(self) -> Iterator[Row | Unused]:
        found = False
        try:
            for _, element in self._context:
                found = True
                name = _local_name(element)
                if name == "event":
                    parent = element.getparent()
                    if parent is not self._trace:
                        yield from self._leave()
                        self._enter(parent)
                    self._take(element)
                elif name == "trace":
                    if element is not self._trace:
                        yield from self._leave()
                        self._enter(element)
                    yield from self._leave()
                    _free(element)
        except etree.XMLSyntaxError as error:
            if not found:
                raise InvalidInput(field="file", rule=f"not XES: {error}", accepted="an XES event log") from error
        if not found:
            raise InvalidInput(field="file", rule="XML without a log or trace", accepted="an XES event log")
        yield from self._leave()
        yield from self._damage()

    def _enter(self, parent: Any) -> None:
        self._trace = parent
        self._in_trace = parent is not None and _local_name(parent) == "trace"
        self._trace_number += self._in_trace
        self._event_number = 0

    def _leave(self) -> Iterator[Row | Unused]:
        shared = {CASE_PREFIX + key: value for key, value in _attributes(self._trace)} if self._in_trace else {}
        for event in self._events:
            if isinstance(event, Row):
                event.fields = {**shared, **event.fields}
            yield event
        self._events, self._trace, self._in_trace = [], None, False

    def _take(self, element: Any) -> None:
        self._event_number += 1
        self._note_damage()
        line = element.sourceline or 0 if self._has_lines else 0
        part = f"trace {self._trace_number}, event {self._event_number}"
        fields = dict(_attributes(element))
        wrong = too_long(fields)
        if self._damaged_lines and self._is_damaged(element):
            wrong = "the XML is damaged in this event"
        elif not self._in_trace:
            part, wrong = "", "the event stands outside any trace"
        self._events.append(self._unusable(line, part, wrong) if wrong else Row(line, part, fields))
        element.clear()

    def _is_damaged(self, element: Any) -> bool:
        first = element.sourceline or 0
        last = max([first, *(child.sourceline or 0 for child in element)])
        return any(first <= line <= last for line in self._damaged_lines)

    def _note_damage(self) -> None:
        log = self._context.error_log
        if len(log) == self._errors_seen:
            return
        for entry in list(log)[self._errors_seen :]:
            if entry.level >= etree.ErrorLevels.ERROR and entry.domain_name != "NAMESPACE":
                self._damaged_lines.add(entry.line)
        self._errors_seen = len(log)

    def _damage(self) -> Iterator[Unused]:
        self._note_damage()
        for entry in self._context.error_log:
            if entry.level >= etree.ErrorLevels.ERROR and entry.domain_name != "NAMESPACE":
                place = Place(self._source.name, entry.line if self._has_lines else 0)
                yield Unused(
                    place=place,
                    reason=f"XML: {entry.message.strip()}",
                    accepted="well-formed XML",
                    count=0,
                    is_damage=True,
                )

    def _unusable(self, line: int, part: str, reason: str) -> Unused:
        return Unused(place=Place(self._source.name, line, part), reason=reason, accepted="a whole event in a trace")


class _InLines:
    """A source with a line break between tags, so that damage in a file of a single line has a line to itself."""

    def __init__(self, source: Source) -> None:
        self._source = source

    def read(self, size: int = -1) -> bytes:
        """This will return about `size` bytes; `<` cannot stand inside an attribute, so that no value changes."""
        return re.sub(rb">\s*<", b">\n<", self._source.read(size))


def _local_name(element: Any) -> str:
    tag: str = element.tag
    return tag.rpartition("}")[2].rpartition(":")[2]


def _attributes(element: Any) -> Iterator[tuple[str, str]]:
    for child in element:
        key, value = child.get("key"), child.get("value")
        if key is not None and value is not None:
            yield key, value


def _free(trace: Any) -> None:
    trace.clear()
    while trace.getprevious() is not None:
        del trace.getparent()[0]
