"""Specs of `entente export`, as an operator types it."""

import json
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from deploy.command_line.new_file import new_file
from deploy.embedded_postgres import EmbeddedPostgres
from deploy.faults import WrongCall
from tests.support.exported import held_by
from tests.support.imports import SAMPLES
from tests.support.processes import entente

MEMBER = "sanne@SE-IMPORT"
NOTHING = "5f0c6a1e-8d3e-4a52-9a35-2b9f5f5f2f10"

pytestmark = [pytest.mark.process, pytest.mark.postgres]


@pytest.fixture(scope="module")
def data() -> Iterator[str]:
    """A data directory into which a log was imported."""
    directory = Path(tempfile.mkdtemp(prefix="entente-data-"))
    directory.chmod(0o711)
    known_as = str(directory / "entente")
    with EmbeddedPostgres(Path(known_as), durable=False):
        entente("db", "init", "--data", known_as).check_returncode()
        log = str(SAMPLES / "problems.xes")
        entente("import", log, "--mapping", "bpic2013", "--admit", MEMBER, "--data", known_as).check_returncode()
        yield known_as
    shutil.rmtree(directory, ignore_errors=True)


def test_everything_and_what_a_person_sees_are_written_to_new_files(data: str, tmp_path: Path) -> None:
    everything, own = tmp_path / "all.xes", tmp_path / "own.ocel"

    whole = entente("export", "--all", "--format", "xes", "--out", str(everything), "--data", data)
    part = entente("export", "--all", "--format", "ocel", "--as", MEMBER, "--out", str(own), "--data", data)
    again = entente("export", "--all", "--format", "html", "--out", str(own), "--data", data)

    assert (whole.returncode, part.returncode, again.returncode) == (0, 0, 2), (whole.stderr, part.stderr)
    assert everything.stat().st_mode & 0o777 == 0o600
    assert set(held_by("ocel", own.read_text()).events) < set(held_by("xes", everything.read_text()).events)
    assert [each.name for each in tmp_path.iterdir() if each.suffix == ".part"] == []
    assert '"rows": ' in whole.stderr


def test_a_case_that_is_not_for_a_person_is_as_if_it_were_not(data: str) -> None:
    own = entente("export", "--all", "--format", "jsonl", "--as", MEMBER, "--data", data).stdout
    hidden = held_by("jsonl", own).things["investigation"][0]

    told = [
        entente("export", known_as, "--format", "csv", "--as", "nobody@SE-IMPORT", "--data", data)
        for known_as in (hidden, NOTHING)
    ]

    assert {(each.returncode, each.stdout) for each in told} == {(1, "")}
    assert told[0].stderr.splitlines()[-2:] == told[1].stderr.splitlines()[-2:]


def test_a_copy_of_the_log_holds_its_own_record_and_verifies(data: str, tmp_path: Path) -> None:
    file = tmp_path / "log.jsonl"

    entente("export", "--all", "--out", str(file), "--data", data).check_returncode()

    lines = [json.loads(each) for each in file.read_text().splitlines()]
    assert [each["topic"] for each in lines if "topic" in each][-1] == "ledger.ExportProduced"
    assert json.loads(entente("verify", "--file", str(file), "--json").stdout)["is_whole"] is True


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--all", "--table", "items", "--format", "xes"), "--table goes with"),
        (("--all", "--tlp", "GREEN"), "has no ceiling"),
        ((NOTHING, "--format", "html"), "NOT_FOUND"),
    ],
)
def test_what_cannot_be_exported_is_said(data: str, words: tuple[str, ...], told: str) -> None:
    done = entente("export", *words, "--data", data)

    assert done.returncode in (1, 2)
    assert told in done.stderr
    assert "Remedy: " in done.stderr or "NOT_FOUND" in done.stderr


def write(out: Path, meanwhile: Callable[[], object]) -> None:
    with new_file(out) as file:
        file.write(b"mine")
        meanwhile()


def interrupted() -> None:
    raise KeyboardInterrupt


def test_a_file_that_was_not_finished_is_not_there(tmp_path: Path) -> None:
    out = tmp_path / "export.csv"

    with pytest.raises(KeyboardInterrupt):
        write(out, interrupted)

    assert list(tmp_path.iterdir()) == []


def test_a_file_that_came_meanwhile_is_not_written_over(tmp_path: Path) -> None:
    out = tmp_path / "export.csv"

    with pytest.raises(WrongCall):
        write(out, lambda: out.write_bytes(b"another's"))

    assert out.read_bytes() == b"another's"
