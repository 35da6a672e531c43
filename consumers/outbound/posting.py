"""Posts dead letters, chunk by chunk, each with the position that it reaches among the letters of its topic.

It must not wait, nor try again, as the telling of the log does not either.
"""

import logging
import time
from collections.abc import Sequence
from typing import Any

from psycopg import Connection

from consumers.kafka.positions import Kept
from consumers.kafka.reach import Reach
from consumers.kafka.sending import TransactionalSender
from consumers.kafka.topics import describe
from consumers.outbound.faults import InboxRestored
from consumers.outbound.letters import Inbox, addressed, is_out, place_of

__all__ = ["Posting"]

LOGGER = logging.getLogger(__name__)

MOST = 50
"""Letters of one transaction: each may have two megabytes."""

LOOK_S = 60.0
"""How long letters wait for a topic that was not there."""


class Posting:
    """Where the turn stands among the letters. kept: what the broker knew when it began."""

    def __init__(
        self, inbox: Inbox, sender: TransactionalSender, reach: Reach, kept: dict[tuple[str, int], Kept]
    ) -> None:
        self._inbox, self._sender, self._reach, self._kept = inbox, sender, reach, kept
        self._outlets: set[str] = set()
        self._held: set[str] = set()
        self._next_look = 0.0
        self._begun: set[str] = set()

    def advance(self, connection: Connection[Any]) -> int:
        """This will post the next letters, and return how many are settled; 0 where none can be.

        connection: in autocommit. Raises InboxRestored, KafkaFault.
        """
        topics = self._open(self._inbox.waiting(connection))
        letters = self._inbox.letters(connection, topics, MOST) if topics else ()
        for topic in dict.fromkeys(each.topic for each in letters):
            self._begin(connection, topic)
        due = [each for each in letters if not is_out(each, self._kept)]
        if due:
            messages, reached = addressed(due)
            self._sender.send(messages, reached)
            self._kept.update(reached)
        if letters:
            self._inbox.let_out(connection, letters)
        return len(letters)

    def _begin(self, connection: Connection[Any], topic: str) -> None:
        """Letters count on where the broker was told of them, or they are those of another database."""
        kept = self._kept.get(place_of(topic))
        if topic not in self._begun and kept is not None and kept.position:
            message = self._inbox.message_of(connection, kept.position)
            if str(message) != kept.note:
                raise InboxRestored(topic, kept.position)
        self._begun.add(topic)

    def _open(self, waiting: Sequence[str]) -> list[str]:
        """Those whose letters have a topic to go to; the letters of the others wait, and nobody else's with them."""
        unknown = {each for each in waiting if place_of(each)[0] not in self._outlets}
        if unknown and (time.monotonic() >= self._next_look or unknown - self._held):
            self._outlets |= describe(self._reach, [place_of(each)[0] for each in unknown]).keys()
            self._held = {each for each in unknown if place_of(each)[0] not in self._outlets}
            self._next_look = time.monotonic() + LOOK_S
            for topic in sorted(self._held):
                LOGGER.warning("dead letters wait for their topic", extra={"topic": place_of(topic)[0]})
        return [each for each in waiting if place_of(each)[0] in self._outlets]
