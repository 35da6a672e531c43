"""Sends prepared statements down a few connections without waiting for one answer before the next question.

psycopg's own calls cost five times the processor time of this. It must not be used for anything that writes, nor keep a
transaction open: each question is one by itself. A fault costs all that wait behind it their connection.
Source: PostgreSQL documentation, 32.5 (libpq, pipeline mode).
"""

import asyncio
from collections import Counter, deque
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from hashlib import blake2b

from psycopg import errors, pq
from psycopg.conninfo import make_conninfo
from psycopg.pq.abc import PGconn, PGresult

__all__ = ["Ask", "Lane", "Lanes", "Lost", "Row", "opened_lanes"]

Row = tuple[bytes | None, ...]

MOST_PREPARED = 500
"""Statements that a connection keeps; with more it begins anew, so that the server's memory stays bounded."""

PLANNED_ONCE = b"SET plan_cache_mode = 'force_generic_plan'"
"""Else the server plans anew for each question where it hopes for a better plan: that takes longer than the answer."""

CONNECT_TIMEOUT_S = 10

DONE, ROWS = pq.ExecStatus.COMMAND_OK, pq.ExecStatus.TUPLES_OK
SYNC, ABORTED = pq.ExecStatus.PIPELINE_SYNC, pq.ExecStatus.PIPELINE_ABORTED


class Lost(Exception):  # named for what it says of the connection
    """The connection broke before the answer came; nothing was changed, so that it may be asked again."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A statement with $1, $2 and so on, and its values in PostgreSQL's text format."""

    text: bytes
    values: Sequence[bytes | None]


@dataclass(slots=True)
class _Waiting:
    """Whoever waits. expects: per statement sent whether its rows are wanted."""

    future: "asyncio.Future[list[Row]]"
    expects: deque[bool]
    rows: list[Row] = field(default_factory=list)


class Lane:
    """One connection. `ask` may be called again before the answer came: questions are answered in their order.

    conninfo: of a role that may become the reader.
    """

    def __init__(self, conninfo: str) -> None:
        self._conninfo = conninfo
        self._open: PGconn | None = None
        self._socket = -1
        self._opening = asyncio.Lock()
        self._prepared: dict[bytes, bytes] = {}
        self._waiting: deque[_Waiting] = deque()
        self._set: Sequence[bytes | None] | None = None
        self._writes = False

    @property
    def waiting(self) -> int:
        """How many questions have no answer yet."""
        return len(self._waiting)

    async def ask(self, setting: Ask | None, asks: Sequence[Ask]) -> list[Row]:
        """This will return the first row of each statement, asked as the setting says who asks; None: as it was before.

        Raises Lost, also where the server refuses a statement, whoever's it was.
        """
        if self._open is None:
            await self._connect()
        connection = self._open
        if connection is None:
            raise Lost("closed")
        waiting = _Waiting(asyncio.get_running_loop().create_future(), deque())
        try:
            if setting is not None and self._set != setting.values:
                self._set = None  # until the server took it
                self._send(connection, setting, waiting, wanted=False)
                self._set = setting.values
            for each in asks:
                self._send(connection, each, waiting, wanted=True)
            connection.pipeline_sync()
            self._waiting.append(waiting)
            self._flush()
        except errors.OperationalError as error:
            self._lose(error)
            raise Lost(str(error)) from error
        return await waiting.future

    async def close(self) -> None:
        """This will drop the connection; whoever waits is told that it is lost."""
        self._lose(None)

    def _send(self, connection: PGconn, ask: Ask, waiting: _Waiting, *, wanted: bool) -> None:
        name = self._prepared.get(ask.text)
        if name is None:
            name = blake2b(ask.text, digest_size=12).hexdigest().encode()
            connection.send_prepare(name, ask.text)
            waiting.expects.append(False)
            self._prepared[ask.text] = name
        connection.send_query_prepared(name, ask.values)
        waiting.expects.append(wanted)

    async def _connect(self) -> None:
        async with self._opening:
            if self._open is not None:
                return
            connection = await asyncio.to_thread(_connected, self._conninfo)
            connection.nonblocking = 1
            connection.enter_pipeline_mode()
            self._prepared, self._set, self._writes = {}, None, False
            self._open, self._socket = connection, connection.socket
            asyncio.get_running_loop().add_reader(self._socket, self._read)

    def _flush(self) -> None:
        connection = self._open
        if connection is None:
            return
        is_left = connection.flush() == 1
        if is_left != self._writes:
            self._writes = is_left
            loop = asyncio.get_running_loop()
            loop.add_writer(self._socket, self._flush) if is_left else loop.remove_writer(self._socket)

    def _read(self) -> None:
        connection = self._open
        if connection is None:
            return
        try:
            connection.consume_input()
            while self._waiting and not connection.is_busy():
                self._take(connection.get_result())
            self._flush()
        except errors.Error as error:
            self._lose(error)  # after a fault nobody knows what is prepared and set
            return
        if not self._waiting and len(self._prepared) > MOST_PREPARED:
            self._lose(None)

    def _take(self, result: PGresult | None) -> None:
        if result is None:  # the end of one statement's results
            return
        waiting = self._waiting[0]
        if result.status == SYNC:
            self._waiting.popleft()
            _hand_over(waiting)
            return
        wanted = waiting.expects.popleft()
        if result.status == ROWS:
            if wanted:
                waiting.rows.append(_first(result))
        elif result.status not in (DONE, ABORTED):
            raise errors.error_from_result(result)

    def _lose(self, error: Exception | None) -> None:
        connection, self._open = self._open, None
        if connection is not None:
            loop = asyncio.get_running_loop()
            loop.remove_reader(self._socket)  # a connection that is lost tells no socket any more
            if self._writes:
                loop.remove_writer(self._socket)
            connection.finish()
        waiting, self._waiting = self._waiting, deque()
        for each in waiting:
            if not each.future.done():
                each.future.set_exception(Lost(str(error or "closed")))


@dataclass(frozen=True, slots=True)
class Lanes:
    """Several of them; a question takes the one where fewest wait.

    came_to: how many operations were answered by them, as `compiled`, and how many were declined, by reason.
    """

    each: tuple[Lane, ...]
    came_to: Counter[str] = field(default_factory=Counter)

    async def ask(self, setting: Ask | None, asks: Sequence[Ask]) -> list[Row]:
        """This will ask as `Lane.ask` does."""
        lane = min(self.each, key=lambda one: one.waiting)
        return await lane.ask(setting, asks)


@asynccontextmanager
async def opened_lanes(conninfo: str, how_many: int) -> AsyncIterator[Lanes]:
    """This will lend lanes for as long as the block lasts; each connects when it is first needed."""
    lanes = Lanes(tuple(Lane(conninfo) for _ in range(how_many)))
    try:
        yield lanes
    finally:
        for lane in lanes.each:
            await lane.close()


def _connected(conninfo: str) -> PGconn:
    given = make_conninfo(conninfo, connect_timeout=CONNECT_TIMEOUT_S, application_name="entente compiled")
    connection = pq.PGconn.connect(given.encode())
    if connection.status != pq.ConnStatus.OK:
        raise Lost(connection.get_error_message())
    connection.exec_(PLANNED_ONCE)
    return connection


def _first(result: PGresult) -> Row:
    if not result.ntuples:
        return ()
    return tuple(result.get_value(0, column) for column in range(result.nfields))


def _hand_over(waiting: _Waiting) -> None:
    if not waiting.future.done():  # else whoever waited went away
        waiting.future.set_result(waiting.rows)
