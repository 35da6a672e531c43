"""Specs of the migrations, and of the databases that tests get. They must not test what one of ours contains."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from deploy.faults import Fault
from deploy.migrate import MIGRATIONS, State, migrate, require_migrated, status

pytestmark = pytest.mark.postgres


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "0001_first.sql").write_text("CREATE TABLE public.first (id int);")
    (tmp_path / "0002_second.sql").write_text(
        "CREATE TABLE public.second (id int); INSERT INTO public.second VALUES (1);"
    )
    return tmp_path


def test_pending_files_are_applied_in_order_and_only_once(empty_database: str, files: Path) -> None:
    assert migrate(empty_database, files) == ["0001_first.sql", "0002_second.sql"]
    assert migrate(empty_database, files) == []


def test_a_file_that_was_changed_after_it_was_applied_is_refused(empty_database: str, files: Path) -> None:
    migrate(empty_database, files)
    (files / "0001_first.sql").write_text("CREATE TABLE public.other (id int);")

    with pytest.raises(Fault, match=r"0001_first\.sql was changed"):
        migrate(empty_database, files)


def test_a_database_that_is_newer_than_this_entente_is_refused(empty_database: str, files: Path) -> None:
    migrate(empty_database, files)
    (files / "0002_second.sql").unlink()

    with pytest.raises(Fault, match=r"0002_second\.sql, which this Entente does not carry"):
        migrate(empty_database, files)


def test_a_file_that_fails_leaves_nothing_behind_and_those_before_it_stand(empty_database: str, files: Path) -> None:
    (files / "0003_third.sql").write_text("CREATE TABLE public.third (id int); SELECT 1 / 0;")

    with pytest.raises(Fault, match=r"0003_third\.sql could not be applied: division by zero"):
        migrate(empty_database, files)

    with psycopg.connect(empty_database) as connection:
        found = connection.execute("SELECT to_regclass('public.second'), to_regclass('public.third')").fetchone()
    assert found == ("second", None)


def test_two_who_migrate_at_once_apply_each_file_once(empty_database: str, files: Path) -> None:
    with ThreadPoolExecutor() as pool:
        applied = list(pool.map(lambda _: migrate(empty_database, files), range(4)))

    assert sorted(name for names in applied for name in names) == ["0001_first.sql", "0002_second.sql"]


def test_status_tells_what_is_applied_changed_and_pending(empty_database: str, files: Path) -> None:
    migrate(empty_database, files)
    (files / "0002_second.sql").write_text("SELECT 2;")
    (files / "0003_third.sql").write_text("SELECT 3;")

    states = [step.state for step in status(empty_database, files)]

    assert states == [State.APPLIED, State.CHANGED, State.PENDING]


def test_status_changes_nothing(empty_database: str, files: Path) -> None:
    status(empty_database, files)

    with psycopg.connect(empty_database) as connection:
        assert connection.execute("SELECT to_regnamespace('log')").fetchone() == (None,)


def test_a_database_that_was_not_migrated_is_told_with_the_command_that_does(empty_database: str) -> None:
    with pytest.raises(Fault) as told:
        require_migrated(empty_database)

    assert "entente db migrate" in told.value.remedy


def test_our_own_migrations_bring_an_empty_database_up_to_date(empty_database: str) -> None:
    migrate(empty_database)

    require_migrated(empty_database)


def test_our_own_migrations_are_numbered_without_gaps() -> None:
    numbers = [int(file.name[:4]) for file in sorted(MIGRATIONS.glob("*.sql"))]

    assert numbers == list(range(1, len(numbers) + 1))


def test_the_serving_role_can_add_events_but_neither_change_nor_remove_them(database: str) -> None:
    with psycopg.connect(database) as connection:
        rights = connection.execute(
            "SELECT has_table_privilege('log.events', 'INSERT'), has_table_privilege('log.events', 'UPDATE'),"
            " has_table_privilege('log.events', 'DELETE'), has_table_privilege('log.events', 'TRUNCATE')"
        ).fetchone()

    assert rights == (True, False, False, False)


def test_a_fresh_database_is_migrated_and_serves_the_app_role(database: str) -> None:
    with psycopg.connect(database) as connection:
        row = connection.execute("SELECT current_user, to_regclass('log.migration')::text").fetchone()

    assert row == ("entente_app", "log.migration")


def test_the_serving_role_can_make_read_models_anew(database: str) -> None:
    with psycopg.connect(database) as connection:
        connection.execute("CREATE TABLE read.example (id int)")
        connection.execute("CREATE SCHEMA IF NOT EXISTS read")
        connection.execute("DROP TABLE read.example")


def test_two_tests_share_no_rows(database: str, owner_database: str) -> None:
    with psycopg.connect(owner_database) as connection:
        connection.execute("CREATE TABLE public.seen (id int)")

    assert "entente_test_" in database
