"""One look for all who see the same: of subscribers who wait for the same, one reads, and who stands alike takes part.

It must not hand to anybody what was read before it asked, or as somebody who stood otherwise: rows and standings are of
one snapshot, and whoever does not stand as the reader did then looks for itself.
"""

import asyncio
from collections.abc import Awaitable, Callable, Hashable, Mapping
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass, field
from typing import Any, LiteralString, TypeVar
from uuid import UUID

from psycopg import AsyncConnection

from api.viewing import Pool, viewing
from projections.standing import standings
from projections.viewer import Viewer

__all__ = ["Looks", "Question", "Read"]

T = TypeVar("T")

Read = Callable[[AsyncConnection[Any]], Awaitable[T]]

# Rows and standings are of one snapshot.
_SNAPSHOT: LiteralString = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"

# Until the snapshot ends, every row is seen: how others stand is nothing that the reader may see.
_ALL: LiteralString = "SELECT set_config('role', 'none', true)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked, whoever asks. case_id: of which alone the answer is; None where it is of all.

    gather_s: how long others may join a look before it begins.
    """

    asked: Hashable
    case_id: UUID | None = None
    gather_s: float = 0.0


@dataclass(slots=True)
class _Look:
    """A look to come. members: who takes part; standings: how they stood then, if there were several."""

    reader: Viewer
    members: set[str] = field(default_factory=set)
    standings: Mapping[str, str] = field(default_factory=dict)

    def is_for(self, viewer: Viewer) -> bool:
        """This will tell whether the viewer is the reader, or stood as the reader did."""
        own = self.standings.get(viewer.member_id)
        is_alike = own is not None and own == self.standings.get(self.reader.member_id)
        return viewer.member_id == self.reader.member_id or is_alike

    def stood(self, viewer: Viewer, before: str | None) -> str | None:
        """This will tell how the viewer stood; as before where nobody else took part."""
        alone = f"alone: {viewer.member_id}"
        return self.standings.get(viewer.member_id, alone) if len(self.members) > 1 else before


class Looks:
    """One for a process. pool: connections that see every row; limit_s: for one statement."""

    def __init__(self, pool: Pool, limit_s: float) -> None:
        self._pool, self._limit_s = pool, limit_s
        self._gathering: dict[Hashable, tuple[_Look, asyncio.Task[Any]]] = {}

    async def share(self, viewer: Viewer, stood: str | None, question: Question, read: Read[T]) -> tuple[T, str | None]:
        """This will answer a question as the viewer may be told, and say how it stands.

        stood: how it stood when it asked last, None for the first time: only who stood alike is looked with.
        read: reads the answer as the viewer, in one snapshot.
        """
        while True:
            look, task = self._joined(viewer, stood, question, read)
            with _unless(look.reader.member_id == viewer.member_id):
                found: T = await asyncio.shield(task)
                if look.is_for(viewer):
                    return found, look.stood(viewer, stood)
            stood = look.stood(viewer, stood)

    def _joined(
        self, viewer: Viewer, stood: str | None, question: Question, read: Read[T]
    ) -> tuple[_Look, "asyncio.Task[T]"]:
        known_as = (question, viewer.agency_id, viewer.roles, viewer.today, viewer.ceiling, stood)
        if known_as not in self._gathering:
            look = _Look(viewer)
            task = asyncio.create_task(self._looked(look, known_as, question, read))
            task.add_done_callback(_forget)
            self._gathering[known_as] = look, task
        joined = self._gathering[known_as]
        joined[0].members.add(viewer.member_id)
        return joined

    async def _looked(self, look: _Look, known_as: Hashable, question: Question, read: Read[T]) -> T:
        await asyncio.sleep(question.gather_s)
        del self._gathering[known_as]  # who asks from now on is answered by another look
        async with viewing(self._pool, look.reader, self._limit_s) as connection, connection.transaction():
            await connection.execute(_SNAPSHOT)
            found = await read(connection)
            if len(look.members) > 1:
                await connection.execute(_ALL)
                look.standings = await standings(connection, look.reader, sorted(look.members), question.case_id)
        return found


def _unless(is_reader: bool) -> AbstractContextManager[None]:  # noqa: FBT001  # there is nothing else to say
    """What fails for the reader fails; whoever took part with it asks again alone, and is told by itself."""
    return nullcontext() if is_reader else suppress(Exception)


def _forget(task: "asyncio.Task[Any]") -> None:
    """A look that nobody waits for any more may fail unheard."""
    if not task.cancelled():
        task.exception()
