"""Tells every so often how much was taken in, and what is left: in the log of the process, and in the inbox's tables.

It must not know how messages are read.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from time import monotonic

import psycopg

from consumers.inbound import register
from consumers.inbound.receiving import Taken
from consumers.inbound.register import Place

__all__ = ["Meter"]

LOGGER = logging.getLogger(__name__)

EVERY_S = 15.0


@dataclass(slots=True)
class Meter:
    """Counts since it last told. conninfo: of a role that writes the inbox."""

    conninfo: str
    since: float = field(default_factory=monotonic)
    taken: Taken = field(default_factory=Taken)

    @property
    def is_due(self) -> bool:
        """True when it is time to tell."""
        return monotonic() - self.since >= EVERY_S

    def count(self, taken: Taken) -> None:
        """This will count what a transaction took in."""
        self.taken += taken

    def tell(self, ends: Mapping[Place, int]) -> None:
        """This will tell, and begin anew. ends: positions of partitions by the places at which these end."""
        seconds, lag = monotonic() - self.since, sum(max(end.offset - at, 0) for end, at in ends.items())
        with psycopg.connect(self.conninfo, autocommit=True) as connection:
            for end in ends:
                register.note_end(connection, end)
        counted = self.taken.counts()
        if sum(counted.values()) or lag:
            rate = round(sum(counted.values()) / seconds, 1)
            LOGGER.info("messages taken in", extra={**counted, "per_s": rate, "lag": lag})
        if self.taken.rejected:
            LOGGER.warning("messages were rejected; see entente inbox list", extra={"rejected": self.taken.rejected})
        self.since, self.taken = monotonic(), Taken()
