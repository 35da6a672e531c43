"""Writes an export as a report in HTML that prints well: one file, nothing from anywhere else, no script.

It must not write a text that is not escaped, nor need anything beside itself to be read.
"""

from base64 import b64encode
from collections.abc import AsyncGenerator, Iterable
from hashlib import sha256
from html import escape

from projections.exporting.columns import as_text, instant, shown
from projections.exporting.order import Head, Part, marking_in_words
from projections.exporting.sources import Case
from projections.exporting.walk import Told, Walk
from projections.investigations.rows import InvestigationRow

__all__ = ["POLICY", "report"]

STYLE = """
body { font: 11pt/1.45 "Source Sans 3", "Segoe UI", system-ui, sans-serif; color: #1d2433; margin: 2rem auto; \
max-width: 70rem; padding: 0 1.5rem }
h1 { font-size: 1.7rem; margin: 0 0 .2rem } h2 { font-size: 1.2rem; margin: 2.2rem 0 .4rem } h3 { font-size: 1rem }
.marking { border: 2px solid #8a1c1c; color: #8a1c1c; font-weight: 700; letter-spacing: .04em; padding: .3rem .7rem; \
display: inline-block; margin: 0 0 1.2rem }
.of { color: #5a6275; margin: 0 0 1.4rem }
table { border-collapse: collapse; width: 100%; margin: .4rem 0 1.4rem; font-size: .86rem }
th { text-align: left; color: #5a6275; font-weight: 600; border-bottom: 2px solid #c9cfdb; padding: .25rem .5rem }
td { border-bottom: 1px solid #e3e7ee; padding: .3rem .5rem; vertical-align: top; white-space: pre-line; \
overflow-wrap: anywhere }
td:first-child { white-space: nowrap; font-variant-numeric: tabular-nums }
@page { size: A4 landscape; margin: 14mm }
@media print { body { margin: 0; max-width: none; padding: 0 } thead { display: table-header-group } \
tr { break-inside: avoid } }
"""

POLICY = (
    f"default-src 'none'; style-src 'sha256-{b64encode(sha256(STYLE.encode()).digest()).decode()}'; "
    "base-uri 'none'; form-action 'none'"
)
"""Content Security Policy of the report: the one style that it brings, and nothing else at all."""

TABLES = {
    Part.REQUESTS: (
        "Requests",
        ("sent_at", "requesting_agency_id", "requested_agency_id", "instrument", "urgency", "subject", "state",
         "next_due", "is_overdue", "request_id"),
    ),
    Part.ITEMS: ("Shared items", ("since", "kind", "originator_agency_id", "title", "purpose", "erase_on", "item_id")),
    Part.FOLLOW_UPS: (
        "Follow-ups",
        ("due_at", "stage", "task", "assigned_agency_id", "last_progress", "result", "followup_id"),
    ),
    Part.TIMELINE: (
        "Timeline",
        ("occurred_from", "precision", "kind", "from_agency_id", "to_agency_id", "text", "summary_arguments",
         "actor_id", "channel", "position"),
    ),
}  # fmt: skip
"""Part -> heading and columns of its table."""


async def report(walk: Walk, head: Head) -> AsyncGenerator[str]:
    """This will write the report."""
    yield _begin(head)
    async for case in walk.cases():
        async for page in walk.of(Part.INVESTIGATIONS, case):
            yield "".join(_investigation(told) for told in page)
        for part in TABLES:
            async for text in _table(walk, part, case):
                yield text
    yield "</body></html>\n"


def _begin(head: Head) -> str:
    marking = escape(marking_in_words(head.marking))
    told = f"{head.title}, made {instant(head.made_at)} for {head.by}, {head.rows} rows, up to position {head.until}"
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(POLICY)}">'
        '<meta name="referrer" content="no-referrer">'
        f"<title>{marking}: {escape(head.title)}</title><style>{STYLE}</style></head><body>"
        f'<p class="marking">{marking}</p><h1>Report</h1><p class="of">{escape(told)}</p>\n'
    )


def _investigation(told: Told) -> str:
    row = told.row
    assert isinstance(row, InvestigationRow)  # noqa: S101  # its page holds nothing else
    areas = ", ".join(row.crime_areas)
    facts = f"{row.phase}; {areas}; led by {row.lead_agency_id}; {row.legal_basis}; {row.investigation_id}"
    return f"<h2>{escape(row.reference)}: {escape(row.title)}</h2><p>{escape(facts)}</p>\n"


async def _table(walk: Walk, part: Part, case: Case) -> AsyncGenerator[str]:
    heading, columns = TABLES[part]
    is_begun = False
    async for page in walk.of(part, case):
        if page and not is_begun:
            is_begun = True
            names = _cells("th", (*map(_words, columns), "marking"))
            yield f"<h3>{heading}</h3><table><thead><tr>{names}</tr></thead>"
        yield "".join(_row(walk, part, told) for told in page)
    if is_begun:
        yield "</table>\n"


def _row(walk: Walk, part: Part, told: Told) -> str:
    values = shown(part, told, walk.survey.above)
    cells = _cells("td", (as_text(values[name]) for name in TABLES[part][1]))
    return f"<tr>{cells}<td>{escape(marking_in_words(told.marking))}</td></tr>\n"


def _cells(tag: str, texts: Iterable[str]) -> str:
    return "".join(f"<{tag}>{escape(each)}</{tag}>" for each in texts)


def _words(name: str) -> str:
    return name.removesuffix("_id").removesuffix("_from").replace("_", " ")
