"""Measures what tamper evidence costs: verifying a long log, sealing it, and both beside a plain pass of SHA-256.

It must not judge: it prints ratios against what was measured in the same run.
Run it with `python -m tests.benchmarks.tamper_evidence [EVENTS]`.
"""

import sys
import time
from base64 import b64encode
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from hashlib import sha256
from uuid import UUID, uuid4

import psycopg

from consumers.clock import Sealing
from deploy.postgres_cluster import APP, SUPERUSER
from domain.agency.commands import DeclareAgencyRole, RegisterAgency
from domain.aggregate import Actor, Command, Submission
from domain.application import Application
from domain.event import ActorKind
from domain.storage import EventLog, LogTree
from domain.storage.chain import GENESIS, Link, leaf_of, link_hash
from domain.storage.inspection import examine_log
from domain.storage.sealing import Sealing as TextSealing
from domain.storage.sealing import bound_to
from domain.storage.verification import Kept
from domain.vocabulary import AgencyRole
from tests.support.checkpoints import LOG_KEY
from tests.support.keys import KEYRING
from tests.support.postgres import Server, fresh_database, running_server, template_of

TARGET_S, EVENTS = 30.0, 1_000_000
BETWEEN, ROUNDS, BATCH = 20_000, 3, 500
"""The clock looks every five seconds, in which an import appends at least so many events."""
STATE = (
    '{{"event_id":"{id}","aggregate_id":"{id}","aggregate_version":1,"case_id":null,'
    '"recorded_at":"2026-03-02T09:00:00Z","occurred_at":"2026-03-02T09:00:00Z","actor_id":"benchmark",'
    '"actor_kind":"IMPORT","command_id":"{id}","data":{{"text":"[erased]"}},"sealed":"{box}"}}'
)
TEXT = "x" * 400
"""With it a document has about 700 bytes, as an event of an imported request has."""

COPY = (
    "COPY log.events (originator_id, originator_version, topic, state, notification_id, case_id, hash, leaf) FROM STDIN"
)
COPY_KEYS = "COPY log.keys (position, wrapped) FROM STDIN"
OPERATOR = Actor(actor_id="operator", kind=ActorKind.IMPORT)


def seconds(work: Callable[[], object]) -> float:
    """This will measure how long something takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def fill(conninfo: str, count: int) -> None:
    """This will write events with right hashes, faster than anybody could append them."""
    previous, sealing, wrapped = GENESIS, TextSealing(KEYRING), []
    payload = f'{{"text":"{TEXT}"}}'.encode()
    with psycopg.connect(conninfo) as connection, connection.cursor().copy(COPY) as copy:
        for position in range(1, count + 1):
            stream = UUID(int=position)
            sealed = sealing.seal(payload, {"text": {}}, bound_to(stream, 1, "sample.Said"))
            assert sealed is not None
            state = STATE.format(id=stream, box=b64encode(sealed.box).decode()).encode()
            wrapped.append(sealed.wrapped)
            leaf = leaf_of(Link(position, stream, 1, "sample.Said", state, b""))
            previous = link_hash(previous, leaf)
            copy.write_row((stream, 1, "sample.Said", state, position, None, previous, leaf))
    with psycopg.connect(conninfo) as connection, connection.cursor().copy(COPY_KEYS) as copy:
        for row in enumerate(wrapped, start=1):
            copy.write_row(row)


def hash_all(tree: LogTree) -> float:
    """This will measure one pass of SHA-256 over the same bytes, which are in memory by then."""
    links, spent = tree.links(0, 50_000), 0.0
    while links:
        states = [link.state for link in links]
        spent += seconds(lambda states=states: [sha256(state).digest() for state in states])  # type: ignore[misc]
        links = tree.links(links[-1].position, 50_000)
    return spent


def read_all(tree: LogTree) -> None:
    """This will read the log as verification does, and nothing else."""
    last = 0
    while links := tree.links(last, 5_000):
        last = links[-1].position


def append(application: Application, count: int) -> None:
    """This will append events in batches, as an import does."""
    day = datetime(2026, 1, 1, tzinfo=UTC).date()
    for _ in range(count // BATCH // 2):
        codes = [f"X-{uuid4().hex[:12].upper()}" for _ in range(BATCH)]
        register: list[Command] = [
            RegisterAgency(agency_id=code, name=code, tz="UTC", languages=("en",)) for code in codes
        ]
        declare: list[Command] = [
            DeclareAgencyRole(agency_id=code, role=AgencyRole.NCB, valid_from=day) for code in codes
        ]
        application.submit_batch(
            [Submission(command=each, command_id=uuid4(), actor=OPERATOR) for each in (*register, *declare)]
        )


def measure_sealing(server: Server, template: str) -> list[str]:
    """This will compare sealing with the appending of what it seals."""
    with fresh_database(server, template) as name:
        conninfo = server.conninfo(APP, name)
        with EventLog(conninfo, KEYRING) as log, Application(log) as application, closing(LogTree(conninfo)) as tree:
            sealing = Sealing(
                tree=tree, log=application, key=LOG_KEY, now=lambda: datetime.now(UTC), every_events=BATCH
            )
            append(application, BATCH * 2)
            sealing.seal_if_due()
            appending = sealed = 0.0
            for _ in range(ROUNDS):
                appending += seconds(lambda: append(application, BETWEEN))
                sealed += seconds(sealing.seal_if_due)
    count = BETWEEN * ROUNDS
    return [
        f"  appended {count:,} events in  {appending:.2f} s: {count / appending:,.0f} events/s",
        f"  sealed {ROUNDS} checkpoints in  {sealed:.3f} s: {sealed / appending:.1%} of the appending (target 5 %)",
    ]


def measure_verifying(server: Server, template: str, count: int) -> list[str]:
    """This will seal and verify a long log."""
    with fresh_database(server, template) as name, closing(LogTree(server.conninfo(APP, name))) as tree:
        filling = seconds(lambda: fill(server.conninfo(SUPERUSER, name), count))
        growing = seconds(lambda: tree.grow(count))
        proving = seconds(lambda: [tree.inclusion(place, count) for place in range(1, count, count // 100)]) / 100
        reading = seconds(lambda: read_all(tree))
        reports = []
        verifying = seconds(lambda: reports.append(examine_log(tree, Kept(keyring=KEYRING), 0, lambda _position: None)))
        hashing = hash_all(tree)
    assert reports[0].finding is None
    assert reports[0].losses == []
    assert reports[0].last == count
    target = TARGET_S * count / EVENTS
    return [
        f"{count:,} events, written in {filling:.1f} s",
        f"  verified in   {verifying:.1f} s (target {target:.0f} s): {count / verifying:,.0f} events/s",
        f"  ratio to plain SHA-256  {verifying / hashing:.1f} times its {hashing:.2f} s over the same bytes",
        f"  ratio to reading alone  {verifying / reading:.1f} times its {reading:.1f} s",
        f"  whole tree grown in     {growing:.1f} s: {growing / hashing:.1f} times plain SHA-256",
        f"  one proof of inclusion  {proving * 1_000:.1f} ms",
    ]


def measure(count: int) -> None:
    """This will print the figures."""
    with running_server(uuid4().hex) as server:
        template = template_of(server)
        told = [*measure_verifying(server, template, count), *measure_sealing(server, template)]
    sys.stdout.write("\n".join(told) + "\n")


if __name__ == "__main__":
    measure(int(sys.argv[1]) if len(sys.argv) > 1 else EVENTS)
