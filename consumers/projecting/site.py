"""Where read models are folded from the topic: which database, which brokers, and as whom.

It must not read any message, nor anything of the database.
"""

from dataclasses import dataclass, field
from hashlib import sha256

from consumers.contracts.topics import CASE_EVENTS
from consumers.kafka.faults import Refused
from consumers.kafka.reach import Reach
from consumers.kafka.reading import Reading
from consumers.kafka.topics import describe
from consumers.measuring import FoldMeasures
from consumers.tracing import NoTracing, Tracing
from domain.storage import EventLog, Keyring
from projections.catalogue import READ_MODELS
from projections.dividing import by_case
from projections.engine import ReadModel

__all__ = ["Site"]

PORTION = 2_000
"""Messages of a transaction at most: with fewer, statements weigh more; with more, a kill costs more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Where the work is done. conninfo: of a role that owns the schema `read`; portion: messages of a transaction.

    session_s: silence after which the group gives a process's partitions to others; measures, tracing: by what it tells
    of itself.
    """

    conninfo: str
    keyring: Keyring
    reach: Reach
    topic: str = CASE_EVENTS
    models: tuple[ReadModel, ...] = by_case(READ_MODELS)
    portion: int = PORTION
    session_s: float = 10.0
    measures: FoldMeasures = field(default_factory=FoldMeasures)
    tracing: Tracing = field(default_factory=NoTracing)

    def log(self) -> EventLog:
        """This will make the way to the log."""
        return EventLog(self.conninfo, self.keyring)

    def source(self) -> tuple[str, int]:
        """This will ask for the topic's id, for one that was made anew counts from 0, and its number of partitions.

        Raises Refused where there is no such topic, and other KafkaFaults.
        """
        topic = describe(self.reach, [self.topic]).get(self.topic)
        if topic is None:
            raise Refused(f"There is no topic {self.topic}.")
        return f"{topic.name}/{topic.topic_id}", topic.partitions

    def reading(self) -> Reading:
        """This will say what is read, and in which group.

        Each set of versions is a group of its own: a new program's processes divide all partitions among themselves,
        and none goes to one of the old program, which cannot fold what was rebuilt.
        """
        versions = ",".join(f"{model.name}:{model.version}" for model in self.models)
        group = f"entente-projections-{sha256(versions.encode()).hexdigest()[:12]}"
        return Reading(topics=(self.topic,), group=group, batch=self.portion, session_s=self.session_s)
