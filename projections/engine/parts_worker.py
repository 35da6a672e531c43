"""One read model at work on some parts of the log, while other processes work on the others.

It must not read the log, nor know why the parts are its own: it is handed what is to be folded, and told when they
change.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import psycopg
from psycopg import Connection, sql

from domain.event import Recorded
from projections.engine import parts
from projections.engine.faults import told_of
from projections.engine.memory import Batch
from projections.engine.parts import Held, Part, Reached, Step
from projections.engine.read_model import Folding, ReadModel
from projections.engine.worker import MovedOn, State, fold_into

__all__ = ["Arrivals", "Arrived", "Missed", "PartsWorker"]

# Shared among those who fold parts; whoever follows the whole log has it alone. It goes with the connection.
_LOCK = sql.SQL("SELECT pg_try_advisory_lock_shared(hashtextextended('entente.read.' || %(model)s, 0))")

_STANDING = sql.SQL("SELECT version, generation, fault FROM read.position WHERE model = %(model)s")

_RESUME = sql.SQL("UPDATE read.position SET fault = NULL WHERE model = %(model)s AND fault IS NOT NULL")

_STOP = sql.SQL("UPDATE read.position SET fault = %(fault)s WHERE model = %(model)s")


class Missed(Exception):  # what it says is for operators
    """Events of a part may be missing: they were gone before anybody read them."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """An event that came in a part. place: its own there, which grows from one to the next."""

    part: Part
    place: int
    recorded: Recorded


class Arrivals(list[Arrived]):
    """What came, in the order of the log; what comes again, at a later place, is passed over. It must not change."""

    @cached_property
    def batch(self) -> Batch:
        """Its events, in one batch for all read models that fold all of them."""
        return Batch([each.recorded for each in self])


class PartsWorker:
    """Folds what came in its parts into one read model. state: OUTDATED where the tables are of another program."""

    def __init__(self, connection: Connection[Any], model: ReadModel) -> None:
        self.model, self._connection = model, connection
        self.state = State.CLOSED
        self._generation = 0
        self._reached: dict[Part, Reached] = {}
        self._folding: Folding = model.begin()

    def open(self, *, again: bool) -> None:
        """This will take the lock, and find where it stands. again: in spite of a fault, as after a start."""
        row = self._connection.execute(_LOCK, {"model": self.model.name}).fetchone()
        if row is None or not row[0]:
            self.state = State.STANDING_BY
            return
        if again:
            self._connection.execute(_RESUME, {"model": self.model.name})
        self._look()

    @property
    def places(self) -> dict[Part, int]:
        """Where each of its parts goes on."""
        return {part: reached.place for part, reached in self._reached.items()}

    @property
    def follows(self) -> bool:
        """Whether it folds what it is given."""
        return self.state is State.FOLLOWING

    def tend(self) -> bool:
        """This will try to go on after a wait, or a fault that an operator resolved, and return whether it now does."""
        if self.follows:
            return False
        if self.state is State.STANDING_BY:
            self.open(again=False)
        else:
            self._look()
        return self.follows

    def take(self, mine: Sequence[Part]) -> None:
        """This will work on these parts from now on. What it remembered is forgotten: others may have changed it."""
        self._folding = self.model.begin()
        self._reached = parts.places(self._connection, self.model, mine)

    def apply(self, arrived: Arrivals) -> None:
        """This will fold what it has not folded yet; a fault stops it right before its event.

        Raises MovedOn where somebody else folded a part, or the tables are new: it has then looked where it stands, and
        its parts have to be read again from `places`. Raises psycopg's errors where the connection is cut.
        """
        rest = self._after(arrived)
        if not rest or self.state is not State.FOLLOWING:
            return
        try:
            self._commit(rest)
        except (psycopg.OperationalError, psycopg.InterfaceError):
            raise
        except MovedOn:
            self._look()
            raise
        except Exception as fault:  # noqa: BLE001  # whatever a folding raises must stop this read model and no other
            self._folding = self.model.begin()
            self._narrow(rest, fault)

    def _after(self, arrived: Arrivals) -> Arrivals:
        places = self.places
        rest = [each for each in arrived if each.part in places and each.place >= places[each.part]]
        return arrived if len(rest) == len(arrived) else Arrivals(rest)

    def _narrow(self, rest: Arrivals, fault: Exception) -> None:
        """This will fold all that comes before the offending event, by halves."""
        if len(rest) == 1:
            told = told_of(rest[0].recorded.position, fault)
            self._connection.execute(_STOP, {"model": self.model.name, "fault": told})
            self.state = State.FAULTED
            return
        half = len(rest) // 2
        self.apply(Arrivals(rest[:half]))
        self.apply(Arrivals(rest[half:]))

    def _commit(self, rest: Arrivals) -> None:
        with self._connection.transaction():
            held = parts.hold(self._connection, self.model)
            if held is None or held.generation != self._generation:
                raise MovedOn
            fresh, steps = self._steps(rest, held)
            if not parts.step(self._connection, self.model, steps):
                raise MovedOn
            if fresh:
                batch = rest.batch if len(fresh) == len(rest) else Batch(fresh)
                if fold_into(self._connection, self.model, self._folding, batch):
                    parts.note_changes(self._connection, self.model, steps)
        self._reached.update((part, each.after) for part, each in steps.items())

    def _steps(self, rest: Iterable[Arrived], held: Held) -> tuple[list[Recorded], dict[Part, Step]]:
        """What is to be folded: neither what the whole has, nor what came again."""
        fresh: list[Recorded] = []
        steps: dict[Part, Step] = {}
        for each in rest:
            reached = self._reached[each.part]
            done = steps.get(each.part) or Step(reached.place, reached, 0)
            position = each.recorded.position
            if not done.after.is_whole and position > held.position + 1:
                raise Missed(f"what part {each.part.number} of {each.part.source} held before is gone, unread")
            is_fresh = position > max(held.position, done.after.position)
            if is_fresh:
                fresh.append(each.recorded)
            after = Reached(each.place + 1, max(done.after.position, position))
            steps[each.part] = replace(done, after=after, events=done.events + is_fresh)
        return fresh, steps

    def _look(self) -> None:
        row = self._connection.execute(_STANDING, {"model": self.model.name}).fetchone()
        version, self._generation, fault = row or (None, 0, None)
        if version != self.model.version:
            self.state = State.OUTDATED
        elif fault is not None:
            self.state = State.FAULTED
        else:
            self.state = State.FOLLOWING
            parts.begin_parts(self._connection, self.model)
        self.take(tuple(self._reached))
