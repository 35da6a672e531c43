"""The pasts that one request asks for: each case loaded once, each moment of it replayed once.

It must not replay a case that is not for the viewer: of that there is no past, as of one that does not exist.
"""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from psycopg import AsyncConnection
from psycopg.rows import TupleRow

from api.errors import PublicError
from domain.storage import EventLog, Unread
from projections.as_of import AsOf
from projections.board import queries as board
from projections.engine.memory import unhurried_collector
from projections.investigations import queries as investigations
from projections.reading import Replayed
from projections.replaying.other_routing import Directory, directory_stream
from projections.replaying.past import Past
from projections.timeline import queries as timeline
from projections.viewer import Viewer

__all__ = ["MOST_EVENTS", "MOST_MOMENTS", "Moment", "Replays", "Then"]

MOST_EVENTS = 20_000
"""Events of a case that is replayed while somebody waits: about a second of one core."""

MOST_MOMENTS = 4
"""Pasts of one operation: a difference has two, and one more is shown beside another."""


Lending = Callable[[], AbstractAsyncContextManager[AsyncConnection[TupleRow]]]


@dataclass(frozen=True, slots=True, eq=False)
class Then:
    """A case as it stood. at: the moment at which limits were near, passed or left, unless another is asked for."""

    past: Past
    at: datetime


class Moment(NamedTuple):
    """When: at what time limits are near, passed or left; and of which past, None for the present."""

    at: datetime
    then: Then | None = None


class Replays:
    """What one request replayed. log: read from another thread; reading: lends a connection; now: aware."""

    def __init__(self, log: EventLog, reading: Lending, viewer: Viewer, now: datetime) -> None:
        self._log, self._reading, self._viewer, self._now = log, reading, viewer, now
        self._histories: dict[UUID, asyncio.Task[Sequence[Unread]]] = {}
        self._pasts: dict[tuple[UUID, AsOf], asyncio.Task[Then]] = {}

    async def then(self, case_id: UUID, as_of: AsOf) -> Then:
        """This will return a case as of a moment. case_id: an investigation, or a request that precedes any.

        Raises PublicError where that would take too long.
        """
        asked = (case_id, as_of)
        if asked not in self._pasts:
            if len(self._pasts) >= MOST_MOMENTS:
                raise _too_many_moments()
            self._pasts[asked] = asyncio.ensure_future(self._replayed(case_id, as_of))
        return await self._pasts[asked]

    async def history(self, case_id: UUID) -> Sequence[Unread]:
        """This will return the events of a case, none where it is not for the viewer. Raises PublicError as `then`."""
        if case_id not in self._histories:
            self._histories[case_id] = asyncio.ensure_future(self._loaded(case_id))
        return await self._histories[case_id]

    async def directory(self, agency_ids: Iterable[str]) -> Directory:
        """This will return the events of agencies, for routing alone: consents among them are not for everybody."""
        asked = sorted(set(agency_ids))
        streams = await asyncio.to_thread(lambda: [self._log.stream(directory_stream(each)) for each in asked])
        return dict(zip(asked, streams, strict=True))

    async def _replayed(self, case_id: UUID, as_of: AsOf) -> Then:
        history = await self.history(case_id)
        past = await asyncio.to_thread(Past, case_id, as_of, history)
        return Then(past, as_of.moment or await self._latest(past))

    async def _latest(self, past: Past) -> datetime:
        """When the viewer learned last of what counts: any other moment would tell of what is not for it."""
        async with self._reading() as connection:
            latest = await timeline.latest(Replayed(connection, past), self._viewer, past.case_id)
        return latest or self._now

    async def _loaded(self, case_id: UUID) -> Sequence[Unread]:
        if not await self._is_for_viewer(case_id):
            return ()
        if await asyncio.to_thread(self._log.case_size, case_id, MOST_EVENTS + 1) > MOST_EVENTS:
            raise _too_long()
        return await asyncio.to_thread(self._read, case_id)

    def _read(self, case_id: UUID) -> Sequence[Unread]:
        with unhurried_collector():
            return self._log.unread(case_id)

    async def _is_for_viewer(self, case_id: UUID) -> bool:
        async with self._reading() as connection:
            if await investigations.may_see_case(connection, self._viewer, case_id):
                return True
            request = await board.request(connection, self._viewer, case_id, at=self._now)
        return request is not None and request.investigation_id is None


def _too_many_moments() -> PublicError:
    return PublicError(
        f"One operation replays at most {MOST_MOMENTS} moments.",
        "TOO_MANY_MOMENTS",
        remedy="Ask for fewer, or in several operations.",
        limit=MOST_MOMENTS,
    )


def _too_long() -> PublicError:
    return PublicError(
        f"This case has more than {MOST_EVENTS:,} events, which is too long to be replayed while you wait.",
        "CASE_TOO_LONG",
        remedy="Have the operator replay it: entente replay.",
        limit=MOST_EVENTS,
    )
