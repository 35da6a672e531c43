"""Specs of `entente sessions` and `entente machines` as an operator meets them. They must not test what lies below."""

import json
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from deploy.embedded_postgres import DATABASE, EmbeddedPostgres
from deploy.postgres_cluster import SUPERUSER
from tests.support.kafka_certificates import Authority
from tests.support.processes import entente

pytestmark = pytest.mark.process


@pytest.fixture(scope="module")
def data() -> Iterator[str]:
    """A data directory whose server is held meanwhile, so that each command finds it running."""
    directory = Path(tempfile.mkdtemp(prefix="entente-data-"))
    directory.chmod(0o711)
    with EmbeddedPostgres(directory / "entente", durable=False):
        yield str(directory / "entente")
    shutil.rmtree(directory, ignore_errors=True)


def test_what_is_revoked_is_told_with_its_moment(data: str) -> None:
    done = entente("sessions", "revoke", "--member", "ines.costa", "--agency", "PT-UNC", "--data", data, "--json")

    told = json.loads(done.stdout)
    assert (told["kind"], told["name"], told["agency"]) == ("MEMBER", "ines.costa", "PT-UNC")
    assert told["revoked_at"]
    assert told["sessions"] == 0


def test_the_operator_is_reminded_of_the_provider(data: str) -> None:
    done = entente("sessions", "revoke", "--agency", "PT-UNC", "--data", data)

    assert done.stdout.startswith("What the agency PT-UNC held until ")
    assert "No session of it was open: see that the name is right." in done.stdout
    assert "locked out at the identity provider" in done.stdout


def test_it_is_told_how_many_sessions_ended(data: str) -> None:
    entente("sessions", "list", "--data", data)
    begun = """INSERT INTO identity.sessions (digest, sign_in, member_id, agency_id, roles, issued_at, ends_at)
        SELECT sha256(n::text::bytea), sha256(n::text::bytea), 'sanne', 'NL-POL', '{}', now(), now() + interval '1 hour'
        FROM generate_series(1, 3) n"""
    with (
        EmbeddedPostgres(Path(data), durable=False) as server,
        psycopg.connect(server.conninfo(SUPERUSER, DATABASE), autocommit=True) as connection,
    ):
        connection.execute(begun)

    done = entente("sessions", "revoke", "--member", "sanne", "--data", data)

    assert "Sessions that ended by it: 3." in done.stdout


@pytest.mark.parametrize(
    "words",
    [(), ("--token", "x", "--member", "y"), ("--token", "x", "--agency", "y")],
    ids=["nothing", "both", "three"],
)
def test_what_is_to_be_revoked_has_to_be_clear(data: str, words: tuple[str, ...]) -> None:
    done = entente("sessions", "revoke", *words, "--data", data)

    assert done.returncode == 2
    assert "It is not clear what is to be revoked." in done.stderr


def test_where_nobody_is_signed_in_nobody_is_listed(data: str) -> None:
    done = entente("sessions", "list", "--data", data)

    assert (done.returncode, done.stdout) == (0, "")


def test_a_machine_is_registered_listed_and_withdrawn(data: str, tmp_path: Path) -> None:
    file = Authority(tmp_path, "authority").issue("statistics").certificate
    acting = ("--member", "statistics", "--agency", "FR-SPOC", "--role", "COOPERATION_ANALYST")

    entente("machines", "register", "--certificate", str(file), *acting, "--data", data)
    listed = json.loads(entente("machines", "list", "--data", data, "--json").stdout)
    done = entente("machines", "withdraw", listed["fingerprint"], "--data", data)
    again = entente("machines", "withdraw", listed["fingerprint"], "--data", data)

    assert (listed["member_id"], listed["roles"], listed["subject"]) == (
        "statistics", ["COOPERATION_ANALYST"], "CN=statistics",
    )  # fmt: skip
    assert (done.returncode, again.returncode) == (0, 1)
    assert "No machine with this fingerprint is registered." in again.stderr
