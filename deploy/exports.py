"""What makes exports for the operator, put together: what everybody may see to whom, or everything, read and recorded.

It must not decide who may see what, nor let anything leave that is not in the log as exported.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from psycopg import AsyncConnection
from psycopg.rows import TupleRow
from psycopg_pool import AsyncConnectionPool

from api.exports.exporter import Exporter
from api.exports.proving import newest_proofs
from api.ledger.carrying import ACTOR, PAGE
from api.ledger.judging import Denials
from api.viewing import viewing
from domain.aggregate import Actor, Submission
from domain.application import Accepted, Application
from domain.ledger import Access, RecordAccesses
from domain.storage import EventLog, LogTree
from projections.exporting import Seen, Source, Whole
from projections.exporting.order import Proofs
from projections.viewer import Viewer

__all__ = ["Exports", "opened_exports", "record"]

LIMIT_S = 600.0
"""How long one statement may read; nobody waits but the operator."""

NO_LIMIT = 2**63 - 1

Pool = AsyncConnectionPool[AsyncConnection[TupleRow]]


@dataclass(frozen=True, slots=True)
class Exports:
    """What belongs together. now: returns an aware datetime in UTC."""

    exporter: Exporter
    pool: Pool
    now: Callable[[], datetime]

    def source(self, person: Actor | None) -> Source:
        """This will read what a person sees; for nobody, everything."""
        if person is None:
            return Whole(self.pool.connection, self.now())

        def asking() -> Viewer:
            return Viewer(member_id=person.actor_id, agency_id=person.agency_id or "", today=self.now().date())

        def lend() -> AbstractAsyncContextManager[AsyncConnection[TupleRow]]:
            return viewing(self.pool, asking(), LIMIT_S)

        return Seen(asking, lend, self.now())


@asynccontextmanager
async def opened_exports(log: EventLog, tree: LogTree, now: Callable[[], datetime]) -> AsyncIterator[Exports]:
    """This will open what exports need. log: of a role that serves, under its master key."""
    with Application(log, now=now) as application:
        async with AsyncConnectionPool(
            log.conninfo, min_size=1, max_size=2, open=False, kwargs={"autocommit": True}
        ) as pool:

            async def note(accesses: Sequence[Access]) -> None:
                await asyncio.to_thread(record, application, Denials(log)(accesses))

            async def proofs() -> Proofs | None:
                return await newest_proofs(pool.connection, tree)

            exporter = Exporter(note=note, proofs=proofs, now=now, largest_rows=NO_LIMIT)
            yield Exports(exporter, pool, now)


def record(application: Application, accesses: Sequence[Access]) -> None:
    """This will put accesses into the log, and return once they are there. Raises Refused."""
    for start in range(0, len(accesses), PAGE):
        page_id = uuid4()
        command = RecordAccesses(page_id=page_id, accesses=tuple(accesses[start : start + PAGE]))
        outcome = application.submit(Submission(command=command, command_id=page_id, actor=ACTOR)).result()
        if not isinstance(outcome, Accepted):
            raise outcome
