"""Publishing the log beside a bare producer that sends the same messages in the same chunks with the same settings.

Run it with `python -m tests.benchmarks.publishing [--cases N] [--rounds N]`. Both go to one genuine broker, in turns;
ours are told to all audiences at once, as by `entente publish`. Printed are messages a second of each, and ours as a
share of the bare one's: to be at least a third.
"""

import argparse
import statistics
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from typing import Any
from uuid import uuid4

import psycopg
from kafka import KafkaProducer

from consumers.contracts.topics import every_topic
from consumers.kafka.reach import Reach
from consumers.kafka.sending import Message, TransactionalSender
from consumers.kafka.topics import WantedTopic, create
from consumers.outbound import Audience
from consumers.outbound.publishing import Publishing, sending
from consumers.outbound.standing import BEGINNING
from consumers.outbound.telling import Source, Telling
from deploy.postgres_cluster import APP
from domain.storage import EventLog
from projections.gateways.queries import agencies
from tests.leaks.publishing import messages_of
from tests.support.histories import append_history, history
from tests.support.kafka_broker import own_broker
from tests.support.keys import KEYRING
from tests.support.postgres import fresh_database, running_server, template_of
from tests.support.read_models import follow

CHUNK = 500


@contextmanager
def filled(cases: int) -> Iterator[str]:
    """This will fill a database with a history, and fold it."""
    with running_server(uuid4().hex) as server, fresh_database(server, template_of(server)) as name:
        conninfo = server.conninfo(APP, name)
        append_history(conninfo, history(seed=5, cases=cases, requests=8))
        follow(conninfo)
        yield conninfo


def ours(reach: Reach, log: EventLog) -> float:
    """This will publish the log, and return the seconds that it took."""
    forget = "DELETE FROM outbox.recipients; UPDATE outbox.published SET position = 0, leaf = ''"
    source = Source(log=log, origin="bench", chunk=CHUNK)
    work = Publishing(source=source, reach=reach, sending=sending(uuid4().hex))
    with ExitStack() as opened:
        connections = [opened.enter_context(psycopg.connect(log.conninfo, autocommit=True)) for _ in Audience]
        connections[0].execute(forget)
        tellings = []
        for audience, connection in zip(Audience, connections, strict=True):
            sender = opened.enter_context(TransactionalSender(reach, work.sending_to(audience)))
            recipients = work.recipients(audience)
            recipients.look(connection, 0)
            tellings.append(Telling(source, sender, recipients, BEGINNING))
        began = time.perf_counter()
        with ThreadPoolExecutor() as threads:
            list(threads.map(tell, tellings, connections))
        return time.perf_counter() - began


def tell(telling: Telling, connection: psycopg.Connection[Any]) -> None:
    """This will tell one audience all there is."""
    while telling.advance(connection):
        pass


def bare(reach: Reach, messages: Sequence[Message], per_chunk: int) -> float:
    """This will send messages in transactions by the client alone, and return the seconds that it took."""
    producer = KafkaProducer(**reach.options(), **sending(uuid4().hex).options())
    with closing(producer):
        producer.init_transactions()
        began = time.perf_counter()
        for start in range(0, len(messages), per_chunk):
            producer.begin_transaction()
            sent = [
                producer.send(each.topic, key=each.key, value=each.value, headers=list(each.headers))
                for each in messages[start : start + per_chunk]
            ]
            producer.flush()
            for each in sent:
                each.get(30)
            producer.commit_transaction()
        return time.perf_counter() - began


def main() -> None:
    """This will print the ratio."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--cases", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    with filled(chosen.cases) as conninfo, own_broker() as broker, EventLog(conninfo, KEYRING) as log:
        reach = Reach(bootstrap=(broker.bootstrap,))
        with psycopg.connect(conninfo, autocommit=True) as connection:
            wanted = every_topic(agencies(connection))
        create(
            reach, [WantedTopic(name=each.name, partitions=each.partitions, settings=each.settings) for each in wanted]
        )
        messages = messages_of(log, log.read(0, 1_000_000))
        per_chunk = max(1, len(messages) * CHUNK // log.head())
        print(f"{log.head():,} events, {len(messages):,} messages, {CHUNK} events a transaction")  # noqa: T201
        taken = [(bare(reach, messages, per_chunk), ours(reach, log)) for _ in range(chosen.rounds)]
    for name, place in (("bare producer", 0), ("publisher", 1)):
        rate = len(messages) / statistics.median(each[place] for each in taken)
        print(f"{name:14} {rate:10,.0f} messages/s")  # noqa: T201
    share = statistics.median(one / other for one, other in taken)
    print(f"ratio {share:.2f} (at least 0.33)")  # noqa: T201


if __name__ == "__main__":
    main()
