"""A process of its own that runs the automations: `python -m tests.support.automating_process CONNINFO [HALT]`.

HALT: `decided` or `committed`, where it says so on its output at the first command, and waits to be killed.
"""

import sys
import threading
from collections.abc import Collection, Hashable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import UTC, datetime

from consumers.automations import ALL, Automating, Work
from domain.aggregate import Submission
from domain.application import Application, Beside, Result
from domain.storage import EventLog
from domain.storage.connection import WriterConnection
from tests.support.keys import KEYRING


@dataclass(frozen=True, slots=True)
class Undecided:
    """Does as it is told, and never comes back once all is decided and written but the commit."""

    beside: Beside

    @property
    def lines(self) -> Sequence[Hashable]:
        """The line of each command."""
        return self.beside.lines

    def before(self, connection: WriterConnection) -> Collection[int]:
        """This will look as the other does."""
        return self.beside.before(connection)

    def after(self, connection: WriterConnection, results: Sequence[Result]) -> None:
        """This will write as the other does, and halt."""
        self.beside.after(connection, results)
        halt("decided")


@dataclass(frozen=True, slots=True)
class Halting:
    """Hands submissions on, and halts at the first: before the commit or after it."""

    application: Application
    at: str

    def submit_beside(self, submissions: Sequence[Submission], beside: Beside) -> Future[list[Result]]:
        """This will submit, and halt where it is to."""
        if self.at == "decided":
            return self.application.submit_beside(submissions, Undecided(beside))
        results = self.application.submit_beside(submissions, beside)
        if self.at == "committed" and results.result():
            halt(self.at)
        return results


def halt(word: str) -> None:
    """This will say a word and wait for the end."""
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()
    threading.Event().wait()


def main(conninfo: str, at: str) -> None:
    """This will act until it is killed."""
    with EventLog(conninfo, KEYRING) as log, Application(log) as application:
        work = Work(log=Halting(application, at), events=log, now=lambda: datetime.now(UTC))
        with Automating(conninfo, ALL, work) as automating:
            automating.run()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "")
