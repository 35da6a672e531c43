"""Messages a second taken in, against a bare poll loop over the same topic by the same client on the same broker.

Run as `python -m tests.benchmarks.consuming [--messages N]`; it starts a broker and a database of its own.
"""

import argparse
import sys
from collections.abc import Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from threading import Event, Thread
from time import perf_counter, process_time, sleep
from typing import Any
from uuid import uuid4

import psycopg
from kafka import KafkaConsumer, KafkaProducer, TopicPartition

from consumers.inbound.consuming import Consuming, consume
from consumers.kafka.reach import Reach
from consumers.kafka.reading import Reading
from consumers.kafka.topics import WantedTopic, create
from domain.application import Application
from domain.storage import EventLog
from tests.support.durable_server import durable_database
from tests.support.gateways import TOPIC, reminder, set_up
from tests.support.kafka_broker import own_broker
from tests.support.keys import KEYRING

CASES = 100
BATCHES = {500: 1, 10: 5}
"""Messages in one transaction, and by how much fewer are sent for it."""

TARGETS = {500: 10, 10: 25}
ROUNDS = 3

REACHED = "SELECT FROM inbox.partitions WHERE next_offset >= %s"
TOOK = "SELECT extract(epoch FROM max(received_at) - min(received_at)) FROM inbox.messages WHERE place >= %s"


@dataclass(frozen=True, slots=True)
class Measured:
    """per_s: messages a second; cpu_us: processor time of this process for one."""

    per_s: float
    cpu_us: float

    @classmethod
    def of(cls, messages: int, took_s: float, spent_s: float) -> "Measured":
        """This will reckon it."""
        return cls(messages / took_s, spent_s / messages * 1e6)


def main(arguments: Sequence[str]) -> None:
    """This will print both rates and their ratio, for each size of batch; the best of some rounds each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=20_000)
    messages: int = parser.parse_args(arguments).messages
    with ExitStack() as stack:
        broker = stack.enter_context(own_broker())
        conninfo = stack.enter_context(durable_database())
        log = stack.enter_context(EventLog(conninfo, KEYRING))
        application = stack.enter_context(Application(log))
        set_up(application, CASES)
        create(Reach(bootstrap=(broker.bootstrap,)), [WantedTopic(name=TOPIC, partitions=1)])
        site = Site(broker.bootstrap, conninfo, application)
        for batch, share in BATCHES.items():
            rounds = [site.round(batch, messages // share) for _ in range(ROUNDS)]
            _print(batch, max(bare.per_s for bare, _ in rounds), max(ours.per_s for _, ours in rounds),
                   min(ours.cpu_us for _, ours in rounds))  # fmt: skip


def _print(batch: int, bare_per_s: float, ours_per_s: float, cpu_us: float) -> None:
    told = f"1/{bare_per_s / ours_per_s:.1f} of a bare poll at {bare_per_s:,.0f}/s, target 1/{TARGETS[batch]}"
    print(f"batch {batch:3}: {ours_per_s:6,.0f} messages/s, {cpu_us:.0f} us of our processor each: {told}")  # noqa: T201


@dataclass(frozen=True, slots=True)
class Site:
    """Where it is measured."""

    bootstrap: str
    conninfo: str
    application: Application

    def round(self, batch: int, messages: int) -> tuple[Measured, Measured]:
        """This will send so many, read them barely, and take them in."""
        start = self._fill(messages)
        return self._bare(batch, start, messages), self._taken_in(batch, start, messages)

    def _fill(self, messages: int) -> int:
        mark = uuid4().hex
        with closing(KafkaProducer(bootstrap_servers=self.bootstrap, linger_ms=20, batch_size=262_144)) as producer:
            sent = [self._send(producer, mark, number) for number in range(messages)]
            offsets: list[int] = [each.get(60).offset for each in sent]
        return offsets[0]

    def _send(self, producer: Any, mark: str, number: int) -> Any:
        note = f"a reminder of usual length, as people write it, number {number}"
        key, value, headers = reminder(number % CASES, note, id=f"{mark}-{number}")
        return producer.send(TOPIC, value=value, key=key, headers=headers)

    def _bare(self, batch: int, start: int, messages: int) -> Measured:
        partition = TopicPartition(TOPIC, 0)
        options = {"max_poll_records": batch, "isolation_level": "read_committed", "enable_auto_commit": False}
        with closing(KafkaConsumer(bootstrap_servers=self.bootstrap, **options)) as consumer:
            consumer.assign([partition])
            consumer.seek(partition, start)
            first = seen = len(consumer.poll(10_000)[partition])
            began, spent = perf_counter(), process_time()
            while seen < messages:
                seen += sum(len(each) for each in consumer.poll(1_000).values())
            return Measured.of(messages - first, perf_counter() - began, process_time() - spent)

    def _taken_in(self, batch: int, start: int, messages: int) -> Measured:
        """By the times of its first and its last transaction; joining the group is not measured."""
        stop = Event()
        consuming = Consuming(
            reach=Reach(bootstrap=(self.bootstrap,)),
            reading=Reading(topics=(), group=f"bench-{start}-{batch}", batch=batch),
            topics=lambda: [TOPIC], conninfo=self.conninfo, application=self.application, keyring=KEYRING,
        )  # fmt: skip
        thread = Thread(target=consume, args=(consuming, stop))
        spent = process_time()
        thread.start()
        with psycopg.connect(self.conninfo, autocommit=True) as connection:
            while connection.execute(REACHED, (start + messages,)).fetchone() is None:
                sleep(0.05)
            spent = process_time() - spent
            took = connection.execute(TOOK, (start,)).fetchone()
        stop.set()
        thread.join()
        return Measured.of(messages - batch, float(took[0]) if took else 0.0, spent)


if __name__ == "__main__":
    main(sys.argv[1:])
