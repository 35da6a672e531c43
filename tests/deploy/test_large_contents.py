"""A content of 100 MB passes through the real server and command line in a few megabytes of memory."""

import hashlib
import json
import os
import re
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID, uuid4

import httpx
import pytest

from deploy import bootstrap
from deploy.settings import read_settings
from domain.agency.commands import RegisterAgency
from domain.aggregate import Actor, Command, Submission
from domain.application import Accepted
from domain.event import ActorKind
from domain.investigation.commands import OpenInvestigation
from domain.investigation.vocabulary import LegalBasisKind
from domain.item.commands import RegisterItem
from domain.item.vocabulary import ItemKind
from domain.marking import Marking
from tests.support.processes import entente, eventually, python

pytestmark = [pytest.mark.process, pytest.mark.postgres]

IMPORT = Actor(actor_id="operator", kind=ActorKind.IMPORT)
AGENCY = RegisterAgency(agency_id="NL-LTD", name="Team", country="NL", tz="Europe/Amsterdam", languages=("nl",))
LARGE = 100_000_000
GROWTH_KB = 80_000
"""What the server may need more while two such contents come in and go out."""


@pytest.fixture
def content(tmp_path: Path) -> Path:
    file = tmp_path / "content"
    block = os.urandom(1_000_000)
    with file.open("wb") as opened:
        for number in range(LARGE // len(block)):
            opened.write(number.to_bytes(8, "big") + block[8:])
    return file


@pytest.fixture
def items(data: Path, content: Path) -> list[UUID]:
    """Two items of FR-SPOC for that content; lena may bring it."""
    settings = read_settings(data=data / "entente")
    with content.open("rb") as file:
        hashed = hashlib.file_digest(file, "sha256").hexdigest()
    case, made = uuid4(), [uuid4(), uuid4()]
    opened = OpenInvestigation(
        investigation_id=case,
        reference="1/2026",
        title="Case",
        crime_areas=("CYBERCRIME",),
        legal_basis=LegalBasisKind.TASK_FORCE_ARRANGEMENT,
        lead_agency_id="NL-LTD",
        first_member_id="lena",
    )
    commands: list[Command] = [AGENCY, opened, *(_registered(each, case, hashed) for each in made)]
    with bootstrap.prepared_database(settings) as database, bootstrap.application(database) as log:
        outcomes = log.submit_batch([Submission(command=each, command_id=uuid4(), actor=IMPORT) for each in commands])
    assert [each for each in outcomes if not isinstance(each, Accepted)] == []
    return made


def _registered(item_id: UUID, case: UUID, hashed: str) -> RegisterItem:
    return RegisterItem(
        item_id=item_id,
        investigation_id=case,
        kind=ItemKind.EVIDENCE,
        title="Image",
        content_sha256=hashed,
        provenance="Seized",
        purpose="To find who rented it",
        legal_basis="Order",
        marking=Marking(),
        size_bytes=LARGE,
        originator_agency_id="NL-LTD",
    )


@contextmanager
def serving(data: Path) -> Iterator[tuple[str, int]]:
    """This will serve and project until the block ends; yields the address and the server's process id."""
    projector = python("deploy.command_line", "project", "--data", str(data / "entente"))
    server = python("deploy.command_line", "serve", "--data", str(data / "entente"), "--port", "8797")
    try:
        assert server.stderr is not None
        told = next(line for line in server.stderr if "listens on" in line)
        found = re.search(r"http://\S+", told)
        assert found is not None
        address = found[0].rstrip("/")
        assert eventually(lambda: httpx.get(f"{address}/health/ready").status_code == 200)
        yield address, server.pid
    finally:
        for process in (server, projector):
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=60)


class Watched:
    """The most resident memory of a process, in kB, while it is watched."""

    def __init__(self, pid: int) -> None:
        self._status = Path(f"/proc/{pid}/status")
        self.before = self.most = self._now()
        self._watching = True
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def growth(self) -> int:
        """This will stop watching, and tell how much more it needed than at the start."""
        self._watching = False
        self._thread.join()
        return self.most - self.before

    def _watch(self) -> None:
        while self._watching:
            self.most = max(self.most, self._now())
            time.sleep(0.01)

    def _now(self) -> int:
        return int(next(line for line in self._status.read_text().splitlines() if line.startswith("VmRSS")).split()[1])


def test_100_mb_come_in_and_go_out_in_bounded_memory(data: Path, items: list[UUID], content: Path) -> None:
    token = entente("token", "--member", "lena", "--agency", "NL-LTD", "--data", str(data / "entente")).stdout.strip()
    headers = {"authorization": f"Bearer {token}"}
    with serving(data) as (address, pid), httpx.Client(base_url=address, headers=headers, timeout=120) as client:
        ways = [f"/items/{item_id}/content" for item_id in items]
        assert eventually(lambda: client.get(ways[1]).json()["errors"][0]["extensions"]["code"] == "NO_CONTENT_KEPT")
        watched = Watched(pid)
        began = time.monotonic()
        for way in ways:
            with content.open("rb") as file:
                assert client.put(way, content=file).status_code == 201
        brought = time.monotonic() - began
        got = [_digest_of(client, way) for way in ways]
        growth = watched.growth()
    print(f"two of 100 MB in within {brought:.1f} s, memory grew by {growth / 1_000:.0f} MB")  # noqa: T201  # a figure

    with content.open("rb") as file:
        assert set(got) == {hashlib.file_digest(file, "sha256").hexdigest()}
    assert growth < GROWTH_KB


def _digest_of(client: httpx.Client, way: str) -> str:
    """The register may need a moment to know of the content."""
    while True:
        with client.stream("GET", way) as response:
            if response.status_code == 404:
                continue
            digest = hashlib.sha256()
            for part in response.iter_raw():
                digest.update(part)
            return digest.hexdigest()


def test_the_command_line_brings_and_gets_by_the_same_rules(data: Path, items: list[UUID], content: Path) -> None:
    words = ("--data", str(data / "entente"))
    out = content.with_name("out")

    early = entente("item", "get", str(items[0]), "--as", "lena@NL-LTD", *words)
    stranger = entente("item", "put", str(items[0]), str(content), "--as", "nobody@NL-LTD", *words)
    brought = entente("item", "put", str(items[0]), str(content), "--as", "lena@NL-LTD", *words)
    got = entente("item", "get", str(items[0]), "--out", str(out), "--as", "lena@NL-LTD", *words)
    again = entente("item", "get", str(items[0]), "--out", str(out), "--as", "lena@NL-LTD", *words)

    assert "NO_CONTENT_KEPT" in early.stderr
    assert "NOT_FOUND" in stranger.stderr
    assert json.loads(brought.stdout)["size_bytes"] == LARGE, brought.stderr
    assert (got.returncode, out.read_bytes() == content.read_bytes()) == (0, True), got.stderr
    assert (again.returncode, "is there already" in again.stderr) == (2, True)
    assert out.stat().st_mode & 0o777 == 0o600
