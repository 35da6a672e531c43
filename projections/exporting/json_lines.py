"""Writes an export as lines of JSON: a head, a line for each row with its marking, the checkpoint, and an end.

Each entry of a timeline comes with the hash of its event and the path from there to the root of the checkpoint, so that
it can be checked offline that the event is in the log (RFC 9162, 2.1.3).
It must not leave the end out of a whole file, nor write one below a file that was cut off.
"""

from collections.abc import AsyncGenerator, Iterable, Sequence
from datetime import datetime

import msgspec

from domain.marking import UNMARKED, Marking
from projections.exporting.columns import Value, instant, shown
from projections.exporting.order import Head, Part, Proof
from projections.exporting.sources import Case
from projections.exporting.walk import THINGS, Told, Walk
from projections.timeline.rows import EntryRow

__all__ = ["json_lines"]

_encode = msgspec.json.Encoder().encode

NAMES = {
    Part.INVESTIGATIONS: "investigation", Part.REQUESTS: "request", Part.ITEMS: "item", Part.FOLLOW_UPS: "followup",
    Part.TIMELINE: "entry",
}  # fmt: skip
"""What `is` says of a line."""

_CODES = ("tlp", "handling", "pap", "classification", "compartments")


async def json_lines(walk: Walk, head: Head) -> AsyncGenerator[str]:
    """This will write the export."""
    yield _line({"export": _head(head)})
    async for case in walk.cases():
        for part in THINGS:
            async for page in walk.of(part, case):
                yield _lines(walk, part, page)
        async for text in _timeline(walk, head, case):
            yield text
    if head.proofs is not None:
        yield _line({"checkpoint": head.proofs.note, "key": head.proofs.key})
    yield _line({"end": {"rows": walk.rows}})


async def _timeline(walk: Walk, head: Head, case: Case) -> AsyncGenerator[str]:
    async for page in walk.of(Part.TIMELINE, case):
        positions = [told.row.position for told in page if isinstance(told.row, EntryRow)]
        proofs = await head.proofs.of(positions) if head.proofs and positions else [None] * len(positions)
        yield "".join(
            _line({**_row(walk, Part.TIMELINE, told), **_proven(proof)})
            for told, proof in zip(page, proofs, strict=True)
        )


def _head(head: Head) -> dict[str, object]:
    bounds = {"tlp": head.order.ceiling.tlp, "classification": head.order.ceiling.classification}
    return {
        "of": head.title,
        "made_at": instant(head.made_at),
        "by": head.by,
        "marking": _marking(head.marking),
        "ceiling": {name: value for name, value in bounds.items() if value} or None,
        "rows": head.rows,
        "until_position": head.until,
    }


def _lines(walk: Walk, part: Part, page: Iterable[Told]) -> str:
    return "".join(_line(_row(walk, part, told)) for told in page)


def _row(walk: Walk, part: Part, told: Told) -> dict[str, object]:
    values: dict[str, object] = {name: _plain(value) for name, value in shown(part, told, walk.survey.above).items()}
    if part is Part.TIMELINE:
        values["summary"] = msgspec.Raw(str(values.pop("summary_arguments")).encode())
    own = {name: value for name, value in values.items() if name not in _CODES}
    return {"is": NAMES[part], **own, "marking": _marking(told.marking)}


def _plain(value: Value) -> object:
    return instant(value) if isinstance(value, datetime) else value


def _marking(marking: Marking) -> dict[str, object] | None:
    if marking == UNMARKED:
        return None
    return {name: value for name in _CODES if (value := getattr(marking, name))}


def _proven(proof: Proof | None) -> dict[str, str | Sequence[str]]:
    return {} if proof is None else {"leaf": proof.leaf, "proof": proof.path}


def _line(value: object) -> str:
    return _encode(value).decode() + "\n"
