"""`kill -9` right after an answer left: the access stands in the log after the next start, once."""

import base64
import json
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode
from uuid import UUID

import httpx
import psycopg
import pytest

from api.identity.tokens import LOCAL_ISSUER
from domain.ledger.events import InformationViewed
from domain.storage import EventLog
from tests.api.conftest import OWN_DIRECTORY, opened_case
from tests.api.test_sharing_items import shared
from tests.support.keys import KEYRING
from tests.support.processes import entente, eventually, python
from tests.support.served import KEY, Person, served

pytestmark = pytest.mark.postgres

ITEM = "query($id: UUID!) { item(itemId: $id) { title } }"


@dataclass(frozen=True)
class Shared:
    """An item that a partner was given, and what `entente serve` needs to serve it."""

    item_id: str
    token: str
    environment: dict[str, str]
    spool: Path
    database: str

    def viewed(self) -> list[InformationViewed]:
        """This will return the views that stand in the log."""
        with EventLog(self.database, KEYRING) as log:
            return [each.event for each in log.read(0, 10_000) if isinstance(each.event, InformationViewed)]


@pytest.fixture
def given(database: str, tmp_path: Path) -> Shared:
    """The item, with the read models at the end of the log."""
    with served(database) as house:
        house.enter_all(OWN_DIRECTORY)
        case = opened_case(house, "alpha")
        item_id = shared(case)
        house.settle()
    keys = {"keys": [{name: value for name, value in json.loads(KEY).items() if name != "d"}]}
    (tmp_path / "keys.json").write_text(json.dumps(keys))
    (tmp_path / "master-key").write_text(base64.b64encode(bytes(range(32))).decode())
    environment = {
        "ENTENTE_DATABASE_URL": _as_url(database),
        "ENTENTE_MASTER_KEY": str(tmp_path / "master-key"),
        "ENTENTE_TOKEN_ISSUER": LOCAL_ISSUER,
        "ENTENTE_TOKEN_KEYS": str(tmp_path / "keys.json"),
        "ENTENTE_TOKEN_ALGORITHMS": "Ed25519",
        "ENTENTE_SPOOL": str(tmp_path / "spool"),
    }
    return Shared(item_id, case.partner.token, environment, tmp_path / "spool", database)


def _as_url(conninfo: str) -> str:
    parts = {name: str(value) for name, value in psycopg.conninfo.conninfo_to_dict(conninfo).items()}
    name = parts.pop("dbname")
    return f"postgresql:///{name}?{urlencode(parts)}"


@contextmanager
def serving(given: Shared) -> Iterator[tuple[subprocess.Popen[str], httpx.Client]]:
    """`entente serve` once it answers; it is ended, if nobody did."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = python("deploy.command_line", "serve", "--port", str(port), **given.environment)
    headers = {"Authorization": f"Bearer {given.token}"}
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", headers=headers) as client:
            assert eventually(lambda: process.poll() is not None or _answers(client))
            yield process, client
    finally:
        process.terminate()
        process.communicate(timeout=60)


def _answers(client: httpx.Client) -> bool:
    try:
        return client.get("/health/live").status_code == 200
    except httpx.TransportError:
        return False


def ask(client: httpx.Client, item_id: str) -> str:
    answer = client.post("/graphql", json={"query": ITEM, "variables": {"id": item_id}}).json()
    return str(answer["data"]["item"]["title"])


def test_an_answer_that_left_is_on_record_after_kill_9_once(given: Shared) -> None:
    with serving(given) as (process, client):
        assert ask(client, given.item_id) == "Image of the server"
        process.kill()
        process.wait()
    left = len(given.viewed()) + sum(path.stat().st_size > 0 for path in given.spool.glob("*.accesses"))

    with serving(given):
        assert eventually(lambda: len(given.viewed()) == 1)
    with serving(given):
        pass

    (view,) = given.viewed()
    assert left >= 1
    assert (view.member_id, view.agency_id, view.way) == ("partner-alpha", "DE-BKA", "item")
    assert [str(each) for each in view.subject_ids] == [given.item_id]
    assert list(given.spool.iterdir()) == []


def test_what_was_noted_last_is_carried_before_the_process_ends(given: Shared) -> None:
    with serving(given) as (_, client):
        ask(client, given.item_id)

    assert len(given.viewed()) == 1
    assert list(given.spool.iterdir()) == []


def test_an_operator_prints_who_accessed_an_item(given: Shared) -> None:
    with served(given.database) as house:
        Person(house.client, given.token).ask(ITEM, id=given.item_id)
        house.carry()

    lines = entente("ledger", given.item_id, **given.environment).stdout.splitlines()
    (told,) = entente("ledger", given.item_id, "--json", **given.environment).stdout.splitlines()
    unknown = entente("ledger", str(UUID(int=1)), **given.environment)

    assert [line.split("  ")[1:] for line in lines] == [["VIEW", "partner-alpha@DE-BKA", "item"]]
    assert json.loads(told)["member_id"] == "partner-alpha"
    assert (unknown.returncode, "on record" in unknown.stderr) == (1, True)


def test_a_database_of_ones_own_is_not_served_without_a_place_for_the_spool(given: Shared) -> None:
    environment = {name: value for name, value in given.environment.items() if name != "ENTENTE_SPOOL"}

    done = entente("serve", "--port", "8799", **environment)

    assert done.returncode == 1
    assert "Set ENTENTE_SPOOL" in done.stderr
