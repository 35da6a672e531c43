"""Reads the topics of gateways until it is told to stop: a group of such processes shares their partitions.

It must not lose a place: positions stand in the database alone, and whatever is out of order begins anew from them.
"""

import logging
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from threading import Event
from time import monotonic

import psycopg

from consumers.collecting import seldom_collected
from consumers.inbound import register
from consumers.inbound.faults import Fenced, TopicMadeAnew
from consumers.inbound.incoming import Came
from consumers.inbound.interpreting import Interpreter
from consumers.inbound.metering import Meter
from consumers.inbound.receiving import Intake, Settled, Stretch
from consumers.inbound.register import Place
from consumers.inbound.vocabulary import State
from consumers.kafka import faults
from consumers.kafka.reach import Reach
from consumers.kafka.reading import Batch, Partition, PartitionReader, Reading
from consumers.kafka.topics import first_offsets
from consumers.measuring import IntakeMeasures
from consumers.tracing import NoTracing, Span, Tracing
from domain.application import Application
from domain.storage import Keyring, LogUnavailable

__all__ = ["Consuming", "consume"]

LOGGER = logging.getLogger(__name__)

LOOK_S = 1.0
TOPICS_S = 60.0
"""How often it is asked whether there are other topics."""

FIRST_PAUSE_S, LONGEST_PAUSE_S = 0.5, 30.0

ALLOCATIONS_BETWEEN_COLLECTIONS = 20_000
"""Of objects, some twenty of which a message is on its way: with fewer the garbage collector walks two portions and the
states that are kept again and again, which took a quarter of the time. Reading and taking in make no cycles."""

OUT_OF_ORDER = (faults.Infrastructure, faults.Fenced, Fenced, LogUnavailable, psycopg.OperationalError)
"""What passes by itself, or by beginning anew; never the fault of a message."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Consuming:
    """What is consumed, and into what.

    reading: as which group, in what portions; topics: names those that there are now, asked again every so often;
    conninfo: of a role that writes the inbox.
    """

    reach: Reach
    reading: Reading
    topics: Callable[[], Sequence[str]]
    conninfo: str
    application: Application
    keyring: Keyring
    measures: IntakeMeasures = field(default_factory=IntakeMeasures)
    tracing: Tracing = field(default_factory=NoTracing)


def consume(consuming: Consuming, stop: Event) -> None:
    """This will consume until `stop` is set.

    Raises Refused where the broker will go on saying no, PositionOutOfRange where messages were deleted unread,
    TopicMadeAnew; an operator has to act on all of these.
    """
    with seldom_collected(ALLOCATIONS_BETWEEN_COLLECTIONS):
        pause_s = FIRST_PAUSE_S
        while not stop.is_set():
            try:
                for _ in _portions(consuming, stop):
                    pause_s = FIRST_PAUSE_S
            except OUT_OF_ORDER as fault:
                LOGGER.warning("nothing can be taken in; trying again", extra={"pause_s": pause_s}, exc_info=fault)
                stop.wait(pause_s)
                pause_s = min(pause_s * 2, LONGEST_PAUSE_S)


def _portions(consuming: Consuming, stop: Event) -> Iterator[None]:
    """Take in portion by portion, until there are other topics."""
    topics = consuming.topics()
    if not topics:
        LOGGER.warning("there is no topic of a gateway yet; `entente topics apply` makes them")
        stop.wait(TOPICS_S)
        return
    reading, hand = replace(consuming.reading, topics=tuple(topics)), _Hand(consuming)
    with PartitionReader(consuming.reach, reading, _Positions(consuming, hand)) as reader:
        asked_at = monotonic()
        while not stop.is_set():
            hand.take(reader.poll(0.0 if hand.is_busy else LOOK_S))
            if hand.meter.is_due:
                hand.finish()
                _tell(consuming, hand.meter, reader)
            yield
            if monotonic() - asked_at > TOPICS_S:
                asked_at = monotonic()
                if set(consuming.topics()) != set(topics):
                    break
        hand.finish()


class _Hand:
    """Holds one portion that is being carried out, while the next one is read and interpreted."""

    def __init__(self, consuming: Consuming) -> None:
        self.meter = Meter()
        self._consuming = consuming
        self._at_work: tuple[Intake, Span] | None = None
        self._interpreter = Interpreter(consuming.keyring.digest)

    @property
    def is_busy(self) -> bool:
        """True while something is being carried out."""
        return self._at_work is not None

    def take(self, batches: Sequence[Batch]) -> None:
        """This will begin to carry out what one look brought, once what came before it is done."""
        stretches = [_stretch(self._interpreter, each) for each in batches]
        self.finish()
        if stretches:
            span = self._consuming.tracing.begin("take in", _traces(stretches))
            with span.here():
                self._at_work = Intake(self._consuming.application, self._consuming.keyring, stretches), span

    def finish(self) -> None:
        """This will wait for what is being carried out. Raises Fenced, LogUnavailable."""
        at_work, self._at_work = self._at_work, None
        if at_work is None:
            return
        intake, span = at_work
        try:
            taken = intake.finish()
        except Exception as fault:
            span.end({}, type(fault).__name__)
            raise
        _begin_traces(span, intake.settled)
        span.end(taken.counts())
        self.meter.count(taken)
        self._consuming.measures.count(taken.counts())
        self._consuming.measures.refused(each.refusal.reason for each in intake.settled if each.refusal)


def _traces(stretches: Sequence[Stretch]) -> Iterator[str]:
    return (each.trace for stretch in stretches for each in stretch.messages if each.trace is not None)


def _begin_traces(span: Span, settled: Sequence[Settled]) -> None:
    """What came without a trace and was recorded has one from now on, as a command of a person has."""
    for each in settled:
        submission = each.message.submission
        if each.state is State.APPLIED and each.message.trace is None and submission is not None:
            span.recorded(type(submission.command).__name__, submission.command_id)


def _tell(consuming: Consuming, meter: Meter, reader: PartitionReader) -> None:
    """Where partitions end, and how far they were taken in; the broker's own tools hear of it too."""
    ends = reader.ends()
    with psycopg.connect(consuming.conninfo, autocommit=True) as connection:
        standing = _standing(connection, list(ends))
        for at, end in ends.items():
            register.note_end(connection, Place(at.topic, at.topic_id, at.number, end))
    reader.show(standing)
    lags = Counter[int]()
    for at, reached in standing.items():
        lags[at.number] += max(ends[at] - reached, 0)
    consuming.measures.stands(lags)
    meter.tell(lags.total())


def _stretch(interpreter: Interpreter, batch: Batch) -> Stretch:
    at = batch.partition
    messages = [
        interpreter.first_time(
            Place(at.topic, at.topic_id, at.number, each.offset),
            Came(each.key, each.value, each.headers),
        )
        for each in batch.messages
    ]
    return Stretch(messages, batch.start)


@dataclass(frozen=True, slots=True)
class _Positions:
    """Where partitions stand; one that was never read begins at its first message."""

    consuming: Consuming
    hand: _Hand

    def __call__(self, partitions: Sequence[Partition]) -> Mapping[Partition, int]:
        self.hand.finish()
        with psycopg.connect(self.consuming.conninfo, autocommit=True) as connection:
            found = _standing(connection, partitions)
            unread = [each for each in partitions if each not in found]
            first = first_offsets(self.consuming.reach, [(each.topic, each.number) for each in unread])
            for each in unread:
                offset = first[each.topic, each.number]
                register.begin(connection, Place(each.topic, each.topic_id, each.number, offset))
            return _standing(connection, partitions)


def _standing(connection: psycopg.Connection, partitions: Sequence[Partition]) -> dict[Partition, int]:
    kept = {topic: register.positions(connection, topic) for topic in {each.topic for each in partitions}}
    for each in partitions:
        if any(topic_id != each.topic_id for topic_id, _ in kept[each.topic].values()):
            raise TopicMadeAnew(topic=each.topic)
    return {each: kept[each.topic][each.number][1] for each in partitions if each.number in kept[each.topic]}
