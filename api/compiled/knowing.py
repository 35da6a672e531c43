"""The documents that are known to be valid, their plans, and what was asked by them; bounded, what was used last stays.

It must not judge validity itself: ordinary execution answered a document before it is known here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from graphql import DocumentNode, OperationDefinitionNode
from graphql.execution.values import VariableValues

from api.bounded import Bounded
from api.compiled.plan import Arguments, Compiler, Plan, operation_of
from api.compiled.selecting import conditions_of
from api.cost import MOST_ROWS, cost_of
from api.reads.declaring import Declined
from api.transport.asking import Asking

__all__ = ["KnownDocuments", "Prepared"]

MOST_DOCUMENTS = 1_000
MOST_PLANS = 32
"""Of one document: by operation, and by what its directives leave out."""

MOST_COSTS = 256

MOST_PREPARED = 4_000
"""Of all documents together: a dozen on each page of some hundred readers."""

LONGEST_VARIABLES = 1_000
"""Characters of variables that are kept; ids, cursors and filters are shorter."""


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """An operation and its variables, read once: the same for whoever asks it, and whenever. cost: estimated rows.

    Each equals itself alone.
    """

    plan: Plan
    arguments: Arguments
    cost: int


@dataclass(frozen=True)
class _Known:
    """A document. compiler: of the schema that found it valid; plans: or why there is none, as words.

    A fault that is kept and raised again would hold the frames of each time.
    """

    compiler: Compiler
    document: DocumentNode
    plans: Bounded[tuple[object, ...], Plan | str] = field(default_factory=lambda: Bounded(MOST_PLANS))
    costs: Bounded[tuple[object, ...], int] = field(default_factory=lambda: Bounded(MOST_COSTS))
    operations: Bounded[str | None, tuple[OperationDefinitionNode, tuple[str, ...]]] = field(
        default_factory=lambda: Bounded(MOST_PLANS)
    )

    def prepared(self, name: str | None, given: Mapping[str, Any]) -> Prepared:
        """This will prepare an operation. Raises Declined where it has no plan."""
        operation, conditions = self._operation(name)
        variables = self.compiler.coerced(operation, given)
        key = (name, *(variables.coerced.get(each) for each in conditions))
        plan = self.plans.get(key)
        if plan is None:
            plan = self.plans.put(key, self._planned(name, variables))
        if isinstance(plan, str):
            raise Declined(plan)
        cost = self._cost(name, given)
        if cost > MOST_ROWS:
            raise Declined("too costly")
        return Prepared(plan, plan.arguments(variables), cost)

    def _cost(self, name: str | None, given: Mapping[str, Any]) -> int:
        """The estimate (api/cost.py), which depends on the sizes of pages alone."""
        key = (name, *sorted((each, value) for each, value in given.items() if isinstance(value, int)))
        found = self.costs.get(key)
        if found is None:
            found = self.costs.put(key, cost_of(self.compiler.schema, self.document, given, name))
        return found

    def _operation(self, name: str | None) -> tuple[OperationDefinitionNode, tuple[str, ...]]:
        """The operation that is meant, and the variables on which depends what it selects."""
        found = self.operations.get(name)
        if found is None:
            operation = operation_of(self.document, name)
            found = self.operations.put(name, (operation, conditions_of(self.document, operation)))
        return found

    def _planned(self, name: str | None, variables: VariableValues) -> Plan | str:
        try:
            return self.compiler.plan(self.document, name, variables)
        except Declined as declined:
            return str(declined)


class KnownDocuments:
    """All documents that are known."""

    def __init__(self, compiler: Compiler) -> None:
        self._compiler = compiler
        self._known: Bounded[str, _Known] = Bounded(MOST_DOCUMENTS)
        self._prepared: Bounded[tuple[str, str | None, str], Prepared] = Bounded(MOST_PREPARED)

    def prepared(self, asking: Asking) -> Prepared | None:
        """This will prepare what is asked; None by a document that was never answered. Raises Declined."""
        text, name, given = asking.query or "", asking.operation_name, asking.variables or {}
        known_as = (text, name, repr(given))
        found = self._prepared.get(known_as)
        if found is None:
            known = self._known.get(text)
            if known is None:
                return None
            found = known.prepared(name, given)
            if len(known_as[-1]) <= LONGEST_VARIABLES:
                self._prepared.put(known_as, found)
        return found

    def learn(self, text: str, document: DocumentNode) -> None:
        """This will take note of a document that ordinary execution has answered; once is enough."""
        if self._known.get(text) is None:
            self._known.put(text, _Known(self._compiler, document))
