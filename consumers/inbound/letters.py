"""Hands dead letters over to whoever publishes them, and hears that they are out; tells the traces of messages.

It must not know how they are published. Once a letter is out, what is kept of its message is destroyed, as far as
nobody needs it any more.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, LiteralString
from uuid import UUID

from psycopg import Connection

from consumers.contracts import DeadLetter, Letter, Place
from consumers.inbound import register
from consumers.inbound.originals import Kept, open_again
from consumers.inbound.register import Original
from domain.storage import Keyring, LogDamaged

__all__ = ["Letters"]

_WAITING: LiteralString = """
SELECT DISTINCT m.topic FROM inbox.letters l JOIN inbox.messages m USING (message_id) WHERE l.published_at IS NULL
"""

_LETTERS: LiteralString = """
SELECT l.letter, m.message_id, m.topic, m.partition, m.place, o.wrapped, o.box
FROM inbox.letters l JOIN inbox.messages m USING (message_id) LEFT JOIN inbox.originals o USING (message_id)
WHERE l.published_at IS NULL AND m.topic = ANY(%(topics)s) ORDER BY l.letter LIMIT %(most)s
"""

_LAST_OUT: LiteralString = """
SELECT l.letter, l.message_id FROM inbox.letters l JOIN inbox.messages m USING (message_id)
WHERE m.topic = %(topic)s AND l.published_at IS NOT NULL ORDER BY l.letter DESC LIMIT 1
"""

_MESSAGE: LiteralString = "SELECT message_id FROM inbox.letters WHERE letter = %(number)s"

_OUT: LiteralString = """
UPDATE inbox.letters SET published_at = now() WHERE letter = ANY(%(numbers)s) AND published_at IS NULL
"""

_TRACES: LiteralString = """
SELECT command_id, trace FROM inbox.messages WHERE command_id = ANY(%(commands)s) AND trace IS NOT NULL
"""


class Letters:
    """The letters of the inbox. keyring: opens what is kept of messages; connections are in autocommit."""

    def __init__(self, keyring: Keyring) -> None:
        self._keyring = keyring

    def waiting(self, connection: Connection[Any]) -> Sequence[str]:
        """This will name the inbound topics that have letters which are not out."""
        return [row[0] for row in connection.execute(_WAITING).fetchall()]

    def letters(self, connection: Connection[Any], topics: Collection[str], most: int) -> Sequence[Letter]:
        """This will return the first letters of some topics that are not out, in their order.

        Raises LogDamaged for one of which nothing is kept, WrongMasterKey.
        """
        found = connection.execute(_LETTERS, {"topics": list(topics), "most": most}).fetchall()
        return [self._letter(*row) for row in found]

    def last_out(self, connection: Connection[Any], topic: str) -> tuple[int, UUID] | None:
        """This will name the last letter of a topic that is out: its number and message; None before the first."""
        row = connection.execute(_LAST_OUT, {"topic": topic}).fetchone()
        return None if row is None else (row[0], row[1])

    def message_of(self, connection: Connection[Any], number: int) -> UUID | None:
        """This will name the message of a letter; None where there is no letter of that number."""
        row = connection.execute(_MESSAGE, {"number": number}).fetchone()
        return None if row is None else row[0]

    def let_out(self, connection: Connection[Any], letters: Sequence[Letter]) -> None:
        """This will note that letters are out, and destroy what nobody needs any more."""
        with connection.transaction():
            connection.execute(_OUT, {"numbers": [each.number for each in letters]})
            register.forget(connection, [each.message_id for each in letters])

    def traces(self, connection: Connection[Any], commands: Collection[UUID]) -> Mapping[UUID, str]:
        """This will find the traces (W3C traceparent) of messages, by the commands that they asked for."""
        return dict(connection.execute(_TRACES, {"commands": list(commands)}, prepare=True).fetchall())

    def _letter(self, number: int, message_id: UUID, *rest: Any) -> Letter:
        topic, partition, offset, wrapped, box = rest
        if box is None:
            raise LogDamaged(f"nothing is kept of message {message_id}, whose dead letter {number} is not out")
        kept = open_again(Original(message_id, wrapped, box), self._keyring)
        return Letter(number=number, message_id=message_id, letter=_dead(Place(topic, partition, offset), kept))


def _dead(place: Place, kept: Kept) -> DeadLetter:
    if kept.refusal is None:
        raise LogDamaged(f"a dead letter of {place.topic} has no reason")
    return DeadLetter(place, kept.came.key, kept.came.value, kept.came.headers, kept.refusal)
