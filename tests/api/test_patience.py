"""A statement that takes too long is ended, and answered as what it is; the next one is as good as any."""

from collections.abc import Iterator

import psycopg
import pytest

from api.viewing import SETTINGS, limited
from projections.viewer import Viewer
from tests.support.served import Served, served

pytestmark = pytest.mark.postgres

LIST = "{ investigations { nodes { title } } }"


@pytest.fixture
def hurried(database: str) -> Iterator[Served]:
    """A house whose statements may take a fifth of a second."""
    with served(database, statement_limit_s=0.2) as opened:
        opened.settle()
        yield opened


def test_a_statement_beyond_its_time_is_ended_and_told_apart_from_a_fault(hurried: Served, database: str) -> None:
    asked = hurried.person("ada", "FR-SPOC")

    with psycopg.connect(database) as blocking:
        blocking.execute("LOCK TABLE read.investigations IN ACCESS EXCLUSIVE MODE")
        answer = asked.post(LIST)

    (error,) = answer["errors"]
    assert answer["data"] is None
    assert error["extensions"]["code"] == "TIMEOUT"
    assert "smaller" in error["extensions"]["remedy"]


def test_the_next_statement_of_the_same_connections_is_answered(hurried: Served, database: str) -> None:
    asked = hurried.person("ada", "FR-SPOC")
    with psycopg.connect(database) as blocking:
        blocking.execute("LOCK TABLE read.investigations IN ACCESS EXCLUSIVE MODE")
        asked.post(LIST)

    assert asked.ask(LIST) == {"investigations": {"nodes": []}}


def test_the_server_compiles_no_statement_of_a_reader(database: str) -> None:
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute("SET jit = on")
        connection.execute(SETTINGS, limited(Viewer(member_id="ada", agency_id="FR-SPOC"), 1.0))

        assert connection.execute("SHOW jit").fetchone() == ("off",)
