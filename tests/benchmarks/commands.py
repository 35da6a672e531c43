"""Commands per second through the application, against the library's own Application on the same database.

Run as `python -m tests.benchmarks.commands`; it starts a server of its own unless ENTENTE_DATABASE_URL names one.
"""

import asyncio
import os
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import cycle, islice
from time import perf_counter
from uuid import UUID, uuid4

import psycopg
from eventsourcing.application import Application as LibraryApplication
from eventsourcing.domain import Aggregate as LibraryAggregate
from eventsourcing.domain import event as library_event
from psycopg.conninfo import conninfo_to_dict

from deploy.migrate import migrate
from domain.agency.commands import RegisterAgency
from domain.aggregate import Command
from domain.application import Accepted, Application
from domain.investigation.commands import OpenInvestigation, RecordFact
from domain.investigation.vocabulary import FactKind, LegalBasisKind, SourceGrade
from domain.storage import EventLog
from domain.storage.arrays import blobs, numbers, texts, understand_arrays, uuids
from tests.support.agencies import IMPORTER
from tests.support.counter_room import COUNTER, COUNTER_EVENTS, BeginCounter, RaiseCounter, asked
from tests.support.durable_server import durable_database
from tests.support.keys import KEYRING

INSERT = """
INSERT INTO raw (originator_id, originator_version, topic, state, notification_id, case_id, hash)
SELECT * FROM unnest(
    %(ids)b::uuid[], %(versions)b::bigint[], %(topics)b::text[], %(states)b::bytea[],
    %(positions)b::bigint[], %(cases)b::uuid[], %(hashes)b::bytea[])
"""

CLIENTS = 64
BULK, BATCH = 20_000, 2_000


class LibraryCounter(LibraryAggregate):
    """The same counter as the library's tutorial would write it."""

    @library_event("Begun")
    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.value = 0

    @library_event("Raised")
    def raise_(self, by: int, note: str) -> None:
        """This will raise it."""
        self.note = note
        self.value += by


class LibraryCounters(LibraryApplication[UUID]):
    """Load, trigger, save."""

    def begin(self) -> UUID:
        """This will begin a counter."""
        counter = LibraryCounter(limit=1_000_000)
        self.save(counter)
        return counter.id

    def raise_(self, counter_id: UUID) -> None:
        """This will raise a counter."""
        counter: LibraryCounter = self.repository.get(counter_id)
        counter.raise_(1, "a note of usual length, as people write it")
        self.save(counter)


@dataclass(frozen=True, slots=True)
class Measured:
    """commands_per_s over all clients; p50_ms and p99_ms of one command."""

    commands_per_s: float
    p50_ms: float
    p99_ms: float

    def __str__(self) -> str:
        return f"{self.commands_per_s:8.0f} commands/s   p50 {self.p50_ms:6.2f} ms   p99 {self.p99_ms:6.2f} ms"


def main() -> None:
    """This will measure and print."""
    with _database() as conninfo:
        library_one, library_many = _library(conninfo)
        ours_one, ours_many = _ours(conninfo)
        decided, raw = _bulk(conninfo)
        facts, raw_facts = _facts(conninfo)
    _say("library, 1 client", library_one)
    _say("ours, 1 client", ours_one)
    _say(f"library, {CLIENTS} clients", library_many)
    _say(f"ours, {CLIENTS} clients", ours_many)
    _say("ratio, 1 client", f"{ours_one.commands_per_s / library_one.commands_per_s:.2f} (target: at least 1)")
    _say(f"ratio, {CLIENTS} clients", f"{ours_many.commands_per_s / library_many.commands_per_s:.1f} (target: 20)")
    _say("bulk, decided", f"{decided:8.0f} events/s")
    _say("bulk, raw UNNEST", f"{raw:8.0f} events/s")
    _say("ratio, bulk", f"{decided / raw:.2f} (target: at least 0.33)")
    _say("bulk, facts", f"{facts:8.0f} events/s")
    _say("bulk, raw UNNEST", f"{raw_facts:8.0f} events/s")
    _say("ratio, facts", f"{facts / raw_facts:.2f} (target: at least 0.33)")


def _library(conninfo: str) -> tuple[Measured, Measured]:
    with LibraryCounters(env=_library_environment(conninfo)) as library:
        counters = [library.begin() for _ in range(CLIENTS)]
        in_turn = islice(cycle(counters), 300)
        one = _timed(lambda: [_latency(partial(library.raise_, counter)) for counter in in_turn])

        def client(counter: UUID) -> list[float]:
            return [_latency(partial(library.raise_, counter)) for _ in range(20)]

        with ThreadPoolExecutor(CLIENTS) as threads:
            many = _timed(lambda: [each for client_ in threads.map(client, counters) for each in client_])
    return one, many


def _ours(conninfo: str) -> tuple[Measured, Measured]:
    counters = [uuid4() for _ in range(CLIENTS)]
    with EventLog(conninfo, KEYRING, COUNTER_EVENTS) as log, Application(log, (COUNTER,)) as application:
        application.submit_batch([asked(BeginCounter(counter_id=counter, case_id=counter)) for counter in counters])
        one = _timed(lambda: asyncio.run(_one_client(application, counters, 500)))
        many = _timed(lambda: asyncio.run(_clients(application, counters, 300)))
    return one, many


async def _clients(application: Application, counters: list[UUID], times: int) -> list[float]:
    async def client(counter: UUID) -> list[float]:
        latencies = []
        for _ in range(times):
            began = perf_counter()
            await application.handle(asked(RaiseCounter(counter_id=counter)))
            latencies.append(perf_counter() - began)
        return latencies

    return [each for client_ in await asyncio.gather(*map(client, counters)) for each in client_]


async def _one_client(application: Application, counters: list[UUID], times: int) -> list[float]:
    """Over all counters in turn, so that the library need not load long streams."""
    return [(await _clients(application, [counters[turn % CLIENTS]], 1))[0] for turn in range(times)]


def _bulk(conninfo: str) -> tuple[float, float]:
    counters = [uuid4() for _ in range(CLIENTS)]
    with EventLog(conninfo, KEYRING, COUNTER_EVENTS) as log, Application(log, (COUNTER,)) as application:
        application.submit_batch([asked(BeginCounter(counter_id=counter, case_id=counter)) for counter in counters])
        decided = _imported(application, lambda number: RaiseCounter(counter_id=counters[number % CLIENTS]))
        links = log.links(log.head() - BATCH, BATCH)
    return decided, _raw(conninfo, [(link.topic, link.state, link.hash) for link in links])


def _facts(conninfo: str) -> tuple[float, float]:
    """The same with facts of real cases, as an import of files records them."""
    cases = [uuid4() for _ in range(CLIENTS)]
    with EventLog(conninfo, KEYRING) as log, Application(log) as application:
        application.submit_batch([asked(command, actor=IMPORTER) for command in _beginnings(cases)])
        decided = _imported(application, lambda number: _fact(cases[number % CLIENTS], number))
        links = log.links(log.head() - BATCH, BATCH)
    return decided, _raw(conninfo, [(link.topic, link.state, link.hash) for link in links])


def _beginnings(cases: list[UUID]) -> Iterator[Command]:
    yield RegisterAgency(agency_id="FR-SPOC", name="Paris", country="FR", languages=("fr",), tz="Europe/Paris")
    for number, case in enumerate(cases):
        yield OpenInvestigation(
            investigation_id=case,
            reference=f"JIT-{number}",
            title="Harbour",
            crime_areas=("DRUGS",),
            legal_basis=LegalBasisKind.TREATY,
            lead_agency_id="FR-SPOC",
            first_member_id="lena",
        )


def _fact(case: UUID, number: int) -> Command:
    return RecordFact(
        investigation_id=case,
        fact_id=f"F{number}",
        kind=FactKind.INCIDENT,
        text="a fact of usual length, as people write it",
        source="a line of a file",
        grade=SourceGrade.RECORD,
    )


def _imported(application: Application, command: Callable[[int], Command]) -> float:
    """Commands are made batch by batch, as by an importer, and beside the measured time."""
    took_s = 0.0
    for start in range(0, BULK, BATCH):
        batch = [asked(command(number), actor=IMPORTER) for number in range(start, start + BATCH)]
        began = perf_counter()
        outcomes = application.submit_batch(batch)
        took_s += perf_counter() - began
        if not all(isinstance(outcome, Accepted) for outcome in outcomes):
            raise SystemExit(f"not accepted: {outcomes[0]!r}")
    return BULK / took_s


def _raw(conninfo: str, events: list[tuple[str, bytes, bytes]]) -> float:
    """The same rows of the same size into a table of the same shape, by the same statement and nothing else."""
    topics, states, hashes = zip(*events, strict=True)
    repeated = {"topics": texts(topics), "states": blobs(states), "hashes": blobs(hashes)}
    with psycopg.connect(conninfo, autocommit=True) as connection:
        connection.execute("DROP TABLE IF EXISTS raw")
        connection.execute("CREATE TABLE raw (LIKE log.events INCLUDING ALL)")
        understand_arrays(connection)
        rounds = [_raw_columns(start, len(events)) for start in range(0, BULK, len(events))]
        began = perf_counter()
        for columns in rounds:
            connection.execute(INSERT, {**columns, **repeated}, prepare=True)
        return BULK / (perf_counter() - began)


def _raw_columns(start: int, count: int) -> dict[str, bytes]:
    streams = [uuid4() for _ in range(CLIENTS)]
    return {
        "ids": uuids([streams[number % CLIENTS] for number in range(count)]),
        "versions": numbers([number // CLIENTS for number in range(count)]),
        "positions": numbers(range(start + 1, start + count + 1)),
        "cases": uuids([streams[number % CLIENTS] for number in range(count)]),
    }


def _timed(run: Callable[[], list[float]]) -> Measured:
    began = perf_counter()
    latencies = sorted(run())
    took_s = perf_counter() - began
    p50, p99 = (latencies[int(len(latencies) * share)] * 1_000 for share in (0.50, 0.99))
    return Measured(len(latencies) / took_s, p50, p99)


def _latency(run: Callable[[], object]) -> float:
    began = perf_counter()
    run()
    return perf_counter() - began


@contextmanager
def _database() -> Iterator[str]:
    given = os.environ.get("ENTENTE_DATABASE_URL")
    if given:
        migrate(given)
        yield given
    else:
        with durable_database() as conninfo:
            yield conninfo


def _library_environment(conninfo: str) -> dict[str, str]:
    parts = conninfo_to_dict(conninfo)
    return {
        "PERSISTENCE_MODULE": "eventsourcing.postgres",
        "POSTGRES_DBNAME": str(parts["dbname"]),
        "POSTGRES_HOST": str(parts.get("host", "")),
        "POSTGRES_PORT": str(parts.get("port", 5432)),
        "POSTGRES_USER": str(parts["user"]),
        "POSTGRES_PASSWORD": str(parts.get("password", "none")),
        "POSTGRES_SCHEMA": "public",
        "POSTGRES_POOL_SIZE": "8",
        "POSTGRES_MAX_OVERFLOW": "60",
    }


def _say(what: str, value: object) -> None:
    sys.stdout.write(f"{what:22} {value}\n")


if __name__ == "__main__":
    main()
