"""Dead letters on their way out: what was refused of an agency's messages, to the topic that it alone reads.

It must not know where letters are kept: whoever keeps them hands them over, and hears that they are out.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Protocol
from uuid import UUID

from psycopg import Connection

from consumers.contracts import DeadLetter, Letter
from consumers.contracts.topics import agency_of, dead_letters, inbound
from consumers.kafka.positions import Kept
from consumers.kafka.sending import Message

__all__ = ["Inbox", "Positions", "addressed", "is_out", "place_of", "topic_of"]

Positions = Mapping[tuple[str, int], Kept]
"""(topic, partition) to position, as the broker keeps them; of letters, (their topic, 0) to the number of the last."""


LETTERS = dead_letters("X").removeprefix(inbound("X"))
"""What the name of a topic of letters ends with, behind that of the inbound topic."""


class Inbox(Protocol):
    """Keeps what gateways sent. connection: in autocommit."""

    def waiting(self, connection: Connection[Any]) -> Sequence[str]:
        """This will name the inbound topics that have letters which are not out."""
        ...

    def letters(self, connection: Connection[Any], topics: Collection[str], most: int) -> Sequence[Letter]:
        """This will return the first letters of some topics that are not out, in their order."""
        ...

    def last_out(self, connection: Connection[Any], topic: str) -> tuple[int, UUID] | None:
        """This will name the last letter of a topic that is out: its number and message; None before the first."""
        ...

    def message_of(self, connection: Connection[Any], number: int) -> UUID | None:
        """This will name the message of a letter; None where there is no letter of that number."""
        ...

    def let_out(self, connection: Connection[Any], letters: Sequence[Letter]) -> None:
        """This will note that letters are out, and destroy what nobody needs any more."""
        ...

    def traces(self, connection: Connection[Any], commands: Collection[UUID]) -> Mapping[UUID, str]:
        """This will find the traces (W3C traceparent) of messages, by the commands that they asked for."""
        ...


def place_of(topic: str) -> tuple[str, int]:
    """This will name the topic to which the letters of an inbound topic go, and where the position in them is kept."""
    return dead_letters(agency_of(topic)), 0


def topic_of(place: tuple[str, int]) -> str | None:
    """This will name the inbound topic for whose letters a position is kept; None for a position of anything else."""
    topic = place[0].removesuffix(LETTERS)
    return None if topic == place[0] else topic


def is_out(letter: Letter, positions: Positions) -> bool:
    """This will tell whether the broker has a letter, whatever we have noted."""
    kept = positions.get(place_of(letter.topic))
    return kept is not None and letter.number <= kept.position


def addressed(letters: Sequence[Letter]) -> tuple[list[Message], dict[tuple[str, int], Kept]]:
    """This will make their messages, and the positions that are reached with them.

    What the client cannot send, no value, is sent as an empty one: of a header, and of a message without a key.
    """
    reached = {place_of(each.topic): Kept(each.number, str(each.message_id)) for each in letters}
    return [_message(place_of(each.topic)[0], each.letter) for each in letters], reached


def _message(topic: str, letter: DeadLetter) -> Message:
    value = b"" if letter.key is None and letter.value is None else letter.value
    headers = tuple((name, told or b"") for name, told in letter.all_headers())
    return Message(topic=topic, key=letter.key, value=value, headers=headers)
