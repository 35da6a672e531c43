"""Where publishing stands: up to which position of which log, held against the log, the broker and our own mirror.

It must not publish anything. The broker's position decides: it changed in the transaction of the messages.
"""

from dataclasses import dataclass
from typing import Self

from consumers.kafka.positions import Kept
from consumers.outbound.faults import BrokerRestored, LogRestored
from domain.storage import EventLog
from domain.storage.chain import Link, leaf_of

__all__ = ["BEGINNING", "Standing", "linked", "settled"]


@dataclass(frozen=True, slots=True)
class Standing:
    """epoch: which log, where one was restored, from 1; position: of the last event told; leaf: its hash, 32 bytes."""

    epoch: int
    position: int
    leaf: bytes = b""

    @classmethod
    def of(cls, kept: Kept) -> Self:
        """This will read what `kept` wrote."""
        epoch, _, leaf = kept.note.partition(" ")
        return cls(int(epoch), kept.position, bytes.fromhex(leaf))

    @property
    def kept(self) -> Kept:
        """The same as a position on the broker."""
        return Kept(self.position, f"{self.epoch} {self.leaf.hex()}")


BEGINNING = Standing(1, 0)


def settled(kept: Standing | None, mirrored: Standing | None, log: EventLog) -> Standing:
    """This will tell where publishing goes on. kept: by the broker; mirrored: beside the log, perhaps a chunk behind.

    Raises LogRestored, BrokerRestored.
    """
    standing = kept or BEGINNING
    if mirrored is not None and (mirrored.epoch, mirrored.position) > (standing.epoch, standing.position):
        raise BrokerRestored(mirrored.position, standing.position)
    linked(log, standing, 0)
    return standing


def linked(log: EventLog, standing: Standing, most: int) -> list[Link]:
    """This will read the next events behind what was told, `most` at most, which follow it. Raises LogRestored."""
    if standing.position == 0:
        return log.links(0, most) if most else []
    read = log.links(standing.position - 1, most + 1)
    if not read or read[0].position != standing.position:
        raise LogRestored(standing.position, f"it ends at {log.head()}")
    if leaf_of(read[0]) != standing.leaf:
        raise LogRestored(standing.position, "it holds another event there")
    return read[1:]
