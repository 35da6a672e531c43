"""The documents that are known to be valid, and their plans; bounded, what was used last stays.

It must not judge validity itself: ordinary execution answered a document before it is known here.
"""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from graphql import DocumentNode, GraphQLSchema, OperationDefinitionNode, parse
from graphql.execution.values import VariableValues

from api.compiled.plan import Compiler, Plan, operation_of
from api.compiled.selecting import conditions_of
from api.cost import cost_of
from api.reads.declaring import Declined

__all__ = ["Bounded", "Known", "KnownDocuments"]

MOST_DOCUMENTS = 1_000
MOST_PLANS = 32
"""Of one document: by operation, and by what its directives leave out."""

MOST_COSTS = 256

K = TypeVar("K")
V = TypeVar("V")


class Bounded(Generic[K, V]):
    """Keeps so many values, and forgets the one that was used longest ago."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[K, V] = OrderedDict()

    def get(self, key: K) -> V | None:
        """This will return a value that is kept."""
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
        return found

    def put(self, key: K, value: V) -> V:
        """This will keep a value, and return it."""
        self._kept[key] = value
        if len(self._kept) > self._most:
            self._kept.popitem(last=False)
        return value


@dataclass(frozen=True)
class Known:
    """A document. compiler: of the schema that found it valid."""

    compiler: Compiler
    document: DocumentNode
    plans: Bounded[tuple[object, ...], Plan | Declined] = field(default_factory=lambda: Bounded(MOST_PLANS))
    costs: Bounded[tuple[object, ...], int] = field(default_factory=lambda: Bounded(MOST_COSTS))
    operations: Bounded[str | None, tuple[OperationDefinitionNode, tuple[str, ...]]] = field(
        default_factory=lambda: Bounded(MOST_PLANS)
    )

    def plan(self, name: str | None, given: Mapping[str, Any]) -> tuple[Plan, VariableValues]:
        """This will return the plan of an operation, and its coerced variables; raises Declined where there is none."""
        operation, conditions = self._operation(name)
        variables = self.compiler.coerced(operation, given)
        key = (name, *(variables.coerced.get(each) for each in conditions))
        plan = self.plans.get(key)
        if plan is None:
            plan = self.plans.put(key, self._planned(name, variables))
        if isinstance(plan, Declined):
            raise plan
        return plan, variables

    def cost(self, schema: GraphQLSchema, name: str | None, given: Mapping[str, Any]) -> int:
        """This will estimate the operation (api/cost.py), which depends on the sizes of pages alone."""
        key = (name, *sorted((each, value) for each, value in given.items() if isinstance(value, int)))
        found = self.costs.get(key)
        return self.costs.put(key, cost_of(schema, self.document, given, name)) if found is None else found

    def _operation(self, name: str | None) -> tuple[OperationDefinitionNode, tuple[str, ...]]:
        """The operation that is meant, and the variables on which depends what it selects."""
        found = self.operations.get(name)
        if found is None:
            operation = operation_of(self.document, name)
            found = self.operations.put(name, (operation, conditions_of(self.document, operation)))
        return found

    def _planned(self, name: str | None, variables: VariableValues) -> Plan | Declined:
        try:
            return self.compiler.plan(self.document, name, variables)
        except Declined as declined:
            return declined


class KnownDocuments:
    """All documents that are known."""

    def __init__(self, compiler: Compiler) -> None:
        self._compiler = compiler
        self._known: Bounded[str, Known] = Bounded(MOST_DOCUMENTS)

    def get(self, text: str) -> Known | None:
        """This will return a document that was answered before."""
        return self._known.get(text)

    def learn(self, text: str) -> None:
        """This will take note of a document that ordinary execution has answered; once is enough."""
        if self._known.get(text) is None:
            self._known.put(text, Known(self._compiler, parse(text)))
