"""What a read model is to the engine: a name, a version, tables, and a way to fold events into them.

It must not know what stands in the tables.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from domain.event import Recorded
from projections.engine.tables import Tables

__all__ = ["Folding", "ReadModel"]


class Folding(Protocol):
    """A read model at work. It may remember what it wrote; it is thrown away whenever a transaction is rolled back."""

    def fold(self, batch: Sequence[Recorded], tables: Tables) -> None:
        """This will write what the events of the batch, in order of position, change in the model's tables."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadModel:
    """A read model.

    name: as in read.position; version: raised whenever the tables or the folding change, which rebuilds them.
    definition: the text of table.sql, with unqualified names; tables: the names it creates; begin: starts a folding.
    """

    name: str
    version: int
    definition: str
    tables: tuple[str, ...]
    begin: Callable[[], Folding]
