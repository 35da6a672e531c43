"""Asks what a plan came to, and puts the answer together.

It must not let anything leave that is not noted in the access ledger.
"""

import logging
from collections.abc import Sequence
from uuid import UUID

from graphql.execution.values import VariableValues
from psycopg.errors import Error

from api.compiled.keeping import STAMP, Answers, Kept
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

__all__ = ["Reader"]

SETTING, SETTING_NAMES = numbered(SETTINGS)
WAITING, WAITING_NAMES = numbered(REACHED)

STANDING = Ask(STAMP.encode(), ())
"""Asked first, so that everything up to it is in what is read afterwards."""

LOG = logging.getLogger(__name__)

KINDS = {"i": SubjectKind.ITEM, "r": SubjectKind.REQUEST}


class Reader:
    """Reads by the lanes that it is given."""

    def __init__(self, dependencies: ApiDependencies) -> None:
        self._given, self._lanes = dependencies, dependencies.lanes
        self._answers = Answers()

    async def answer(self, plan: Plan, variables: VariableValues, bearer: Bearer) -> tuple[bytes, int | None]:
        """This will return the operation's data as JSON, and the position of the log that it reflects.

        Raises Declined where ordinary execution has to answer.
        """
        now = self._given.now()
        viewer = viewer_of(bearer, now)
        asking = Asking(viewer, now)
        bound = plan.bind(variables, asking)
        try:
            return await self._read(plan, bound, asking, bearer)
        except (Lost, Error, LedgerUnavailable) as fault:
            LOG.warning("a compiled read failed; ordinary execution answers (%s)", type(fault).__name__)
            raise Declined("the database could not be asked") from fault

    async def _read(
        self, plan: Plan, bound: Sequence[Bound], asking: Asking, bearer: Bearer
    ) -> tuple[bytes, int | None]:
        setting = Ask(SETTING, self._settings(asking.viewer))
        await self._reached(setting, asking)
        asks = [Ask(each.written.text, _texts(each.values)) for each in bound]
        key = (setting.values, tuple((each.key, ask.text, ask.values) for each, ask in zip(bound, asks, strict=True)))
        kept = self._answers.get(key)
        if kept is not None:
            ((position, stamp),) = await self._lanes.ask(setting, [STANDING])
            if stamp == kept.stamp:
                self._lanes.came_to["kept"] += 1
                return kept.data, _number(position)
        (position, stamp), *rows = await self._lanes.ask(setting, [STANDING, *asks])
        data, note = _together(bound, rows, plan.ways)
        if note.is_empty and stamp is not None and not asking.is_of_the_moment:
            self._answers.put(key, Kept(stamp, data))
        await write_down(self._given.spool, note.accesses(bearer, asking.now))
        return data, _number(position)

    async def _reached(self, setting: Ask, asking: Asking) -> None:
        """Ordinary execution waits for read models that lag behind; nearly none do."""
        if not asking.waits:
            return
        asks = [Ask(WAITING, _texts((list(models), position))) for position, models in asking.waits]
        rows = await self._lanes.ask(setting, asks)
        for (found,), (_, models) in zip(rows, asking.waits, strict=True):
            if found is None or int(found) < len(set(models)):
                raise Declined("the read models lag behind")

    def _settings(self, viewer: Viewer) -> tuple[bytes | None, ...]:
        given = limited(viewer, self._given.settings.statement_limit_s)
        return _texts([given[name] for name in SETTING_NAMES])


def _texts(values: Sequence[object]) -> tuple[bytes | None, ...]:
    return tuple(map(text_of, values))


def _together(bound: Sequence[Bound], rows: Sequence[Row], ways: tuple[str, ...]) -> tuple[bytes, Note]:
    """The JSON of all fields of the root, and what it shows of marked things."""
    note, parts = Note(), []
    note.ways = ways
    for each, (json, noted) in zip(bound, rows, strict=True):
        if json is None:
            raise Declined("nothing came back")
        parts.append(b'"' + each.key.encode() + b'":' + json)
        if noted:
            _note(note, noted.decode())
    return b"{" + b",".join(parts) + b"}", note


def _number(position: bytes | None) -> int | None:
    return None if position is None else int(position)


def _note(note: Note, noted: str) -> None:
    for each in noted.split(","):
        note.subject(KINDS[each[0]], UUID(each[1:]))
