"""Tells in the log of the process, every so often, how much was taken in and what is left.

It must not know how messages are read.
"""

import logging
from dataclasses import dataclass, field
from time import monotonic

from consumers.inbound.receiving import Taken

__all__ = ["Meter"]

LOGGER = logging.getLogger(__name__)

EVERY_S = 15.0


@dataclass(slots=True)
class Meter:
    """Counts since it last told."""

    since: float = field(default_factory=monotonic)
    taken: Taken = field(default_factory=Taken)

    @property
    def is_due(self) -> bool:
        """True when it is time to tell."""
        return monotonic() - self.since >= EVERY_S

    def count(self, taken: Taken) -> None:
        """This will count what a transaction took in."""
        self.taken += taken

    def tell(self, lag: int) -> None:
        """This will tell, and begin anew. lag: messages that are not taken in."""
        seconds, counted = monotonic() - self.since, self.taken.counts()
        if sum(counted.values()) or lag:
            rate = round(sum(counted.values()) / seconds, 1)
            LOGGER.info("messages taken in", extra={**counted, "per_s": rate, "lag": lag})
        if self.taken.rejected:
            LOGGER.warning(
                "messages were rejected or refused; see entente inbox list and status",
                extra={"rejected": self.taken.rejected},
            )
        self.since, self.taken = monotonic(), Taken()
