"""The publisher: of all that run, one is active; it tells the log and the dead letters as they come.

It must not hold anything that a restart would lose: where it stands, the broker keeps.
"""

import logging
import time
from dataclasses import dataclass
from threading import Event
from typing import Any, LiteralString

import psycopg
from psycopg import Connection

from consumers.kafka.faults import Fenced, Infrastructure, Refused
from consumers.kafka.reach import Reach
from consumers.kafka.sending import Sending, TransactionalSender
from consumers.outbound import mirror
from consumers.outbound.faults import PublishingStopped
from consumers.outbound.posting import Posting
from consumers.outbound.recipients import LOOK_S, Recipients
from consumers.outbound.telling import PLACE, WITNESS, Source, Telling
from domain.storage import LogUnavailable

__all__ = ["GROUP", "Publishing", "Source", "publish", "sending", "take_place"]

LOGGER = logging.getLogger(__name__)

GROUP = "entente-outbox"
"""Keeps the positions on the broker, and names the transactions: a second publisher shuts out the first."""

LARGEST_MESSAGE = 2_000_000
"""Bytes; the largest dead letters have as many (consumers/contracts/topics.py)."""

LOCK = 0x7075626C6973
"""Advisory lock, "publis" in ASCII: its holder is the active one, and the server frees it when the connection ends."""

# Never waits: another process is active.
TAKE_LOCK: LiteralString = "SELECT pg_try_advisory_lock(%(lock)s)"

# Read models tell that they got further, which they do a few milliseconds after the log grew.
LISTEN: LiteralString = "LISTEN entente_read"

# A publisher that is frozen gives its place to one that stands by; the broker shuts it out when it wakes.
FALL_SILENT: LiteralString = "SELECT set_config('idle_session_timeout', %(silence)s, false)"

SILENCE_S = 120.0
"""Between two statements of a publisher that lives, even where the broker takes all the time that it is given."""

POLL_S = 1.0
"""How long what nobody announces may wait, and how often one who stands by looks for the lock."""

LONGEST_PAUSE_S = 30.0
"""Between two tries while the broker or the database is away."""

TALLY_S = 10.0
"""How often the log of the process tells how far it is, at most."""


def sending(group: str = GROUP) -> Sending:
    """This will say how the publisher of a group sends: that of the outbox, or in tests one of their own."""
    return Sending(name=group, group=group, message_bytes=LARGEST_MESSAGE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Publishing:
    """What a publisher works with. look_s: how often it looks for topics of further agencies, in seconds.

    silence_s: after how many seconds without a word to the database another one takes its place.
    """

    source: Source
    reach: Reach
    sending: Sending
    look_s: float = LOOK_S
    silence_s: float = SILENCE_S


def publish(conninfo: str, work: Publishing, stop: Event) -> None:
    """This will publish until `stop` is set, however long the broker or the database is away; order is kept.

    Raises PublishingStopped, Refused: an operator has to act.
    """
    pauses = _Pauses()
    while not stop.is_set():
        try:
            with psycopg.connect(conninfo, autocommit=True) as connection:
                connection.execute(FALL_SILENT, {"silence": f"{int(work.silence_s * 1_000)}ms"})
                _stand_by(connection, stop)
                _publish(connection, work, stop, pauses)
        except (Infrastructure, Fenced, psycopg.OperationalError, LogUnavailable) as fault:
            LOGGER.warning("not published; trying again", exc_info=fault)
            pauses.wait(stop)


def take_place(connection: Connection[Any]) -> bool:
    """This will make the connection that of the active publisher; False where another is."""
    return connection.execute(TAKE_LOCK, {"lock": LOCK}).fetchone() == (True,)


def _stand_by(connection: Connection[Any], stop: Event) -> None:
    while not stop.is_set() and not take_place(connection):
        stop.wait(POLL_S)


def _publish(connection: Connection[Any], work: Publishing, stop: Event, pauses: "_Pauses") -> None:
    if stop.is_set():
        return
    connection.execute(LISTEN)
    try:
        with TransactionalSender(work.reach, work.sending) as sender:
            turn = _Turn(connection, work, sender)
            mirror.unstop(connection)
            turn.go_on(stop, pauses)
    except (PublishingStopped, Refused) as fault:
        mirror.stop(connection, str(fault))
        raise


class _Turn:
    """As the active publisher, until something is wrong."""

    def __init__(self, connection: Connection[Any], work: Publishing, sender: TransactionalSender) -> None:
        self._connection = connection
        kept, inbox = sender.surely_kept(WITNESS), work.source.inbox
        self._telling = Telling(work.source, sender, connection, kept.get(PLACE))
        self._posting = None if inbox is None else Posting(inbox, sender, work.reach, kept)
        self._recipients = Recipients(work.reach, work.look_s)
        self._recipients.now(connection, self._telling.standing.position)

    def go_on(self, stop: Event, pauses: "_Pauses") -> None:
        """This will publish until told to stop."""
        tally = _Tally()
        while not stop.is_set():
            events = self._telling.advance(self._recipients)
            letters = self._posting.advance(self._connection) if self._posting else 0
            pauses.shorten()
            tally.add(events, letters, self._telling.standing.position)
            if not events and not letters:
                for _ in self._connection.notifies(timeout=POLL_S, stop_after=1):
                    pass


class _Pauses:
    """Between tries: each longer than the one before, until one has come to something."""

    def __init__(self) -> None:
        self._next_s = POLL_S

    def shorten(self) -> None:
        """This will begin anew with a short one."""
        self._next_s = POLL_S

    def wait(self, stop: Event) -> None:
        """This will wait for the next, or until told to stop."""
        stop.wait(self._next_s)
        self._next_s = min(2 * self._next_s, LONGEST_PAUSE_S)


class _Tally:
    """What was told since it was last said."""

    def __init__(self) -> None:
        self._since, self._events, self._letters = time.monotonic(), 0, 0

    def add(self, events: int, letters: int, position: int) -> None:
        """This will count, and say so from time to time."""
        self._events, self._letters = self._events + events, self._letters + letters
        elapsed = time.monotonic() - self._since
        if elapsed < TALLY_S or not (self._events or self._letters):
            return
        rate = round(self._events / elapsed, 1)
        told = {"position": position, "events": self._events, "letters": self._letters, "events_per_s": rate}
        LOGGER.info("published", extra=told)
        self._since, self._events, self._letters = time.monotonic(), 0, 0
