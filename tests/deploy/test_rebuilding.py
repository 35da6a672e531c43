"""Specs of `entente rebuild`, `resume`, `project` and `db status` on a long log, as real processes that are killed."""

import json
import os
import signal
import subprocess
from base64 import b64encode
from collections.abc import Iterator, Mapping
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from deploy.postgres_cluster import APP
from projections.catalogue import READ_MODELS
from projections.engine import progress_of, standings
from tests.benchmarks import calibrated
from tests.support.postgres import Server, fresh_database
from tests.support.processes import entente, eventually, python, running_with
from tests.support.read_models import follow, rows_of, tables_of

pytestmark = [pytest.mark.postgres, pytest.mark.process]

EVENTS = 40_000
"""Four batches: a rebuild takes seconds, and can be met in the middle."""

OIDS = """
SELECT c.relname::text, c.oid::bigint FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'r' AND n.nspname LIKE %(schema)s AND c.relname = ANY(%(tables)s)
"""


OTHERS = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"


@pytest.fixture(scope="module")
def long_log(postgres_server: Server, migrated_template: str) -> Iterator[str]:
    """The conninfo of a database whose read models have followed a long log."""
    with fresh_database(postgres_server, migrated_template) as name:
        conninfo = postgres_server.conninfo(APP, name)
        calibrated.fill(conninfo, EVENTS, seed=5)
        follow(conninfo)
        yield conninfo


@pytest.fixture
def settings(long_log: str, tmp_path: Path) -> Mapping[str, str]:
    """The environment of a process that works on it."""
    key = tmp_path / "master-key"
    key.write_bytes(b64encode(bytes(range(32))))  # that of tests.support.keys
    parts = conninfo_to_dict(long_log)
    url = f"postgresql://{parts['user']}@/{parts['dbname']}?host={parts['host']}"
    return {"ENTENTE_DATABASE_URL": url, "ENTENTE_MASTER_KEY": str(key)}


def oids(conninfo: str, schema: str) -> dict[str, int]:
    with psycopg.connect(conninfo) as connection:
        return dict(connection.execute(OIDS, {"schema": schema, "tables": list(tables_of())}).fetchall())


def others_on(conninfo: str) -> int:
    """How many connections to the database there are besides; those of processes that were killed end with them."""
    with psycopg.connect(conninfo) as connection:
        row = connection.execute(OTHERS).fetchone()
    return int(row[0]) if row else 0


def far_enough(conninfo: str) -> bool:
    """Every read model has folded something, and none has ended."""
    with psycopg.connect(conninfo) as connection:
        found = progress_of(connection)
    return len(found) == len(READ_MODELS) and all(0 < each.position < EVENTS for each in found)


def broken_off(conninfo: str, settings: Mapping[str, str], number: signal.Signals) -> subprocess.Popen[str]:
    """Start a rebuild, and send it a signal in the middle."""
    with python("deploy.command_line", "rebuild", **settings) as process:
        assert eventually(lambda: far_enough(conninfo))
        os.kill(process.pid, number)
        process.wait()
    assert eventually(lambda: not others_on(conninfo))
    return process


def test_killed_in_the_middle_it_goes_on_from_where_it_was(long_log: str, settings: Mapping[str, str]) -> None:
    followed = rows_of(long_log)
    broken_off(long_log, settings, signal.SIGKILL)
    with psycopg.connect(long_log) as connection:
        left = {each.model: each.position for each in progress_of(connection)}
    aside = oids(long_log, "read\\_next\\_%")

    done = json.loads(entente("rebuild", "--json", **settings).stdout)

    assert done["went_on_from"] == left
    assert min(left.values()) > 0
    assert oids(long_log, "read") == aside  # the very tables that the killed process had begun to fill
    assert rows_of(long_log) == followed


def test_told_to_stop_it_ends_with_all_its_processes_and_says_how_to_go_on(
    long_log: str, settings: Mapping[str, str]
) -> None:
    process = broken_off(long_log, settings, signal.SIGTERM)
    status = entente("db", "status", **settings).stdout

    done = json.loads(entente("rebuild", "--json", **settings).stdout)

    assert process.returncode == 1
    assert "broken off, entente rebuild goes on" in status
    assert set(done["went_on_from"]) == {model.name for model in READ_MODELS}


def test_who_follows_a_log_from_the_start_catches_up_on_both_cores(
    postgres_server: Server, migrated_template: str, long_log: str
) -> None:
    followed = rows_of(long_log)
    with fresh_database(postgres_server, migrated_template) as name:
        conninfo = postgres_server.conninfo(APP, name)
        calibrated.fill(conninfo, EVENTS, seed=5)
        with python("tests.support.following_process", conninfo, "1000") as process:
            came_more = eventually(lambda: len(running_with(conninfo)) == 3)
            came_to_the_end = eventually(lambda: reached(conninfo) == EVENTS)
            one_is_left = eventually(lambda: len(running_with(conninfo)) == 1)
            process.terminate()
            process.wait()

        assert (came_more, came_to_the_end, one_is_left, process.returncode) == (True, True, True, 0)
        assert rows_of(conninfo) == followed


def test_the_status_tells_how_far_each_read_model_is_behind(settings: Mapping[str, str]) -> None:
    told = json.loads(entente("db", "status", "--json", **settings).stdout)

    assert {(each["lag_events"], each["lag_s"]) for each in told["read_models"]} == {(0, 0.0)}
    assert told["rebuilds"] == []


def test_a_stopped_read_model_is_listed_and_resumed(long_log: str, settings: Mapping[str, str]) -> None:
    with psycopg.connect(long_log) as connection:
        connection.execute(
            "UPDATE read.position SET position = 39990, fault = 'position 39991: KeyError: x' WHERE model = 'directory'"
        )

    status = entente("db", "status", **settings).stdout
    resumed = json.loads(entente("resume", "directory", "--json", **settings).stdout)
    again = entente("resume", **settings).stdout
    follow(long_log)  # others read the same log

    assert "directory: version" in status
    assert "10 events and" in status
    assert "stopped: position 39991: KeyError: x" in status
    assert [(each["model"], each["position"]) for each in resumed["resumed"]] == [("directory", 39990)]
    assert again == "No read model was stopped.\n"


def reached(conninfo: str) -> int:
    with psycopg.connect(conninfo) as connection:
        return min((each.position for each in standings(connection)), default=0)
