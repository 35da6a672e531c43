"""Writes the statement of one field of an operation's root: its JSON, and what it shows that is marked.

It must not read, nor know any table: it puts together what fields declare. Values come as parameters only; the texts
that are put together are names of the schema and the read models' own statements.
"""
# ruff: noqa: S608  # which is what the linter cannot see

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from graphql import is_non_null_type

from api.compiled.pages import Page, array_of, object_of, typename_of
from api.compiled.planning import Call, Chosen, Planned
from api.reads.declaring import Column, Either, Group, One, Paged, Shape, Whole
from api.reads.leaves import cursor_of, json_of

__all__ = ["Written", "numbered", "write"]

PARAMETER = re.compile(r"%\((\w+)\)s")
NULL = "'null'"


@dataclass(frozen=True, slots=True)
class Written:
    """A statement for PostgreSQL's own protocol. parameters: the names of $1, $2 and so on."""

    text: bytes
    parameters: tuple[str, ...]


@dataclass(slots=True)
class _Scope:
    """Rows being shown. row: their alias; number: of the call that reads them, whose parameters columns may take.

    joined: what is looked up for each of them; noted: what they show.
    """

    row: str
    number: int | None
    joined: list[str] = field(default_factory=list)
    noted: list[str] = field(default_factory=list)


def write(planned: Planned, statements: Mapping[int, Chosen]) -> Written:
    """This will write the statement of a root field. statements: of each call within, by its number."""
    return Written(*numbered(_Writer(statements).root(planned)))


def numbered(statement: str) -> tuple[bytes, tuple[str, ...]]:
    """This will number the parameters of a statement as PostgreSQL's own protocol has them, and tell their names."""
    names: dict[str, int] = {}
    text = PARAMETER.sub(lambda found: f"${names.setdefault(found[1], len(names) + 1)}", statement)
    return text.replace("%%", "%").encode(), tuple(names)


class _Writer:
    def __init__(self, statements: Mapping[int, Chosen]) -> None:
        self._statements = statements
        self._aliases = (f"q{number}" for number in count(1))

    def root(self, planned: Planned) -> str:
        scope = _Scope("nobody", None)
        json = self._value(planned, scope)
        joined = " ".join(scope.joined)
        return f"SELECT {json}, {_all_noted(scope.noted)} FROM (SELECT 1) here {joined}"

    def _value(self, planned: Planned, scope: _Scope) -> str:
        """The JSON of a field over a row; what has to be joined for it is added to the scope."""
        match planned.read:
            case Column(sql=sql, is_json=is_json):
                leaf = _over(sql, scope.row, planned.call.number if planned.call else scope.number)
                return leaf if is_json else json_of(planned.kind, leaf)
            case Group() as read:
                return self._object(read.shape(), planned, scope)
            case Either() as read:
                return _first([self._joined(each, scope) for each in planned.inner], planned, read.is_sought)
            case One() as read:
                return _first([self._joined(planned, scope)], planned, read.is_sought)
            case Paged() | Whole():
                return _first([self._joined(planned, scope)], planned)

    def _joined(self, planned: Planned, scope: _Scope) -> str:
        """What a statement finds for each row; null where it finds nothing."""
        query, alias = self._query(planned, scope), next(self._aliases)
        scope.joined.append(f"LEFT JOIN LATERAL ({query}) {alias} (j, noted) ON true")
        scope.noted.append(f"coalesce({alias}.noted, '')")
        return f"{alias}.j"

    def _query(self, planned: Planned, around: _Scope) -> str:
        match planned.read:
            case Paged() as read:
                return self._page(read, planned, around)
            case Whole() as read:
                return self._whole(read, planned, around)
            case One() as read:
                return self._one(read, planned, around)
            case _:
                raise AssertionError(f"{planned.name} reads no statement")

    def _object(self, shape: Shape, planned: Planned, scope: _Scope) -> str:
        parts = [(each.key, self._field(each, planned.kind, scope)) for each in planned.inner]
        scope.noted.extend(f"coalesce(',' || {_over(each, scope.row)}, '')" for each in shape.noted)
        return object_of(parts)

    def _field(self, planned: Planned, on: Any, scope: _Scope) -> str:
        return typename_of(on) if planned.name == "__typename" else self._value(planned, scope)

    def _one(self, read: One, planned: Planned, around: _Scope) -> str:
        scope = _Scope(next(self._aliases), _of(planned).number)
        json = self._object(read.shape(), planned, scope)
        source = self._source(planned, around)
        return f"SELECT {json}, {_all_noted(scope.noted)} FROM ({source}) {scope.row} {' '.join(scope.joined)}"

    def _whole(self, read: Whole, planned: Planned, around: _Scope) -> str:
        scope = _Scope(next(self._aliases), _of(planned).number)
        json = self._object(read.shape(), planned, scope)
        order = ", ".join(_over(each, scope.row) for each in read.sort)
        rows = f"({self._source(planned, around)}) {scope.row} {' '.join(scope.joined)}"
        return f"SELECT {array_of(json, order)}, string_agg({_all_noted(scope.noted)}, '') FROM {rows}"

    def _page(self, read: Paged, planned: Planned, around: _Scope) -> str:
        call = _of(planned)
        chosen = self._statements[call.number]
        window = chosen.window
        if window is None:
            raise AssertionError("a page has a window")
        scope, rows = _Scope(next(self._aliases), call.number), next(self._aliases)
        numbered = (
            f"(SELECT row_number() OVER () AS n, count(*) OVER () AS c, {rows}.* "
            f"FROM ({self._source(planned, around)}) {rows}) {scope.row}"
        )
        page = Page(
            row=scope.row,
            limit=_parameter("limit", call.number),
            window=window,
            cursor=cursor_of(read.order, tuple(_over(each, scope.row) for each in read.keys)),
            total=self._source(planned, around, chosen.total),
            shown=lambda node: self._object(read.shape(), node, scope),
        )
        json = object_of([(each.key, page.part(each, planned.kind)) for each in planned.inner])
        noted = f"string_agg({_all_noted(scope.noted)}, '') FILTER (WHERE {page.is_on_it})"
        return f"SELECT {json}, {noted} FROM {numbered} {' '.join(scope.joined)}"

    def _source(self, planned: Planned, around: _Scope, statement: str | None = None) -> str:
        """A statement of a call, or that of its rows; what the row around gives is put in."""
        call = _of(planned)
        given = {name: _over(sql, around.row, around.number) for name, sql in getattr(call.read, "of", {}).items()}
        text = statement or self._statements[call.number].statement
        return PARAMETER.sub(lambda found: given.get(found[1]) or _parameter(found[1], call.number), text)


def _over(sql: str, row: str, number: int | None = None) -> str:
    """What is declared over a row, which may take parameters of the call that reads it."""
    return PARAMETER.sub(lambda found: _parameter(found[1], number), sql).replace("{r}", row)


def _parameter(name: str, number: int | None) -> str:
    """Parameters of a call get its number; those of the viewer are shared."""
    is_shared = number is None or name.startswith("viewer_")
    return f"%({name})s" if is_shared else f"%({name}_{number})s"


def _of(planned: Planned) -> Call:
    if planned.call is None:
        raise AssertionError("what reads a statement was asked for it")
    return planned.call


def _first(found: Sequence[str], planned: Planned, is_sought: bool = False) -> str:  # noqa: FBT001, FBT002  # as declared
    """What is found; null where nothing is, and of what is sought no answer at all."""
    never_null = is_sought or is_non_null_type(planned.kind)
    return f"coalesce({', '.join(found if never_null else [*found, NULL])})"


def _all_noted(noted: Sequence[str]) -> str:
    """One text in which each thing has its comma before it; empty where nothing is marked."""
    return " || ".join(noted) or "''"
