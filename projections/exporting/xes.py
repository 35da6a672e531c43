"""Writes an export as an event log in XES (IEEE 1849-2023): a trace per request, and one for the rest of each case.

It must not write a character that XML does not have, nor anything that is not declared or escaped.
"""

import re
from collections.abc import AsyncGenerator, Collection, Iterable, Iterator, Mapping
from html import escape
from uuid import UUID

from projections.board.rows import RequestRow
from projections.exporting.columns import COLUMNS, as_text, shown
from projections.exporting.order import Head, Part, marking_in_words
from projections.exporting.sources import Case
from projections.exporting.walk import Told, Walk
from projections.timeline.rows import EntryRow

__all__ = ["xes"]

EXTENSIONS = {
    "Concept": ("concept", "http://www.xes-standard.org/concept.xesext"),
    "Lifecycle": ("lifecycle", "http://www.xes-standard.org/lifecycle.xesext"),
    "Organizational": ("org", "http://www.xes-standard.org/org.xesext"),
    "Time": ("time", "http://www.xes-standard.org/time.xesext"),
    "Identity": ("identity", "http://www.xes-standard.org/identity.xesext"),
}
"""Standard extensions: names, prefixes, and the addresses that name them, which nothing here fetches."""

BEGIN = '<?xml version="1.0" encoding="UTF-8"?>\n<log xes.version="1849.2023" xes.features="">\n'

GLOBALS = """<global scope="trace"><string key="concept:name" value=""/></global>
<global scope="event"><string key="concept:name" value=""/><string key="lifecycle:transition" value="complete"/>\
<date key="time:timestamp" value="1970-01-01T00:00:00Z"/></global>
<classifier name="Activity" scope="event" keys="concept:name"/>
<classifier name="ActivityAndAgency" scope="event" keys="concept:name org:group"/>
"""

NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 does not have."""

NUMBERS = frozenset({"position", "cycle", "redirections"})

_EXTENDED = ("kind", "event_id", "actor_id", "occurred_from")
"""Columns of an entry that stand in attributes of the standard."""


async def xes(walk: Walk, head: Head) -> AsyncGenerator[str]:
    """This will write the log."""
    yield BEGIN + "".join(_extensions()) + GLOBALS + "".join(_of_file(head))
    async for case in walk.cases():
        async for page in walk.of(Part.REQUESTS, case):
            for told in page:
                async for text in _request(walk, case, told):
                    yield text
        async for text in _rest(walk, case):
            yield text
    yield "</log>\n"


async def _request(walk: Walk, case: Case, told: Told) -> AsyncGenerator[str]:
    assert isinstance(told.row, RequestRow)  # noqa: S101  # a page of requests holds nothing else
    own = {f"entente:{name}": value for name, value in shown(Part.REQUESTS, told, walk.survey.above).items()}
    yield "<trace>" + "".join(_attributes({"concept:name": told.row.request_id, **own}))
    async for page in walk.of_request(case, told.row.request_id):
        yield "".join(_event(told, walk.survey.above) for told in page)
    yield "</trace>\n"


async def _rest(walk: Walk, case: Case) -> AsyncGenerator[str]:
    """A request that precedes any investigation has no rest."""
    is_begun = False
    async for page in walk.beside_requests(case):
        if page and not is_begun:
            is_begun = True
            yield "<trace>" + "".join(_attributes({"concept:name": case.case_id}))
        yield "".join(_event(told, walk.survey.above) for told in page)
    if is_begun:
        yield "</trace>\n"


def _event(told: Told, above: Collection[UUID]) -> str:
    """What has no date is put where it was recorded; its precision says so."""
    row = told.row
    assert isinstance(row, EntryRow)  # noqa: S101  # the walk of a timeline brings nothing else
    standard = {
        "concept:name": row.kind,
        "lifecycle:transition": "complete",
        "time:timestamp": row.occurred_from or row.recorded_at,
        "org:resource": row.actor_id,
        "org:group": row.actor_unit_id or row.actor_agency_id,
        "org:role": row.actor_kind,
    }
    values = shown(Part.TIMELINE, told, above)
    own = {f"entente:{name}": values[name] for name in COLUMNS[Part.TIMELINE] if name not in _EXTENDED}
    marked = {"entente:marking": marking_in_words(told.marking)}
    identity = f'<id key="identity:id" value="{row.event_id}"/>'
    return "<event>" + identity + "".join(_attributes({**standard, **own, **marked})) + "</event>\n"


def _extensions() -> Iterator[str]:
    for name, (prefix, uri) in EXTENSIONS.items():
        yield f'<extension name="{name}" prefix="{prefix}" uri="{uri}"/>\n'


def _of_file(head: Head) -> Iterable[str]:
    return _attributes(
        {
            "concept:name": f"Entente: {head.title}",
            "entente:marking": marking_in_words(head.marking),
            "entente:made_at": head.made_at,
            "entente:by": head.by,
            "entente:rows": head.rows,
            "entente:until_position": head.until,
        }
    )


def _attributes(values: Mapping[str, object]) -> Iterator[str]:
    for key, value in values.items():
        text = as_text(value)
        if text:
            yield f'<{_kind(key, value)} key="{key}" value="{_quoted(text)}"/>'


def _kind(key: str, value: object) -> str:
    if isinstance(value, bool):
        return "boolean"
    if hasattr(value, "astimezone"):
        return "date"
    return "int" if isinstance(value, int) or key.removeprefix("entente:") in NUMBERS else "string"


def _quoted(text: str) -> str:
    """As the value of an attribute; line ends would else be read as spaces."""
    safe = escape(NO_XML.sub("\ufffd", text), quote=True)
    return safe.replace("\t", "&#9;").replace("\n", "&#10;").replace("\r", "&#13;")
