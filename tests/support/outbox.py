"""What tests do with the outbox: topics that are there, a publisher that runs until all is out, a foreign reader.

It must not read with the client that publishes: what partners use is another one.
"""

import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import psycopg

from consumers.contracts.topics import every_topic
from consumers.kafka.reach import Reach
from consumers.kafka.topics import WantedTopic, create
from consumers.outbound import Audience, Published, published
from consumers.outbound.publishing import Publishing, publish, sending
from consumers.outbound.telling import Source
from domain.storage import EventLog
from tests.support.foreign_clients import Read, Reader, read_committed
from tests.support.keys import KEYRING
from tests.support.processes import eventually

__all__ = ["Outbox", "make_topics", "outbox"]

PATIENCE_S = 60.0


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
        """This will publish until something stops it for an audience, which is raised."""
        stop = threading.Event()
        with ThreadPoolExecutor(1) as thread:
            publishing = thread.submit(publish, self.conninfo, self.work, stop)
            eventually(lambda: publishing.done() or any(each.fault for each in self.told()))
            stop.set()
        publishing.result()

    def told(self) -> list[Published]:
        """This will tell what whoever watches sees."""
        with psycopg.connect(self.conninfo) as connection:
            return published(connection)

    def reached(self, audience: Audience) -> int:
        """This will tell up to where the log is published to an audience, as whoever watches sees."""
        return max((each.position for each in self.told() if each.audience is audience), default=0)

    def wait_until_out(self) -> None:
        """This will wait until somebody has published all that the log holds."""
        deadline = time.monotonic() + PATIENCE_S
        while not self.is_out():
            assert time.monotonic() < deadline, "not published in time"
            time.sleep(0.02)

    def is_out(self) -> bool:
        """This will tell whether all that the log holds is published, to every audience."""
        told = self.told()
        return len(told) == len(Audience) and not any(each.lag_events for each in told)

    def read(self, topic: str, client: Reader = read_committed) -> list[Read]:
        """This will read what this outbox published to a topic, with librdkafka unless told."""
        found = client(self.work.reach.bootstrap[0], topic)
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
