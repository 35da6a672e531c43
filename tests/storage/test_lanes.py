"""Questions share a connection: each gets its own answer, as its own reader, whatever becomes of its neighbours."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
import pytest

from api.lanes import MOST_PREPARED, Ask, Lanes, Lost, opened_lanes
from deploy.embedded_postgres import EmbeddedPostgres
from deploy.postgres_cluster import SUPERUSER
from tests.support.postgres import PREFIX
from tests.support.processes import eventually

pytestmark = [pytest.mark.postgres, pytest.mark.timeout(120)]

SETTING = b"SELECT set_config('entente.member', $1, false), set_config('statement_timeout', $2, false)"
WHO = b"SELECT current_setting('entente.member'), $1"


def reader(name: str, limit: str = "10s") -> Ask:
    return Ask(SETTING, (name.encode(), limit.encode()))


def asking(conninfo: str, act: Callable[[Lanes], Awaitable[object]]) -> object:
    @asynccontextmanager
    async def one() -> AsyncIterator[Lanes]:
        async with opened_lanes(conninfo, 1) as lanes:
            yield lanes

    async def run() -> object:
        async with one() as lanes:
            return await act(lanes)

    return asyncio.run(run())


def test_many_at_once_are_answered_each_as_its_own_reader(database: str) -> None:
    async def act(lanes: Lanes) -> object:
        asks = (lanes.ask(reader(f"m{each % 7}"), [Ask(WHO, (str(each).encode(),))]) for each in range(500))
        return await asyncio.gather(*asks)

    answers = asking(database, act)

    assert answers == [[(f"m{each % 7}".encode(), str(each).encode())] for each in range(500)]


def test_several_statements_of_one_question_are_answered_in_order(database: str) -> None:
    async def act(lanes: Lanes) -> object:
        return await lanes.ask(reader("a"), [Ask(b"SELECT $1::int + 1", (b"1",)), Ask(b"SELECT 'x' WHERE false", ())])

    assert asking(database, act) == [(b"2",), ()]


def test_statements_are_planned_once_whatever_values_come(database: str) -> None:
    plans = b"SELECT generic_plans, custom_plans FROM pg_prepared_statements WHERE statement = $1"

    async def act(lanes: Lanes) -> object:
        for each in (b"1", b"2", b"3"):
            await lanes.ask(reader("a"), [Ask(b"SELECT $1::int", (each,))])
        return await lanes.ask(reader("a"), [Ask(plans, (b"SELECT $1::int",))])

    assert asking(database, act) == [(b"3", b"0")]


def test_a_long_answer_and_a_long_question_go_through(database: str) -> None:
    text = b"y" * 3_000_000

    async def act(lanes: Lanes) -> object:
        return await lanes.ask(reader("a"), [Ask(b"SELECT $1::text", (text,))])

    assert asking(database, act) == [(text,)]


def test_after_a_fault_the_next_question_is_answered(database: str) -> None:
    async def act(lanes: Lanes) -> object:
        with pytest.raises(Lost, match="division by zero"):
            await lanes.ask(reader("a"), [Ask(b"SELECT 1 / $1::int", (b"0",))])
        return await lanes.ask(reader("b"), [Ask(WHO, (b"1",))])

    assert asking(database, act) == [(b"b", b"1")]


def test_a_statement_ends_in_time(database: str) -> None:
    async def act(lanes: Lanes) -> object:
        with pytest.raises(Lost, match="statement timeout"):
            await lanes.ask(reader("a", "50ms"), [Ask(b"SELECT pg_sleep(60)::text", ())])
        return None

    asking(database, act)


def end_lanes(superuser_database: str) -> None:
    """The server ends the connections of all lanes."""
    with psycopg.connect(superuser_database, autocommit=True) as superuser:
        superuser.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE application_name = 'entente compiled' AND datname = current_database()"
        )


def test_after_the_connection_was_lost_it_is_made_anew(database: str, superuser_database: str) -> None:
    async def act(lanes: Lanes) -> object:
        await lanes.ask(reader("a"), [Ask(WHO, (b"1",))])
        end_lanes(superuser_database)
        with pytest.raises(Lost):
            await lanes.ask(reader("a"), [Ask(b"SELECT pg_sleep(60)::text", ())])
        return await lanes.ask(reader("a"), [Ask(WHO, (b"2",))])

    assert asking(database, act) == [(b"a", b"2")]


@pytest.fixture
def own_server() -> Iterator[str]:
    """A server that may be killed."""
    with TemporaryDirectory(prefix=PREFIX) as folder:
        Path(folder).chmod(0o711)
        with EmbeddedPostgres(Path(folder), durable=False) as server:
            conninfo = server.conninfo(SUPERUSER, "postgres")
            yield conninfo
            assert eventually(lambda: answers(conninfo))  # while it begins anew it cannot be stopped


async def kill(process: int) -> None:
    """Once whoever began to ask has asked."""
    await asyncio.sleep(0)
    os.kill(process, signal.SIGKILL)


def answers(conninfo: str) -> bool:
    """Whether a server is there."""
    with suppress(psycopg.OperationalError), psycopg.connect(conninfo):
        return True
    return False


@pytest.mark.parametrize("asked", [b"SELECT pg_sleep(60)::text", b""], ids=["meanwhile", "at rest"])
def test_who_asks_a_server_that_is_killed_is_told_so_at_once(own_server: str, asked: bytes) -> None:
    async def act(lanes: Lanes) -> object:
        faults: list[object] = []
        asyncio.get_running_loop().set_exception_handler(lambda _loop, told: faults.append(told))
        ((number,),) = await lanes.ask(None, [Ask(b"SELECT pg_backend_pid()::text", ())])
        waiting = [asyncio.ensure_future(lanes.ask(None, [Ask(each, ())])) for each in (asked,) if each]
        await kill(int(number or b""))
        told = await asyncio.wait_for(asyncio.gather(*waiting, return_exceptions=True), 30)
        with pytest.raises(Lost):
            await lanes.ask(None, [Ask(b"SELECT 1", ())])
        return faults, [type(each) for each in told]

    assert asking(own_server, act) == ([], [Lost] * bool(asked))


def test_who_goes_away_takes_nobody_along(database: str) -> None:
    async def act(lanes: Lanes) -> object:
        gone = asyncio.ensure_future(lanes.ask(reader("a"), [Ask(b"SELECT pg_sleep(0.2)::text", ())]))
        stays = asyncio.ensure_future(lanes.ask(reader("b"), [Ask(WHO, (b"1",))]))
        await asyncio.wait({gone, stays}, timeout=0.05)
        gone.cancel()
        return await stays

    assert asking(database, act) == [(b"b", b"1")]


def test_statements_that_are_kept_are_bounded(database: str) -> None:
    async def act(lanes: Lanes) -> object:
        most = str(MOST_PREPARED).encode()
        for each in range(MOST_PREPARED + 2):
            await lanes.ask(reader("a"), [Ask(b"VALUES (1) -- %d" % each, ())])
        return await lanes.ask(reader("a"), [Ask(b"SELECT count(*) < $1::int FROM pg_prepared_statements", (most,))])

    assert asking(database, act) == [(b"t",)]


def test_where_there_is_no_server_it_is_lost() -> None:
    async def act(lanes: Lanes) -> object:
        with pytest.raises(Lost):
            await lanes.ask(reader("a"), [Ask(WHO, (b"1",))])
        return None

    asking("host=/nowhere dbname=none", act)
