"""What follows from an event is done once: whoever is killed, overtaken or told all of it again."""

from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from subprocess import Popen
from uuid import UUID

import psycopg
import pytest

from domain.aggregate import Submission
from domain.application import Application, Beside, Result
from domain.followup.events import FollowUpOpened
from domain.investigation.commands import WithdrawPartner
from domain.storage import verify
from tests.support.automating import BE, DE, FR, Scene, scene
from tests.support.processes import python
from tests.support.projecting import until

pytestmark = [pytest.mark.postgres, pytest.mark.timeout(180)]

WAIT_S = 60.0


@pytest.fixture
def case(database: str) -> Iterator[Scene]:
    with scene(database) as made:
        yield made


@pytest.fixture
def left_open(case: Scene) -> list[UUID]:
    """The open requests of a partner that left, in the order of their ids."""
    requests = [case.request(FR, BE), case.request(BE, FR), case.request(FR, BE)]
    case.submit(WithdrawPartner(investigation_id=case.case, agency_id=BE, reason="Reorganised"))
    return sorted(requests)


def seen_to(case: Scene) -> list[UUID]:
    """The requests of which a follow-up was opened, in the order of their ids; twice what was opened twice."""
    opened = case.recorded("followup.FollowUpOpened")
    return sorted(
        each.event.source_id for each in opened if isinstance(each.event, FollowUpOpened) and each.event.source_id
    )


def position(case: Scene) -> int:
    with psycopg.connect(case.conninfo) as connection:
        found = connection.execute("SELECT min(position) FROM automations.position").fetchone()
    return found[0] if found else 0


@contextmanager
def acting(case: Scene, at: str = "") -> Iterator[Popen[str]]:
    """A process that acts, and is killed with -9 at the end of the block."""
    with python("tests.support.automating_process", case.conninfo, at) as process:
        try:
            yield process
        finally:
            process.kill()
            process.communicate()


@dataclass
class Overtaken:
    """Before the first submission another process makes the very same one, and moves on with it."""

    application: Application
    others: list[int] = field(default_factory=list)

    def submit_beside(self, submissions: Sequence[Submission], beside: Beside) -> Future[list[Result]]:
        if not self.others:
            self.others.append(len(self.application.submit_beside(submissions, beside).result()))
        return self.application.submit_beside(submissions, beside)


@pytest.mark.process
@pytest.mark.parametrize("at", ["decided", "committed"])
def test_kill_9_between_the_decision_and_the_position_neither_loses_nor_doubles(
    case: Scene, left_open: list[UUID], at: str
) -> None:
    with acting(case, at) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == f"{at}\n"
        done = seen_to(case)
    with acting(case):
        assert until(lambda: position(case) == case.log.head(), WAIT_S)

    assert done == (left_open if at == "committed" else [])
    assert seen_to(case) == left_open
    assert verify(case.log) is None


@pytest.mark.process
def test_of_two_processes_one_acts_and_the_other_takes_over_when_it_is_killed(
    case: Scene, left_open: list[UUID]
) -> None:
    with acting(case) as first:
        assert until(lambda: position(case) == case.log.head(), WAIT_S)
        with acting(case):
            first.kill()
            late = case.request(DE, FR)
            case.submit(WithdrawPartner(investigation_id=case.case, agency_id=DE, reason="Reorganised"))
            assert until(lambda: position(case) == case.log.head(), WAIT_S)

    assert seen_to(case) == sorted([*left_open, late])


def test_who_was_overtaken_unawares_does_nothing_and_goes_on_behind_the_other(
    case: Scene, left_open: list[UUID]
) -> None:
    log = Overtaken(case.application)
    case.act(log=log)

    assert log.others == [3]
    assert (seen_to(case), position(case)) == (left_open, case.log.head())


def test_all_of_the_log_told_again_to_a_rebuilt_database_does_nothing_again(case: Scene, left_open: list[UUID]) -> None:
    case.act()
    head = case.log.head()
    with psycopg.connect(case.conninfo) as connection:
        connection.execute("TRUNCATE automations.position, automations.agenda")

    case.act()

    assert (seen_to(case), case.log.head(), position(case)) == (left_open, head, head)


def test_a_process_that_runs_is_woken_by_the_log(case: Scene, left_open: list[UUID]) -> None:
    with case.running():
        assert until(lambda: seen_to(case) == left_open, WAIT_S)
        late = case.request(DE, FR)
        case.submit(WithdrawPartner(investigation_id=case.case, agency_id=DE, reason="Reorganised"))
        assert until(lambda: seen_to(case) == sorted([*left_open, late]), WAIT_S)
