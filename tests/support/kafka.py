"""Topics of a test's own on the shared broker, and what stands in them, read by the plain client.

It must not go through `consumers.kafka` to read: what that room claims is held against this.
"""

from collections.abc import Sequence
from uuid import uuid4

from kafka import KafkaConsumer, TopicPartition
from kafka.consumer.fetcher import ConsumerRecord

from consumers.kafka.reach import Reach
from consumers.kafka.topics import WantedTopic, create
from tests.support.kafka_broker import Broker

__all__ = ["fresh_name", "fresh_topic", "reach_of", "standing"]

LOOK_MS = 500


def reach_of(broker: Broker) -> Reach:
    """This will tell how the broker is reached."""
    return Reach(bootstrap=(broker.bootstrap,))


def fresh_name(word: str = "test") -> str:
    """This will make up a name for a topic, a group or a sender that nobody else has."""
    return f"{word}-{uuid4().hex[:12]}"


def fresh_topic(reach: Reach, partitions: int = 3, **settings: str) -> str:
    """This will make a topic that nobody else has, and return its name. settings: `retention_ms` is `retention.ms`."""
    name = fresh_name()
    wanted = {key.replace("_", "."): value for key, value in settings.items()}
    create(reach, [WantedTopic(name=name, partitions=partitions, settings=wanted)])
    return name


def standing(bootstrap: str, topic: str, *, committed: bool = True) -> list[ConsumerRecord]:
    """This will read a whole topic to its end, partition by partition. committed: False shows the rest as well."""
    isolation = "read_committed" if committed else "read_uncommitted"
    consumer = KafkaConsumer(
        bootstrap_servers=bootstrap, auto_offset_reset="earliest", enable_auto_commit=False, isolation_level=isolation
    )
    try:
        places = [TopicPartition(topic, number) for number in sorted(consumer.partitions_for_topic(topic))]
        return _to_the_end(consumer, places)
    finally:
        consumer.close()


def _to_the_end(consumer: KafkaConsumer, places: Sequence[TopicPartition]) -> list[ConsumerRecord]:
    consumer.assign(places)
    consumer.seek_to_beginning()
    ends = consumer.end_offsets(list(places))
    read: list[ConsumerRecord] = []
    while any(consumer.position(place) < ends[place] for place in places):
        for records in consumer.poll(LOOK_MS).values():
            read += records
    return sorted(read, key=lambda each: (each.partition, each.offset))
