"""Measures how fast read models follow and are rebuilt, beside the library's ProjectionRunner doing the same rows.

Run it with `python -m tests.benchmarks.projections [--events N]`; both sides in one run, so that the ratio counts.
"""

import argparse
import sys
import time
from collections.abc import Callable, Sequence
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
from projections.engine import ReadModel, Runner, Tables, rebuild
from projections.timeline.model import TIMELINE
from tests.support.histories import append_history, history
from tests.support.keys import KEYRING
from tests.support.postgres import fresh_database, running_server, template_of

EVENTS_PER_CASE = 86.0
"""What `history(cases, requests=5)` tells per case, about."""

LIBRARY_EVENTS = 3_000
"""The library needs two seconds for them; its speed does not depend on their number."""


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
                folding.fold([recorded], tables)
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


def follow_speed(conninfo: str, models: Sequence[ReadModel], events: int) -> float:
    """This will return events/s of our runner, from the start of the log to its end."""
    with EventLog(conninfo, KEYRING) as log, Runner(conninfo, models, log) as runner:
        return events / timed(runner.catch_up)


def rebuild_speed(conninfo: str, models: Sequence[ReadModel], events: int) -> float:
    """This will return events/s of a rebuild."""
    with EventLog(conninfo, KEYRING) as log:
        return events / timed(lambda: rebuild(conninfo, models, log))


def main() -> None:
    """This will print both sides and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=50_000)
    wanted = parser.parse_args().events
    told = history(seed=1, cases=max(1, round(wanted / EVENTS_PER_CASE)), requests=5)[:wanted]
    with running_server(uuid4().hex) as server:
        template = template_of(server)

        def fresh(measure: Callable[..., float], models: Sequence[ReadModel], recorded: Sequence[Recorded]) -> float:
            with fresh_database(server, template) as name:
                conninfo = server.conninfo(APP, name)
                append_history(conninfo, recorded)
                return measure(conninfo, models, len(recorded))

        for label, models, target in (
            ("one read model (timeline)", (TIMELINE,), 50),
            ("all read models", READ_MODELS, 20),
        ):
            theirs = fresh(library_speed, models, told[:LIBRARY_EVENTS])
            ours, anew = fresh(follow_speed, models, told), fresh(rebuild_speed, models, told)
            sys.stdout.write(
                f"{label}: library {theirs:,.0f} events/s; follow {ours:,.0f} ({ours / theirs:.1f}x, "
                f"target {target}x); rebuild {anew:,.0f} ({anew / theirs:.1f}x)\n"
            )


if __name__ == "__main__":
    main()
