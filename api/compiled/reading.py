"""Asks what a plan came to, and puts the answer together.

It must not let anything leave that is not noted in the access ledger.
"""

import logging
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from uuid import UUID

from psycopg.errors import Error

from api.bounded import Bounded
from api.compiled.keeping import STAMP, Answers, Kept, Standing, tag_of
from api.compiled.knowing import Prepared
from api.compiled.resting import models_of
from api.compiled.together import Together
from api.compiled.values import text_of
from api.compiled.writing import numbered
from api.dependencies import ApiDependencies
from api.identity.bearer import Bearer
from api.lanes import Ask, Lost, Row
from api.ledger.noting import Note
from api.ledger.writing import LedgerUnavailable, write_down
from api.reads.declaring import Asking, Declined
from api.transport.extensions import Reflected
from api.viewing import SETTINGS, limited, viewer_of
from domain.ledger import SubjectKind
from projections.viewer import Viewer
from projections.waiting import REACHED

__all__ = ["Found", "Held", "Reader"]

SETTING, SETTING_NAMES = numbered(SETTINGS)
WAITING, WAITING_NAMES = numbered(REACHED)

STANDING = Ask(STAMP.encode(), ())
"""Asked first, so that everything up to it is in what is read afterwards."""

MOST_QUESTIONS = 4_000
"""Of all readers: a dozen on each page, of some hundred who are at work."""

LOG = logging.getLogger(__name__)

Tags = frozenset[str] | None

KINDS = {"i": SubjectKind.ITEM, "r": SubjectKind.REQUEST}


@dataclass(frozen=True, slots=True)
class Found:
    """An answer. data: JSON; told: what stands beside it; tag: by which the client may hold it."""

    data: bytes
    told: Reflected
    tag: str | None = None

    @property
    def points(self) -> int:
        """What it costs who asked."""
        return 1 + (self.told.cost or 0)


@dataclass(frozen=True, slots=True)
class Held:
    """The client holds the answer already."""

    tag: str
    points: int = 1


@dataclass(frozen=True, slots=True)
class _Question:
    """What is asked of the database. keys: names of the fields at the root in the answer; ways: in the schema.

    known_as: who asks, with all that decides on what may be seen, and what; models: on which the answer rests, None: on
    whatever is folded. waits, is_of_the_moment: as in Asking.
    """

    setting: Ask
    keys: Sequence[str]
    asks: Sequence[Ask]
    known_as: Hashable
    models: frozenset[str] | None
    prepared: Prepared
    waits: Sequence[tuple[int, tuple[str, ...]]]
    is_of_the_moment: bool

    def tag(self, standing: Standing) -> str:
        """This will name the answer that was read when the read models stood like this."""
        return tag_of(self.known_as, standing.of(self.models))

    def found(self, kept: Kept, standing: Standing, tags: Tags) -> Found:
        """This will make the answer. tags: None where it is to have none."""
        may_be_held = kept.note.is_empty and tags is not None and not self.is_of_the_moment
        told = Reflected(self.prepared.cost, standing.position)
        return Found(kept.data, told, self.tag(standing) if may_be_held else None)


class Questions(Bounded[tuple[Prepared, Viewer], _Question]):
    """What readers asked on a day, by what they sent."""


class Reader:
    """Reads by the lanes that it is given."""

    def __init__(self, dependencies: ApiDependencies) -> None:
        self._given, self._lanes = dependencies, dependencies.lanes
        self._answers = Answers()
        self._questions = Questions(MOST_QUESTIONS)
        self._last = Standing(None, None)
        self._looks: Together[Standing] = Together()
        self._reads: Together[tuple[Standing, Kept]] = Together()

    async def answer(self, prepared: Prepared, bearer: Bearer, tags: Tags) -> Found | Held:
        """This will read what an operation asks. tags: of the answers that the client holds; None: it is to have none.

        Raises Declined where ordinary execution has to answer.
        """
        now = self._given.now()
        question = self._question(prepared, viewer_of(bearer, now), now)
        try:
            await self._reached(question)
            still = await self._still(question, tags)
            if isinstance(still, Held):
                return still
            standing, kept = still or await self._reads.do(question.known_as, partial(self._read, question))
            await write_down(self._given.spool, kept.note.accesses(bearer, now))
            return question.found(kept, standing, tags)
        except (Lost, Error, LedgerUnavailable) as fault:
            LOG.warning("a compiled read failed; ordinary execution answers (%s)", type(fault).__name__)
            raise Declined("the database could not be asked") from fault

    def _question(self, prepared: Prepared, viewer: Viewer, now: datetime) -> _Question:
        """What a reader asks on a day; what has a moment in it may be of this one."""
        known = self._questions.get((prepared, viewer))
        if known is not None:
            return known
        asking = Asking(viewer, now)
        bound = prepared.plan.bind(prepared.arguments, asking)
        keys, asks = [each.key for each in bound], [Ask(each.written.text, _texts(each.values)) for each in bound]
        setting = Ask(SETTING, self._settings(viewer))
        known_as = (setting.values, *((key, ask.text, ask.values) for key, ask in zip(keys, asks, strict=True)))
        models = models_of(ask.text for ask in asks)
        question = _Question(setting, keys, asks, known_as, models, prepared, asking.waits, asking.is_of_the_moment)
        has_moment = any(isinstance(value, datetime) for each in bound for value in each.values)
        return question if has_moment else self._questions.put((prepared, viewer), question)

    async def _still(self, question: _Question, tags: Tags) -> Held | tuple[Standing, Kept] | None:
        """What was answered before, if it still holds, which is asked each time unless it is known not to hold."""
        kept = self._answers.get(question.known_as)
        may_hold = kept is not None and kept.stamp == self._last.of(question.models)
        if question.is_of_the_moment or not (may_hold or tags):
            return None
        standing = await self._looks.do("standing", self._look)
        if tags and (tag := question.tag(standing)) in tags:
            self._lanes.came_to["held"] += 1
            return Held(tag)
        if kept is None or kept.stamp != standing.of(question.models):
            return None
        self._lanes.came_to["kept"] += 1
        return standing, kept

    async def _look(self) -> Standing:
        """How the read models stand; the same whoever asks."""
        (row,) = await self._lanes.ask(None, [STANDING])
        return self._stood(row)

    async def _read(self, question: _Question) -> tuple[Standing, Kept]:
        row, *rows = await self._lanes.ask(question.setting, [STANDING, *question.asks])
        standing = self._stood(row)
        data, note = _together(question, rows)
        answer = Kept(standing.of(question.models), data, note)
        if not question.is_of_the_moment and (note.is_empty or self._given.settings.keep_marked_answers):
            self._answers.put(question.known_as, answer)
        return standing, answer

    def _stood(self, row: Row) -> Standing:
        position, stamp = row
        self._last = Standing(None if position is None else int(position), stamp)
        return self._last

    async def _reached(self, question: _Question) -> None:
        """Ordinary execution waits for read models that lag behind; nearly none do."""
        if not question.waits:
            return
        asks = [Ask(WAITING, _texts((list(models), position))) for position, models in question.waits]
        rows = await self._lanes.ask(question.setting, asks)
        for (found,), (_, models) in zip(rows, question.waits, strict=True):
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
    note.ways = question.prepared.plan.ways
    for key, (json, noted) in zip(question.keys, rows, strict=True):
        if json is None:
            raise Declined("what is sought was not found")
        parts.append(b'"' + key.encode() + b'":' + json)
        if noted:
            _note(note, noted.decode())
    return b"{" + b",".join(parts) + b"}", note


def _note(note: Note, noted: str) -> None:
    for each in noted.split(",")[1:]:
        note.subject(KINDS[each[0]], UUID(each[1:]))
