"""What an operation selects of each object: fragments opened, repeated fields joined, what is skipped left out.

It must not know what a field reads. Source: GraphQL specification, 6.3.2 (CollectFields) and 3.13 (directives).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLIncludeDirective,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLSkipDirective,
    GraphQLUnionType,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    VariableNode,
    get_named_type,
)  # fmt: skip
from graphql.execution.values import VariableValues, get_directive_values

from api.reads.declaring import Declined

__all__ = ["Selected", "Selecting", "conditions_of"]


@dataclass(frozen=True, slots=True)
class Selected:
    """A field as it stands in the answer. key: its name there.

    inner: object type -> what is selected of what it holds, where that is of this type; in order.
    """

    key: str
    name: str
    node: FieldNode
    inner: Mapping[str, tuple["Selected", ...]] = field(default_factory=dict)

    def of(self, kind: GraphQLObjectType) -> tuple["Selected", ...]:
        """This will tell what is selected where it holds an object of a type."""
        return self.inner.get(kind.name, ())


@dataclass(frozen=True, slots=True)
class Selecting:
    """Goes through one operation. variables: coerced, as far as directives depend on them."""

    schema: GraphQLSchema
    fragments: Mapping[str, FragmentDefinitionNode]
    variables: VariableValues

    def of(self, on: GraphQLObjectType, selections: Iterable[SelectionSetNode]) -> tuple[Selected, ...]:
        """This will tell what is selected on an object type."""
        found: dict[str, list[FieldNode]] = {}
        for node in (each for selection in selections for each in self._fields(selection, on)):
            found.setdefault(node.alias.value if node.alias else node.name.value, []).append(node)
        return tuple(self._selected(key, nodes, on) for key, nodes in found.items())

    def _selected(self, key: str, nodes: list[FieldNode], on: GraphQLObjectType) -> Selected:
        head = nodes[0]
        declared = on.fields.get(head.name.value)
        inner = [each.selection_set for each in nodes if each.selection_set]
        if declared is None or not inner:  # __typename, or a leaf
            return Selected(key, head.name.value, head)
        kinds = self._possible(get_named_type(declared.type))
        return Selected(key, head.name.value, head, {each.name: self.of(each, inner) for each in kinds})

    def _possible(self, kind: GraphQLNamedType) -> Sequence[GraphQLObjectType]:
        if isinstance(kind, GraphQLInterfaceType | GraphQLUnionType):
            return self.schema.get_possible_types(kind)
        return [kind] if isinstance(kind, GraphQLObjectType) else ()

    def _fields(self, selection: SelectionSetNode, on: GraphQLObjectType) -> Iterator[FieldNode]:
        for each in selection.selections:
            if not self._is_wanted(each):
                continue
            if isinstance(each, FieldNode):
                yield each
            elif isinstance(each, InlineFragmentNode):
                if each.type_condition is None or self._holds(each.type_condition.name.value, on):
                    yield from self._fields(each.selection_set, on)
            elif isinstance(each, FragmentSpreadNode):
                fragment = self.fragments[each.name.value]
                if self._holds(fragment.type_condition.name.value, on):
                    yield from self._fields(fragment.selection_set, on)

    def _holds(self, condition: str, on: GraphQLObjectType) -> bool:
        kind = self.schema.get_type(condition)
        if isinstance(kind, GraphQLInterfaceType | GraphQLUnionType):
            return self.schema.is_sub_type(kind, on)
        return kind is on

    def _is_wanted(self, node: SelectionNode) -> bool:
        if not node.directives:
            return True
        skip = get_directive_values(GraphQLSkipDirective, node, self.variables)
        include = get_directive_values(GraphQLIncludeDirective, node, self.variables)
        return not (skip and skip["if"]) and not (include and not include["if"])


def conditions_of(document: DocumentNode, operation: OperationDefinitionNode) -> tuple[str, ...]:
    """This will name the variables on which depends what is selected; other directives than the two raise Declined."""
    names: dict[str, None] = {}
    for each in _directives(document, operation):
        if each.name.value not in ("skip", "include"):
            raise Declined(f"directive @{each.name.value}")
        for argument in each.arguments:
            if isinstance(argument.value, VariableNode):
                names[argument.value.name.value] = None
    return tuple(names)


def _directives(document: DocumentNode, operation: OperationDefinitionNode) -> Iterator[Any]:
    definitions = [each for each in document.definitions if isinstance(each, FragmentDefinitionNode)]
    waiting: list[Any] = [operation, *definitions]
    while waiting:
        node = waiting.pop()
        yield from node.directives or ()
        if getattr(node, "selection_set", None):
            waiting.extend(node.selection_set.selections)
