"""Writes the statement of one field of an operation's root: its JSON, and what it shows that is marked.

It must not read, nor know any table: it puts together what fields declare. Values come as parameters only; the texts
that are put together are names of the schema and the read models' own statements.
"""
# ruff: noqa: S608  # which is what the linter cannot see

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count

from graphql import get_named_type, is_non_null_type

from api.compiled.planning import Call, Chosen, Planned
from api.reads.declaring import Column, Declined, Group, One, Paged, Read, Shape, Whole
from api.reads.leaves import cursor_of, json_of, quoted
from projections.paging import Window

__all__ = ["Written", "numbered", "write"]

PARAMETER = re.compile(r"%\((\w+)\)s")


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
                number = planned.call.number if planned.call else scope.number
                leaf = self._over(sql, scope.row, number)
                return leaf if is_json else json_of(planned.kind, leaf)
            case Paged() as read:
                return self._joined(self._page(read, planned, scope), scope, planned)
            case One() as read:
                return self._joined(self._one(read.shape(), planned, scope), scope, planned)
            case Whole() as read:
                return self._joined(self._whole(read, planned, scope), scope, planned)
            case Group() as read:
                return self._object(read.shape(), planned, scope)

    def _joined(self, query: str, scope: _Scope, planned: Planned) -> str:
        alias = next(self._aliases)
        scope.joined.append(f"LEFT JOIN LATERAL ({query}) {alias} (j, noted) ON true")
        scope.noted.append(f"coalesce({alias}.noted, '')")
        return f"{alias}.j" if is_non_null_type(planned.kind) else f"coalesce({alias}.j, 'null')"

    def _object(self, shape: Shape, planned: Planned, scope: _Scope) -> str:
        name = get_named_type(planned.kind).name
        parts = [(each.key, self._field(each, name, scope)) for each in planned.inner]
        scope.noted.extend(f"coalesce(',' || {self._over(each, scope.row, None)}, '')" for each in shape.noted)
        return _object(parts)

    def _field(self, planned: Planned, on: str, scope: _Scope) -> str:
        if planned.name == "__typename":
            return f"'{quoted(on)}'"
        return self._value(planned, scope)

    def _one(self, shape: Shape, planned: Planned, around: _Scope) -> str:
        scope = _Scope(next(self._aliases), _of(planned).number)
        json = self._object(shape, planned, scope)
        source = self._source(planned, around)
        return f"SELECT {json}, {_all_noted(scope.noted)} FROM ({source}) {scope.row} {' '.join(scope.joined)}"

    def _whole(self, read: Whole, planned: Planned, around: _Scope) -> str:
        scope = _Scope(next(self._aliases), _of(planned).number)
        json = self._object(read.shape(), planned, scope)
        order = ", ".join(self._over(each, scope.row, None) for each in read.sort)
        rows = f"({self._source(planned, around)}) {scope.row} {' '.join(scope.joined)}"
        return f"SELECT {_array(json, order, 'true')}, string_agg({_all_noted(scope.noted)}, '') FROM {rows}"

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
        page = _Page(self, read, planned, scope, window, call.number)
        json = _object([(each.key, page.part(each, around)) for each in planned.inner])
        noted = f"string_agg({_all_noted(scope.noted)}, '') FILTER (WHERE {page.is_on_it})"
        return f"SELECT {json}, {noted} FROM {numbered} {' '.join(scope.joined)}"

    def total_of(self, number: int) -> str:
        """The statement that counts the list of a call."""
        return self._statements[number].total

    def _source(self, planned: Planned, around: _Scope, statement: str | None = None) -> str:
        call = _of(planned)
        return self._over(statement or self._statements[call.number].statement, around.row, call.number, planned.read)

    def _over(self, sql: str, row: str, number: int | None, read: Read | None = None) -> str:
        """What the row around gives is put in; parameters of a call get its number, those of the viewer are shared."""
        of = getattr(read, "of", {})

        def name(found: re.Match[str]) -> str:
            if found[1] in of:
                return str(of[found[1]]).replace("{r}", row)
            shared = number is None or found[1].startswith("viewer_")
            return found[0] if shared else f"%({found[1]}_{number})s"

        return PARAMETER.sub(name, sql).replace("{r}", row)


@dataclass(slots=True)
class _Page:
    """The fields of a connection over numbered rows: `n` in reading order, `c` of all that were read."""

    writer: _Writer
    read: Paged
    planned: Planned
    scope: _Scope
    window: Window
    number: int
    _node: str | None = None

    @property
    def is_on_it(self) -> str:
        """The row is on the page, and not the one behind it."""
        return f"{self.scope.row}.n < %(limit_{self.number})s::bigint"

    def part(self, selected: Planned, around: _Scope) -> str:
        """One field of the connection."""
        match selected.name:
            case "__typename":
                return f"'{quoted(get_named_type(self.planned.kind).name)}'"
            case "nodes":
                return self._rows(self._shown(selected))
            case "edges":
                return self._rows(_object([(each.key, self._of_edge(each, selected)) for each in selected.inner]))
            case "pageInfo":
                return _object([(each.key, self._of_page(each, selected)) for each in selected.inner])
            case "totalCount":
                counted = self.writer._source(self.planned, around, self.writer.total_of(self.number))  # noqa: SLF001  # of the same file
                return f"(SELECT count FROM ({counted}) counted (count))::text"
            case _:
                raise Declined(f"{selected.name} of a connection")

    def _shown(self, planned: Planned) -> str:
        return self.writer._object(self.read.shape(), planned, self.scope)  # noqa: SLF001  # same

    def _rows(self, json: str) -> str:
        order = f"{self.scope.row}.n DESC" if self.window.backward else None
        return _array(json, order, self.is_on_it)

    def _of_edge(self, selected: Planned, edges: Planned) -> str:
        match selected.name:
            case "__typename":
                return f"'{quoted(get_named_type(edges.kind).name)}'"
            case "cursor":
                return f"('\"' || {self._cursor()} || '\"')"
            case _:
                return self._shown(selected)

    def _of_page(self, selected: Planned, info: Planned) -> str:
        row, backward = self.scope.row, self.window.backward
        more = f"(count(*) >= %(limit_{self.number})s::bigint)"
        match selected.name:
            case "__typename":
                return f"'{quoted(get_named_type(info.kind).name)}'"
            case "hasNextPage":
                return _truth(self.window.before is not None) if backward else f"{more}::text"
            case "hasPreviousPage":
                return f"{more}::text" if backward else _truth(self.window.after is not None)
            case "startCursor" | "endCursor":
                is_first_read = (selected.name == "startCursor") != backward
                last = f"least({row}.c, %(limit_{self.number})s::bigint - 1)"
                place = "1" if is_first_read else last
                found = f"min({self._cursor()}) FILTER (WHERE {row}.n = {place})"
                return f"coalesce('\"' || {found} || '\"', 'null')"
            case _:
                raise Declined(f"{selected.name} of a page")

    def _cursor(self) -> str:
        keys = (self.writer._over(each, self.scope.row, None) for each in self.read.keys)  # noqa: SLF001  # same
        return cursor_of(self.read.order, tuple(keys))


def _of(planned: Planned) -> Call:
    if planned.call is None:
        raise AssertionError("what reads a statement was asked for it")
    return planned.call


def _object(parts: Sequence[tuple[str, str]]) -> str:
    if not parts:  # all of it is left out by directives
        return "'{}'"
    pieces = [f"'{'{' if at == 0 else ','}{quoted(key)}:' || {json}" for at, (key, json) in enumerate(parts)]
    return f"({' || '.join(pieces)} || '}}')"


def _array(json: str, order: str | None, wanted: str) -> str:
    """order: None where the rows come as they are to be shown, the order of a statement within being kept."""
    ordered = f" ORDER BY {order}" if order else ""
    return f"('[' || coalesce(string_agg({json}, ','{ordered}) FILTER (WHERE {wanted}), '') || ']')"


def _all_noted(noted: Sequence[str]) -> str:
    """One text in which each thing has its comma before it; empty where nothing is marked."""
    return " || ".join(noted) or "''"


def _truth(value: bool) -> str:  # noqa: FBT001  # what is written
    return f"'{'true' if value else 'false'}'"
