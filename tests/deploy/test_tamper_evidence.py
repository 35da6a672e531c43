"""Specs of what operators and partners do with checkpoints and exports, as they type it."""

import json
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from deploy import bootstrap
from deploy.embedded_postgres import EmbeddedPostgres
from deploy.postgres_cluster import SUPERUSER
from deploy.settings import read_settings
from deploy.unattended import clock_work
from tests.support.processes import entente

pytestmark = [pytest.mark.process, pytest.mark.postgres]


@pytest.fixture(scope="module")
def data() -> Iterator[str]:
    """A data directory with the shipped directory in its log, and one checkpoint."""
    directory = Path(tempfile.mkdtemp(prefix="entente-data-"))
    directory.chmod(0o711)
    with EmbeddedPostgres(directory / "entente", durable=False):
        entente("db", "init", "--directory", "--data", str(directory / "entente")).check_returncode()
        seal(str(directory / "entente"))
        yield str(directory / "entente")
    shutil.rmtree(directory, ignore_errors=True)


def seal(data: str) -> None:
    settings = read_settings(data=Path(data))
    with bootstrap.prepared_database(settings) as database, clock_work(settings, database) as work:
        assert work.sealing is not None
        assert work.sealing.seal_if_due() is not None


def written(path: Path, text: str) -> str:
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_the_key_of_the_log_is_made_once_and_for_its_owner_alone(data: str) -> None:
    assert (Path(data) / "checkpoint-key").stat().st_mode & 0o777 == 0o600
    assert entente("checkpoint", "show", "--key", "--data", data).stdout.startswith("entente/log+")


def test_a_partner_keeps_countersigns_and_verifies(data: str, tmp_path: Path) -> None:
    kept = written(tmp_path / "kept.txt", entente("checkpoint", "show", "--data", data).stdout)
    secret = str(tmp_path / "witness.key")
    public = entente("checkpoint", "key", secret, "--name", "spoc.example.org").stdout.strip()
    declared = json.dumps({"agency_id": "FR-SPOC", "key": public})
    person = ("--as", "anna@FR-SPOC", "--role", "AGENCY_ADMINISTRATOR")
    entente("record", "RegisterAgency", "--as", "op@X", "--role", "DIRECTORY_ADMINISTRATOR", "--json", AGENCY,
            "--data", data)  # fmt: skip
    entente("record", "DeclareWitnessKey", *person, "--json", declared, "--data", data).check_returncode()

    signed = written(tmp_path / "signed.txt", entente("checkpoint", "sign", kept, "--key", secret).stdout)
    done = entente("checkpoint", "witness", signed, "--as", "anna@FR-SPOC", "--data", data)

    assert done.returncode == 0, done.stderr
    assert entente("checkpoint", "show", "--data", data).stdout == Path(signed).read_text()
    verified = entente("verify", "--checkpoint", kept, "--data", data)
    assert "1 countersignature are true" in verified.stdout, verified.stderr
    again = entente("checkpoint", "witness", signed, "--as", "anna@FR-SPOC", "--data", data)
    assert "A_WITNESS_SIGNS_ONCE" in again.stderr


AGENCY = '{"agency_id": "FR-SPOC", "name": "Desk", "country": "FR", "tz": "Europe/Paris", "languages": ["fr"]}'


def test_an_export_is_verified_without_a_database(data: str, tmp_path: Path) -> None:
    file = tmp_path / "log.jsonl"
    exported = entente("export", "--all", "--out", str(file), "--data", data)
    key = entente("checkpoint", "show", "--key", "--data", data).stdout.strip()
    elsewhere = {"ENTENTE_DATA": str(tmp_path / "nowhere")}

    whole = entente("verify", "--file", str(file), "--key", key, "--json", **elsewhere)

    assert exported.returncode == 0, exported.stderr
    assert json.loads(whole.stdout)["is_whole"] is True
    assert json.loads(whole.stdout)["checkpoints"] == 1
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    lines[6] = lines[6].replace("agency.", "agency.X", 1)
    forged = written(tmp_path / "forged.jsonl", "".join(lines))
    told = entente("verify", "--file", forged, "--json", **elsewhere)
    assert told.returncode == 1
    assert json.loads(told.stdout)["broken_at"] == 7
    assert "Position 7: " in told.stderr
    assert "CHANGED" in told.stderr


def test_proofs_are_printed_for_scripts(data: str) -> None:
    shown = json.loads(entente("checkpoint", "proof", "3", "--data", data).stdout)
    same = json.loads(
        entente("checkpoint", "consistency", str(shown["size"]), str(shown["size"]), "--data", data).stdout
    )

    assert shown["position"] == 3
    assert same["proof"] == []
    assert same["first_root"] == shown["root"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("export",), "What is to be exported?"),
        (("export", "5f0c6a1e-8d3e-4a52-9a35-2b9f5f5f2f10"), "There is no case"),
        (("export", "--all", "--out", "/nowhere/log.jsonl"), "cannot be written"),
        (("checkpoint", "show", "999999"), "No checkpoint covers"),
        (("checkpoint", "proof", "999999"), "not position 999999"),
        (("verify", "--key", "nonsense"), "--key: "),
        (("verify", "--checkpoint", "README.md"), "holds no checkpoint"),
        (("verify", "--file", "README.md", "--from", "3"), "--from goes with a database"),
    ],
)
def test_what_cannot_be_done_is_said(data: str, words: tuple[str, ...], told: str) -> None:
    done = entente(*words, "--data", data)

    assert done.returncode in (1, 2)
    assert told in done.stderr
    assert "Remedy: " in done.stderr


def test_what_a_verification_did_not_prove_is_said(data: str, tmp_path: Path) -> None:
    file = tmp_path / "log.jsonl"
    entente("export", "--all", "--out", str(file), "--data", data).check_returncode()

    assert "a file holds no keys" in entente("verify", "--file", str(file)).stdout
    assert "--contents does" in entente("verify", "--data", data).stdout
    assert json.loads(entente("verify", "--contents", "--json", "--data", data).stdout)["unchecked"] == []
    assert "goes with a database" in entente("verify", "--contents", "--file", str(file)).stderr


def test_a_file_that_is_no_export_is_not_whole() -> None:
    done = entente("verify", "--file", "README.md")

    assert done.returncode == 1
    assert "Position 1: " in done.stderr


def test_a_key_is_never_overwritten(data: str) -> None:
    done = entente("checkpoint", "key", f"{data}/checkpoint-key", "--name", "other")

    assert done.returncode == 1
    assert "No key can be kept" in done.stderr


def test_what_was_changed_in_the_database_is_named() -> None:
    with tempfile.TemporaryDirectory(prefix="entente-data-") as made:
        Path(made).chmod(0o711)
        with EmbeddedPostgres(Path(made) / "entente", durable=False) as server:
            entente("db", "init", "--directory", "--data", f"{made}/entente").check_returncode()
            with psycopg.connect(server.conninfo(SUPERUSER)) as connection:
                connection.execute("ALTER TABLE log.events DISABLE TRIGGER ALL")
                connection.execute("DELETE FROM log.events WHERE notification_id = 9")

            done = entente("verify", "--data", f"{made}/entente")

    assert done.returncode == 1
    assert "Position 9: the event is missing (MISSING)." in done.stderr
