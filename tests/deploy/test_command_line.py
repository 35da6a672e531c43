"""Specs of the command line as its users meet it. They must not test what lies below."""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from deploy.command_line.program import program
from deploy.embedded_postgres import EmbeddedPostgres
from domain.agency.shipped import shipped_commands
from projections.catalogue import READ_MODELS
from tests.support.processes import entente

pytestmark = pytest.mark.process

COMMANDS = (
    ("demo",), ("serve",), ("project",), ("clock",), ("automate",), ("import",), ("record",), ("rebuild",), ("verify",),
    ("token",), ("bench",), ("export",), ("checkpoint", "show"), ("checkpoint", "proof"), ("checkpoint", "consistency"),
    ("checkpoint", "key"), ("checkpoint", "sign"), ("checkpoint", "witness"), ("db", "init"), ("db", "migrate"),
    ("db", "status"), ("item", "put"), ("item", "get"), ("ledger",), ("replay",),
    ("consume",), ("inbox", "list"), ("inbox", "status"), ("inbox", "show"), ("inbox", "retry"), ("inbox", "edit"),
    ("inbox", "discard"), ("inbox", "renew"), ("topics", "apply"), ("topics", "check"),
    ("sessions", "list"), ("sessions", "revoke"), ("machines", "register"), ("machines", "list"),
    ("machines", "withdraw"),
)  # fmt: skip
AGENCY = '{"agency_id": "FI-TEST", "name": "Test", "country": "FI", "tz": "Europe/Helsinki", "languages": ["fi"]}'
OPERATOR = ("--as", "operator@FI-TEST", "--role", "DIRECTORY_ADMINISTRATOR")


@pytest.fixture(scope="module")
def data() -> Iterator[str]:
    """A data directory whose server is held meanwhile, so that each command finds it running."""
    directory = Path(tempfile.mkdtemp(prefix="entente-data-"))
    directory.chmod(0o711)
    with EmbeddedPostgres(directory / "entente", durable=False):
        yield str(directory / "entente")
    shutil.rmtree(directory, ignore_errors=True)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_has_help_with_an_example(command: tuple[str, ...]) -> None:
    done = CliRunner().invoke(program, [*command, "--help"])

    assert done.exit_code == 0
    assert "Example: " in done.output


def test_the_exit_code_reaches_the_shell() -> None:
    done = entente("sing")

    assert done.returncode == 2
    assert "No such command" in done.stderr
    assert "Traceback" not in done.stderr


def test_faulty_settings_end_with_1_and_are_told_together() -> None:
    done = entente("db", "status", ENTENTE_PORT="0", ENTENTE_LOG_LEVEL="LOUD")

    assert done.returncode == 1
    assert "ENTENTE_PORT" in done.stderr
    assert "ENTENTE_LOG_LEVEL" in done.stderr
    assert "Remedy: " in done.stderr


def test_a_database_out_of_reach_ends_with_1_and_shows_no_secret() -> None:
    done = entente("db", "status", ENTENTE_DATABASE_URL="postgresql://entente:tulips@127.0.0.1:1/none")

    assert done.returncode == 1
    assert "Error: The database cannot be reached." in done.stderr
    assert "tulips" not in done.stderr + done.stdout


@pytest.mark.postgres
def test_the_database_is_made_once_and_its_status_can_be_read_by_a_script(data: str) -> None:
    assert entente("db", "init", "--data", data).returncode == 0
    assert "nothing to apply" in entente("db", "migrate", "--data", data).stdout

    told = json.loads(entente("db", "status", "--json", "--data", data).stdout)

    assert {step["state"] for step in told["migrations"]} == {"APPLIED"}
    assert {model["model"] for model in told["read_models"]} == {model.name for model in READ_MODELS}


@pytest.mark.postgres
def test_the_shipped_directory_is_entered_on_demand_and_once(data: str) -> None:
    first, second = (entente("db", "init", "--directory", "--data", data).stdout for _ in range(2))

    assert f"{len(tuple(shipped_commands()))} entries of the shipped directory were new" in first
    assert "0 entries of the shipped directory were new" in second


@pytest.mark.postgres
def test_a_recorded_command_is_accepted_once_and_repeated_harmlessly(data: str) -> None:
    words = ("record", "RegisterAgency", *OPERATOR, "--json", AGENCY, "--data", data)
    repeatable = (*words, "--command-id", "7c9e6679-7425-40de-944b-e07fc1f90ae7")

    first, second = (json.loads(entente(*repeatable).stdout) for _ in range(2))

    assert (first["repeated"], second["repeated"]) == (False, True)
    assert first["position"] == second["position"]


@pytest.mark.postgres
def test_what_the_domain_refuses_ends_with_1_with_rule_and_remedy(data: str) -> None:
    other = AGENCY.replace("FI-TEST", "FI-OTHER")

    done = entente("record", "RegisterAgency", "--as", "anna@FI-TEST", "--json", other, "--data", data)

    assert done.returncode == 1
    assert "Error: NOT_PERMITTED: " in done.stderr
    assert "Remedy: " in done.stderr


@pytest.mark.postgres
def test_settings_of_the_shell_for_postgresql_do_not_lead_elsewhere(data: str) -> None:
    done = entente(
        "db", "status", "--data", data, PGHOST="bad", PGHOSTADDR="192.0.2.1", PGPORT="1", PGUSER="bad", PGOPTIONS="-x",
        PGSERVICE="bad", PGSSLMODE="verify-full",
    )  # fmt: skip

    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("words", [("--version",), ("demo", "--help")], ids=" ".join)
def test_a_plain_locale_does_not_matter(words: tuple[str, ...]) -> None:
    done = entente(*words, LC_ALL="C", LANG="C", PYTHONUTF8="0")

    assert done.returncode == 0, done.stderr


@pytest.mark.postgres
def test_a_whole_log_is_verified_for_people_and_for_scripts(data: str) -> None:
    assert "The log is whole" in entente("verify", "--data", data).stdout

    assert json.loads(entente("verify", "--json", "--data", data).stdout)["is_whole"] is True


@pytest.mark.postgres
def test_a_verification_cannot_begin_behind_the_end(data: str) -> None:
    done = entente("verify", "--from", "999999", "--data", data)

    assert done.returncode == 1
    assert "The log ends at position" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.postgres
def test_one_read_model_or_all_are_rebuilt(data: str) -> None:
    assert "Rebuilt timeline up to" in entente("rebuild", "timeline", "--data", data).stdout

    assert len(json.loads(entente("rebuild", "--json", "--data", data).stdout)["read_models"]) == len(READ_MODELS)
    assert "This Entente carries version" in entente("rebuild", "--to", "999", "--data", data).stderr


@pytest.mark.postgres
def test_an_import_ends_with_one_line_of_json_and_a_second_one_changes_nothing(data: str) -> None:
    words = ("import", "consumers/files/samples/problems.xes", "--mapping", "bpic2013", "--json", "--data", data)

    first, second = (entente(*words).stdout.splitlines()[-1] for _ in range(2))

    told = json.loads(first)
    assert list(told) == ["cases", "events_used", "events_rejected", "position", "damaged"]
    assert first == second
    status = json.loads(entente("db", "status", "--json", "--data", data).stdout)
    assert min(model["position"] for model in status["read_models"]) >= told["position"]


@pytest.mark.parametrize(
    ("content", "mapping", "told"),
    [
        ("{}", "chronology", "Nothing of the file can be used"),
        ("<log></log>", "receipt", "Nothing of the file can be used"),
        ("case,activity,timestamp\n", "receipt", "Nothing of the file can be used"),
        ("case,activity,timestamp\nA,b,2021-03-01\n", "bpic2013", "the mapping bpic2013 does not fit"),
        ("<log><trace><event>", "receipt", "The file is damaged: log: XML"),
    ],
)
def test_a_file_of_which_nothing_can_be_used_ends_with_1(content: str, mapping: str, told: str, tmp_path: Path) -> None:
    (tmp_path / "log").write_text(content, encoding="utf-8")

    done = entente("import", str(tmp_path / "log"), "--mapping", mapping, "--dry-run")

    assert done.returncode == 1
    assert told in done.stderr


@pytest.mark.postgres
def test_a_token_is_signed_for_a_sample_member_and_for_anyone_of_a_named_agency(data: str) -> None:
    entente("db", "init", "--data", data)

    tokens = [
        entente("token", "--member", "sanne.visser", "--data", data).stdout,
        entente("token", "--member", "anyone", "--agency", "FI-TEST", "--data", data).stdout,
    ]

    assert [token.count(".") for token in tokens] == [2, 2]


def test_no_token_is_signed_for_a_database_that_others_share() -> None:
    done = entente("token", "--member", "sanne.visser", ENTENTE_DATABASE_URL="postgresql://db/entente")

    assert done.returncode == 1
    assert "Development tokens exist only with the embedded database" in done.stderr


def test_no_token_is_signed_in_production(tmp_path: Path) -> None:
    done = entente("token", "--member", "sanne.visser", "--data", str(tmp_path), ENTENTE_PRODUCTION="true")

    assert done.returncode == 1
    assert "Set ENTENTE_TOKEN_ISSUER" in done.stderr
    assert "unset ENTENTE_PRODUCTION" in done.stderr


def test_a_database_of_others_is_not_served_without_a_trusted_issuer(owner_database: str) -> None:
    done = entente("serve", "--port", "8799", ENTENTE_DATABASE_URL=_as_url(owner_database))

    assert done.returncode == 1
    assert "ENTENTE_TOKEN_ISSUER" in done.stderr


def test_where_no_checkpoint_is_sealed_the_status_and_the_clock_say_so(owner_database: str, tmp_path: Path) -> None:
    key = tmp_path / "master-key"
    key.write_text("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")
    shared = {"ENTENTE_DATABASE_URL": _as_url(owner_database), "ENTENTE_MASTER_KEY": str(key)}
    status = entente("db", "status", **shared)

    with pytest.MonkeyPatch.context() as given:
        for name, value in shared.items():
            given.setenv(name, value)
        clock = [sys.executable, "-m", "deploy.command_line", "clock"]
        with subprocess.Popen(clock, stderr=subprocess.PIPE, text=True) as process:
            line = process.stderr.readline()  # type: ignore[union-attr]  # it is a pipe
            process.terminate()

    assert "no checkpoint is sealed: ENTENTE_CHECKPOINT_KEY is not set" in status.stdout
    assert "no checkpoint is sealed: ENTENTE_CHECKPOINT_KEY is not set" in line


def test_the_demo_keeps_away_from_a_database_of_others_and_from_data_it_did_not_make(data: str) -> None:
    shared = entente("demo", ENTENTE_DATABASE_URL="postgresql://db/entente")
    foreign = entente("demo", "--fresh", "--data", str(Path(data).parent))

    assert (shared.returncode, foreign.returncode) == (1, 1)
    assert "embedded database alone" in shared.stderr
    assert "was not made by entente demo" in foreign.stderr


def _as_url(conninfo: str) -> str:
    words = dict(word.split("=", 1) for word in conninfo.split())
    return f"postgresql://{words['user']}@/{words['dbname']}?host={words['host']}"
