"""What schemathesis is told of this API: its scalars, what is known in the case that it meets, and what a fault is.

It runs within schemathesis' own environment (SCHEMATHESIS_HOOKS), so it must not import anything of ours. What a call
becomes follows from the call alone: the same seed asks the same.
"""

import json
import os
from hashlib import sha256
from typing import Any

import graphql
import schemathesis
from hypothesis import strategies as st
from hypothesis_graphql import nodes

KNOWN: dict[str, list[str]] = json.loads(os.environ.get("ENTENTE_KNOWN", "{}"))
"""What exists, by the names of arguments, fields of inputs and parameters."""

FAULT = 500
"""Status from which on it is the server's."""

MOST_ROWS = 50
"""More rows cost so much that most questions would be refused for it."""

WORDS = st.text(max_size=40)
STORED = st.integers(-(2**63), 2**64)
LENGTHS = st.sampled_from(["P3D", "PT8H", "-P1D", "P0D", "P99999999999999D", "PT1E9S", "P1Y"])


def _as_string(values: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    """One in twelve is no value of its scalar: with more, hardly any input would be a good one as a whole."""
    return (
        st.tuples(values, WORDS, st.integers(0, 11)).map(lambda each: each[0] if each[2] else each[1]).map(nodes.String)
    )


schemathesis.graphql.scalar("UUID", _as_string(st.uuids().map(str)))
schemathesis.graphql.scalar("Date", _as_string(st.dates().map(str)))
schemathesis.graphql.scalar(
    "DateTime", _as_string(st.datetimes(timezones=st.timezones()).map(lambda at: at.isoformat()))
)
schemathesis.graphql.scalar("Duration", _as_string(LENGTHS))
schemathesis.graphql.scalar("ByteCount", st.integers(0, 2**63 - 1).map(str).map(nodes.Int))
schemathesis.graphql.scalar("Position", STORED.map(nodes.Int) | STORED.map(str).map(nodes.String))


def _chance(*of: object) -> int:
    return sha256(repr(of).encode()).digest()[0]


class _Likely(graphql.Visitor):
    """Asks for pages that are pages and things that are there, as often as not."""

    def enter_field(self, node: graphql.FieldNode, *_: Any) -> Any:
        """This will keep one direction of paging, from the beginning."""
        given = {each.name.value for each in node.arguments or ()}
        if not {"first", "last"} <= given or _chance(graphql.print_ast(node)) % 8 == 0:
            return None
        dropped = (
            {"last", "before", "after"} if _chance(node.name.value, len(given)) % 2 else {"first", "after", "before"}
        )
        kept = tuple(each for each in node.arguments or () if each.name.value not in dropped)
        return _with(node, arguments=kept)

    def enter_argument(self, node: graphql.ArgumentNode, *_: Any) -> Any:
        """This will name what is there."""
        return self._known(node)

    def enter_object_field(self, node: graphql.ObjectFieldNode, *_: Any) -> Any:
        """This will do the same within inputs."""
        return self._known(node)

    def _known(self, node: Any) -> Any:
        name, chance = node.name.value, _chance(node.name.value, graphql.print_ast(node.value))
        if name in ("first", "last"):
            return _with(node, value=graphql.IntValueNode(value=str(chance % MOST_ROWS)))
        if name in ("minPosition", "position") and chance % 8:
            return _with(node, value=graphql.IntValueNode(value=str(chance % 64)))
        values = KNOWN.get(name)
        if not values or chance % 4 == 0 or not isinstance(node.value, graphql.StringValueNode | graphql.NullValueNode):
            return None
        return _with(node, value=graphql.StringValueNode(value=values[chance % len(values)]))


def _with(node: Any, **changes: Any) -> Any:
    return type(node)(**{**{key: getattr(node, key) for key in node.keys}, **changes})


def map_body(_context: Any, body: Any) -> Any:
    """This will make an operation of GraphQL a likelier one."""
    return graphql.visit(body, _Likely()) if isinstance(body, graphql.DocumentNode) else body


def map_path_parameters(_context: Any, given: Any) -> Any:
    """This will name what is there in paths of plain routes."""
    return {name: _named(name, value) for name, value in given.items()} if isinstance(given, dict) else given


def _named(name: str, value: object) -> object:
    values = KNOWN.get(name)
    return values[_chance(value) % len(values)] if values and _chance(name, value) % 4 else value


def nothing_went_wrong_on_our_side(_context: Any, response: Any, _case: Any) -> None:
    """Its own check takes any refusal in an answer of GraphQL for a fault of the server."""
    assert response.status_code < FAULT, f"answered {response.status_code}"
    assert b'"INTERNAL_ERROR"' not in response.content, "answered INTERNAL_ERROR"


schemathesis.hook(map_body)
schemathesis.hook(map_path_parameters)
schemathesis.check(nothing_went_wrong_on_our_side)
