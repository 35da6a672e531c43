"""What is read: partitions, and the messages that came in them, in batches.

It must not know how it was read.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

__all__ = ["Batch", "Partition", "Received"]


@dataclass(frozen=True, slots=True, order=True)
class Partition:
    """One partition of one topic. topic_id: of the topic that has the name now; one made anew has another."""

    topic: str
    topic_id: UUID
    number: int


class Received(Protocol):
    """A message as it came, with nothing judged yet."""

    @property
    def offset(self) -> int:
        """Its place in the partition; between two of them places may be missing."""

    @property
    def timestamp(self) -> int:
        """Milliseconds since 1970, as the sender or the broker says, whichever the topic is set to."""

    @property
    def key(self) -> bytes | None:
        """What decided the partition."""

    @property
    def value(self) -> bytes | None:
        """The content; None is a tombstone."""

    @property
    def headers(self) -> Sequence[tuple[str, bytes | None]]:
        """Names and values in their order; a name may stand there twice."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Messages of one partition, in their order, at least one. start: the position from which they were read."""

    partition: Partition
    start: int
    messages: Sequence[Received]

    @property
    def next_position(self) -> int:
        """The position to keep once all of them are dealt with."""
        return self.messages[-1].offset + 1
