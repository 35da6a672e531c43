"""Read models that show how a rebuild went: which events they were given, and in how many attempts.

They must not know the real ones.
"""

import random
from collections.abc import Callable
from dataclasses import replace

from projections.engine import Batch, Folding, Manner, ReadModel, Tables
from tests.support.projecting import POSITIONS

__all__ = ["noting", "stumbling", "until_batch"]


class _Noting:
    def __init__(self, noted: list[int]) -> None:
        self._noted = noted

    def fold(self, batch: Batch, tables: Tables) -> None:
        """This will write down the positions, in memory too."""
        self._noted.extend(each.position for each in batch)
        tables.append(POSITIONS, [(each.position,) for each in batch])

    def write(self, tables: Tables) -> None:
        """This will write nothing: all positions were written as they came."""


def noting(noted: list[int], version: int = 1) -> ReadModel:
    """This will make a read model that notes the position of each event that it is given, also where it is undone."""
    definition = "CREATE TABLE seen (position bigint PRIMARY KEY)"
    return ReadModel(
        name="noting", version=version, definition=definition, tables=("seen",), begin=lambda: _Noting(noted)
    )


class _Stumbling:
    """Folds as its read model does, and then now and then fails, so that all it wrote is undone."""

    def __init__(self, folding: Folding, chance: random.Random) -> None:
        self._folding, self._chance, self._taken = folding, chance, 0

    def fold(self, batch: Batch, tables: Tables) -> None:
        """This will fold; a single event is never failed, for it would stop the read model."""
        self._folding.fold(batch, tables)
        self._taken += len(batch)
        self._stumble()

    def write(self, tables: Tables) -> None:
        """This will write, in the same manner."""
        self._folding.write(tables)
        self._stumble()
        self._taken = 0

    def _stumble(self) -> None:
        if self._taken > 1 and self._chance.random() < 0.2:
            raise RuntimeError


def stumbling(model: ReadModel, chance: random.Random) -> ReadModel:
    """This will make a read model of the same rows whose transactions are rolled back at random points."""
    return replace(model, begin=lambda: _Stumbling(model.begin(), chance))


def until_batch(number: int, batch: int) -> Manner:
    """This will make the manner of a rebuild that is broken off after so many batches."""
    left = iter([False] * number)
    is_stopped: Callable[[], bool] = lambda: next(left, True)  # noqa: E731  # a condition that is asked once a batch
    return Manner(batch=batch, is_stopped=is_stopped)
