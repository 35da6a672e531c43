"""Asks what a plan came to, and puts the answer together.

It must not let anything leave that is not noted in the access ledger.
"""

import logging
from collections.abc import Sequence
from uuid import UUID

from graphql.execution.values import VariableValues
from psycopg.errors import Error

from api.compiled.plan import Bound, Plan
from api.compiled.values import text_of
from api.compiled.writing import numbered
from api.dependencies import ApiDependencies
from api.identity.bearer import Bearer
from api.lanes import Ask, Lost
from api.ledger.noting import Note
from api.ledger.writing import LedgerUnavailable, write_down
from api.reads.declaring import Asking, Declined
from api.transport.extensions import REFLECTED
from api.viewing import SETTINGS, limited, viewer_of
from domain.ledger import SubjectKind
from projections.viewer import Viewer
from projections.waiting import REACHED

__all__ = ["Reader"]

SETTING, SETTING_NAMES = numbered(SETTINGS)
WAITING, WAITING_NAMES = numbered(REACHED)

POSITION = Ask(REFLECTED.encode(), ())
"""Asked first, so that everything up to it is in what is read afterwards."""

LOG = logging.getLogger(__name__)

KINDS = {"i": SubjectKind.ITEM, "r": SubjectKind.REQUEST}


class Reader:
    """Reads by the lanes that it is given."""

    def __init__(self, dependencies: ApiDependencies) -> None:
        self._given, self._lanes = dependencies, dependencies.lanes

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
        asks = [POSITION, *(Ask(each.written.text, _texts(each.values)) for each in bound)]
        (position,), *rows = await self._lanes.ask(setting, asks)
        note = Note()
        note.ways = plan.ways
        parts = []
        for each, (json, noted) in zip(bound, rows, strict=True):
            if json is None:
                raise Declined("nothing came back")
            parts.append(b'"' + each.key.encode() + b'":' + json)
            if noted:
                _note(note, noted.decode())
        await write_down(self._given.spool, note.accesses(bearer, asking.now))
        return b"{" + b",".join(parts) + b"}", None if position is None else int(position)

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


def _note(note: Note, noted: str) -> None:
    for each in noted.split(","):
        note.subject(KINDS[each[0]], UUID(each[1:]))
