"""Measures an import end to end: from a file to the last row of the last read model, in source events per second.

It must not judge: it prints ratios against what was measured in the same run.
Run it with `python -m tests.benchmarks.importing [FILE] [MAPPING]`.
"""

import gc
import multiprocessing
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg

from consumers.files.importing import ImportOrder, import_file
from consumers.files.reading import open_source, read_rows
from consumers.files.summary import ImportSummary
from deploy.postgres_cluster import APP
from domain.application import Application
from domain.storage import EventLog
from projections.catalogue import READ_MODELS
from projections.engine import Runner
from tests.support.keys import KEYRING
from tests.support.postgres import fresh_database, running_server, template_of
from tests.support.processes import entente

REAL = Path(__file__).parents[3] / "shared/data/eventlogs/bpic2013/bpic2013_closed_problems.xes.gz"
TARGET = 3_000
"""Source events per second on two cores, projections included."""

BYTES_OF_AN_EVENT = 700
"""About what an event of an imported request takes in the log."""

REACHED = "SELECT count(*) FROM read.position WHERE position >= %(position)s"
TABLE = "CREATE TEMP TABLE baseline (id uuid, version bigint, topic text, state bytea, PRIMARY KEY (id, version))"
UNNEST = """
INSERT INTO baseline
SELECT * FROM unnest(%(ids)s::uuid[], %(versions)s::bigint[], %(topics)s::text[], %(states)s::bytea[])
"""


def follow(conninfo: str) -> None:
    """This will keep the read models up to date until the process is terminated."""
    with EventLog(conninfo, KEYRING) as log, Runner(conninfo, READ_MODELS, log) as runner:
        runner.run()


@contextmanager
def following(conninfo: str) -> Iterator[None]:
    """This will run the projections in a process of their own, ready when the block begins."""
    process = multiprocessing.get_context("spawn").Process(target=follow, args=(conninfo,), daemon=True)
    process.start()
    wait_for_read_models(conninfo, 0)
    try:
        yield
    finally:
        process.terminate()
        process.join()


def wait_for_read_models(conninfo: str, position: int) -> None:
    """This will return when every read model has reached the position."""
    with psycopg.connect(conninfo, autocommit=True) as connection:
        while True:
            try:
                row = connection.execute(REACHED, {"position": position}).fetchone()
            except psycopg.errors.UndefinedTable:
                row = None
            if row is not None and row[0] == len(READ_MODELS):
                return
            time.sleep(0.002)


def seconds_to_parse(path: Path) -> float:
    """This will measure reading the rows alone."""
    begun = time.perf_counter()
    with open_source(path) as source:
        rows = sum(1 for _ in read_rows(source, []))
    assert rows
    return time.perf_counter() - begun


def seconds_to_insert(conninfo: str, count: int) -> float:
    """This will measure one raw insert of as many rows as the import made events."""
    ids, states = [uuid4() for _ in range(count)], [b"x" * BYTES_OF_AN_EVENT] * count
    with psycopg.connect(conninfo) as connection:
        connection.execute(TABLE)
        begun = time.perf_counter()
        connection.execute(UNNEST, {"ids": ids, "versions": [1] * count, "topics": ["t"] * count, "states": states})
        connection.commit()
        return time.perf_counter() - begun


def seconds_to_import(path: Path, mapping: str, conninfo: str) -> tuple[float, float, ImportSummary]:
    """This will measure an import, and an import with its read models."""
    with EventLog(conninfo, KEYRING) as log, Application(log) as application, following(conninfo):
        begun = time.perf_counter()
        summary = import_file(ImportOrder(path=path, mapping=mapping), application)
        written = time.perf_counter() - begun
        wait_for_read_models(conninfo, summary.position)
        return written, time.perf_counter() - begun, summary


def seconds_of_the_command(path: Path, mapping: str) -> float:
    """This will measure `entente import` as people type it: with the starts of Python and of the embedded database."""
    with tempfile.TemporaryDirectory(prefix="entente-bench-") as directory:
        Path(directory).chmod(0o711)  # the account of the embedded server passes through
        where = ("--data", f"{directory}/data")
        entente("db", "init", *where).check_returncode()
        begun = time.perf_counter()
        entente("import", str(path), "--mapping", mapping, "--json", *where).check_returncode()
        return time.perf_counter() - begun


def measure(path: Path, mapping: str) -> None:
    """This will print the figures of one file."""
    with running_server(uuid4().hex) as server:
        template = template_of(server)
        with fresh_database(server, template) as name:
            conninfo = server.conninfo(APP, name)
            written, whole, summary = seconds_to_import(path, mapping, conninfo)
        gc.collect()
        parsing = seconds_to_parse(path)
        with fresh_database(server, template) as name:
            inserting = seconds_to_insert(server.conninfo("postgres", name), summary.position)
    command = seconds_of_the_command(path, mapping)
    events = summary.events_used + summary.events_rejected
    told = (
        f"{path.name}: {summary.cases:,} cases, {events:,} source events, {summary.position:,} events in the log",
        f"  end to end with projections {whole:.2f} s: {events / whole:,.0f} source events/s (target {TARGET:,})",
        f"  written to the log          {written:.2f} s: {events / written:,.0f} source events/s",
        f"  as a command, with starts   {command:.2f} s: {events / command:,.0f} source events/s",
        f"  ratio to parsing alone      {whole / parsing:.1f} times its {parsing:.2f} s",
        f"  ratio to one raw UNNEST     {whole / inserting:.1f} times its {inserting:.3f} s",
    )
    sys.stdout.write("\n".join(told) + "\n")


if __name__ == "__main__":
    chosen = Path(sys.argv[1]) if len(sys.argv) > 1 else REAL
    measure(chosen, sys.argv[2] if len(sys.argv) > 2 else "bpic2013")  # file, mapping
