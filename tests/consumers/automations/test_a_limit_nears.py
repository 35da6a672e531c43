"""When the clock has warned of a limit, the unit and the liaison officers are reminded of it, once."""

from collections.abc import Iterator
from datetime import timedelta
from functools import reduce
from uuid import UUID, uuid4

import psycopg
import pytest

from consumers.clock.submitting import CLOCK
from domain.aggregate import Submission
from domain.application import Accepted
from domain.clocks import clocks
from domain.investigation.vocabulary import MemberRole
from domain.occurred import exactly
from domain.request import REQUEST
from domain.request.commands import AssignUnit, RaiseTimeLimitWarning
from domain.request.events import TimeLimitReminderSent
from tests.support.automating import BE, DE, FR, Scene, scene
from tests.support.overdue import SENT

pytestmark = pytest.mark.postgres


@pytest.fixture
def case(database: str) -> Iterator[Scene]:
    with scene(database) as made:
        made.admit("lise", DE, MemberRole.SECONDED_MEMBER)
        made.admit("bea", BE, MemberRole.LEADER)
        yield made


def warn(case: Scene, request_id: UUID) -> None:
    """Let time pass until the first limit of a request is near, and the clock warn of it."""
    request = reduce(REQUEST.evolve, case.log.stream(request_id), REQUEST.initial)
    clock, moment = min((clock, clock.warn_utc) for clock in clocks(request.clock) if clock.warn_utc is not None)
    case.now.at = moment + timedelta(minutes=1)
    command = RaiseTimeLimitWarning(request_id=request_id, obligation=clock.obligation, cycle=clock.cycle)
    submission = Submission(command=command, command_id=uuid4(), actor=CLOCK, occurred=exactly(moment))
    assert isinstance(case.application.submit(submission).result(60), Accepted)


def told(case: Scene) -> list[TimeLimitReminderSent]:
    found = case.recorded("request.TimeLimitReminderSent")
    return [each.event for each in found if isinstance(each.event, TimeLimitReminderSent)]


def test_the_unit_and_the_liaison_officers_are_reminded_once(case: Scene) -> None:
    request = case.request(DE, BE)
    unit = AssignUnit(request_id=request, unit_id=f"{BE}/CYBER", override_reason="It knows the server.")
    case.submit(unit)
    warn(case, request)

    case.act()
    case.act()

    (reminder,) = told(case)
    assert (reminder.agency_id, reminder.unit_id) == (BE, f"{BE}/CYBER")
    assert reminder.members == ("bea", "lise")
    assert SENT < case.now.at < reminder.due_utc


def test_all_of_the_log_told_again_reminds_nobody_again(case: Scene) -> None:
    warn(case, case.request(DE, FR))
    case.act()
    with psycopg.connect(case.conninfo) as connection:
        connection.execute("TRUNCATE automations.position, automations.agenda")

    case.act()

    assert len(told(case)) == 1
