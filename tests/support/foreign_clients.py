"""Reads topics, and writes to them, as partners do, with clients that are not ours: librdkafka, aiokafka, and kcat.

It must not go through the client that publishes: what that one claims is held against these.
"""

import asyncio
import json
import shutil
import subprocess
import time
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from aiokafka import AIOKafkaConsumer
from confluent_kafka import OFFSET_BEGINNING, Consumer, KafkaError, TopicPartition

from tests.support.installing import Needed, provide

__all__ = ["CLIENTS", "Read", "Reader", "read_committed", "send_with_kcat"]

PATIENCE_S = 60.0
ISOLATION = "read_committed"
KCAT = Needed(
    programs=("kcat",),
    packages=("kcat",),
    whose="a test that reads what is published",
    remedy="Install kcat (Debian, Ubuntu: apt-get install kcat).",
)


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


Reader = Callable[[str, str], list[Read]]
"""Reads all that is committed in a topic, partition by partition: of bootstrap (host:port) and the topic."""


def read_committed(bootstrap: str, topic: str) -> list[Read]:
    """This will read with librdkafka, as confluent-kafka brings it."""
    settings = {
        "bootstrap.servers": bootstrap,
        "group.id": f"reader-{uuid4().hex}",
        "isolation.level": ISOLATION,
        "enable.partition.eof": True,
        "enable.auto.commit": False,
    }
    consumer = Consumer(settings)
    try:
        partitions = consumer.list_topics(topic, timeout=PATIENCE_S).topics[topic].partitions
        consumer.assign([TopicPartition(topic, each, OFFSET_BEGINNING) for each in partitions])
        return _in_order(_until_end(consumer, len(partitions)))
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
                headers = dict(message.headers() or ())
                yield Read(message.partition(), message.offset(), message.key(), message.value(), headers)


def _with_aiokafka(bootstrap: str, topic: str) -> list[Read]:
    async def read() -> list[Read]:
        async with asyncio.timeout(PATIENCE_S):
            return _in_order([each async for each in _until_stable(bootstrap, topic)])

    return asyncio.run(read())


async def _until_stable(bootstrap: str, topic: str) -> AsyncIterator[Read]:
    """To the ends that there are when it begins; without a group, every partition is its own."""
    settings = {"bootstrap_servers": bootstrap, "isolation_level": ISOLATION, "auto_offset_reset": "earliest"}
    async with AIOKafkaConsumer(topic, **settings) as consumer:
        ends = await consumer.end_offsets(consumer.assignment())
        while [place for place in ends if await consumer.position(place) < ends[place]]:
            for messages in (await consumer.getmany(timeout_ms=500)).values():
                for each in messages:
                    yield Read(each.partition, each.offset, each.key, each.value, dict(each.headers))


def send_with_kcat(bootstrap: str, topic: str, message: Read) -> None:
    """This will send a message, also one whose headers other clients would refuse. The names are latin-1 for bytes."""
    provide(KCAT)
    named = [f"{name}=".encode("latin-1") + value for name, value in message.headers.items()]
    headers = [word for each in named for word in (b"-H", each)]
    where = [b"-b", bootstrap.encode(), b"-t", topic.encode(), b"-k", message.key or b""]
    command = [b"kcat", b"-P", b"-X", b"partitioner=murmur2_random", *where, *headers]
    subprocess.run(command, input=message.value, check=True, timeout=PATIENCE_S, capture_output=True)


def _with_kcat(bootstrap: str, topic: str) -> list[Read]:
    """Raises Fault where kcat is missing and cannot be installed."""
    provide(KCAT)
    where = ("-b", bootstrap, "-t", topic, "-o", "beginning")
    command = [shutil.which("kcat") or "kcat", "-C", "-q", "-e", "-J", *where, "-X", f"isolation.level={ISOLATION}"]
    ended = subprocess.run(command, capture_output=True, text=True, check=True, timeout=PATIENCE_S)
    return _in_order(map(_told_by_kcat, ended.stdout.splitlines()))


def _told_by_kcat(line: str) -> Read:
    """Names and values of headers stand in one list, in turn."""
    told = json.loads(line)
    names, values = told["headers"][::2], told["headers"][1::2]
    headers = {name: value.encode() for name, value in zip(names, values, strict=True)}
    return Read(told["partition"], told["offset"], _bytes(told["key"]), _bytes(told["payload"]), headers)


def _bytes(text: str | None) -> bytes | None:
    return None if text is None else text.encode()


def _in_order(read: Iterable[Read]) -> list[Read]:
    return sorted(read, key=lambda each: (each.partition, each.offset))


CLIENTS: Mapping[str, Reader] = {"librdkafka": read_committed, "aiokafka": _with_aiokafka, "kcat": _with_kcat}
