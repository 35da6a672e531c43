"""Specs of following the log beside work that writes a lot. They must not test what a read model says."""

from pathlib import Path

import pytest

from deploy.bootstrap import read_models
from deploy.following import followed
from domain.storage import EventLog
from projections.engine import Runner
from tests.support.imports import csv_of_cases, imported
from tests.support.keys import KEYRING
from tests.support.processes import eventually, python, running_with

pytestmark = [pytest.mark.postgres, pytest.mark.process]


def test_what_was_written_meanwhile_can_be_read_at_the_end(database: str, tmp_path: Path) -> None:
    path = csv_of_cases(tmp_path / "log.csv", 50)

    with followed(database, KEYRING, read_models()) as follower:
        behind = follower.wait_for(imported(database, path).position)

    assert behind == []


def test_where_another_process_follows_it_is_waited_for(database: str, tmp_path: Path) -> None:
    path = csv_of_cases(tmp_path / "log.csv", 5)

    with followed(database, KEYRING, read_models()) as first:
        position = imported(database, path).position
        first.wait_for(position)
        with followed(database, KEYRING, read_models()) as second:
            behind = second.wait_for(position)

    assert behind == []


def test_nothing_is_held_when_the_block_has_ended(database: str, tmp_path: Path) -> None:
    with followed(database, KEYRING, read_models()) as follower:
        follower.wait_for(imported(database, csv_of_cases(tmp_path / "log.csv", 5)).position)

    with EventLog(database, KEYRING) as log, Runner(database, read_models(), log) as runner:
        reached = runner.catch_up()
        head = log.head()

    assert reached == head


def test_what_follows_an_import_ends_with_it_even_by_kill_9(data: Path, tmp_path: Path) -> None:
    path = csv_of_cases(tmp_path / "log.csv", 3_000)
    words = ("import", str(path), "--mapping", "bpic2013", "--data", str(data / "entente"))
    with python("deploy.command_line", *words) as process:
        assert eventually(lambda: len(running_with(str(path))) == 2)
        process.kill()

    assert eventually(lambda: not running_with(str(path)))
