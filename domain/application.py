"""Takes commands in, has them decided together, and answers each of its callers.

It must not know any rule, nor any transport.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Self

from domain.aggregate import Aggregate, Submission
from domain.application_outcome import Accepted, Outcome
from domain.catalogue import ROOMS
from domain.storage import EventLog

__all__ = ["Accepted", "Application", "Outcome"]


class Application:
    """The one door through which anything changes."""

    def __init__(
        self,
        log: EventLog,
        rooms: tuple[Aggregate[Any], ...] = ROOMS,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._log, self._rooms, self._now = log, rooms, now

    def submit(self, submission: Submission) -> Future[Outcome]:
        """This will queue a command; the future brings its outcome, or the fault that kept it from having one."""
        raise NotImplementedError

    async def handle(self, submission: Submission) -> Outcome:
        """This will do the same for a caller in an event loop."""
        raise NotImplementedError

    def submit_batch(self, submissions: Sequence[Submission]) -> list[Outcome]:
        """This will decide all of them in order in one transaction, each with its own outcome."""
        raise NotImplementedError

    def close(self) -> None:
        """This will finish what is queued and stop."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        self.close()
