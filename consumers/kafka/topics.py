"""Topics as the broker has them: described with their ids, made with their partitions and settings.

It must not know what any topic is for.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from kafka import TopicPartition
from kafka.admin import ConfigResource, ConfigResourceType, OffsetSpec
from kafka.errors import TopicAlreadyExistsError, UnknownTopicOrPartitionError, for_code

from consumers.kafka.connecting import admin
from consumers.kafka.faults import Refused, answered, fault_of
from consumers.kafka.reach import Reach

__all__ = ["Topic", "WantedTopic", "create", "describe", "first_offsets", "set_settings"]

DOING = "administering topics"


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A topic that exists. topic_id: another one of the same name that is made later has another id.

    settings: those that differ from the broker's defaults, `retention.ms`, `cleanup.policy`, `compression.type` …
    """

    name: str
    topic_id: UUID
    partitions: int
    replication: int
    settings: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedTopic:
    """A topic to make. replication: -1 is the broker's default; settings: as of `Topic`."""

    name: str
    partitions: int
    replication: int = -1
    settings: Mapping[str, str] = field(default_factory=dict)


def describe(reach: Reach, names: Collection[str]) -> dict[str, Topic]:
    """This will describe those of the topics that exist, by name. Raises KafkaFault."""
    if not names:
        return {}
    with admin(reach) as client, answered(DOING):
        found = [each for each in client.describe_topics(sorted(names)) if _exists(each)]
        resources = [ConfigResource(ConfigResourceType.TOPIC, each["name"]) for each in found]
        configured = client.describe_configs(resources).get("topic", {}) if resources else {}
    return {each["name"]: _topic(each, configured.get(each["name"], {})) for each in found}


def first_offsets(reach: Reach, partitions: Collection[tuple[str, int]]) -> dict[tuple[str, int], int]:
    """This will tell at which offset each partition, a topic and a number, begins now. Raises KafkaFault."""
    if not partitions:
        return {}
    asked = {TopicPartition(*each): OffsetSpec.EARLIEST for each in partitions}
    with admin(reach) as client, answered(DOING):
        found = client.list_partition_offsets(asked)
    return {(at.topic, at.partition): first.offset for at, first in found.items()}


def create(reach: Reach, wanted: Iterable[WantedTopic]) -> None:
    """This will make topics, and return once each partition has a leader; those that exist are left as they are.

    Raises KafkaFault; Refused for a name, number or setting that the broker does not accept.
    """
    with admin(reach) as client, answered(DOING):
        for each in wanted:
            asked = {
                "num_partitions": each.partitions,
                "replication_factor": each.replication,
                "configs": dict(each.settings),
            }
            try:
                client.create_topics({each.name: asked}, wait_for_metadata=True)
            except TopicAlreadyExistsError:
                client.wait_for_topics([each.name])


def set_settings(reach: Reach, name: str, settings: Mapping[str, str]) -> None:
    """This will set settings of an existing topic and leave its others. Raises KafkaFault."""
    with admin(reach) as client, answered(DOING):
        client.alter_configs([ConfigResource(ConfigResourceType.TOPIC, name, configs=dict(settings))], incremental=True)


def _exists(described: Mapping[str, Any]) -> bool:
    error = for_code(described["error_code"])
    if described["error_code"] and error is not UnknownTopicOrPartitionError:
        raise fault_of(error(), f"describing {described['name']}")
    return not described["error_code"]


def _topic(described: Mapping[str, Any], configured: Mapping[str, Mapping[str, Any]]) -> Topic:
    partitions = described["partitions"]
    if not partitions:
        raise Refused(f"{described['name']} has no partitions.")
    return Topic(
        name=described["name"],
        topic_id=UUID(str(described["topic_id"])),
        partitions=len(partitions),
        replication=len(partitions[0]["replica_nodes"]),
        settings={name: str(each["value"]) for name, each in configured.items()},
    )
