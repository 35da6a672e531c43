"""Answers an operation from its plan where all of it is compiled; else it says so, and ordinary execution answers.

It must not answer an error: whatever is not as usual is for ordinary execution, which says what is wrong.
"""

from time import perf_counter

from api.compiled.knowing import KnownDocuments
from api.compiled.plan import Compiler
from api.compiled.reading import Found, Held, Reader
from api.dependencies import ApiDependencies
from api.identity.bearer import Bearer
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
        self._read, self._documents = schema.documents, KnownDocuments(Compiler(schema))

    async def answer(self, asking: Asking, bearer: Bearer) -> Found | Held | None:
        """This will return the answer to an operation; None where ordinary execution has to answer."""
        begun = perf_counter()
        try:
            prepared = self._documents.prepared(asking)
            if prepared is None:
                return None
            with self._tracing.step("graphql compiled"):
                found = await self._reader.answer(prepared, bearer, asking.tags)
        except Declined as declined:
            self._came_to[str(declined)] += 1
            return None
        self._came_to["compiled"] += 1
        self._measures.cost.observe(prepared.cost)
        self._measures.operation("query", outcome_of((), has_data=True), perf_counter() - begun)
        return found

    def learn(self, text: str) -> None:
        """This will take note of a document that ordinary execution found valid, and answered."""
        document = self._read.find(text)
        if document is not None and len(text) <= LONGEST_TEXT:
            self._documents.learn(text, document.node)
