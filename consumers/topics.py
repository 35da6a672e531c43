"""Compares the topics that there have to be with those of the broker: makes what is missing, refuses what is dangerous.

It must not delete anything, nor change how many partitions a topic has.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from consumers.contracts.topics import Topic, dead_letters, every_topic, inbound, to_agency
from consumers.kafka import topics as broker
from consumers.kafka.reach import Reach

__all__ = ["Difference", "Kind", "apply", "compare", "hints", "inbound_topics"]

AT_LEAST = frozenset({"retention.ms", "max.message.bytes"})
"""Settings of which more than is wanted does no harm, and -1 is without end."""

DEFAULTS = {"cleanup.policy": "delete", "retention.ms": "604800000", "max.message.bytes": "1048588"}
"""What a broker does where a topic says nothing (Apache Kafka, topic configurations)."""

FOR_EVER = -1


class Kind(StrEnum):
    """What is to be done about a difference."""

    MISSING = "MISSING"
    """The topic is not there, and is made."""

    SETTING = "SETTING"
    """A setting is set."""

    DANGEROUS = "DANGEROUS"
    """Messages would be lost or their order; only whoever knows the topic can say what to do."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A topic that is not as it should be. wanted, found: values of the setting, or numbers of partitions."""

    kind: Kind
    topic: str
    setting: str = ""
    wanted: str = ""
    found: str = ""


def compare(reach: Reach, agencies: Iterable[str]) -> list[Difference]:
    """This will compare every topic. Raises KafkaFault."""
    wanted = list(every_topic(agencies))
    found = broker.describe(reach, [each.name for each in wanted])
    return [difference for each in wanted for difference in _differences(each, found.get(each.name))]


def apply(reach: Reach, agencies: Iterable[str], replication: int) -> list[Difference]:
    """This will make and set all that can be, and return what was found; where anything is dangerous, nothing is done.

    replication: brokers that keep a copy of a new topic; -1 is the broker's default. Raises KafkaFault.
    """
    named = list(agencies)
    differences = compare(reach, named)
    if any(each.kind is Kind.DANGEROUS for each in differences):
        return differences
    missing = {each.topic for each in differences if each.kind is Kind.MISSING}
    broker.create(reach, [_wanted(each, replication) for each in every_topic(named) if each.name in missing])
    for each in differences:
        if each.kind is Kind.SETTING:
            broker.set_settings(reach, each.topic, {each.setting: each.wanted})
    return differences


def inbound_topics(reach: Reach, agencies: Iterable[str]) -> list[str]:
    """This will name those topics of gateways that the broker has. Raises KafkaFault."""
    return sorted(broker.describe(reach, [inbound(each) for each in agencies]))


def hints(agencies: Iterable[str]) -> Iterator[str]:
    """This will say who needs which right: one topic per agency is what tells its messages from those of others."""
    for agency in agencies:
        own = f"{dead_letters(agency)} and {to_agency(agency)}"
        yield f"{agency}: may write {inbound(agency)} alone, and read {own} alone"
    yield "entente: may read entente.in.*, write entente.out.* and *.dlq, and use the transactional ids entente-*"


def _differences(wanted: Topic, found: broker.Topic | None) -> Iterator[Difference]:
    if found is None:
        yield Difference(Kind.MISSING, wanted.name, "partitions", str(wanted.partitions))
        return
    if found.partitions != wanted.partitions:
        # With another number a case lies in another partition, and what is under way loses its order.
        yield Difference(Kind.DANGEROUS, wanted.name, "partitions", str(wanted.partitions), str(found.partitions))
    for setting, value in wanted.settings.items():
        stands = found.settings.get(setting, DEFAULTS[setting])
        if not _is_enough(setting, value, stands):
            kind = Kind.DANGEROUS if setting == "cleanup.policy" else Kind.SETTING
            yield Difference(kind, wanted.name, setting, value, stands)


def _is_enough(setting: str, wanted: str, found: str) -> bool:
    if setting not in AT_LEAST:
        return found == wanted
    return int(found) == FOR_EVER or int(found) >= int(wanted)


def _wanted(topic: Topic, replication: int) -> broker.WantedTopic:
    return broker.WantedTopic(
        name=topic.name, partitions=topic.partitions, replication=replication, settings=dict(topic.settings)
    )
