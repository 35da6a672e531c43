"""Dates are written by the database as they are in Python: as exactly as they are known, in the zone of their place."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import LiteralString

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from psycopg import Connection, connect

from api.queries.moments import OCCURRED_TEXT, occurred_text
from deploy.postgres_cluster import APP
from domain.occurred import Occurred, parse_occurred
from tests.support.postgres import Server, fresh_database

pytestmark = [pytest.mark.postgres]

STATEMENT: LiteralString = """
SELECT {written} FROM (VALUES (%(at)s::timestamptz, %(until)s::timestamptz, %(precision)s::text, %(tz)s::text))
                 r (occurred_from, occurred_until, precision, tz)
""".replace("{written}", OCCURRED_TEXT.replace("{r}", "r"))
ZONES = ("UTC", "Europe/Paris", "America/Havana", "Africa/Cairo", "Asia/Beirut", "America/Sao_Paulo", "Pacific/Apia")
"""Some of them change their clocks at midnight; one left a day out."""

days = st.dates(date(1900, 1, 1), date(2037, 12, 31))
singles = st.one_of(
    days.map(str),
    days.map(lambda day: str(day)[:7]),
    days.map(lambda day: str(day)[:4]),
    st.tuples(days, st.times()).map(lambda told: datetime.combine(*told, UTC).isoformat()),
)
periods = st.tuples(singles, singles).filter(lambda ends: ends[0][:4] < ends[1][:4]).map("/".join)


@pytest.fixture(scope="module")
def asked(postgres_server: Server, migrated_template: str) -> Iterator[Connection]:
    """Some database; nothing is read from it."""
    with (
        fresh_database(postgres_server, migrated_template) as name,
        connect(postgres_server.conninfo(APP, name)) as connection,
    ):
        yield connection


def written(connection: Connection, occurred: Occurred) -> str:
    """As the database writes it."""
    row = {"at": occurred.at, "until": occurred.until, "precision": occurred.precision.value, "tz": occurred.tz}
    found = connection.execute(STATEMENT, row).fetchone()
    assert found is not None
    return str(found[0])


@pytest.mark.parametrize(
    "text",
    ["", "2018", "2018-05", "2018-05-14", "2018-05-14/2018-06", "2018/2019", "2018-05-14T10:00:00.5Z"],
)
def test_each_way_of_knowing_a_date_is_written_alike(asked: Connection, text: str) -> None:
    occurred = parse_occurred(text, "Europe/Paris")

    assert written(asked, occurred) == occurred_text(occurred)


@settings(max_examples=400, deadline=None)
@example(text="2018-11-03", tz="America/Havana")  # the midnight after it comes twice
@example(text="2018-11-03", tz="America/Sao_Paulo")  # the midnight after it does not come
@example(text="2011-12-29", tz="Pacific/Apia")  # the day after it did not come
@given(text=st.one_of(singles, periods), tz=st.sampled_from(ZONES))
def test_any_date_is_written_alike_in_any_zone(asked: Connection, text: str, tz: str) -> None:
    occurred = parse_occurred(text, tz)

    assert written(asked, occurred) == occurred_text(occurred)
