"""Measures how fast read models follow and are rebuilt, beside the library's ProjectionRunner doing the same rows.

Run it with `python -m tests.benchmarks.projections [--events N...]`; all sides in one run, so that the ratios count. On
a machine that others use, too, the processor time says more than the clock. PostgreSQL's memory is not counted.
"""

import argparse
import os
import resource
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, cast
from uuid import UUID, uuid4

import psycopg
from eventsourcing.application import Application
from eventsourcing.persistence import ApplicationRecorder, Mapper, Notification, Tracking
from eventsourcing.postgres import PostgresTrackingRecorder
from eventsourcing.projection import Projection, ProjectionRunner
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict
from psycopg.rows import DictRow

from deploy.postgres_cluster import APP
from domain.event import Recorded
from domain.storage import EventLog
from projections.catalogue import READ_MODELS
from projections.engine import Batch, ReadModel, Runner, Site, Tables, rebuild_on_all_cores
from projections.timeline.model import TIMELINE
from tests.benchmarks import calibrated
from tests.support.keys import KEYRING
from tests.support.postgres import fresh_database, running_server, template_of

LIBRARY_EVENTS = 3_000
"""The library needs two seconds for them; its speed does not depend on their number."""

PURE_SQL = """
CREATE TEMPORARY TABLE folded ON COMMIT DROP AS
SELECT case_id, topic, count(*), max((document ->> 'recorded_at')::timestamptz) AS last_at
FROM log.events CROSS JOIN LATERAL (SELECT convert_from(state, 'UTF8')::jsonb AS document)
GROUP BY case_id, topic
"""
"""Of each case and kind of event, how many and when last: every document is read, once."""


class _OurMapper(Mapper[UUID]):
    """Reads our documents, so that both sides decode the same way."""

    def __init__(self, log: EventLog) -> None:
        self._log = log

    def to_domain_event(self, stored_event: Any) -> Any:
        """This will decode a notification."""
        notification = cast("Notification", stored_event)
        return self._log.documents.read(notification.topic, notification.state, notification.id)


class _OurLog(Application[UUID]):
    """The library's application over our log."""

    conninfo: ClassVar[str]
    name = "log"

    def construct_recorder(self) -> ApplicationRecorder:
        """This will give the library our log."""
        return EventLog(self.conninfo, KEYRING)

    def construct_mapper(self) -> Mapper[UUID]:
        """This will give the library our way of decoding."""
        return _OurMapper(EventLog(self.conninfo, KEYRING))


class _View(PostgresTrackingRecorder):
    """The same rows, with the library's tracking, one event per transaction."""

    models: ClassVar[Sequence[ReadModel]]

    def take(self, recorded: Recorded, tracking: Tracking) -> None:
        """This will write what one event changes."""
        with self.datastore.transaction(commit=True) as cursor:
            tables = Tables(cast("psycopg.Connection[DictRow]", cursor.connection))
            for folding in self.foldings():
                folding.fold(Batch([recorded]), tables)
                folding.write(tables)
            self._insert_tracking(cursor, tracking=tracking)

    def foldings(self) -> Sequence[Any]:
        """This will keep one folding per read model, with its memory."""
        if "_foldings" not in self.__dict__:
            self._foldings = [model.begin() for model in self.models]
        return self._foldings


class _ByTheLibrary(Projection[_View]):
    """Hands each event to the view."""

    name = "view"

    def process_event(self, domain_event: Any, tracking: Tracking) -> None:
        """This will have one event written."""
        self.view.take(domain_event, tracking)


def timed(work: Callable[[], object]) -> float:
    """This will run something and return the seconds it took."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def library_speed(conninfo: str, models: Sequence[ReadModel], events: int) -> float:
    """This will return events/s of the library's ProjectionRunner. The tables stand in the role's own schema."""
    parts = conninfo_to_dict(conninfo)
    with psycopg.connect(conninfo, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(str(parts["user"]))))
        for model in models:
            connection.execute(model.definition.encode())
    _OurLog.conninfo, _View.models = conninfo, models
    env = {
        "PERSISTENCE_MODULE": "eventsourcing.postgres",
        "POSTGRES_DBNAME": str(parts["dbname"]),
        "POSTGRES_HOST": str(parts["host"]),
        "POSTGRES_PORT": "5432",
        "POSTGRES_USER": str(parts["user"]),
        "POSTGRES_PASSWORD": "none",
        "POSTGRES_SCHEMA": str(parts["user"]),
    }
    with ProjectionRunner(
        application_class=_OurLog, projection_class=_ByTheLibrary, view_class=_View, env=env
    ) as runner:
        seconds = timed(lambda: runner.wait(events, timeout=120))
        done = runner.view.max_tracking_id("log") or events
    return done / seconds


@dataclass(frozen=True, slots=True)
class Measured:
    """What something took. processor_s, peak_mb: of all our processes together, PostgreSQL apart."""

    wall_s: float
    processor_s: float
    peak_mb: float = 0.0

    def told(self, events: int) -> str:
        """This will say it for so many events."""
        processor = f"{self.processor_s / events * 1e6:.1f} us of our processor an event"
        memory = f", {self.peak_mb:,.0f} MB at most" if self.peak_mb else ""
        return f"{events / self.wall_s:>9,.0f} events/s ({self.wall_s:.1f} s, {processor}{memory})"


def measured(work: Callable[[Callable[[object], None]], object]) -> Measured:
    """This will run something that tells now and then that it is under way, so that its memory is looked at."""
    peak = [resident_mb()]
    before, began = processor_s(), time.perf_counter()
    work(lambda _progress: peak.append(resident_mb()))
    return Measured(time.perf_counter() - began, processor_s() - before, max(peak))


def processor_s() -> float:
    """This will return the processor time of this process and of its children that ended."""
    own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def resident_mb() -> float:
    """This will return the resident memory of this process and its children; what they share counts for each."""
    pages = sum(map(_resident_pages, [Path("/proc/self"), *_forked()]))
    return pages * resource.getpagesize() / 2**20


def _forked() -> list[Path]:
    """Found by the kernel's own list: to look at every process of the machine, time and again, is work that counts."""
    found = [Path("/proc", pid) for pid in Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()]
    return [entry for entry in found if _is_python(entry)]


def _is_python(entry: Path) -> bool:
    with suppress(OSError):
        return b"python" in (entry / "cmdline").read_bytes().partition(b"\0")[0]
    return False


def _resident_pages(entry: Path) -> int:
    with suppress(OSError):
        return int((entry / "statm").read_text().split()[1])
    return 0


def followed(conninfo: str, models: Sequence[ReadModel]) -> Measured:
    """This will measure our runner, from the start of the log to its end."""
    with EventLog(conninfo, KEYRING) as log, Runner(conninfo, models, log) as runner:
        return measured(lambda _told: runner.catch_up())


def rebuilt(conninfo: str, models: Sequence[ReadModel]) -> Measured:
    """This will measure a rebuild on all cores."""
    return measured(lambda told: rebuild_on_all_cores(Site(conninfo, KEYRING), models, watch=told))


def pure_sql_s(conninfo: str) -> float:
    """This will return the seconds of the same log folded by one statement alone, as fast as it can be in SQL."""
    with psycopg.connect(conninfo) as connection:
        return timed(lambda: connection.execute(PURE_SQL))


def main() -> None:
    """This will print both sides and their ratios, and how a rebuild grows with the log."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, nargs="+", default=[30_000, 100_000], help="Lengths of the log.")
    lengths = sorted(parser.parse_args().events)
    with running_server(uuid4().hex) as server:
        template = template_of(server)
        for label, models, target in (("timeline", (TIMELINE,), 50), ("all read models", READ_MODELS, 20)):
            with fresh_database(server, template) as name:
                conninfo = server.conninfo(APP, name)
                calibrated.fill(conninfo, LIBRARY_EVENTS)
                theirs = library_speed(conninfo, models, LIBRARY_EVENTS)
            with fresh_database(server, template) as name:
                conninfo = server.conninfo(APP, name)
                calibrated.fill(conninfo, lengths[0])
                ours = followed(conninfo, models)
            ratio = lengths[0] / ours.wall_s / theirs
            say(f"follow, {label}: {ours.told(lengths[0])}; library {theirs:,.0f}; {ratio:.1f}x (target {target}x)")
        for events in lengths:
            with fresh_database(server, template) as name:
                conninfo = server.conninfo(APP, name)
                calibrated.fill(conninfo, events)
                _growth(conninfo, events)


def _growth(conninfo: str, events: int) -> None:
    pure = pure_sql_s(conninfo)
    say(f"{events:,} events: pure SQL {events / pure:,.0f} events/s")
    one = rebuilt(conninfo, (TIMELINE,))
    say(f"  rebuild, timeline: {one.told(events)}; {pure / one.wall_s:.2f} of pure SQL (target 0.5)")
    every = rebuilt(conninfo, READ_MODELS)
    a_million = every.wall_s / events * 1_000_000
    say(f"  rebuild, all: {every.told(events)}; a million in {a_million:.0f} s (target 20 s, 1,024 MB)")


def say(line: str) -> None:
    """This will print at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
