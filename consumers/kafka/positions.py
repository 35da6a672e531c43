"""The positions that a consumer group keeps on the broker.

It must not know what a position counts.
"""

import time

from kafka.errors import KafkaError

from consumers.kafka.connecting import admin
from consumers.kafka.faults import answered
from consumers.kafka.reach import Reach

__all__ = ["group_positions"]

PAUSE_S = 0.1


def group_positions(reach: Reach, group: str) -> dict[tuple[str, int], int]:
    """This will read where a group stands: (topic, partition) to position; empty for a group that never stood anywhere.

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
                return {(at.topic, at.partition): kept.offset for at, kept in found.get(group, {}).items()}
