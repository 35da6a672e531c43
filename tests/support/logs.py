"""What several tests of the log and the application ask of them.

It must not hold expectations: these stand in the tests.
"""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from signal import SIGCONT, SIGSTOP
from time import monotonic, sleep
from uuid import UUID, uuid4

import psycopg

from domain.application import Accepted, Application, Outcome
from domain.event import Recorded
from domain.storage import EventLog
from tests.support.counter_room import BeginCounter, asked

WAIT_S = 60.0
"""Longer than a loaded machine takes for anything; a test that waits so long has failed."""

HOLDERS = """
SELECT count(*) FROM pg_locks JOIN pg_stat_activity USING (pid)
WHERE locktype = 'advisory' AND granted AND datname = current_database() AND state = 'idle in transaction'
"""
"""Those who hold the append lock and are waited for by the server."""


def begun(application: Application, case_id: UUID | None = None, limit: int = 1_000_000) -> UUID:
    """This will begin a counter, in a case of its own where none is given, and return its id."""
    counter_id = uuid4()
    command = BeginCounter(counter_id=counter_id, case_id=case_id or uuid4(), limit=limit)
    application.submit(asked(command)).result(WAIT_S)
    return counter_id


def accepted(outcome: Outcome) -> Accepted:
    """This will insist that an outcome is an acceptance."""
    assert isinstance(outcome, Accepted), outcome
    return outcome


def everything(log: EventLog, page: int = 1_000) -> list[Recorded]:
    """This will read the whole log page by page, as a reader does that follows it."""
    events: list[Recorded] = []
    while found := log.read(events[-1].position if events else 0, page):
        events.extend(found)
    return events


def tail(log: EventLog, until: int) -> list[int]:
    """This will follow the log closely until it saw `until` events, and return their positions in that order."""
    seen: list[int] = []
    give_up_at = monotonic() + WAIT_S
    while len(seen) < until and monotonic() < give_up_at:
        seen.extend(event.position for event in log.read(seen[-1] if seen else 0, 50))
    return seen


@contextmanager
def counting(conninfo: str, counter_id: UUID, *how_many: int) -> Iterator[subprocess.Popen[str]]:
    """This will run `counting_process` beside the test; it is dead when the block ends."""
    words = [sys.executable, "-m", "tests.support.counting_process", conninfo, str(counter_id), *map(str, how_many)]
    process = subprocess.Popen(words, stdout=subprocess.PIPE, text=True)
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        process.stdout.close()  # type: ignore[union-attr]  # it is a pipe


def command_ids(events: Sequence[Recorded]) -> list[UUID]:
    """This will list the commands that the events came from, one entry per event."""
    return [event.envelope.command_id for event in events]


def holding_the_lock(conninfo: str, process: subprocess.Popen[str]) -> bool:
    """This will stop a process at a moment at which it holds the append lock; False where none was found in time.

    conninfo: of its database, as a superuser, who sees the states of other sessions.
    """
    give_up_at = monotonic() + WAIT_S
    with psycopg.connect(conninfo, autocommit=True) as connection:
        while monotonic() < give_up_at:
            process.send_signal(SIGSTOP)
            sleep(0.05)  # what it had sent is done by then
            if connection.execute(HOLDERS).fetchone() == (1,):
                return True
            process.send_signal(SIGCONT)
            sleep(0.003)
    return False
