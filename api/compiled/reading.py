"""Asks what a plan came to, and puts the answer together.

It must not let anything leave that is not noted in the access ledger.
"""

import logging
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from uuid import UUID

from graphql.execution.values import VariableValues
from psycopg.errors import Error

from api.compiled.keeping import STAMP, Answers, Kept, tag_of
from api.compiled.plan import Bound, Plan
from api.compiled.values import text_of
from api.compiled.writing import numbered
from api.dependencies import ApiDependencies
from api.identity.bearer import Bearer
from api.lanes import Ask, Lost, Row
from api.ledger.noting import Note
from api.ledger.writing import LedgerUnavailable, write_down
from api.reads.declaring import Asking, Declined
from api.viewing import SETTINGS, limited, viewer_of
from domain.ledger import SubjectKind
from projections.viewer import Viewer
from projections.waiting import REACHED

__all__ = ["Found", "Held", "Reader"]

SETTING, SETTING_NAMES = numbered(SETTINGS)
WAITING, WAITING_NAMES = numbered(REACHED)

STANDING = Ask(STAMP.encode(), ())
"""Asked first, so that everything up to it is in what is read afterwards."""

LOG = logging.getLogger(__name__)

Tags = frozenset[str] | None

KINDS = {"i": SubjectKind.ITEM, "r": SubjectKind.REQUEST}


@dataclass(frozen=True, slots=True)
class Found:
    """An answer. data: JSON; position: of the log, which it reflects; tag: by which the client may hold it."""

    data: bytes
    position: int | None
    tag: str | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """The client holds the answer already."""

    tag: str
    position: int | None


@dataclass(frozen=True, slots=True)
class _Question:
    """What is asked of the database. keys: names of the fields at the root in the answer; ways: in the schema."""

    setting: Ask
    keys: Sequence[str]
    asks: Sequence[Ask]
    ways: tuple[str, ...]
    asking: Asking

    @property
    def known_as(self) -> Hashable:
        """Who asks, with all that decides on what may be seen, and what."""
        asks = tuple((key, ask.text, ask.values) for key, ask in zip(self.keys, self.asks, strict=True))
        return self.setting.values, asks

    def tag(self, stamp: bytes | None) -> str:
        """This will name the answer that was read when the read models stood like this."""
        return tag_of(self.known_as, stamp)


class Reader:
    """Reads by the lanes that it is given."""

    def __init__(self, dependencies: ApiDependencies) -> None:
        self._given, self._lanes = dependencies, dependencies.lanes
        self._answers = Answers()

    async def answer(self, plan: Plan, variables: VariableValues, bearer: Bearer, tags: Tags) -> Found | Held:
        """This will read what an operation asks. tags: of the answers that the client holds; None: it is to have none.

        Raises Declined where ordinary execution has to answer.
        """
        now = self._given.now()
        viewer = viewer_of(bearer, now)
        asking = Asking(viewer, now)
        question = self._question(plan, plan.bind(variables, asking), asking)
        try:
            await self._reached(question)
            return await self._still(question, tags) or await self._read(question, bearer, tags)
        except (Lost, Error, LedgerUnavailable) as fault:
            LOG.warning("a compiled read failed; ordinary execution answers (%s)", type(fault).__name__)
            raise Declined("the database could not be asked") from fault

    def _question(self, plan: Plan, bound: Sequence[Bound], asking: Asking) -> _Question:
        keys, asks = [each.key for each in bound], [Ask(each.written.text, _texts(each.values)) for each in bound]
        setting = Ask(SETTING, self._settings(asking.viewer))
        return _Question(setting, keys, asks, plan.ways, asking)

    async def _still(self, question: _Question, tags: Tags) -> Found | Held | None:
        """What was answered before, if it still holds, which is asked each time."""
        kept = self._answers.get(question.known_as)
        if question.asking.is_of_the_moment or (kept is None and not tags):
            return None
        ((position, stamp),) = await self._lanes.ask(question.setting, [STANDING])
        tag = question.tag(stamp) if tags is not None else None
        if tags and tag in tags:
            self._lanes.came_to["held"] += 1
            return Held(tag, _number(position))
        if kept is None or kept.stamp != stamp:
            return None
        self._lanes.came_to["kept"] += 1
        return Found(kept.data, _number(position), tag)

    async def _read(self, question: _Question, bearer: Bearer, tags: Tags) -> Found:
        (position, stamp), *rows = await self._lanes.ask(question.setting, [STANDING, *question.asks])
        data, note = _together(question, rows)
        may_be_kept = note.is_empty and not question.asking.is_of_the_moment
        if may_be_kept:
            self._answers.put(question.known_as, Kept(stamp, data))
        await write_down(self._given.spool, note.accesses(bearer, question.asking.now))
        return Found(data, _number(position), question.tag(stamp) if may_be_kept and tags is not None else None)

    async def _reached(self, question: _Question) -> None:
        """Ordinary execution waits for read models that lag behind; nearly none do."""
        waits = question.asking.waits
        if not waits:
            return
        asks = [Ask(WAITING, _texts((list(models), position))) for position, models in waits]
        rows = await self._lanes.ask(question.setting, asks)
        for (found,), (_, models) in zip(rows, waits, strict=True):
            if found is None or int(found) < len(set(models)):
                raise Declined("the read models lag behind")

    def _settings(self, viewer: Viewer) -> tuple[bytes | None, ...]:
        given = limited(viewer, self._given.settings.statement_limit_s)
        return _texts([given[name] for name in SETTING_NAMES])


def _texts(values: Sequence[object]) -> tuple[bytes | None, ...]:
    return tuple(map(text_of, values))


def _together(question: _Question, rows: Sequence[Row]) -> tuple[bytes, Note]:
    """The JSON of all fields of the root, and what it shows of marked things."""
    note, parts = Note(), []
    note.ways = question.ways
    for key, (json, noted) in zip(question.keys, rows, strict=True):
        if json is None:
            raise Declined("nothing came back")
        parts.append(b'"' + key.encode() + b'":' + json)
        if noted:
            _note(note, noted.decode())
    return b"{" + b",".join(parts) + b"}", note


def _number(position: bytes | None) -> int | None:
    return None if position is None else int(position)


def _note(note: Note, noted: str) -> None:
    for each in noted.split(",")[1:]:
        note.subject(KINDS[each[0]], UUID(each[1:]))
