"""Plans an operation: which declared reads it selects, and which of them take arguments.

It must not write SQL, nor judge whether an operation is valid: only what ordinary execution has answered is planned.
"""

from dataclasses import dataclass
from itertools import count
from typing import Any, LiteralString

from graphql import GraphQLField, GraphQLObjectType, GraphQLSchema, get_named_type

from api.compiled.selecting import Selected
from api.reads.declaring import READS, Asked, Column, Declined, Either, Group, One, Paged, Read, Shape, Whole
from projections.paging import PageAsked, Window

__all__ = ["Call", "Chosen", "Planned", "Planning"]

CONNECTION = frozenset({"nodes", "edges", "pageInfo", "totalCount"})


@dataclass(frozen=True, slots=True)
class Call:
    """A field whose arguments decide what is read. outer: the group that it is a field of.

    number: unlike that of any other call within the same field of the root.
    """

    number: int
    field: GraphQLField
    selected: Selected
    read: Paged | One | Whole | Group
    outer: "Call | None" = None


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a call's arguments came to, as far as the statement's text depends on it. total: counts a page's list."""

    statement: LiteralString
    window: Window | None = None
    total: LiteralString = ""

    @classmethod
    def of(cls, asked: PageAsked | Asked, read: Read) -> "Chosen":
        """This will keep the texts and which page."""
        if isinstance(asked, PageAsked) and isinstance(read, Paged):
            return cls(asked.statement, asked.window, asked.total or read.total())
        return cls(asked.statement)

    @property
    def key(self) -> tuple[object, ...]:
        """Tells apart what is written differently."""
        page = self.window
        return (self.statement, self.total, page and (page.backward, page.after is None, page.before is None))


@dataclass(frozen=True, slots=True)
class Planned:
    """A field that is read as declared. kind: its type in the schema; call: where it takes a statement.

    inner: the fields of what it holds; of an abstract type, what it holds as each type that it may be of.
    """

    key: str
    name: str
    kind: Any
    read: Read
    inner: tuple["Planned", ...] = ()
    call: Call | None = None


class Planning:
    """Plans the fields of one operation's root."""

    def __init__(self, schema: GraphQLSchema) -> None:
        self._schema = schema
        self._numbers = count(1)
        self.calls: list[Call] = []

    def root(self, selected: Selected) -> Planned:
        """This will plan one field; raises Declined where anything within is not declared."""
        query = self._schema.query_type
        if query is None or selected.name not in query.fields:
            raise Declined(selected.name)
        declared = _declared(query.fields[selected.name])
        if declared is None:
            raise Declined(f"{selected.name} is not compiled")
        return self._planned(selected, query, declared, None)

    def _planned(self, selected: Selected, on: GraphQLObjectType, read: Read, outer: Call | None) -> Planned:
        field = on.fields[selected.name]
        if isinstance(read, Column):
            if selected.node.arguments:
                raise Declined(f"arguments of {selected.name}")
            return Planned(selected.key, selected.name, field.type, read, call=outer)
        if isinstance(read, Either):
            kinds = {_origin(each): each for each in self._schema.get_possible_types(get_named_type(field.type))}
            calls = [Call(next(self._numbers), field, selected, each) for each in read.ones()]
            inner = tuple(self._called(each, kinds[each.read.shape().kind]) for each in calls)
            return Planned(selected.key, selected.name, field.type, read, inner)
        return self._called(Call(next(self._numbers), field, selected, read, outer), field.type)

    def _called(self, call: Call, kind: Any) -> Planned:
        """What takes a statement. kind: of the field; where that is abstract, one that it may be of."""
        self.calls.append(call)
        selected, on, shape = call.selected, get_named_type(kind), call.read.shape()
        if isinstance(call.read, Paged):
            inner = tuple(self._of_connection(each, on, shape) for each in selected.of(on))
        else:
            inner = tuple(self._of_object(each, on, shape, call) for each in selected.of(on))
        return Planned(selected.key, selected.name, kind, call.read, inner, call)

    def _of_connection(self, selected: Selected, kind: GraphQLObjectType, shape: Shape) -> Planned:
        field = kind.fields.get(selected.name)
        read = Column("")
        if field is None:
            return Planned(selected.key, selected.name, None, read)
        named = get_named_type(field.type)
        if selected.name == "nodes" and isinstance(named, GraphQLObjectType):
            inner = tuple(self._of_object(each, named, shape, None) for each in selected.of(named))
        elif selected.name in CONNECTION and isinstance(named, GraphQLObjectType):
            inner = tuple(self._of_part(each, named, shape) for each in selected.of(named))
        else:
            inner = ()
        return Planned(selected.key, selected.name, field.type, read, inner)

    def _of_part(self, selected: Selected, kind: GraphQLObjectType, shape: Shape) -> Planned:
        """A field of an edge, or of what tells where a page stands."""
        field = kind.fields.get(selected.name)
        named = get_named_type(field.type) if field else None
        within = selected.of(named) if selected.name == "node" and isinstance(named, GraphQLObjectType) else ()
        inner = tuple(self._of_object(each, named, shape, None) for each in within)  # type: ignore[arg-type]  # looked at
        return Planned(selected.key, selected.name, field.type if field else None, Column(""), inner)

    def _of_object(self, selected: Selected, kind: GraphQLObjectType, shape: Shape, outer: Call | None) -> Planned:
        if selected.name == "__typename":
            return Planned(selected.key, selected.name, None, Column(""))
        field = kind.fields[selected.name]
        group = outer if outer is not None and isinstance(outer.read, Group) else None
        return self._planned(selected, kind, _declared(field) or _same_name(field, shape), group)


def _origin(kind: GraphQLObjectType) -> type:
    """The class that a type of the schema was made of."""
    found: type = kind.extensions["strawberry-definition"].origin
    return found


def _declared(field: GraphQLField) -> Read | None:
    found: Read | None = field.extensions["strawberry-definition"].metadata.get(READS)
    return found


def _same_name(field: GraphQLField, shape: Shape) -> Column:
    """A plain field shows the column of its name."""
    definition = field.extensions["strawberry-definition"]
    name = definition.python_name
    if name == "id" and hasattr(shape.kind, "OWN_ID"):
        return Column("{r}." + shape.kind.OWN_ID)
    if definition.base_resolver is not None or name not in shape.columns:
        raise Declined(f"{shape.kind.__name__}.{name} is not compiled")
    return Column("{r}." + name)
