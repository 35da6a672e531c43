"""Where each automation stands in the log, and its agenda, as the database keeps them.

It must not decide what follows from an event, nor read one.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, LiteralString

import psycopg
from psycopg import Connection

from domain.application import Outcome, Result
from domain.storage.connection import WriterConnection

__all__ = ["Due", "Move", "Overtaken", "Places", "Settlement", "StepFailed"]

# One process at a time acts; the lock goes with the connection, also of a process that was killed.
LOCK: LiteralString = "SELECT pg_try_advisory_lock(hashtextextended('entente.automations', 0))"

# What is lost of these by a crash of the server is followed again: a position is worth no wait for a disk.
UNHURRIED: LiteralString = "SET synchronous_commit = off"

BEGIN: LiteralString = """
INSERT INTO automations.position (automation) SELECT unnest(%(names)s::text[]) ON CONFLICT DO NOTHING
"""

POSITION: LiteralString = "SELECT position FROM automations.position WHERE automation = %(automation)s"

# Compared and set: who was overtaken by another process changes nothing.
MOVE: LiteralString = """
UPDATE automations.position SET position = %(to)s, fault = NULL, updated_at = now()
WHERE automation = %(automation)s AND position = %(since)s
"""

STOP: LiteralString = "UPDATE automations.position SET fault = %(fault)s WHERE automation = %(automation)s"

NOTE: LiteralString = """
INSERT INTO automations.agenda (automation, position, step, due)
SELECT %(automation)s, * FROM unnest(%(positions)s::bigint[], %(steps)s::text[], %(dues)s::timestamptz[])
ON CONFLICT DO NOTHING
"""

DUE: LiteralString = """
SELECT position, step, due FROM automations.agenda WHERE automation = %(automation)s AND due <= %(now)s
ORDER BY due, position, step LIMIT %(limit)s
"""

# In the order of their keys, so that two that settle the same wait for each other and never in a circle.
SETTLE: LiteralString = """
DELETE FROM automations.agenda a
USING (SELECT * FROM unnest(%(positions)s::bigint[], %(steps)s::text[]) AS s (position, step) ORDER BY 1, 2) settled
WHERE a.automation = %(automation)s AND a.position = settled.position AND a.step = settled.step
RETURNING a.position, a.step
"""


class Overtaken(Exception):  # a state of the world, named as such
    """Another process moved the automation on."""


class StepFailed(Exception):  # same
    """A command met a fault, not a refusal. position: of the event that it follows from."""

    def __init__(self, position: int, fault: BaseException) -> None:
        super().__init__(f"{type(fault).__name__}: {fault}")
        self.position = position


@dataclass(frozen=True, slots=True)
class Due:
    """A line of the agenda. position: of the event that the step follows from; due: aware."""

    position: int
    step: str
    due: datetime


@dataclass(frozen=True, slots=True)
class Move:
    """An automation goes on behind events, and notes what is to be done later; beside the commands that follow now.

    since, to: positions before and after; noted: for the agenda; causes: for each command the position of its event.
    """

    automation: str
    since: int
    to: int
    noted: Sequence[Due] = ()
    causes: Sequence[int] = ()

    @property
    def lines(self) -> Sequence[None]:
        """No command waits for another: each stands for itself."""
        return [None] * len(self.causes)

    def before(self, connection: WriterConnection) -> Collection[int]:
        """This will move on, or give all of it up. Raises Overtaken."""
        moved = connection.execute(MOVE, {"automation": self.automation, "since": self.since, "to": self.to})
        if moved.rowcount != 1:
            raise Overtaken
        if self.noted:
            columns = {
                "positions": [each.position for each in self.noted],
                "steps": [each.step for each in self.noted],
                "dues": [each.due for each in self.noted],
            }
            connection.execute(NOTE, {"automation": self.automation, **columns})
        return ()

    def after(self, connection: WriterConnection, results: Sequence[Result]) -> None:  # noqa: ARG002  # the protocol's
        """This will let nothing stand where a command met a fault. Raises StepFailed."""
        _require_answers(results, self.causes)


@dataclass(frozen=True, slots=True)
class Settlement:
    """Lines of the agenda are done with, beside the commands that they ask for.

    done: all of them; asked: for each command the line that it comes from.
    """

    automation: str
    done: Sequence[Due]
    asked: Sequence[Due]

    @property
    def lines(self) -> Sequence[None]:
        """No command waits for another: each stands for itself."""
        return [None] * len(self.asked)

    def before(self, connection: WriterConnection) -> Collection[int]:
        """This will take the lines off the agenda, and hold back the commands of those that are off it already."""
        keys = {"positions": [each.position for each in self.done], "steps": [each.step for each in self.done]}
        settled = set(connection.execute(SETTLE, {"automation": self.automation, **keys}).fetchall())
        return [place for place, each in enumerate(self.asked) if (each.position, each.step) not in settled]

    def after(self, connection: WriterConnection, results: Sequence[Result]) -> None:  # noqa: ARG002  # the protocol's
        """This will let nothing stand where a command met a fault. Raises StepFailed."""
        _require_answers(results, [each.position for each in self.asked])


def _require_answers(results: Sequence[Result], causes: Sequence[int]) -> None:
    for result, position in zip(results, causes, strict=True):
        if isinstance(result, Exception) and not isinstance(result, Outcome):
            raise StepFailed(position, result)


class Places:
    """A connection of its own, made anew where it was cut; with it goes the lock of the one process that acts."""

    def __init__(self, conninfo: str) -> None:
        self._conninfo = conninfo
        self._connection: Connection[Any] | None = None
        self._is_active = False

    def hold(self, names: Iterable[str]) -> bool:
        """This will take the lock where nobody has it, and say whether this process acts."""
        if self._is_active:
            return True
        if self._connection is None:
            self._connection = psycopg.connect(self._conninfo, autocommit=True)
            self._connection.execute(UNHURRIED)
        self._is_active = self._connection.execute(LOCK).fetchone() == (True,)
        if self._is_active:
            self._connection.execute(BEGIN, {"names": list(names)})
        return self._is_active

    def position(self, automation: str) -> int:
        """This will say up to where an automation has followed the log."""
        row = self._held().execute(POSITION, {"automation": automation}).fetchone()
        return row[0] if row else 0

    def move(self, move: Move) -> None:
        """This will move on where no command follows, without the append lock. Raises Overtaken."""
        connection = self._held()
        with connection.transaction():
            move.before(connection)

    def due(self, automation: str, now: datetime, limit: int) -> list[Due]:
        """This will read what has come on the agenda, the earliest first. now: aware."""
        asked = {"automation": automation, "now": now, "limit": limit}
        return [Due(*row) for row in self._held().execute(DUE, asked).fetchall()]

    def stop(self, automation: str, fault: str) -> None:
        """This will leave word of why an automation stopped."""
        self._held().execute(STOP, {"automation": automation, "fault": fault})

    def close(self) -> None:
        """This will give the lock back."""
        if self._connection is not None:
            self._connection.close()
        self._connection, self._is_active = None, False

    def _held(self) -> Connection[Any]:
        if self._connection is None:
            raise psycopg.OperationalError("the automations are not held")
        return self._connection
