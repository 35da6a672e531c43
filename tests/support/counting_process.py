"""A process of its own that raises a counter without end and says on its output which commands were acknowledged.

Run as `python -m tests.support.counting_process CONNINFO COUNTER_ID [HOW_MANY]`.
"""

import itertools
import sys
from collections import deque
from concurrent.futures import Future
from uuid import UUID, uuid4

from domain.application import Accepted, Application, Outcome
from domain.storage import EventLog
from tests.support.counter_room import COUNTER, COUNTER_EVENTS, RaiseCounter, asked
from tests.support.keys import KEYRING

IN_FLIGHT = 16
"""Commands that wait at once, so that batches hold several."""


def main(conninfo: str, counter_id: UUID, how_many: int | None) -> None:
    """This will print a command's id as soon as, and only if, it was accepted."""
    waiting: deque[tuple[UUID, Future[Outcome]]] = deque()
    with EventLog(conninfo, KEYRING, COUNTER_EVENTS) as log, Application(log, (COUNTER,)) as application:
        for _ in itertools.count() if how_many is None else range(how_many):
            command_id = uuid4()
            submission = asked(RaiseCounter(counter_id=counter_id), command_id=command_id)
            waiting.append((command_id, application.submit(submission)))
            if len(waiting) >= IN_FLIGHT:
                _acknowledge(*waiting.popleft())
        for command_id, outcome in waiting:
            _acknowledge(command_id, outcome)


def _acknowledge(command_id: UUID, outcome: Future[Outcome]) -> None:
    if isinstance(outcome.result(timeout=60), Accepted):
        sys.stdout.write(f"{command_id}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], UUID(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else None)
