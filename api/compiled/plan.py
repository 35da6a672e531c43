"""A compiled operation: bound to variables and a viewer, it is a few statements and their values.

It must not read. What is written is kept for the next time: only values differ then.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    get_operation_ast,
)  # fmt: skip
from graphql.execution.values import VariableValues, get_argument_values, get_variable_values
from strawberry.schema import Schema
from strawberry.types.arguments import convert_arguments

from api.compiled.planning import Call, Chosen, Planned, Planning
from api.compiled.selecting import Selected, Selecting
from api.compiled.writing import Written, write
from api.reads.declaring import Asked, Asking, Declined, Group
from domain.refusal import Refused
from projections.paging import PageAsked

__all__ = ["Arguments", "Bound", "Compiler", "Plan"]

MOST_WAYS_TO_WRITE = 64
"""Statements kept of one field: forward or backward, from a cursor or not, of each list within."""


@dataclass(frozen=True, slots=True)
class Bound:
    """What is to be asked for one field of the root. key: its name in the answer."""

    key: str
    written: Written
    values: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class _Root:
    planned: Planned
    calls: Sequence[Call]
    written: dict[tuple[object, ...], Written]


Arguments = Sequence[Sequence[Mapping[str, Any]]]
"""Of each call of each field at the root: as resolvers are given them, and read alone by whoever is."""


class Plan:
    """An operation whose every field is declared. ways: the names of the fields at its root."""

    def __init__(self, compiler: "Compiler", operation: OperationDefinitionNode, selected: Sequence[Selected]) -> None:
        self._compiler, self._operation = compiler, operation
        self._roots = tuple(self._root(each) for each in selected)
        if all(isinstance(call.read, Group) for root in self._roots for call in root.calls):
            raise Declined("nothing is read")
        self.ways = tuple(dict.fromkeys(each.name for each in selected))

    def arguments(self, variables: VariableValues) -> Arguments:
        """This will read the arguments of all calls; raises Declined where one does not fit."""
        try:
            return [[self._arguments(call, variables) for call in root.calls] for root in self._roots]
        except GraphQLError as error:
            raise Declined("an argument does not fit") from error

    def bind(self, arguments: Arguments, asking: Asking) -> list[Bound]:
        """This will say what is asked; raises Declined where ordinary execution has to answer."""
        try:
            return [_bound(root, given, asking) for root, given in zip(self._roots, arguments, strict=True)]
        except (GraphQLError, Refused) as error:
            raise Declined("an argument does not fit") from error

    def _arguments(self, call: Call, variables: VariableValues) -> Mapping[str, Any]:
        return self._compiler.converted(call, get_argument_values(call.field, call.selected.node, variables))

    def _root(self, selected: Selected) -> _Root:
        planning = Planning(self._compiler.schema)
        return _Root(planning.root(selected), tuple(planning.calls), {})


class Compiler:
    """Compiles operations of one schema."""

    def __init__(self, strawberry_schema: Schema) -> None:
        self.schema: GraphQLSchema = strawberry_schema._schema  # noqa: SLF001  # strawberry gives no other way to it
        self._config = strawberry_schema.config
        self._scalars = strawberry_schema.schema_converter.scalar_registry

    def converted(self, call: Call, given: dict[str, Any]) -> dict[str, Any]:
        """This will turn coerced arguments into what resolvers are given."""
        arguments = call.field.extensions["strawberry-definition"].arguments
        return convert_arguments(given, arguments, self._scalars, self._config)

    def coerced(self, operation: OperationDefinitionNode, given: Mapping[str, Any]) -> VariableValues:
        """This will coerce variables; raises Declined where they do not fit."""
        found = get_variable_values(self.schema, operation.variable_definitions or (), dict(given))
        if isinstance(found, list):
            raise Declined("a variable does not fit")
        return found

    def plan(self, document: DocumentNode, name: str | None, variables: VariableValues) -> Plan:
        """This will plan a valid operation; raises Declined for what is not covered.

        It holds for all variables of which `conditions_of` says that they are alike.
        """
        operation = operation_of(document, name)
        fragments = {each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)}
        query = self.schema.query_type
        if query is None:
            raise Declined("there is nothing to read")
        selecting = Selecting(self.schema, fragments, variables)
        return Plan(self, operation, selecting.of(query, [operation.selection_set]))


def _bound(root: _Root, arguments: Sequence[Mapping[str, Any]], asking: Asking) -> Bound:
    values: dict[str, object] = dict(asking.viewer.parameters)
    groups: dict[int, Mapping[str, Any]] = {}
    chosen: dict[int, Chosen] = {}
    for call, given in zip(root.calls, arguments, strict=True):
        asked = _ask(call, given, asking, groups)
        if isinstance(asked, PageAsked | Asked):
            chosen[call.number] = Chosen.of(asked, call.read)
            asked = asked.parameters
        else:
            groups[call.number] = asked
        for name, value in asked.items():
            values[f"{name}_{call.number}"] = value
    key = tuple(each.key for each in chosen.values())
    written = root.written.get(key)
    if written is None:
        if len(root.written) >= MOST_WAYS_TO_WRITE:
            root.written.clear()
        written = root.written[key] = write(root.planned, chosen)
    return Bound(root.planned.key, written, tuple(values[name] for name in written.parameters))


def _ask(
    call: Call, given: Mapping[str, Any], asking: Asking, groups: Mapping[int, Mapping[str, Any]]
) -> PageAsked | Asked | Mapping[str, Any]:
    outer = {} if call.outer is None else {"outer": groups[call.outer.number]}
    found: PageAsked | Asked | Mapping[str, Any] = call.read.ask(asking, **given, **outer)
    if isinstance(call.read, Group) == isinstance(found, PageAsked | Asked):
        raise AssertionError(f"{call.selected.name} is declared as something else")
    return found


def operation_of(document: DocumentNode, name: str | None) -> OperationDefinitionNode:
    """This will find the query that is meant; raises Declined where it is none."""
    operation = get_operation_ast(document, name)
    if operation is None or operation.operation is not OperationType.QUERY:
        raise Declined("no query")
    return operation
