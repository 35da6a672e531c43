"""Writes what is put together of finished JSON in SQL: objects, lists, and the page of a connection.

It must not know where rows come from, nor what a node shows.
"""
# ruff: noqa: S608  # texts that are put together are names of the schema and the read models' own statements

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from graphql import get_named_type

from api.compiled.planning import Planned
from api.reads.declaring import Declined
from api.reads.leaves import quoted
from projections.paging import Window

__all__ = ["Page", "array_of", "object_of", "typename_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page over numbered rows: `n` in reading order, `c` of all that were read.

    row: their alias; limit: how many are read, one of them behind the page; cursor, shown: of a row, the latter with
    the fields that are selected; total: the statement that counts the list.
    """

    row: str
    limit: str
    window: Window
    cursor: str
    total: str
    shown: Callable[[Planned], str]

    @property
    def is_on_it(self) -> str:
        """The row is on the page, and not the one behind it."""
        return f"{self.row}.n < {self.limit}::bigint"

    def part(self, selected: Planned, on: Any) -> str:  # Any: a type of the schema, as the library has it
        """This will write one field of the connection; raises Declined for what is not covered."""
        match selected.name:
            case "__typename":
                return typename_of(on)
            case "nodes":
                return self._rows(self.shown(selected))
            case "edges":
                return self._rows(
                    object_of([(each.key, self._of_edge(each, selected.kind)) for each in selected.inner])
                )
            case "pageInfo":
                return object_of([(each.key, self._of_info(each, selected.kind)) for each in selected.inner])
            case "totalCount":
                return f"(SELECT count FROM ({self.total}) counted (count))::text"
            case _:
                raise Declined(f"{selected.name} of a connection")

    def _rows(self, json: str) -> str:
        return array_of(json, f"{self.row}.n DESC" if self.window.backward else None, self.is_on_it)

    def _of_edge(self, selected: Planned, on: Any) -> str:
        match selected.name:
            case "__typename":
                return typename_of(on)
            case "cursor":
                return f"('\"' || {self.cursor} || '\"')"
            case _:
                return self.shown(selected)

    def _of_info(self, selected: Planned, on: Any) -> str:
        backward, more = self.window.backward, f"(count(*) >= {self.limit}::bigint)"
        match selected.name:
            case "__typename":
                return typename_of(on)
            case "hasNextPage":
                return _truth(self.window.before is not None) if backward else f"{more}::text"
            case "hasPreviousPage":
                return f"{more}::text" if backward else _truth(self.window.after is not None)
            case "startCursor" | "endCursor":
                is_first_read = (selected.name == "startCursor") != backward
                place = "1" if is_first_read else f"least({self.row}.c, {self.limit}::bigint - 1)"
                found = f"min({self.cursor}) FILTER (WHERE {self.row}.n = {place})"
                return f"coalesce('\"' || {found} || '\"', 'null')"
            case _:
                raise Declined(f"{selected.name} of a page")


def object_of(parts: Sequence[tuple[str, str]]) -> str:
    """This will write an object of its fields: names in the answer, and their JSON."""
    if not parts:  # all of it is left out by directives, or it is of a type of which nothing is selected
        return "'{}'"
    pieces = [f"'{'{' if at == 0 else ','}{quoted(key)}:' || {json}" for at, (key, json) in enumerate(parts)]
    return f"({' || '.join(pieces)} || '}}')"


def array_of(json: str, order: str | None, wanted: str = "true") -> str:
    """This will write a list of rows.

    order: None where the rows come as they are to be shown, the order of a statement within being kept.
    """
    ordered = f" ORDER BY {order}" if order else ""
    return f"('[' || coalesce(string_agg({json}, ','{ordered}) FILTER (WHERE {wanted}), '') || ']')"


def typename_of(kind: Any) -> str:
    """This will write the name of an object type."""
    return f"'{quoted(get_named_type(kind).name)}'"


def _truth(value: bool) -> str:  # noqa: FBT001  # what is written
    return f"'{'true' if value else 'false'}'"
