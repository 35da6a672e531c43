"""One automation as it follows the log: what follows from a batch is submitted together with its new position.

It must not wait, and must not know which process is the active one.
"""

import logging
from collections.abc import Callable, Collection, Iterable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum, auto
from typing import Protocol, TypeVar
from uuid import UUID

import psycopg

from consumers.automations.automation import Automation, History, Step, submission_of
from consumers.automations.places import Due, Move, Overtaken, Places, Settlement
from consumers.tracing import NoTracing, Tracing, unasked
from domain.aggregate import Submission
from domain.application import Beside, Result
from domain.event import Recorded
from domain.refusal import Refused
from domain.storage import LogUnavailable
from projections.engine.faults import told_of

__all__ = ["Follower", "Log", "State", "Work"]

LOGGER = logging.getLogger(__name__)

T = TypeVar("T")

BATCH = 500
"""Events, or lines of the agenda, of one transaction: what follows from them keeps others waiting some 50 ms."""


class Log(Protocol):
    """Where submissions go: `domain.application.Application`."""

    def submit_beside(self, submissions: Sequence[Submission], beside: Beside) -> Future[list[Result]]:
        """This will have all submissions decided in one transaction in which `beside` keeps its tables."""
        ...


class Events(History, Protocol):
    """Where events come from: `domain.storage.EventLog`."""

    def read(self, after: int, limit: int) -> list[Recorded]:
        """This will read at most `limit` events that follow position `after`."""
        ...


def _no_traces(_commands: Collection[UUID]) -> Iterable[str]:
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What automations work with. now: returns an aware datetime in UTC.

    tracing: of what they submit; traces: tells those of the commands that it follows from, as far as they are kept.
    """

    log: Log
    events: Events
    now: Callable[[], datetime]
    batch: int = BATCH
    tracing: Tracing = field(default_factory=NoTracing)
    traces: Callable[[Collection[UUID]], Iterable[str]] = field(default=_no_traces)


class State(Enum):
    """What an automation does: it is to look where it stands, follows, or rests after a fault."""

    LOST = auto()
    FOLLOWING = auto()
    STOPPED = auto()


class Follower:
    """Follows with one automation; a fault stops it, right before the event or the step that it stumbled over."""

    def __init__(self, automation: Automation, places: Places, work: Work) -> None:
        self.automation = automation
        self.state = State.LOST
        self.position = 0
        self._places, self._work = places, work

    def find(self) -> None:
        """This will look where the automation stands, where that is not known."""
        if self.state is State.LOST:
            self.position = self._places.position(self.automation.name)
            self.state = State.FOLLOWING

    def lose(self) -> None:
        """This will doubt the position: another process may have moved on."""
        if self.state is State.FOLLOWING:
            self.state = State.LOST

    def take(self, batch: Sequence[Recorded]) -> None:
        """This will submit what follows from events, and move on behind them."""
        self._narrowed(self._move, batch)

    def stop(self, position: int, fault: Exception) -> None:
        """This will stop, and leave word of why."""
        self.state = State.STOPPED
        told = told_of(position, fault)
        LOGGER.critical("automation stopped", extra={"automation": self.automation.name, "fault": told})
        self._places.stop(self.automation.name, told)

    def act(self) -> bool:
        """This will submit what has come on the agenda, and say whether anything had."""
        due = self._places.due(self.automation.name, self._work.now(), self._work.batch)
        if due:
            self._narrowed(self._settle, due)
        return bool(due)

    def _narrowed(self, work: Callable[[Sequence[T]], None], rest: Sequence[T]) -> None:
        """This will do all that comes before an offending part, by halves."""
        if self.state is not State.FOLLOWING or not rest:
            return
        try:
            work(rest)
        except Overtaken:
            self.lose()
        except (psycopg.OperationalError, LogUnavailable):
            raise
        except Exception as fault:  # noqa: BLE001  # whatever it is must stop this automation and no other
            if len(rest) == 1:
                self.stop(getattr(rest[0], "position", self.position), fault)
                return
            half = len(rest) // 2
            self._narrowed(work, rest[:half])
            self._narrowed(work, rest[half:])

    def _move(self, batch: Sequence[Recorded]) -> None:
        follow = [(each, step) for each in batch for step in self.automation.steps(each, self._work.events)]
        at_once = [(recorded, step) for recorded, step in follow if step.due is None]
        move = Move(
            automation=self.automation.name,
            since=self.position,
            to=batch[-1].position,
            noted=[Due(each.position, step.name, step.due) for each, step in follow if step.due is not None],
            causes=[recorded.position for recorded, _ in at_once],
        )
        if at_once:
            self._submit(at_once, move)
        else:
            self._places.move(move)
        self.position = move.to

    def _settle(self, due: Sequence[Due]) -> None:
        found = [(line, recorded, step) for line in due for recorded, step in self._asked_for(line)]
        asked = [(recorded, step) for _, recorded, step in found]
        self._submit(asked, Settlement(self.automation.name, due, [line for line, _, _ in found]))

    def _asked_for(self, line: Due) -> list[tuple[Recorded, Step]]:
        """The step of a line; none where the automation does not ask for it any more."""
        cause = self._work.events.read(line.position - 1, 1)
        steps = [(each, step) for each in cause for step in self.automation.steps(each, self._work.events)]
        return [(each, step) for each, step in steps if step.name == line.step]

    def _submit(self, asked: Sequence[tuple[Recorded, Step]], beside: Beside) -> None:
        submissions = [submission_of(self.automation, recorded, step) for recorded, step in asked]
        causes = self._work.traces({recorded.envelope.command_id for recorded, _ in asked})
        with unasked(self._work.tracing, f"automate {self.automation.name}", causes) as submitting:
            results = self._work.log.submit_beside(submissions, beside).result()
            submitting.came_to(submissions, results)
        for (recorded, step), result in zip(asked, results, strict=True):
            if isinstance(result, Refused):  # such as: confirmed meanwhile
                told = {"automation": self.automation.name, "step": step.name, "position": recorded.position}
                LOGGER.info("not done", extra={**told, "code": result.code})
