"""What tests do with the outbox: topics that are there, a publisher that runs until all is out, a foreign reader.

It must not read with the client that publishes: what partners use is another one.
"""

import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import psycopg
from confluent_kafka import OFFSET_BEGINNING, Consumer, KafkaError, TopicPartition

from consumers.contracts.topics import every_topic
from consumers.kafka.reach import Reach
from consumers.kafka.topics import WantedTopic, create
from consumers.outbound import Published, published
from consumers.outbound.publishing import Publishing, publish, sending
from consumers.outbound.telling import Source
from domain.storage import EventLog
from tests.support.keys import KEYRING

__all__ = ["Outbox", "Read", "make_topics", "outbox", "read_committed"]

PATIENCE_S = 60.0


@dataclass(frozen=True, slots=True)
class Read:
    """A message as a partner reads it. headers: the last of a name counts."""

    partition: int
    offset: int
    key: bytes | None
    value: bytes | None
    headers: Mapping[str, bytes]

    @property
    def position(self) -> int:
        """In the log."""
        return int(self.headers["ce_sequence"])

    @property
    def type(self) -> str:
        """What kind of message it is."""
        return self.headers["ce_type"].decode()


@dataclass(frozen=True, slots=True)
class Outbox:
    """An outbox of a test's own on a shared broker: its log has a name, and its publisher a group, of its own."""

    conninfo: str
    work: Publishing

    @contextmanager
    def publishing(self) -> Iterator[threading.Thread]:
        """This will publish in a thread."""
        stop = threading.Event()
        thread = threading.Thread(target=publish, args=(self.conninfo, self.work, stop))
        thread.start()
        try:
            yield thread
        finally:
            stop.set()
            thread.join()

    def publish_all(self) -> None:
        """This will publish until all that the log holds is out."""
        with self.publishing():
            self.wait_until_out()

    def publish_until_stopped(self) -> None:
        """This will publish until something stops it, which is raised."""
        stop = threading.Event()
        patience = threading.Timer(PATIENCE_S, stop.set)
        patience.start()
        try:
            publish(self.conninfo, self.work, stop)
        finally:
            patience.cancel()

    def told(self) -> Published | None:
        """This will tell what whoever watches sees."""
        with psycopg.connect(self.conninfo) as connection:
            return published(connection)

    def wait_until_out(self) -> None:
        """This will wait until somebody has published all that the log holds."""
        deadline = time.monotonic() + PATIENCE_S
        while not self.is_out():
            assert time.monotonic() < deadline, "not published in time"
            time.sleep(0.02)

    def is_out(self) -> bool:
        """This will tell whether all that the log holds is published."""
        told = self.told()
        return told is not None and told.lag_events == 0

    def read(self, topic: str) -> list[Read]:
        """This will read what this outbox published to a topic."""
        found = read_committed(self.work.reach.bootstrap[0], topic)
        return [each for each in found if each.headers["ce_source"].startswith(self.source)]

    @property
    def source(self) -> bytes:
        """How ce_source begins, whatever the epoch."""
        return f"urn:entente:log:{self.work.source.origin}:".encode()


@contextmanager
def outbox(conninfo: str, bootstrap: str, origin: str | None = None, **of_source: Any) -> Iterator[Outbox]:
    """This will open an outbox. origin: that of another one, to share its log and group."""
    name = origin or f"test-{uuid4().hex[:12]}"
    with EventLog(conninfo, KEYRING) as log:
        source = Source(log=log, origin=name, **of_source)
        reach = Reach(bootstrap=(bootstrap,), patience_s=10)
        yield Outbox(conninfo, Publishing(source=source, reach=reach, sending=sending(name), look_s=1.0))


def make_topics(bootstrap: str, agencies: Sequence[str]) -> None:
    """This will make the topics of some agencies, as they have to be, where they are not there."""
    wanted = [WantedTopic(name=each.name, partitions=3, settings=each.settings) for each in every_topic(agencies)]
    create(Reach(bootstrap=(bootstrap,)), wanted)


def read_committed(bootstrap: str, topic: str) -> list[Read]:
    """This will read all that is committed in a topic, partition by partition, with librdkafka."""
    settings = {
        "bootstrap.servers": bootstrap,
        "group.id": f"reader-{uuid4().hex}",
        "isolation.level": "read_committed",
        "enable.partition.eof": True,
        "enable.auto.commit": False,
    }
    consumer = Consumer(settings)
    try:
        partitions = consumer.list_topics(topic, timeout=PATIENCE_S).topics[topic].partitions
        consumer.assign([TopicPartition(topic, each, OFFSET_BEGINNING) for each in partitions])
        return sorted(_until_end(consumer, len(partitions)), key=lambda each: (each.partition, each.offset))
    finally:
        consumer.close()


def _until_end(consumer: Any, partitions: int) -> Iterator[Read]:
    deadline = time.monotonic() + PATIENCE_S
    ended = 0
    while ended < partitions:
        assert time.monotonic() < deadline, "not read in time"
        for message in consumer.consume(500, timeout=1.0):
            error = message.error()
            if error is not None:
                assert error.code() == KafkaError._PARTITION_EOF, error
                ended += 1
            else:
                yield Read(
                    message.partition(),
                    message.offset(),
                    message.key(),
                    message.value(),
                    dict(message.headers() or ()),
                )
