"""Specs of the embedded PostgreSQL: shared, restarted, and closed to others. They must not test what it stores."""

import os
import signal
import subprocess
from pathlib import Path

import psycopg
import pytest

from deploy.embedded_postgres import EmbeddedPostgres, is_held, is_made
from deploy.faults import Fault
from deploy.postgres_cluster import OWNER, SUPERUSER
from deploy.postgres_engine import account_of_this_process, engine_for, failure
from tests.support.processes import eventually, python, running_with, succeeds_as_nobody

pytestmark = [pytest.mark.postgres, pytest.mark.process]

only_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can act as two users of the machine")


def server_of(data: Path) -> EmbeddedPostgres:
    return EmbeddedPostgres(data / "entente", durable=False)


def kill_postgres(data: Path) -> None:
    pid = int((data / "entente/pgdata/postmaster.pid").read_text().splitlines()[0])
    os.kill(pid, signal.SIGKILL)
    assert eventually(lambda: not running_with(f"{data}/entente/pgdata"))


def test_it_serves_while_held_and_leaves_no_process_behind(data: Path) -> None:
    with server_of(data) as server, psycopg.connect(server.conninfo()) as connection:
        version = connection.execute("SHOW server_version").fetchone()

    assert version is not None
    assert version[0].startswith("18.")
    assert running_with(str(data)) == []


def test_processes_that_start_it_at_once_share_one_server_until_the_last_lets_go(data: Path) -> None:
    holders = [python("tests.support.holding_process", str(data / "entente")) for _ in range(3)]

    told = {holder.stdout.readline() for holder in holders if holder.stdout}

    assert len(told) == 1, told
    assert [holder.communicate(timeout=60)[1] for holder in holders[:2]] == ["", ""]
    assert is_held(data / "entente")
    holders[2].communicate(timeout=60)
    assert running_with(f"{data}/entente/pgdata") == []


def test_a_holder_killed_with_9_is_not_counted_any_more(data: Path) -> None:
    killed = python("tests.support.holding_process", str(data / "entente"))
    assert killed.stdout is not None
    killed.stdout.readline()

    with server_of(data):
        killed.kill()
        killed.communicate()

    assert running_with(f"{data}/entente/pgdata") == []


def test_a_server_that_outlived_its_holder_is_taken_over_as_it_is(data: Path) -> None:
    killed = python("tests.support.holding_process", str(data / "entente"))
    assert killed.stdout is not None
    started = killed.stdout.readline().strip()
    killed.kill()
    killed.communicate()

    with server_of(data) as server, psycopg.connect(server.conninfo()) as connection:
        taken_over = connection.execute("SELECT pg_postmaster_start_time()::text").fetchone()

    assert str(taken_over) == started


def test_a_server_killed_with_9_starts_again_with_what_was_committed(data: Path) -> None:
    with EmbeddedPostgres(data / "entente") as server:
        with psycopg.connect(server.conninfo(OWNER)) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 1 AS one")
        kill_postgres(data)

        server.ensure_running()

        with psycopg.connect(server.conninfo(OWNER)) as connection:
            assert connection.execute("SELECT one FROM kept").fetchone() == (1,)


def test_a_process_number_that_belongs_to_another_program_by_now_is_no_obstacle(data: Path) -> None:
    with server_of(data) as server:
        kill_postgres(data)
        pid_file = data / "entente/pgdata/postmaster.pid"
        _, *others = pid_file.read_text().splitlines(keepends=True)
        pid_file.write_text("".join([f"{os.getpid()}\n", *others]))

        server.ensure_running()

        with psycopg.connect(server.conninfo()) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)


def test_a_first_start_that_was_cut_off_is_made_anew(data: Path) -> None:
    (data / "entente/pgdata.new").mkdir(parents=True)
    (data / "entente/pgdata.new/half").touch()
    (data / "entente").chmod(0o711)

    with server_of(data) as server, psycopg.connect(server.conninfo()) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_a_long_path_is_no_obstacle_to_the_socket(data: Path) -> None:
    deep = data / "entente" / ("d" * 100)
    deep.mkdir(parents=True)
    for directory in (deep, deep.parent):
        directory.chmod(0o711)

    with EmbeddedPostgres(deep, durable=False) as server:
        with psycopg.connect(server.conninfo()) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
        assert server.cluster.socket_directory.stat().st_mode & 0o777 == 0o700


def test_a_socket_directory_that_others_may_enter_is_refused(data: Path) -> None:
    deep = data / "entente" / ("d" * 100)
    deep.mkdir(parents=True)
    for directory in (deep, deep.parent):
        directory.chmod(0o711)
    with EmbeddedPostgres(deep, durable=False) as server:
        taken = server.cluster.socket_directory
    taken.mkdir(mode=0o777)
    taken.chmod(0o777)

    with pytest.raises(Fault, match="is not a directory that only"):
        EmbeddedPostgres(deep, durable=False).start()

    taken.rmdir()


def test_the_network_cannot_reach_it(data: Path) -> None:
    with server_of(data) as server, psycopg.connect(server.conninfo()) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)


def test_only_the_kernels_word_on_who_connects_is_taken(data: Path) -> None:
    with server_of(data) as server, psycopg.connect(server.conninfo(SUPERUSER)) as connection:
        rules = connection.execute("SELECT type, auth_method FROM pg_hba_file_rules").fetchall()
        modes = [server.cluster.data.stat().st_mode & 0o777, server.cluster.socket_directory.stat().st_mode & 0o777]

    assert rules == [("local", "peer")]
    assert modes == [0o700, 0o700]


@only_root
def test_another_user_of_the_machine_cannot_connect_even_where_every_door_stands_open(data: Path) -> None:
    with server_of(data) as server:
        socket = server.cluster.socket_directory
        for path in (server.directory, server.cluster.data, socket, *socket.iterdir()):
            path.chmod(0o777)
        programs = engine_for(account_of_this_process(), server.directory).programs
        psql = [str(programs / "psql"), "-h", str(socket), "-U", SUPERUSER, "-w", "-c", "SELECT 1", "postgres"]

        tried = subprocess.run(psql, capture_output=True, text=True, check=False, user="nobody", cwd="/")
        server.cluster.data.chmod(0o700)

    assert tried.returncode != 0
    assert 'Peer authentication failed for user "postgres"' in tried.stderr


@only_root
def test_an_ordinary_user_can_run_it(data: Path) -> None:
    data.chmod(0o777)

    def run() -> None:
        with server_of(data) as server, psycopg.connect(server.conninfo()) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)

    assert succeeds_as_nobody(run)
    assert running_with(str(data)) == []


@only_root
def test_what_the_account_may_enter_is_read_from_the_modes_of_all_directories_above(data: Path) -> None:
    account = account_of_this_process()
    reachable = engine_for(account, data).programs
    closed = data / "closed"
    closed.mkdir(mode=0o700)

    assert account.can_enter(reachable)
    assert not account.can_enter(closed)


@only_root
def test_a_directory_that_the_account_cannot_reach_is_told(data: Path) -> None:
    (data / "closed").mkdir(mode=0o700)

    with pytest.raises(Fault, match="may not enter") as told:
        EmbeddedPostgres(data / "closed/entente").start()

    assert "--data" in told.value.remedy


def test_a_data_directory_that_is_a_file_is_told(data: Path) -> None:
    (data / "entente").touch()

    with pytest.raises(Fault, match="cannot be used"):
        server_of(data).start()


def test_data_of_another_postgresql_is_told_with_both_versions(data: Path) -> None:
    with server_of(data) as server:
        version = server.cluster.data / "PG_VERSION"
    version.write_text("17\n")

    with pytest.raises(Fault, match=r"written by PostgreSQL 17, and Entente carries PostgreSQL 18"):
        server_of(data).start()

    version.write_text("18\n")


def test_a_full_disk_is_told_with_what_to_do() -> None:
    fault = failure("server", 'FATAL:  could not write to file "pg_wal/xlogtemp.1": No space left on device')

    assert "Free space on the disk" in fault.remedy


def test_the_serving_role_is_no_superuser_and_owns_nothing(data: Path) -> None:
    with server_of(data) as server, psycopg.connect(server.conninfo(SUPERUSER)) as connection:
        found = connection.execute(
            "SELECT rolsuper, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname = 'entente_app'"
        ).fetchone()

    assert found == (False, False, False)


def test_what_people_wrote_does_not_reach_the_servers_log(data: Path) -> None:
    with server_of(data) as server:
        with psycopg.connect(server.conninfo(OWNER), autocommit=True) as connection:
            connection.execute("CREATE TABLE said (words text UNIQUE)")
            with pytest.raises(psycopg.errors.UniqueViolation):
                connection.execute(
                    "INSERT INTO said VALUES (%(words)s), (%(words)s)", {"words": "the witness is in Porto"}
                )
        log = server.cluster.log.read_text()

    assert "duplicate key value" in log
    assert "Porto" not in log


@only_root
def test_a_directory_that_may_not_be_entered_is_told_as_such_and_not_as_absent(data: Path) -> None:
    data.chmod(0o700)

    assert succeeds_as_nobody(lambda: _expect(is_made(data / "entente")))
    assert not is_made(data / "entente")


def _expect(holds: bool) -> None:  # noqa: FBT001  # what was found
    assert holds
