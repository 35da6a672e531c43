"""To whom the log is told: our own topic, and those of the agencies of the directory that have one on the broker.

It must not take a topic that is missing for one that never was: what its agency may know would be left out unseen.
"""

import time
from collections.abc import Iterable, Sequence
from typing import Any, ClassVar, LiteralString, Protocol

from psycopg import Connection

from consumers.contracts import Log
from consumers.contracts.topics import CASE_EVENTS, to_agency
from consumers.kafka.faults import Refused
from consumers.kafka.reach import Reach
from consumers.kafka.sending import Message
from consumers.kafka.topics import describe
from consumers.outbound import mirror
from consumers.outbound.addressing import Told, to_agencies, to_ourselves
from consumers.outbound.audience import Audience
from consumers.outbound.faults import TopicLost
from domain.storage import EventLog
from projections.gateways.queries import agencies, may_know, reached

__all__ = ["LOOK_S", "Agencies", "Ourselves", "Recipients"]

LOOK_S = 60.0
"""How long a topic that was made for another agency may wait to be seen: a look asks the broker for all of them."""


class Recipients(Protocol):
    """An audience. connection: in autocommit, of a role that reads the schema `read`."""

    audience: ClassVar[Audience]
    listen: ClassVar[LiteralString]
    """To what announces that there is more to tell."""

    def look(self, connection: Connection[Any], position: int) -> None:
        """This will look for their topics, where that is due; who is new is told what comes behind a position.

        Raises TopicLost, Refused, KafkaFault.
        """
        ...

    def reached(self, connection: Connection[Any]) -> int:
        """This will return the position up to which they can be told."""
        ...

    def messages(self, connection: Connection[Any], log: Log, told: Sequence[Told]) -> Iterable[Message]:
        """This will make the messages for those that `look` found. told: as far as they can be told, one at least."""
        ...


class Ourselves:
    """Our own topic, which waits for no read model: they may be folded from there."""

    audience: ClassVar[Audience] = Audience.OURSELVES
    listen: ClassVar[LiteralString] = "LISTEN entente_log"

    def __init__(self, reach: Reach, log: EventLog) -> None:
        self._reach, self._log, self._is_there = reach, log, False

    def look(self, _connection: Connection[Any], _position: int) -> None:
        """Once: what is sent to a topic that is gone fails. Raises Refused where there is none."""
        if not self._is_there and CASE_EVENTS not in describe(self._reach, [CASE_EVENTS]):
            raise Refused(f"There is no topic {CASE_EVENTS}: entente topics apply makes it.")
        self._is_there = True

    def reached(self, _connection: Connection[Any]) -> int:
        """All of the log."""
        return self._log.head()

    def messages(self, _connection: Connection[Any], log: Log, told: Sequence[Told]) -> Iterable[Message]:
        """All of it."""
        return to_ourselves(log, told)


class Agencies:
    """Those that have a topic. look_s: seconds between looks at the broker."""

    audience: ClassVar[Audience] = Audience.AGENCIES
    listen: ClassVar[LiteralString] = "LISTEN entente_read"  # a few milliseconds after the log grew

    def __init__(self, reach: Reach, look_s: float = LOOK_S) -> None:
        self._reach, self._look_s = reach, look_s
        self._agencies: tuple[str, ...] = ()
        self._next = 0.0

    def look(self, connection: Connection[Any], position: int) -> None:
        """From time to time. Raises TopicLost for an agency that had a topic."""
        if time.monotonic() >= self._next:
            self._agencies = self._looked_up(connection, position)
            self._next = time.monotonic() + self._look_s

    def reached(self, connection: Connection[Any]) -> int:
        """What the read models hold that say who may know."""
        return reached(connection)

    def messages(self, connection: Connection[Any], log: Log, told: Sequence[Told]) -> Iterable[Message]:
        """What each may know at this moment."""
        return to_agencies(log, told, may_know(connection, [each.recorded for each in told], self._agencies))

    def _looked_up(self, connection: Connection[Any], position: int) -> tuple[str, ...]:
        known = mirror.recipients(connection)
        topics = {to_agency(each): each for each in {*agencies(connection), *known}}
        found = describe(self._reach, list(topics))
        there = {topics[name]: topic.topic_id for name, topic in found.items()}
        for agency, topic_id in known.items():
            if there.get(agency) != topic_id:
                raise TopicLost(to_agency(agency))
        for agency in there.keys() - known.keys():
            mirror.admit(connection, agency, there[agency], position)
        return tuple(sorted(there))
