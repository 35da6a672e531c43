"""Spec of a database that an earlier publisher noted its place in. It must not need a broker."""

import shutil
from pathlib import Path

import psycopg
import pytest

from consumers.outbound import Audience, published
from deploy.migrate import MIGRATIONS, migrate

pytestmark = pytest.mark.postgres


def test_what_was_noted_of_one_publisher_is_that_of_each_audience(empty_database: str, tmp_path: Path) -> None:
    before = shutil.copytree(MIGRATIONS, tmp_path / "before")
    (before / "0014_audiences.sql").unlink()
    migrate(empty_database, before)
    with psycopg.connect(empty_database) as connection:
        connection.execute("INSERT INTO outbox.published (epoch, position, leaf, messages) VALUES (2, 7, 'leaf', 9)")

    migrate(empty_database)

    with psycopg.connect(empty_database) as connection:
        noted = {each.audience: (each.epoch, each.position) for each in published(connection)}
    assert noted == dict.fromkeys(Audience, (2, 7))
