"""How fields declare what they read, so that an operation over them can be compiled.

It must not know any table, nor how a statement is written: `writing.py` does. In what is declared, `{r}` stands for the
row at hand; parameters have the names that the read models' own statements give them.
"""

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, LiteralString

from projections.paging import PageAsked
from projections.viewer import Viewer

__all__ = [
    "READS", "Asked", "Asking", "Column", "Declined", "Either", "Group", "One", "Paged", "Read", "Shape", "Whole",
    "column", "reads",
]  # fmt: skip

READS = "entente.reads"
"""The key of a declaration among the metadata of a field."""


class Declined(Exception):  # named for what it says of the operation
    """Ordinary execution answers this, which gives the same answer or the right error."""


@dataclass(slots=True)
class Asking:
    """Who asks and when; and what an answer needs beside its statements.

    waits: positions that read models have to have reached, each with their names; is_of_the_moment: the answer depends
    on the time of day.
    """

    viewer: Viewer
    now: datetime
    waits: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)
    is_of_the_moment: bool = False

    def wait(self, position: int | None, models: tuple[str, ...]) -> None:
        """This will note that the answer has to reflect a position, where one is given."""
        if position:
            self.waits.append((position, models))


@dataclass(frozen=True, slots=True)
class Asked:
    """What a statement that returns no page takes."""

    statement: LiteralString
    parameters: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Column:
    """A leaf. sql: an expression of the type that the field's scalar is written from, null where the field is.

    is_json: it is what stands in the answer, and never null.
    """

    sql: LiteralString
    is_json: bool = False


@dataclass(frozen=True, slots=True)
class Paged:
    """A Relay connection.

    order: the list's name in its cursors; shape: of its nodes; ask: what the arguments ask for, raises InvalidInput or
    Declined, and returns a statement whose rows come in reading order; keys: of a cursor, as texts; total: what counts
    the list.
    of: parameters that the row around it gives, as expressions.
    """

    order: str
    shape: Callable[[], "Shape"]
    ask: Callable[..., PageAsked]
    keys: tuple[LiteralString, ...]
    total: Callable[[], LiteralString]
    of: Mapping[str, LiteralString] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class One:
    """An object, or null. ask: takes the field's arguments; it returns the statement of at most one row.

    is_sought: who asks for it in vain is put on record, by ordinary execution; of fields of the root alone.
    """

    shape: Callable[[], "Shape"]
    ask: Callable[..., Asked]
    of: Mapping[str, LiteralString] = field(default_factory=dict)
    is_sought: bool = False


@dataclass(frozen=True, slots=True)
class Either:
    """An object of an abstract type, or null. ones: each type that it may be of; the first that finds a row is shown.

    is_sought: as of One.
    """

    ones: Callable[[], Sequence[One]]
    is_sought: bool = False


@dataclass(frozen=True, slots=True)
class Whole:
    """A list without pages. sort: its order, ascending."""

    shape: Callable[[], "Shape"]
    ask: Callable[..., Asked]
    sort: tuple[LiteralString, ...]
    of: Mapping[str, LiteralString] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Group:
    """An object that reads nothing itself. ask: what of its arguments its fields take, by the names of parameters."""

    shape: Callable[[], "Shape"]
    ask: Callable[..., Mapping[str, Any]]


Read = Column | Paged | One | Either | Whole | Group


@dataclass(frozen=True)
class Shape:
    """An object type and the row that it shows: a plain field reads the column of its name.

    noted: what of a row stands in the access ledger, as texts that begin with `i` for an item and `r` for a request;
    null where there is nothing (api/ledger/noting.py says the same of the row's class, and a test holds both together).
    """

    kind: type
    row: type | None = None
    noted: tuple[LiteralString, ...] = ()
    columns: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """This will learn the columns of the row."""
        names = (each.name for each in dataclasses.fields(self.row)) if self.row else ()
        object.__setattr__(self, "columns", frozenset(names))


def reads(declared: Read) -> Mapping[str, Read]:
    """This will make the metadata of a field."""
    return {READS: declared}


def column(sql: LiteralString) -> Mapping[str, Read]:
    """This will make the metadata of a leaf."""
    return reads(Column(sql))
