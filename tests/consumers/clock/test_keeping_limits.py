"""Specs of the clock process on a real log and real read models. They must not count limits: the domain's specs do."""

import asyncio
from collections.abc import Iterator
from datetime import timedelta

import pytest
from psycopg import AsyncConnection

from consumers.clock import ClockWork, Round, act_once, keep_time
from domain.request.commands import AcknowledgeRequest
from projections.waiting import wait_for
from tests.support.overdue import ASKED, SENT, World, send, submit, world
from tests.support.projecting import until

pytestmark = pytest.mark.postgres

LONG_AFTER = SENT + timedelta(days=200)
"""After every limit of the directive, as when the clock process was down for months."""


@pytest.fixture
def opened(database: str) -> Iterator[World]:
    with world(database) as made:
        yield made


def shown(opened: World) -> None:
    """Wait until the board shows all that is in the log."""

    async def wait() -> bool:
        async with await AsyncConnection.connect(opened.conninfo, autocommit=True) as connection:
            return await wait_for(connection, opened.log.head(), ["board"], 30)

    assert asyncio.run(wait())


def look(opened: World, work: ClockWork | None = None) -> Round:
    async def once() -> Round:
        async with await AsyncConnection.connect(opened.conninfo, autocommit=True) as connection:
            return await act_once(connection, work or opened.work())

    return asyncio.run(once())


def look_until_idle(opened: World, work: ClockWork) -> list[Round]:
    rounds = [look(opened, work)]
    while rounds[-1].warnings or rounds[-1].breaches:
        rounds.append(look(opened, work))
    return rounds


def test_before_a_limit_nears_nothing_is_recorded_and_the_next_look_is_after_a_pause(opened: World) -> None:
    send(opened)
    shown(opened)

    done = look(opened)

    assert (done.warnings, done.breaches) == (0, 0)
    assert done.next_look == SENT + timedelta(milliseconds=50)


def test_a_limit_that_nears_is_warned_of_once_as_of_the_moment_from_which_it_was_near(opened: World) -> None:
    send(opened)
    shown(opened)
    opened.now.at = SENT + timedelta(days=6, hours=12)

    first, second = look(opened), look(opened)

    warned = opened.recorded("TimeLimitWarningRaised")
    assert (first.warnings, second.warnings, len(warned)) == (1, 0, 1)
    occurred_at = warned[0].envelope.occurred_at
    assert occurred_at is not None
    assert SENT < occurred_at <= opened.now.at


def test_a_limit_that_passes_is_recorded_as_broken_once_as_of_the_limit_itself(opened: World) -> None:
    send(opened)
    shown(opened)
    opened.now.at = LONG_AFTER

    look_until_idle(opened, opened.work())
    look(opened)

    broken = opened.recorded("TimeLimitBreached")
    assert len(broken) == 1
    assert broken[0].envelope.occurred_at == getattr(broken[0].event, "due_utc")  # noqa: B009  # events share no such field


def test_after_a_downtime_everything_that_came_meanwhile_is_recorded_in_batches(opened: World) -> None:
    sent = send(opened, 7)
    shown(opened)
    opened.now.at = LONG_AFTER

    rounds = look_until_idle(opened, opened.work(batch=2))

    assert sum(done.breaches for done in rounds) == sum(done.warnings for done in rounds) == len(sent)
    assert max(done.breaches + done.warnings for done in rounds) == 2
    assert {each.envelope.aggregate_id for each in opened.recorded("TimeLimitWarningRaised")} == set(sent)
    assert {each.envelope.aggregate_id for each in opened.recorded("TimeLimitBreached")} == set(sent)


def test_two_that_act_at_once_record_each_limit_once(opened: World) -> None:
    sent = send(opened, 20)
    shown(opened)
    opened.now.at = LONG_AFTER

    async def together() -> None:
        async with (
            await AsyncConnection.connect(opened.conninfo, autocommit=True) as one,
            await AsyncConnection.connect(opened.conninfo, autocommit=True) as other,
        ):
            await asyncio.gather(act_once(one, opened.work()), act_once(other, opened.work()))

    asyncio.run(together())

    broken = [each.envelope.aggregate_id for each in opened.recorded("TimeLimitBreached")]
    assert sorted(broken) == sorted(sent)


def test_a_command_that_a_killed_process_had_submitted_is_not_doubled(opened: World) -> None:
    send(opened)
    shown(opened)
    opened.now.at = LONG_AFTER
    killed, restarted = opened.work(), opened.work()

    look(opened, killed)
    look_until_idle(opened, restarted)

    assert len(opened.recorded("TimeLimitBreached")) == 1


def test_an_act_that_the_board_does_not_show_yet_wins_over_the_clock(opened: World) -> None:
    (request,) = send(opened)
    shown(opened)
    opened.now.at = SENT + timedelta(days=6, hours=12)

    async def race() -> Round:
        async with await AsyncConnection.connect(opened.conninfo, autocommit=True) as connection:
            await connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ")
            await connection.execute("SELECT count(*) FROM read.requests")
            submit(opened, ASKED, AcknowledgeRequest(request_id=request))
            return await act_once(connection, opened.work())

    stale = asyncio.run(race())
    shown(opened)
    fresh = look(opened)

    assert (stale.refused, stale.warnings) == (1, 0)
    assert (fresh.warnings, len(opened.recorded("TimeLimitWarningRaised"))) == (1, 1)


def test_of_two_clock_processes_one_acts_and_the_other_takes_over_when_it_ends(opened: World) -> None:
    send(opened)
    shown(opened)
    opened.now.at = LONG_AFTER

    async def relay() -> tuple[int, int]:
        first_stop, second_stop = asyncio.Event(), asyncio.Event()
        first = asyncio.create_task(keep_time(opened.conninfo, opened.work(), first_stop))
        await _until(opened, 1)
        second = asyncio.create_task(keep_time(opened.conninfo, opened.work(), second_stop))
        first_stop.set()
        await first
        before = len(opened.recorded("TimeLimitBreached"))
        opened.now.at = SENT
        send(opened)
        opened.now.at = LONG_AFTER
        await _until(opened, 2)
        second_stop.set()
        await second
        return before, len(opened.recorded("TimeLimitBreached"))

    assert asyncio.run(relay()) == (1, 2)


async def _until(opened: World, breaches: int) -> None:
    assert await asyncio.to_thread(until, lambda: len(opened.recorded("TimeLimitBreached")) >= breaches, 30)
