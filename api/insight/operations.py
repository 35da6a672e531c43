"""Counts and traces operations that go the ordinary way: kind, outcome, duration, and the codes of what is refused.

It must not tell a document, a name that a client chose, or a value. Another way to answer an operation counts by
`Measures.operation` itself. Subscriptions are counted where they are sent.
"""

from collections.abc import Iterable, Iterator
from time import perf_counter

from graphql import GraphQLError
from strawberry.extensions import SchemaExtension
from strawberry.types.graphql import OperationType

from api.insight.insight import Insight
from api.operations import coded

__all__ = ["Measured", "codes_of", "outcome_of"]

OURS = frozenset({"INTERNAL_ERROR", "TIMEOUT", "UNAVAILABLE", "LEDGER_UNAVAILABLE", "NOT_YET_VISIBLE"})
"""Codes of what the asker can do nothing about."""

FOLLOWED = OperationType.SUBSCRIPTION.value


class Measured(SchemaExtension):
    """The first of all extensions, so that it sees what the others made of an operation."""

    def on_operation(self) -> Iterator[None]:
        """This will count the operation once it was answered."""
        insight: Insight = self.execution_context.context.dependencies.insight
        begun = perf_counter()
        with insight.tracing.step("graphql") as span:
            yield
            kind = self._kind()
            if kind == FOLLOWED:
                return
            codes, has_data = self._outcome()
            outcome = outcome_of(codes, has_data=has_data)
            insight.measures.operation(kind, outcome, perf_counter() - begun)
            for code in codes:
                insight.measures.refused(code)
            span.answered(f"{kind} {outcome}")

    def _kind(self) -> str:
        try:
            return self.execution_context.operation_type.value
        except (RuntimeError, ValueError):  # there is no operation that could be read
            return "none"

    def _outcome(self) -> tuple[list[str], bool]:
        result = self.execution_context.result
        early = self.execution_context.pre_execution_errors or ()
        return codes_of(getattr(result, "errors", None) or early), getattr(result, "data", None) is not None


def codes_of(errors: Iterable[GraphQLError]) -> list[str]:
    """This will return the code of each error, as its asker is told it."""
    return [str((coded(error).extensions or {})["code"]) for error in errors]


def outcome_of(codes: Iterable[str], *, has_data: bool) -> str:
    """This will say in a word what came of an operation."""
    told = set(codes)
    if not told:
        return "ok"
    if told & OURS:
        return "failed"
    return "partial" if has_data else "refused"
