"""Specs of the test databases themselves. It must not test what is stored."""

import psycopg
import pytest

pytestmark = pytest.mark.postgres


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
