"""One rendering for all who are told the same: of subscribers who stand alike and ask alike, the first one's message.

It must not share what depends on who asks beyond how they stand: only fields whose types stand in FLAT, which lead
nowhere, are rendered once. What a message shows is noted for each subscriber before, not by its fields.
"""

from typing import Any

from graphql import (
    ExecutionResult,
    FragmentDefinitionNode,
    OperationDefinitionNode,
    VariableNode,
    Visitor,
    get_named_type,
    is_leaf_type,
    visit,
)
from graphql.utilities import TypeInfo, TypeInfoVisitor
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext

__all__ = ["FLAT", "Rendered", "RenderingOnce"]

FLAT = frozenset({"Subscription", "CaseNews", "Entry", "SummaryArgument"})
"""Types whose fields say what stands in the row itself, or what follows from it for an agency."""

Rendered = dict[tuple[int, str], tuple[object, ExecutionResult]]
"""What one look brought, as it was rendered: for an operation of a document that is kept, and what it was given."""


class RenderingOnce(StrawberryGraphQLCoreExecutionContext):
    """Executes one message of a subscription, unless another subscriber's may be taken."""

    _below: frozenset[str] | None = None
    _is_known = False

    def build_per_event_executor(self, payload: Any) -> "RenderingOnce":
        """This will find out once, for all messages of a subscription, what its rendering depends on."""
        if not self._is_known:
            self._below, self._is_known = _depends_on(self), True
        made = super().build_per_event_executor(payload)
        assert isinstance(made, RenderingOnce)  # noqa: S101  # a copy of this one
        return made

    def execute_operation(self, serially: bool | None = None) -> Any:  # noqa: FBT001  # as the library has it
        """This will render, or take what was rendered."""
        rendered: Rendered | None = getattr(self.root_value, "rendered", None)
        if rendered is None or self._below is None:
            return super().execute_operation(serially)
        values = self.variable_values.coerced
        known_as = (id(self.operation), repr([(name, values.get(name)) for name in sorted(self._below)]))
        if known_as in rendered:
            return rendered[known_as][1]
        result = super().execute_operation(serially)
        if isinstance(result, ExecutionResult) and not result.errors:
            rendered[known_as] = self.operation, result
        return result


def _depends_on(executor: RenderingOnce) -> frozenset[str] | None:
    """The variables on which a rendering depends; None where it may lead anywhere that is not flat."""
    types = TypeInfo(executor.schema)
    found = _Found(types)
    for definition in (executor.operation, *executor.fragment_definitions.values()):
        visit(definition, TypeInfoVisitor(types, found))
    return frozenset(found.variables) if found.is_flat else None


class _Found(Visitor):
    """Which variables are used below the root, and whether all types are flat."""

    def __init__(self, types: TypeInfo) -> None:
        super().__init__()
        self._types = types
        self.variables: set[str] = set()
        self.is_flat = True

    def enter_field(self, *_: Any) -> None:
        """This will look at where a field leads."""
        kind = get_named_type(self._types.get_type())
        self.is_flat &= kind is None or is_leaf_type(kind) or kind.name in FLAT

    def enter_variable(self, node: VariableNode, *place: Any) -> None:
        """Those of the root field's own arguments say what is read, not how it is rendered."""
        _, parent, _, ancestors = place
        fields = [each for each in ancestors if getattr(each, "kind", "") == "field"]
        is_of_the_root = len(fields) == 1 and any(isinstance(each, OperationDefinitionNode) for each in ancestors)
        is_declared = getattr(parent, "kind", "") == "variable_definition"
        if not is_declared and not is_of_the_root:
            self.variables.add(node.name.value)
        if any(isinstance(each, FragmentDefinitionNode) for each in ancestors):
            self.variables.add(node.name.value)
