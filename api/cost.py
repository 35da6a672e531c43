"""What an operation would cost, estimated before anything is read: rows of its pages, multiplied along nested lists.

It must not run anything, nor know any field by name but those that all connections have.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import cast

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    ValueNode,
    VariableNode,
    get_named_type,
    get_nullable_type,
    get_operation_ast,
    is_list_type,
)  # fmt: skip
from graphql import ExecutionResult as Answer
from strawberry.extensions import SchemaExtension
from strawberry.types.graphql import OperationType

from api.errors import PublicError
from projections.paging import DEFAULT_PAGE, LARGEST_PAGE

__all__ = ["MOST_ROWS", "CostLimit", "cost_of"]

MOST_ROWS = 20_000
"""Cost of an operation: about a second of one connection. A hundred requests with all fifty entries need 5,600."""

STATEMENT = 5
"""Rows for which a list costs as much as for being asked at all, however short it is; so does counting it."""

SHORT_LIST = 10
"""Rows of a list without pages: an investigation's partners, a request's clocks."""

INTROSPECTION = {"__schema": 2_000, "__type": 100}
"""Introspection reads nothing, but to tell the whole schema takes as long as so many rows; `__typename` takes none."""

PASSED_THROUGH = frozenset({"edges", "nodes"})
"""Fields of a connection that show what its page holds, which is counted already."""

COUNTING = "totalCount"


@dataclass(slots=True)
class _Estimate:
    """One operation at work; fragments are estimated once, or nesting them would make the estimate itself dear."""

    schema: GraphQLSchema
    fragments: Mapping[str, FragmentDefinitionNode]
    variables: Mapping[str, object]
    of_fragment: dict[str, int] = field(default_factory=dict)

    def selected(self, selection: SelectionSetNode | None, on: object) -> int:
        """The cost of what is selected on one object of a type; of an interface, of all its types that are named."""
        if selection is None or not isinstance(on, GraphQLObjectType | GraphQLInterfaceType):
            return 0
        return sum(self._one(each, on) for each in selection.selections)

    def _one(self, node: SelectionNode, on: GraphQLObjectType | GraphQLInterfaceType) -> int:
        match node:
            case FieldNode():
                return self._field(node, on)
            case FragmentSpreadNode():
                return self._fragment(node.name.value)
            case InlineFragmentNode():
                named = node.type_condition.name.value if node.type_condition else on.name
                return self.selected(node.selection_set, self.schema.get_type(named))
            case _:
                return 0

    def _fragment(self, name: str) -> int:
        if name not in self.of_fragment:
            fragment = self.fragments[name]
            on = self.schema.get_type(fragment.type_condition.name.value)
            self.of_fragment[name] = self.selected(fragment.selection_set, on)
        return self.of_fragment[name]

    def _field(self, node: FieldNode, on: GraphQLObjectType | GraphQLInterfaceType) -> int:
        declared = on.fields.get(node.name.value)
        if declared is None:
            return INTROSPECTION.get(node.name.value, 0)
        kind = get_named_type(declared.type)
        inner = self.selected(node.selection_set, kind)
        if _is_connection(kind):
            return STATEMENT + self._page(node) * (1 + inner)
        if _is_connection(on):
            return STATEMENT if node.name.value == COUNTING else inner
        if is_list_type(get_nullable_type(declared.type)) and isinstance(kind, GraphQLObjectType):
            return SHORT_LIST * (1 + inner)
        return inner

    def _page(self, node: FieldNode) -> int:
        """The rows that a page may have; a size that will be refused counts as the largest."""
        asked = [self._value(each.value) for each in node.arguments or () if each.name.value in ("first", "last")]
        sizes = [size for size in asked if isinstance(size, int)]
        return min(max(sizes[0], 1), LARGEST_PAGE) if sizes else DEFAULT_PAGE

    def _value(self, node: ValueNode) -> object:
        if isinstance(node, VariableNode):
            return self.variables.get(node.name.value)
        return int(node.value) if isinstance(node, IntValueNode) else None


def _is_connection(kind: object) -> bool:
    return isinstance(kind, GraphQLObjectType) and kind.fields.keys() >= PASSED_THROUGH


def cost_of(
    schema: GraphQLSchema, document: DocumentNode, variables: Mapping[str, object], name: str | None = None
) -> int:
    """This will estimate the operation of a valid document. variables: as they were sent; defaults are added here."""
    operation = get_operation_ast(document, name)
    if operation is None:
        return 0
    fragments = {each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)}
    known = {**dict(_defaults(operation)), **variables}
    estimate = _Estimate(schema, fragments, known)
    return estimate.selected(operation.selection_set, schema.get_root_type(operation.operation))


def _defaults(operation: OperationDefinitionNode) -> Iterator[tuple[str, object]]:
    for each in operation.variable_definitions or ():
        if isinstance(each.default_value, IntValueNode):
            yield each.variable.name.value, int(each.default_value.value)


class CostLimit(SchemaExtension):
    """Refuses an operation that would read too much, before it reads anything."""

    def on_execute(self) -> Iterator[None]:
        """This will estimate the operation, and answer it where it is too costly."""
        context = self.execution_context
        schema = context.schema._schema  # noqa: SLF001  # strawberry gives no other way to it
        document = cast("DocumentNode", context.graphql_document)
        cost = cost_of(schema, document, context.variables or {}, context.operation_name)
        context.context.dependencies.insight.measures.cost.observe(cost)
        if cost > MOST_ROWS:
            if context.operation_type is OperationType.SUBSCRIPTION:  # whose stream heeds no result of an extension
                raise _too_costly(cost)
            context.result = Answer(data=None, errors=[_too_costly(cost)])
        else:
            context.context.answer.cost = cost
            context.context.spend(1 + cost)
        yield


def _too_costly(cost: int) -> PublicError:
    return PublicError(
        f"This would read about {cost:,} rows; {MOST_ROWS:,} are the most for one operation.",
        "QUERY_TOO_COSTLY",
        remedy="Ask for smaller pages with first or last, above all in lists within lists, or in several operations.",
        cost=cost,
        limit=MOST_ROWS,
    )
