"""Says when a checkpoint is due, and makes it: after so many events, or after so long a time in which some came.

It must not seal over a damage: where the log is not what the last checkpoint says, it says so and seals nothing.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from consumers.clock.submitting import Log
from consumers.clock.when_the_log_grew_then_seal_a_checkpoint import seal
from domain.checkpoint.text import CheckpointText
from domain.refusal import Refused
from domain.signed_note import SigningKey
from domain.storage import LogTree
from domain.storage.sealed import SealedCheckpoint

__all__ = ["Sealing"]

LOGGER = logging.getLogger(__name__)

EVERY_EVENTS, EVERY = 1_000, timedelta(minutes=15)
"""What an operator who alters the log can alter unseen is at most what came since the last checkpoint."""


@dataclass(slots=True, kw_only=True)
class Sealing:
    """What seals. key: its name is the log's name; now: returns an aware datetime in UTC. For one thread at a time."""

    tree: LogTree
    log: Log
    key: SigningKey
    now: Callable[[], datetime]
    every_events: int = EVERY_EVENTS
    every: timedelta = EVERY
    last: SealedCheckpoint | None = field(default=None, init=False)

    def seal_if_due(self) -> CheckpointText | None:
        """This will seal a checkpoint of all there is, and return it; None where none is due or the log is damaged."""
        self._look()
        size = self.last.text.size if self.last else 0
        grown = self.tree.growth(size, self.every_events)
        if not grown or (grown < self.every_events and not self._is_late()):
            return None
        try:
            return self._seal(self.tree.head())
        except LookupError as fault:
            LOGGER.critical("the log is damaged; no checkpoint is sealed", extra={"fault": str(fault)})
            return None

    def _look(self) -> None:
        """A process that was active before this one, or is still, may have sealed more."""
        found = self.tree.checkpoints(self.last.position if self.last else 0)
        self.last = max([*found, *([self.last] if self.last else [])], key=lambda each: each.text.size, default=None)

    def _is_late(self) -> bool:
        at = self.last.text.at if self.last else None
        return at is None or self.now() - at >= self.every

    def _seal(self, size: int) -> CheckpointText | None:
        self.tree.grow(size)
        if self.last and self.tree.root(self.last.text.size) != self.last.text.root:
            LOGGER.critical(
                "the log is not what its last checkpoint says; none is sealed", extra={"size": self.last.text.size}
            )
            return None
        text = CheckpointText(self.key.name, size, self.tree.root(size), self.now())
        (outcome,) = self.log.submit_batch([seal(text, self.key)])
        if isinstance(outcome, Refused):
            LOGGER.warning("checkpoint not sealed", extra={"size": size, "code": outcome.code})
            return None
        return text
