"""Specs of calls that cannot be: unknown words end with 2, the impossible with 1. They must not need a database."""

import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from deploy.command_line.program import program
from deploy.demo.cast import person_of
from tests.support.processes import entente

pytestmark = pytest.mark.process

AGENCY = '{"agency_id": "FI-TEST", "name": "Test", "country": "FI", "tz": "Europe/Helsinki", "languages": ["fi"]}'
OPERATOR = ("--as", "operator@FI-TEST", "--role", "DIRECTORY_ADMINISTRATOR")


@pytest.mark.parametrize(
    "words",
    [
        ("sing",),
        ("serve", "--port", "0"),
        ("serve", "--loud"),
        ("import",),
        ("token", "--member"),
        ("verify", "--from", "x"),
        ("record", "RegisterAgency", "--role", "KING", "--json", "{}"),
        ("record", "RegisterAgency", "--command-id", "1", "--json", "{}"),
    ],
    ids=" ".join,
)
def test_a_wrong_call_ends_with_2_and_says_what_is_wrong(words: tuple[str, ...]) -> None:
    done = CliRunner().invoke(program, list(words))

    assert done.exit_code == 2
    assert "Error" in done.output


@pytest.mark.parametrize(
    ("command", "fields", "told"),
    [
        ("RegisterAgency", "{}", "agency_id: is missing"),
        ("RegisterAgency", AGENCY.replace("FI-TEST", "no code"), "agency_id: "),
        ("RegisterAgency", AGENCY.replace("tz", "zone"), "zone: RegisterAgency has no such field"),
    ],
)
def test_fields_that_do_not_fit_are_named(command: str, fields: str, told: str) -> None:
    done = entente("record", command, *OPERATOR, "--json", fields)

    assert done.returncode == 1
    assert told in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("record", "RegisterAgencyy", *OPERATOR, "--json", "{}"), "Accepted: RegisterAgency"),
        (("record", "RaiseTimeLimitWarning", *OPERATOR, "--json", "{}"), "is no command"),
        (("record", "RegisterAgency", *OPERATOR, "--json", "{"), "--json: is no JSON"),
        (("record", "RegisterAgency", *OPERATOR, "--json", "[]"), "--json: is no JSON object"),
        (("record", "RegisterAgency", "--as", "anna", "--json", AGENCY), "--as: 'anna' does not name both"),
        (("record", "RegisterAgency", *OPERATOR, "--json", AGENCY, "--occurred", "soon"), "--occurred: "),
        (("rebuild", "timelines"), "timeline"),
        (("bench", "speed"), "importing"),
        (("import", "consumers/files/samples/problems.xes", "--mapping", "nothing"), "bpic2013"),
        (
            ("import", "consumers/files/samples/problems.xes", "--mapping", "bpic2013", "--admit", "anna"),
            "MEMBER@AGENCY",
        ),
        (("token", "--member", "anyone"), "sanne.visser"),
        (("token", "--member", "anyone", "--agency", "finland"), "SE-IMPORT"),
        (("token", "--member", "import:bpic2013", "--agency", "SE-IMPORT"), "--member: "),
    ],
    ids=lambda value: " ".join(value)[:60] if isinstance(value, tuple) else None,
)
def test_words_that_the_command_line_does_not_know_end_with_2(words: tuple[str, ...], told: str) -> None:
    done = entente(*words)

    assert done.returncode == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_what_nobody_foresaw_is_told_in_a_line_and_logged_with_the_same_id() -> None:
    script = (
        "from deploy.command_line.program import main, program\n"
        "program.command('stumble')(lambda: {}['anna berg'])\n"
        "main()"
    )
    done = subprocess.run([sys.executable, "-c", script, "stumble"], capture_output=True, text=True, check=False)

    told = re.search(r"^Error: Entente failed.* \(fault (\w{8})\)\.$", done.stderr, re.MULTILINE)
    assert done.returncode == 1
    assert told is not None
    assert f'"fault_id": "{told[1]}"' in done.stderr
    assert "Traceback" not in done.stderr
    assert "anna berg" not in done.stderr


def test_a_member_who_acts_for_another_agency_has_neither_the_unit_nor_the_roles_of_the_sample() -> None:
    sample, other = person_of("sanne.visser", None), person_of("sanne.visser", "SE-IMPORT")

    assert sample.unit_id == "NL-LTD/DIGITAL"
    assert (other.agency_id, other.unit_id, other.roles) == ("SE-IMPORT", None, frozenset())


def test_record_lists_the_commands_and_the_fields_of_one() -> None:
    commands = entente("record").stdout.splitlines()
    fields = entente("record", "SendRequest").stdout

    assert "SendRequest" in commands
    assert "RecordTimeLimitBreach" not in commands
    assert "`request_id`" in fields


@pytest.mark.parametrize(
    "words",
    [("verify",), ("rebuild",), ("db", "status"), ("db", "migrate"), ("token", "--member", "sanne.visser")],
    ids=" ".join,
)
def test_a_directory_without_a_database_is_told_and_left_alone(words: tuple[str, ...], tmp_path: Path) -> None:
    done = entente(*words, "--data", str(tmp_path / "misspelt"))

    assert done.returncode == 1
    assert "There is no database in" in done.stderr
    assert not (tmp_path / "misspelt").exists()


@pytest.mark.parametrize("place", ["letter", "letter/below", "/proc/entente"])
def test_a_demo_needs_a_directory(place: str, tmp_path: Path) -> None:
    (tmp_path / "letter").touch()

    done = entente("demo", "--no-browser", "--port", "8797", "--data", str(tmp_path / place))

    assert done.returncode == 1
    assert "Error: The directory" in done.stderr


def test_a_demo_does_not_start_on_a_taken_port(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = entente("demo", "--no-browser", "--port", port, "--data", str(tmp_path / "demo"))

    assert done.returncode == 1
    assert f"Cannot listen on 127.0.0.1 port {port}" in done.stderr
    assert not (tmp_path / "demo").exists()
