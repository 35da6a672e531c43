"""Specs of the directory that a demo claims and clears. They must not start a demo."""

import fcntl
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from deploy.demo.ground import MARKER, claim, clear
from deploy.faults import Fault

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def test_a_claimed_directory_keeps_the_moment_in_which_its_stories_are_anchored(tmp_path: Path) -> None:
    claim(tmp_path / "demo", NOW)

    assert claim(tmp_path / "demo", NOW + timedelta(days=3)) == NOW


def test_a_directory_with_other_data_is_not_claimed(tmp_path: Path) -> None:
    (tmp_path / "letters").touch()

    with pytest.raises(Fault, match="did not make"):
        claim(tmp_path, NOW)


def test_what_a_demo_made_can_be_cleared(tmp_path: Path) -> None:
    claim(tmp_path / "demo", NOW)

    clear(tmp_path / "demo")

    assert not (tmp_path / "demo").exists()


def test_what_a_demo_did_not_make_is_never_cleared(tmp_path: Path) -> None:
    (tmp_path / "letters").touch()

    with pytest.raises(Fault, match="was not made by entente demo"):
        clear(tmp_path)

    assert (tmp_path / "letters").exists()


def test_a_directory_in_use_is_not_cleared(tmp_path: Path) -> None:
    claim(tmp_path / "demo", NOW)
    hold = os.open(tmp_path / "demo/holders.lock", os.O_RDWR | os.O_CREAT)
    fcntl.flock(hold, fcntl.LOCK_SH)

    with pytest.raises(Fault, match="is in use"):
        clear(tmp_path / "demo")

    os.close(hold)


def test_there_is_nothing_to_clear_where_nothing_is(tmp_path: Path) -> None:
    clear(tmp_path / "nowhere")


@pytest.mark.parametrize("place", ["letter", "letter/below"])
def test_a_demo_does_not_settle_on_a_file(place: str, tmp_path: Path) -> None:
    (tmp_path / "letter").touch()

    with pytest.raises(Fault, match="cannot be used"):
        claim(tmp_path / place, NOW)


def test_a_damaged_marker_is_told(tmp_path: Path) -> None:
    (tmp_path / MARKER).touch()

    with pytest.raises(Fault, match="is damaged"):
        claim(tmp_path, NOW)
