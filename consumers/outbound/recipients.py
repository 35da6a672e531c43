"""The agencies to which is published: those of the directory that have a topic on the broker.

It must not take a topic that is missing for one that never was: what its agency may know would be left out unseen.
"""

import time
from typing import Any

from psycopg import Connection

from consumers.contracts.topics import CASE_EVENTS, to_agency
from consumers.kafka.faults import Refused
from consumers.kafka.reach import Reach
from consumers.kafka.topics import describe
from consumers.outbound import mirror
from consumers.outbound.faults import TopicLost
from projections.gateways.queries import agencies

__all__ = ["LOOK_S", "Recipients"]

LOOK_S = 60.0
"""How long a topic that was made for another agency may wait to be seen: a look asks the broker for all of them."""


class Recipients:
    """Who is told. look_s: seconds between looks at the broker."""

    def __init__(self, reach: Reach, look_s: float = LOOK_S) -> None:
        self._reach, self._look_s = reach, look_s
        self._agencies: tuple[str, ...] = ()
        self._next = 0.0

    def now(self, connection: Connection[Any], position: int) -> tuple[str, ...]:
        """This will name the agencies that are told of what comes behind a position.

        Raises TopicLost for one that had a topic, Refused where there is none of our own, KafkaFault.
        """
        if time.monotonic() >= self._next:
            self._agencies = self._looked_up(connection, position)
            self._next = time.monotonic() + self._look_s
        return self._agencies

    def _looked_up(self, connection: Connection[Any], position: int) -> tuple[str, ...]:
        known = mirror.recipients(connection)
        topics = {to_agency(each): each for each in {*agencies(connection), *known}}
        found = describe(self._reach, [CASE_EVENTS, *topics])
        if CASE_EVENTS not in found:
            raise Refused(f"There is no topic {CASE_EVENTS}: entente topics apply makes it.")
        there = {topics[name]: topic.topic_id for name, topic in found.items() if name in topics}
        for agency, topic_id in known.items():
            if there.get(agency) != topic_id:
                raise TopicLost(to_agency(agency))
        for agency in there.keys() - known.keys():
            mirror.admit(connection, agency, there[agency], position)
        return tuple(sorted(there))
