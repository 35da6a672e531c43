"""Measures what a document costs that was never seen: parsed, held against the schema, planned and written as SQL.

Run it with `python -m tests.benchmarks.cold_document [--rounds N]`. Beside it stands what the same document costs when
it comes again, in the same run, so that the ratio counts. Nothing is asked of a database.
"""

import argparse
import gc
import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime

from api.compiled.knowing import KnownDocuments
from api.compiled.plan import Compiler
from api.documents.of_dashboard import documents_of_dashboard
from api.documents.reading import Documents
from api.reads.declaring import Asking, Declined
from api.schema import EntenteSchema, make_schema
from api.transport.asking import Asking as Sent
from projections.viewer import Viewer
from tests.benchmarks.rivals.questions import QUESTIONS, Question

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
VIEWER = Viewer(member_id="ada", agency_id="FR-SPOC", today=NOW.date())
CASE = "7c9e6679-7425-40de-944b-e07fc1f90ae7"


class House:
    """A schema, and what is known of documents."""

    def __init__(self, schema: EntenteSchema) -> None:
        self._inner = schema._schema  # strawberry gives no other way to it
        self._compiler = Compiler(schema)
        self.forget()

    def forget(self) -> None:
        """This will know nothing any more."""
        self._documents, self._known = Documents(self._inner), KnownDocuments(self._compiler)

    def read(self, text: str) -> None:
        """This will parse a document, and hold it against the schema, unless it is known."""
        assert not self._documents.read(text).errors, text

    def compile(self, question: Question) -> None:
        """This will write the statements of a question, unless they are known."""
        self._known.learn(question.ours, self._documents.read(question.ours).node)
        prepared = self._known.prepared(Sent(question.ours, None, question.sent("ours", CASE)["variables"], None))
        assert prepared is not None
        prepared.plan.bind(prepared.arguments, Asking(VIEWER, NOW))

    def ask(self, question: Question) -> None:
        """This will do both."""
        self.read(question.ours)
        self.compile(question)


def milliseconds(do: Callable[[], None]) -> float:
    """This will tell what the processor spent on it."""
    began = time.process_time_ns()
    do()
    return (time.process_time_ns() - began) / 1_000_000


def told(house: House, question: Question, rounds: int) -> str:
    """This will measure a question the first time and again, by turns."""
    read, compiled, again = [], [], []
    for _ in range(rounds):
        house.forget()
        read.append(milliseconds(lambda: house.read(question.ours)))
        compiled.append(milliseconds(lambda: house.compile(question)))
        again.append(milliseconds(lambda: house.ask(question)))
    first, second = statistics.median(read) + statistics.median(compiled), statistics.median(again)
    return (
        f"{first:.2f} ms ({statistics.median(read):.2f} to read, {statistics.median(compiled):.2f} to compile), "
        f"again {second:.3f} ms, {first / second:.0f}x"
    )


def of_dashboard(house: House, texts: list[str]) -> str:
    """This will read all that the dashboard asks for the first time."""
    house.forget()
    taken = [milliseconds(lambda text=text: house.read(text)) for text in texts]  # type: ignore[misc]  # bound at once
    return f"{len(taken)} documents, {statistics.median(taken):.2f} ms to read, the slowest {max(taken):.2f} ms"


def main() -> None:
    """This will print each question that is compiled, and all that the dashboard asks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=30)
    given = parser.parse_args()
    schema = make_schema(production=True)
    house = House(schema)
    gc.collect()
    gc.freeze()  # as servers do
    for question in QUESTIONS.values():
        try:
            sys.stdout.write(f"{question.name}: {told(house, question, given.rounds)}\n")
        except Declined as declined:
            sys.stdout.write(f"{question.name}: {declined}\n")
    texts = list(documents_of_dashboard(schema._schema))  # as above
    sys.stdout.write(f"the dashboard's: {of_dashboard(house, texts)}\n")


if __name__ == "__main__":
    main()
