"""Checkpoints are sealed when the log has grown by so much or for so long, never over a damage, and by one process."""

import asyncio
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta

import psycopg
import pytest

from consumers.clock import ClockWork, Sealing, keep_time
from domain.agency.commands import RegisterAgency
from domain.storage import LogTree
from domain.storage.chain import paged
from domain.storage.merkle import Frontier
from domain.storage.verification import Kept, examine
from tests.support.checkpoints import LOG_KEY
from tests.support.overdue import OPERATOR, World, submit, world
from tests.support.projecting import until

pytestmark = pytest.mark.postgres

CODES = ("AT-ONE", "AT-TWO", "AT-THREE", "AT-FOUR")


@pytest.fixture
def opened(database: str) -> Iterator[World]:
    with world(database) as made:
        yield made


@pytest.fixture
def tree(database: str) -> Iterator[LogTree]:
    with closing(LogTree(database)) as made:
        yield made


def sealing(opened: World, tree: LogTree, every_events: int = 2) -> Sealing:
    return Sealing(tree=tree, log=opened.application, key=LOG_KEY, now=opened.now, every_events=every_events)


def register(opened: World, code: str) -> None:
    command = RegisterAgency(agency_id=code, name=code, country="AT", tz="UTC", languages=("de",))
    submit(opened, OPERATOR, command)


def test_the_first_checkpoint_covers_all_there_is_and_verifies(opened: World, tree: LogTree) -> None:
    head = tree.head()

    sealed = sealing(opened, tree).seal_if_due()

    assert sealed is not None
    assert (sealed.size, sealed.at) == (head, opened.now.at)
    kept = Kept(sizes=frozenset({head}), keys=(LOG_KEY.verifying_key,), frontier=Frontier())
    report = examine(paged(tree, 0), kept)
    assert (report.finding, report.checkpoints, report.last) == (None, 1, head + 1)


def test_nothing_is_sealed_while_nothing_but_checkpoints_came(opened: World, tree: LogTree) -> None:
    process = sealing(opened, tree, every_events=1)
    process.seal_if_due()
    opened.now.at += timedelta(days=1)

    assert process.seal_if_due() is None
    assert sealing(opened, tree, every_events=1).seal_if_due() is None


def test_a_few_events_wait_until_there_are_enough_or_it_is_late(opened: World, tree: LogTree) -> None:
    process = sealing(opened, tree)
    process.seal_if_due()

    register(opened, CODES[0])
    early = process.seal_if_due()
    register(opened, CODES[1])
    enough = process.seal_if_due()
    register(opened, CODES[2])
    opened.now.at += process.every
    late = process.seal_if_due()

    assert early is None
    assert enough is not None
    assert late is not None
    assert late.size == enough.size + 2


def test_two_processes_do_not_seal_the_same_twice(opened: World, tree: LogTree) -> None:
    first, second = sealing(opened, tree), sealing(opened, tree)

    assert first.seal_if_due() is not None
    assert second.seal_if_due() is None
    assert len(tree.checkpoints()) == 1


def test_a_log_that_is_not_what_its_last_checkpoint_says_gets_no_further_one(
    opened: World, tree: LogTree, superuser_database: str
) -> None:
    process = sealing(opened, tree, every_events=1)
    process.seal_if_due()
    register(opened, CODES[0])
    with psycopg.connect(superuser_database) as connection:
        connection.execute("ALTER TABLE log.events DISABLE TRIGGER ALL")
        connection.execute("UPDATE log.events SET topic = 'agency.Forged' WHERE notification_id = 2")

    assert process.seal_if_due() is None
    assert len(tree.checkpoints()) == 1


def test_the_clock_process_seals_beside_its_other_work(opened: World, tree: LogTree) -> None:
    work = ClockWork(
        log=opened.application,
        now=opened.now,
        longest_pause=timedelta(milliseconds=50),
        sealing=sealing(opened, tree),
    )

    async def run() -> bool:
        stop = asyncio.Event()
        clock = asyncio.create_task(keep_time(opened.conninfo, work, stop))
        sealed = await asyncio.to_thread(until, lambda: bool(tree.checkpoints()), 30)
        stop.set()
        await clock
        return sealed

    assert asyncio.run(run())
