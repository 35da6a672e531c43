"""Tells of a value that does not fit the schema: which field, which rule, and what is accepted instead.

It must not repeat anything of the value: it may hold what people write. The library's own words do, so they are read
for what they say of the schema alone.
"""

import re
from collections.abc import Callable
from typing import Any

from graphql import (
    FieldNode,
    GraphQLEnumType,
    GraphQLError,
    GraphQLInputObjectType,
    GraphQLSchema,
    ListValueNode,
    Node,
    visit,
)
from graphql import Visitor as NodeVisitor
from graphql import parse as parsed

__all__ = ["unfit_value"]

AT = re.compile(r"Variable '\$(?P<name>\w+)' (?:has invalid value(?: at (?P<path>[\w.\[\]]+))?|of)")

Told = tuple[str, str, str]
"""What of the field (its last part), the rule, what is accepted."""


def _of_enum(found: re.Match[str], schema: GraphQLSchema) -> Told:
    kind = schema.get_type(found["type"])
    names = list(kind.values) if isinstance(kind, GraphQLEnumType) else []
    return "", f"is none of {found['type']}", ", ".join(names)


def _of_missing(found: re.Match[str], schema: GraphQLSchema) -> Told:
    kind = schema.get_type(found["type"])
    field = kind.fields.get(found["field"]) if isinstance(kind, GraphQLInputObjectType) else None
    return found["field"], "is missing", f"a value of type {field.type}" if field else "a value"


def _of_unknown(found: re.Match[str], schema: GraphQLSchema) -> Told:
    kind = schema.get_type(found["type"])
    names = list(kind.fields) if isinstance(kind, GraphQLInputObjectType) else []
    in_variable = AT.match(found.string) is not None  # in the document, the field itself is what does not fit
    return (found["unknown"] or "" if in_variable else ""), f"is no field of {found['type']}", ", ".join(names)


def _of_absent(found: re.Match[str], _schema: GraphQLSchema) -> Told:
    return "", "is missing", f"a value of type {found['type']}"


def _of_kind(found: re.Match[str], _schema: GraphQLSchema) -> Told:
    return "", f"is no {found['type'].rstrip('!')}", f"a value of type {found['type']}"


RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], GraphQLSchema], Told]], ...] = tuple(
    (re.compile(pattern), told)
    for pattern, told in (
        (r"does not exist in '(?P<type>\w+)' enum", _of_enum),
        (r"Enum '(?P<type>\w+)' cannot represent", _of_enum),
        (r"Expected value of type '(?P<type>\w+)' to include required field '(?P<field>\w+)'", _of_missing),
        (
            r"Expected value of type '(?P<type>\w+)' not to include unknown field(?: '(?P<unknown>\w{1,80})')?",
            _of_unknown,
        ),
        (r"Argument '[\w.]+\((?P<field>\w+):\)' of type '(?P<type>[\w!\[\]]+)' is required", _of_absent),
        (r"of required type '(?P<type>[\w!\[\]]+)' was not provided", _of_absent),
        (r"Expected a value of non-null type '(?P<type>[\w!\[\]]+)' to be provided", _of_absent),
        (r"Expected value of (?:non-null )?type '(?P<type>[\w!\[\]]+)'", _of_kind),
        (r"(?P<type>[A-Z]\w*) cannot represent", _of_kind),
    )
)


def unfit_value(error: GraphQLError, schema: GraphQLSchema) -> GraphQLError | None:
    """This will word the error anew where a value does not fit its type; None where it says something else."""
    if error.path is not None:
        return None
    first = min(
        ((found.start(), found, told) for pattern, told in RULES if (found := pattern.search(error.message))),
        key=lambda each: each[0],
        default=None,
    )
    if first is None:
        return None
    _, found, told = first
    last, rule, accepted = told(found, schema)
    field = ".".join(filter(None, [_place(error, found), last]))
    facts = {"code": "INVALID_INPUT", "field": field, "rule": rule, "accepted": accepted}
    return GraphQLError(
        f"{field}: {rule}",
        nodes=error.nodes,
        extensions={**facts, "remedy": f"Accepted: {accepted}."},
    )


def _place(error: GraphQLError, found: re.Match[str]) -> str:
    variable = AT.match(error.message)
    if variable:
        path = (variable["path"] or "").lstrip(".")
        if path.startswith("["):
            return variable["name"] + path
        return path or ("" if {"field", "unknown"} & found.groupdict().keys() else variable["name"])
    node = error.nodes[0] if error.nodes else None
    if isinstance(node, FieldNode):
        return found.groupdict().get("field") or ""
    return _place_in_document(node) if node else ""


def _place_in_document(node: Node) -> str:
    """The path from the argument to the value, found by where it stands; the argument itself where it is all of it."""
    if node.loc is None:
        return ""
    names = _names(parsed(node.loc.source), node.loc.start)
    inner = "".join(names[1:])
    return inner.lstrip(".") if inner.startswith(".") else "".join(names).lstrip(".")


def _names(document: Node, start: int) -> list[str]:
    found: list[str] = []

    class Towards(NodeVisitor):
        def enter(self, node: Node, *_: Any) -> None:
            if node.loc is None or not node.loc.start <= start < node.loc.end:
                return
            if node.kind in ("argument", "object_field"):
                found.append("." + node.name.value)  # type: ignore[attr-defined]  # both kinds have one
            elif isinstance(node, ListValueNode):
                places = [
                    at for at, each in enumerate(node.values) if each.loc and each.loc.start <= start < each.loc.end
                ]
                found.extend(f"[{at}]" for at in places)

    visit(document, Towards())
    return found
