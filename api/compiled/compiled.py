"""Answers an operation from its plan where all of it is compiled; else it says so, and ordinary execution answers.

It must not answer an error: whatever is not as usual is for ordinary execution, which says what is wrong.
"""

from time import perf_counter

from api.compiled.knowing import Known, KnownDocuments
from api.compiled.plan import Compiler
from api.compiled.reading import Found, Held, Reader
from api.context import Context
from api.cost import MOST_ROWS
from api.dependencies import ApiDependencies
from api.insight.operations import outcome_of
from api.reads.declaring import Declined
from api.schema import EntenteSchema
from api.transport.asking import Asking

__all__ = ["Compiled"]

LONGEST_TEXT = 20_000
"""Characters of a document that is kept; the limit of tokens refuses most that are longer."""


class Compiled:
    """What there is of compiled operations in this process. How operations are answered is counted in the lanes."""

    def __init__(self, dependencies: ApiDependencies, schema: EntenteSchema) -> None:
        self._reader = Reader(dependencies)
        self._came_to, self._measures = dependencies.lanes.came_to, dependencies.insight.measures
        self._tracing = dependencies.insight.tracing
        self._compiler = Compiler(schema)
        self._documents = KnownDocuments(self._compiler)

    async def answer(self, asking: Asking, context: Context) -> Found | Held | None:
        """This will return the answer to an operation; None where ordinary execution has to answer.

        What becomes known of the answer is told to the context, and its points are taken.
        """
        known = self._documents.get(asking.query) if asking.query else None
        if known is None:
            return None
        begun = perf_counter()
        try:
            found = await self._read(known, asking, context)
        except Declined as declined:
            self._came_to[str(declined)] += 1
            return None
        self._came_to["compiled"] += 1
        self._measures.operation("query", outcome_of((), has_data=True), perf_counter() - begun)
        return found

    def learn(self, document: str) -> None:
        """This will take note of a document that ordinary execution found valid, and answered."""
        if len(document) <= LONGEST_TEXT:
            self._documents.learn(document)

    async def _read(self, known: Known, asking: Asking, context: Context) -> Found | Held:
        given = asking.variables or {}
        plan, variables = known.plan(asking.operation_name, given)
        cost = known.cost(self._compiler.schema, asking.operation_name, given)
        if cost > MOST_ROWS:
            raise Declined("too costly")
        with self._tracing.step("graphql compiled"):
            found = await self._reader.answer(plan, variables, context.bearer, asking.tags)
        context.answer.cost, context.answer.position = cost, found.position
        context.spend(1 if isinstance(found, Held) else 1 + cost)
        return found
