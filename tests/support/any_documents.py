"""Documents over the whole schema, as nobody would write them: any field, any argument, most of them fitting.

It must not know any field.
"""

import json
from dataclasses import dataclass
from typing import Any

from graphql import (
    GraphQLArgument,
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    get_named_type,
    is_leaf_type,
    is_list_type,
    is_required_argument,
    is_required_input_field,
)
from graphql.type import get_nullable_type
from hypothesis import strategies as st

__all__ = ["Words", "documents"]

ODD = ("", "\0", "x" * 200, "2018-05", "9999-12-31T23:59:59-23:59", "P999999999D", "%_", "' OR 1=1", "é")
DEEPEST = 3
MOST_FIELDS = 3

Texts = st.SearchStrategy[str]
Composite = GraphQLObjectType | GraphQLInterfaceType | GraphQLUnionType


@dataclass(frozen=True)
class Words:
    """What may stand for a value: ids and codes that there are."""

    known: tuple[str, ...]

    def any(self) -> Texts:
        """This will draw a literal that may fit anything, or nothing."""
        texts = st.sampled_from([*self.known, *ODD]).map(json.dumps)
        numbers = st.one_of(st.integers(-3, 250), st.integers(-(2**70), 2**70)).map(str)
        others = st.sampled_from(["null", "true", "[]", "{}", "NO_SUCH", "1.5e400", "$nothing"])
        return st.one_of(texts, numbers, others)

    def of(self, scalar: str) -> Texts:
        """This will draw a literal of the shape of a scalar; what it says may be nonsense."""
        if scalar == "Position":
            return st.sampled_from(["0", "1"])  # one that is not reached yet would be waited for
        if scalar in ("Int", "ByteCount"):
            return st.sampled_from(["1", "20", "0", "200", "999", "2147483647"])
        if scalar == "Boolean":
            return st.sampled_from(["true", "false"])
        return st.sampled_from([*self.known, *ODD]).map(json.dumps)


@dataclass(frozen=True)
class _Drawing:
    schema: GraphQLSchema
    words: Words

    def selection(self, kind: Composite, levels: int) -> Texts:
        """A selection set on one type: some of its fields, and seldom what does not belong there."""
        named = {} if isinstance(kind, GraphQLUnionType) else kind.fields
        fitting = {name: field for name, field in named.items() if levels or is_leaf_type(get_named_type(field.type))}
        parts = [self.field(name, field, levels) for name, field in sorted(fitting.items())] or [st.just("__typename")]
        beside = st.sampled_from([*("",) * 30, *("__typename",) * 8, "... on Query { __typename }", "nothing"])
        several = st.lists(st.one_of(*parts), min_size=1, max_size=MOST_FIELDS)
        return st.tuples(several, beside).map(lambda drawn: f"{{ {' '.join([*drawn[0], drawn[1]])} }}")

    def field(self, name: str, field: GraphQLField, levels: int) -> Texts:
        """A field under an alias of its own, so that two of one name do not exclude each other."""
        inner = get_named_type(field.type)
        below = (
            st.deferred(lambda: self.selection(inner, levels - 1))
            if isinstance(inner, Composite)
            else st.sampled_from([*("",) * 60, "{ x }"])
        )
        alias = st.integers(0, 9_999).map(lambda number: f"a{number}: ")
        directive = st.sampled_from([*("",) * 40, *("@include(if: true)", "@skip(if: false)") * 4, "@skip(if: 1)"])
        arguments = st.tuples(*(self.argument(each, given) for each, given in sorted(field.args.items())))
        return st.tuples(alias, arguments, directive, below).map(lambda drawn: _written(name, drawn))

    def argument(self, name: str, argument: GraphQLArgument) -> Texts:
        """An argument that fits as a rule; one that may be left out is, as often as not."""
        fitting, unfit = self.fitting(argument.type, 2), self.words.any()
        written = st.integers(0, 29).flatmap(lambda chance: fitting if chance else unfit)
        named = written.map(lambda drawn: f"{name}: {drawn}")
        return named if is_required_argument(argument) else st.one_of(st.just(""), named)

    def fitting(self, kind: Any, levels: int) -> Texts:
        """A literal that the type of an input takes."""
        named = get_named_type(kind)
        if is_list_type(get_nullable_type(kind)):
            return st.lists(self.fitting(named, levels), max_size=2).map(lambda drawn: f"[{', '.join(drawn)}]")
        if isinstance(named, GraphQLEnumType):
            return st.sampled_from(sorted(named.values))
        return self.object(named, levels) if isinstance(named, GraphQLInputObjectType) else self.words.of(named.name)

    def object(self, kind: GraphQLInputObjectType, levels: int) -> Texts:
        """What is required, and some of the rest; beyond a few levels, nothing of it."""
        needed = {name: field.type for name, field in kind.fields.items() if is_required_input_field(field)}
        rest = {name: field.type for name, field in kind.fields.items() if name not in needed and levels}
        given = st.fixed_dictionaries(
            {name: self.fitting(each, levels - 1) for name, each in needed.items()},
            optional={name: self.fitting(each, levels - 1) for name, each in rest.items()},
        )
        return given.map(lambda fields: "{" + ", ".join(f"{name}: {value}" for name, value in fields.items()) + "}")


def documents(schema: GraphQLSchema, words: Words) -> Texts:
    """This will draw a query."""
    query = schema.query_type
    assert query is not None
    return _Drawing(schema, words).selection(query, DEEPEST).map(lambda selected: f"query Drawn {selected}")


def _written(name: str, drawn: tuple[str, tuple[str, ...], str, str]) -> str:
    alias, arguments, directive, below = drawn
    given = ", ".join(each for each in arguments if each)
    return f"{alias}{name}{f'({given})' if given else ''} {directive} {below}"
