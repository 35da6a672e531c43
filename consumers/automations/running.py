"""Follows the log with all automations: of all processes that do, one acts; woken by the log, and by the clock.

It must not hold anything that a restart would lose: what is recorded stands in the log, what is to come in the agenda.
"""

import logging
import threading
from collections.abc import Sequence
from types import TracebackType
from typing import Self

import psycopg

from consumers.automations.automation import Automation
from consumers.automations.following import Follower, State, Work
from consumers.automations.places import Places
from domain.event import Recorded
from domain.storage import LogUnavailable
from projections.engine.faults import read_up_to_damage
from projections.engine.listener import Listener

__all__ = ["Automating"]

LOGGER = logging.getLogger(__name__)

POLL_S = 1.0
"""How late a step may come that is due at a moment; and how long an event may wait when notifications fail."""


class Automating:
    """Runs automations until told to stop. conninfo: of the role that serves."""

    def __init__(self, conninfo: str, automations: Sequence[Automation], work: Work) -> None:
        self._work = work
        self._places = Places(conninfo)
        self._listener = Listener(conninfo)
        self._stopping = threading.Event()
        self.followers = tuple(Follower(each, self._places, work) for each in automations)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def run(self) -> None:
        """This will act until `stop` is called, whatever happens to the database meanwhile."""
        while not self._stopping.is_set():
            anew = self._listener.subscribe()
            if not self.advance() and not anew:
                self._listener.wait(POLL_S)

    def stop(self) -> None:
        """This will end `run` after what it is at; from any thread or signal handler."""
        self._stopping.set()
        self._listener.wake()

    def close(self) -> None:
        """This will give the lock back and disconnect."""
        self._places.close()
        self._listener.close()

    def advance(self) -> bool:
        """This will do once what there is to do, and say whether there was anything."""
        try:
            if not self._places.hold(each.automation.name for each in self.followers):
                return False
            followed = self._follow()
            acted = [each.act() for each in self.followers if each.state is State.FOLLOWING]
            return followed or any(acted)
        except (psycopg.OperationalError, LogUnavailable) as fault:
            LOGGER.warning("database not reached; trying again", exc_info=fault)
            self._places.close()
            for each in self.followers:
                each.lose()
            return False

    def _follow(self) -> bool:
        """This will feed each automation one batch; those that stand at one position share what is read."""
        for each in self.followers:
            each.find()
        progressed = False
        following = [each for each in self.followers if each.state is State.FOLLOWING]
        for position in sorted({each.position for each in following}):
            at = [each for each in following if each.position == position]
            batch = self._read(position, at)
            for each in at:
                each.take(batch)
            progressed = progressed or bool(batch)
        return progressed

    def _read(self, position: int, at: Sequence[Follower]) -> list[Recorded]:
        """This will read a batch; who stands before an event that cannot be read, stops there."""
        found, damage = read_up_to_damage(self._work.events.read, position, self._work.batch)
        if damage is not None:
            for each in at:
                each.stop(position + 1, damage)
        return found
