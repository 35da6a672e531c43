"""The publisher: of all that run, one is active for an audience; it tells the log and the dead letters as they come.

It must not hold anything that a restart would lose: where it stands, the broker keeps.
"""

import logging
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from threading import Event
from typing import Any, LiteralString

import psycopg
from psycopg import Connection

from consumers.kafka.faults import Distrusted, Fenced, Infrastructure, Refused
from consumers.kafka.positions import Kept, kept_positions
from consumers.kafka.reach import Reach
from consumers.kafka.sending import Sending, TransactionalSender
from consumers.measuring import PublishMeasures
from consumers.outbound.audience import Audience
from consumers.outbound.faults import PublishingStopped
from consumers.outbound.mirror import Mirror
from consumers.outbound.posting import Posting
from consumers.outbound.recipients import LOOK_S, Agencies, Ourselves, Recipients
from consumers.outbound.standing import BEGINNING, Standing, settled
from consumers.outbound.telling import PLACE, WITNESS, Source, Telling
from domain.storage import LogUnavailable

__all__ = ["GROUP", "Publishing", "Source", "positions", "publish", "sending", "take_place"]

LOGGER = logging.getLogger(__name__)

GROUP = "entente-outbox"
"""With the audience behind it, keeps the positions on the broker, and names the transactions: a second publisher shuts
out the first. Alone it is the group of when one publisher told everybody at once."""

LARGEST_MESSAGE = 2_000_000
"""Bytes; the largest dead letters have as many (consumers/contracts/topics.py)."""

# Its holder is the active one, until the connection ends. Never waits: another process is active.
TAKE_LOCK: LiteralString = "SELECT pg_try_advisory_lock(hashtextextended('entente.publish.' || %(audience)s, 0))"

# A publisher that is frozen gives its place to one that stands by; the broker shuts it out when it wakes. Who may
# be told is asked by statements that seem dear to the server, and are not: it need not compile them.
SESSION: LiteralString = """
SELECT set_config('idle_session_timeout', %(silence)s, false), set_config('jit', 'off', false)
"""

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

    silence_s: after how many seconds without a word to the database another one takes its place; measures: what it
    counts.
    """

    source: Source
    reach: Reach
    sending: Sending
    look_s: float = LOOK_S
    silence_s: float = SILENCE_S
    measures: PublishMeasures = field(default_factory=PublishMeasures)

    def sending_to(self, audience: Audience) -> Sending:
        """This will say how is sent to an audience."""
        name = f"{self.sending.name}-{audience.lower()}"
        return replace(self.sending, name=name, group=f"{self.sending.group}-{audience.lower()}")

    def recipients(self, audience: Audience) -> Recipients:
        """This will make an audience's, of whom nothing is known yet."""
        if audience is Audience.OURSELVES:
            return Ourselves(self.reach, self.source.log)
        return Agencies(self.reach, self.look_s)


def publish(conninfo: str, work: Publishing, stop: Event) -> None:
    """This will publish until `stop` is set, however long the broker or the database is away; order is kept.

    Where an operator has to act for one audience, the other is told on; a broker that does not trust us ends both.
    Raises PublishingStopped, Refused: of the first of them, once none is told any more.
    """
    with ThreadPoolExecutor(len(Audience), "publishing") as threads:
        told = [threads.submit(_Publisher(each, work, stop).run, conninfo) for each in Audience]
    for each in told:
        each.result()


def take_place(connection: Connection[Any], audience: Audience) -> bool:
    """This will make the connection that of the active publisher to an audience; False where another is."""
    return connection.execute(TAKE_LOCK, {"audience": audience}).fetchone() == (True,)


def positions(work: Publishing, sender: TransactionalSender) -> dict[tuple[str, int], Kept]:
    """This will read where the audience of a sender stands, surely the newest. Raises KafkaFault.

    Each begins where the one publisher stood that told everybody at once; what that kept is its own from then on.
    """
    kept = sender.surely_kept(WITNESS)
    if PLACE not in kept:
        kept = {PLACE: BEGINNING.kept, **kept_positions(work.reach, work.sending.group), **kept}
        sender.send((), kept)
    return kept


class _Publisher:
    """Tells one audience, in a thread of its own."""

    def __init__(self, audience: Audience, work: Publishing, stop: Event) -> None:
        self._audience, self._work, self._stop = audience, work, stop
        self._pauses = _Pauses()

    def run(self, conninfo: str) -> None:
        """This will go on until told to stop. A mistake of ours ends the other's, too: who watches sees it then."""
        try:
            while not self._stop.is_set():
                self._try(conninfo)
        except (PublishingStopped, Refused):
            raise
        except BaseException:
            self._stop.set()
            raise

    def _try(self, conninfo: str) -> None:
        try:
            with psycopg.connect(conninfo, autocommit=True) as connection:
                connection.execute(SESSION, {"silence": f"{int(self._work.silence_s * 1_000)}ms"})
                while not self._stop.is_set() and not take_place(connection, self._audience):
                    self._stop.wait(POLL_S)
                self._publish(connection)
        except (Infrastructure, Fenced, psycopg.OperationalError, LogUnavailable) as fault:
            self._work.measures.failed(self._audience.lower())
            LOGGER.warning("not published; trying again", extra={"audience": self._audience}, exc_info=fault)
            self._pauses.wait(self._stop)

    def _publish(self, connection: Connection[Any]) -> None:
        if self._stop.is_set():
            return
        mirror = Mirror(connection, self._audience)
        try:
            with TransactionalSender(self._work.reach, self._work.sending_to(self._audience)) as sender:
                turn = _Turn(connection, self._work, self._audience, sender)
                mirror.unstop()
                turn.go_on(self._stop, self._pauses)
        except (PublishingStopped, Refused) as fault:
            mirror.stop(str(fault))
            if isinstance(fault, Distrusted):
                self._stop.set()  # nobody is told of anything, whoever it is for
            else:
                told = {"audience": self._audience, "fault": str(fault)}
                LOGGER.error("not published until an operator acts", extra=told)  # noqa: TRY400  # no mistake of ours
            raise


class _Turn:
    """As the active publisher, until something is wrong."""

    def __init__(
        self, connection: Connection[Any], work: Publishing, audience: Audience, sender: TransactionalSender
    ) -> None:
        source, recipients, mirror = work.source, work.recipients(audience), Mirror(connection, audience)
        connection.execute(recipients.listen)
        kept = positions(work, sender)
        standing = settled(Standing.of(kept[PLACE]), mirror.standing(), source.log)
        mirror.note(standing)
        recipients.look(connection, standing.position)
        self._connection, self._tally = connection, _Tally(audience, work.measures)
        self._telling = Telling(source, sender, recipients, standing)
        self._posting: Posting | None = None
        if audience is Audience.AGENCIES and source.inbox is not None:
            self._posting = Posting(source.inbox, sender, work.reach, kept)

    def go_on(self, stop: Event, pauses: "_Pauses") -> None:
        """This will publish until told to stop."""
        while not stop.is_set():
            begun = time.monotonic()
            events = self._telling.advance(self._connection)
            self._tally.told(events, time.monotonic() - begun)
            letters = self._posting.advance(self._connection) if self._posting else 0
            pauses.shorten()
            self._tally.add(events, letters, self._telling.standing.position)
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

    def __init__(self, audience: Audience, measures: PublishMeasures) -> None:
        self._audience, self._measures = audience, measures
        self._since, self._events, self._letters = time.monotonic(), 0, 0

    def told(self, events: int, seconds: float) -> None:
        """This will count a portion for Prometheus."""
        if events:
            self._measures.told(self._audience.lower(), events, seconds)

    def add(self, events: int, letters: int, position: int) -> None:
        """This will count, and say so from time to time."""
        self._measures.posted(letters)
        self._events, self._letters = self._events + events, self._letters + letters
        elapsed = time.monotonic() - self._since
        if elapsed < TALLY_S or not (self._events or self._letters):
            return
        rate = round(self._events / elapsed, 1)
        told = {"position": position, "events": self._events, "letters": self._letters, "events_per_s": rate}
        LOGGER.info("published", extra={"audience": self._audience, **told})
        self._since, self._events, self._letters = time.monotonic(), 0, 0
