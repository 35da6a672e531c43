"""Numbers are written by the database as they are in Python: a float by the fewest digits that tell it from others."""

from collections.abc import Iterator
from datetime import timedelta
from typing import LiteralString

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from psycopg import Connection, connect

from api.compiled.values import text_of
from api.reads.leaves import duration_text, float_text
from deploy.postgres_cluster import APP
from tests.support.postgres import Server, fresh_database

pytestmark = [pytest.mark.postgres]

FLOAT: LiteralString = "SELECT {x} FROM (VALUES (%(x)s::double precision)) r (x)".replace("{x}", float_text("r.x"))
LENGTH = "SELECT {x} FROM (VALUES (%(x)s::interval)) r (x)".replace("{x}", duration_text("r.x"))
INTERVAL: LiteralString = "SELECT %(x)s::interval"
BEYOND = 1e15
"""From here on PostgreSQL writes an exponent, and Python not yet."""

YEARS = timedelta(days=400 * 366)


@pytest.fixture(scope="module")
def asked(postgres_server: Server, migrated_template: str) -> Iterator[Connection]:
    """Some database; nothing is read from it."""
    with (
        fresh_database(postgres_server, migrated_template) as name,
        connect(postgres_server.conninfo(APP, name)) as connection,
    ):
        yield connection


def found(connection: Connection, statement: LiteralString, value: object) -> object:
    row = connection.execute(statement, {"x": value}).fetchone()
    assert row is not None
    return row[0]


@settings(max_examples=500, deadline=None)
@example(value=0.0)
@example(value=-0.0)
@example(value=0.0001)
@example(value=0.00001)
@example(value=2 / 3)
@example(value=999_999_999_999_999.0)
@example(value=99_999_999_999_999.98)
@given(value=st.floats(-BEYOND, BEYOND, exclude_min=True, exclude_max=True))
def test_any_float_that_a_figure_can_be_is_written_alike(asked: Connection, value: float) -> None:
    assert found(asked, FLOAT, value) == repr(value)


@settings(max_examples=300, deadline=None)
@example(value=timedelta(0))
@example(value=timedelta(days=1))
@example(value=timedelta(microseconds=-1))
@example(value=timedelta(days=-2, microseconds=10))
@given(value=st.timedeltas(-YEARS, YEARS))
def test_any_duration_is_written_alike(asked: Connection, value: timedelta) -> None:
    assert found(asked, LENGTH, value) == msgspec.to_builtins(value)


@settings(max_examples=200, deadline=None)
@given(value=st.timedeltas(-YEARS, YEARS))
def test_any_duration_is_the_same_to_the_database(asked: Connection, value: timedelta) -> None:
    assert found(asked, INTERVAL, (text_of(value) or b"").decode()) == value
