"""At the end of a month it is looked ahead, once, and again in an hour where that failed."""

import asyncio
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import psycopg
import pytest
from psycopg import AsyncConnection

from consumers.clock import Ahead
from deploy.looking_ahead import find_out, find_out_aside
from domain.agency.commands import RegisterAgency
from tests.support.cycles import monthly, tell
from tests.support.overdue import OPERATOR, submit, world

pytestmark = pytest.mark.postgres

NOW = datetime(2026, 1, 7, 10, tzinfo=UTC)
BOUNDARY = date(2026, 1, 1)


class Finding:
    """What finds out, and remembers for which boundaries it was asked."""

    def __init__(self, conninfo: str, *, succeeds: bool = True) -> None:
        self.asked: list[date] = []
        self._conninfo, self._succeeds = conninfo, succeeds

    def __call__(self, boundary: date) -> bool:
        self.asked.append(boundary)
        if self._succeeds:
            find_out(self._conninfo, boundary)
        return self._succeeds


def look(conninfo: str, ahead: Ahead, *moments: datetime) -> list[bool]:
    async def run() -> list[bool]:
        async with await AsyncConnection.connect(conninfo, autocommit=True) as connection:
            return [await ahead.look_if_due(connection, moment) for moment in moments]

    return asyncio.run(run())


@pytest.fixture
def told(database: str) -> str:
    tell(database, monthly(datetime(2024, 1, 1, tzinfo=UTC), [5] * 24))
    return database


def test_a_month_that_ended_is_looked_at_once(told: str) -> None:
    finding = Finding(told)
    looked = look(told, Ahead(finding), NOW, NOW + timedelta(hours=2), NOW + timedelta(days=20))
    assert (looked, finding.asked) == ([True, False, False], [BOUNDARY])


def test_the_next_month_is_looked_at_when_it_ended(told: str) -> None:
    finding = Finding(told)
    look(told, Ahead(finding), NOW, NOW + timedelta(days=30))
    assert finding.asked == [BOUNDARY, date(2026, 2, 1)]


def test_another_process_does_not_look_again(told: str) -> None:
    look(told, Ahead(Finding(told)), NOW)
    later = Finding(told)
    look(told, Ahead(later), NOW)
    assert later.asked == []


def test_where_it_failed_it_is_tried_again_in_an_hour(told: str) -> None:
    finding = Finding(told, succeeds=False)
    moments = [NOW + timedelta(minutes=minutes) for minutes in (0, 30, 59, 61)]
    look(told, Ahead(finding), *moments)
    assert finding.asked == [BOUNDARY, BOUNDARY]


def test_nothing_is_found_out_from_cycles_that_are_behind(database: str) -> None:
    with world(database) as opened:
        command = RegisterAgency(agency_id="AT-ONE", name="One", country="AT", tz="UTC", languages=("de",))
        submit(opened, OPERATOR, command)
    finding = Finding(database)
    with psycopg.connect(database) as connection:  # nobody follows any more, who would catch up
        connection.execute("UPDATE read.position SET position = 0 WHERE model = 'cooperation'")
    look(database, Ahead(finding, patience_s=0.05), NOW)
    assert finding.asked == []


@pytest.mark.process
def test_a_process_of_its_own_finds_it_out(told: str) -> None:
    find: Callable[[str, date], bool] = find_out_aside
    assert find(told, BOUNDARY)
    with psycopg.connect(told) as connection:
        assert connection.execute("SELECT boundary FROM outlook.made").fetchall() == [(BOUNDARY,)]


@pytest.mark.process
def test_where_it_cannot_be_found_out_that_is_told(told: str) -> None:
    with psycopg.connect(told, autocommit=True) as connection:
        connection.execute("DROP TABLE outlook.trends")
    assert not find_out_aside(told, BOUNDARY)
