"""The positions that a consumer group keeps on the broker.

It must not know what a position counts.
"""

import time
from dataclasses import dataclass

from kafka.errors import KafkaError

from consumers.kafka.connecting import admin
from consumers.kafka.faults import answered
from consumers.kafka.reach import Reach

__all__ = ["Kept", "group_positions", "kept_positions"]

PAUSE_S = 0.1


@dataclass(frozen=True, slots=True)
class Kept:
    """A position, with what its writer noted beside it: at most 4,096 characters, as brokers are set."""

    position: int
    note: str = ""


def group_positions(reach: Reach, group: str) -> dict[tuple[str, int], int]:
    """This will read where a group stands: (topic, partition) to position; empty for a group that never stood anywhere.

    Raises KafkaFault.
    """
    return {where: kept.position for where, kept in kept_positions(reach, group).items()}


def kept_positions(reach: Reach, group: str) -> dict[tuple[str, int], Kept]:
    """This will read where a group stands, with the notes.

    A broker that is fresh, or has just come back, needs a moment until it knows who keeps the group: it is asked again
    as long as `reach` has patience. Raises KafkaFault.
    """
    with admin(reach) as client, answered(f"reading the positions of {group}"):
        deadline = time.monotonic() + reach.patience_s
        while True:
            try:
                found = client.list_group_offsets({group: None})
            except KafkaError as error:
                if not error.retriable or time.monotonic() > deadline:
                    raise
                time.sleep(PAUSE_S)
            else:
                kept = found.get(group, {})
                return {(at.topic, at.partition): Kept(each.offset, each.metadata) for at, each in kept.items()}
