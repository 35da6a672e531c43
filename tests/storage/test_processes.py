"""Several processes append to one log: none loses, doubles or overlooks anything, also when it is killed."""

from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from uuid import UUID

import pytest

from domain.application import Application
from domain.storage import EventLog, verify
from tests.support.counter_room import COUNTER, RaiseCounter, asked
from tests.support.logs import WAIT_S, accepted, begun, command_ids, counting, everything

pytestmark = [pytest.mark.postgres, pytest.mark.process, pytest.mark.timeout(180)]


def test_two_processes_raise_one_counter_in_turn(log: EventLog, application: Application, database: str) -> None:
    counter = begun(application)
    with (
        counting(database, counter, 300) as one,
        counting(database, counter, 300) as other,
        ThreadPoolExecutor() as threads,
    ):
        outputs = list(threads.map(lambda process: process.communicate(timeout=WAIT_S)[0].split(), (one, other)))
    last = accepted(application.submit(asked(RaiseCounter(counter_id=counter))).result(WAIT_S))

    assert [len(output) for output in outputs] == [300, 300]
    assert last.version == last.position == 602
    assert [event.envelope.aggregate_version for event in log.stream(counter)] == list(range(1, 603))
    assert verify(log) is None


def test_two_applications_see_one_another_s_changes_at_once(log: EventLog) -> None:
    with Application(log, (COUNTER,)) as one, Application(log, (COUNTER,)) as other:
        counter = begun(one, limit=20)
        raised = [
            accepted(application.submit(asked(RaiseCounter(counter_id=counter))).result(WAIT_S)).version
            for application in [one, other, other, one] * 5
        ]
        refused = other.submit(asked(RaiseCounter(counter_id=counter))).result(WAIT_S)

    assert raised == list(range(2, 22))
    assert type(refused).__name__ == "ACounterStaysWithinItsLimit"


@pytest.mark.parametrize("killed_after", [1, 37, 111, 220, 349])
def test_kill_9_loses_no_acknowledged_command_and_doubles_none(
    log: EventLog, application: Application, database: str, killed_after: int
) -> None:
    counter = begun(application)
    with counting(database, counter) as process:
        assert process.stdout is not None
        acknowledged = list(islice(process.stdout, killed_after))
        process.kill()
        acknowledged += process.stdout.readlines()
    recorded = command_ids(everything(log))
    complete = {UUID(line.strip()) for line in acknowledged if line.endswith("\n")}

    assert len(recorded) == len(set(recorded))
    assert complete <= set(recorded)
    assert verify(log) is None
    assert accepted(application.submit(asked(RaiseCounter(counter_id=counter))).result(WAIT_S)).position > len(complete)
