"""Who does not confirm a restriction is reminded when the term nears its end, and listed when it is over; each once."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import psycopg
import pytest

from domain.investigation.commands import WithdrawPartner
from domain.item.commands import ConfirmRestriction, LiftRestriction
from tests.support.automating import BE, DE, FR, Scene, scene
from tests.support.overdue import SENT

pytestmark = pytest.mark.postgres

REMINDED, LISTED = "item.RestrictionReminderSent", "item.RestrictionLeftUnconfirmed"
TWO_DAYS, THREE_DAYS, SHORT = timedelta(hours=48), timedelta(hours=72), timedelta(minutes=1)


@pytest.fixture
def case(database: str) -> Iterator[Scene]:
    with scene(database) as made:
        yield made


def act(case: Scene, after: timedelta) -> None:
    """Let a process do what there is to do so long after the sending, and end."""
    case.now.at = SENT + after
    case.act()


def told(case: Scene) -> list[tuple[str, str]]:
    """What was recorded, and of which agency."""
    found = case.recorded(REMINDED, LISTED)
    return [(each.event.TOPIC, getattr(each.event, "agency_id", "")) for each in found]


def agenda(case: Scene) -> int:
    with psycopg.connect(case.conninfo) as connection:
        found = connection.execute("SELECT count(*) FROM automations.agenda").fetchone()
    return found[0] if found else 0


def confirm(case: Scene, ids: tuple[UUID, UUID], agency_id: str) -> None:
    case.submit(ConfirmRestriction(item_id=ids[0], restriction_id=ids[1], agency_id=agency_id))


def test_who_has_not_confirmed_is_reminded_once_and_then_listed_once(case: Scene) -> None:
    ids = case.restricted(BE, DE)
    case.act()
    confirm(case, ids, DE)

    act(case, TWO_DAYS - SHORT)
    before = told(case)
    act(case, TWO_DAYS)
    act(case, THREE_DAYS - SHORT)
    between = told(case)
    act(case, THREE_DAYS)
    act(case, THREE_DAYS + THREE_DAYS)

    assert (before, between) == ([], [(REMINDED, BE)])
    assert (told(case), agenda(case)) == ([(REMINDED, BE), (LISTED, BE)], 0)


def test_who_confirms_after_the_reminder_is_not_listed(case: Scene) -> None:
    ids = case.restricted(BE)
    act(case, TWO_DAYS)
    confirm(case, ids, BE)

    act(case, THREE_DAYS)

    assert told(case) == [(REMINDED, BE)]


def test_of_a_restriction_that_was_lifted_nobody_is_reminded(case: Scene) -> None:
    item_id, restriction_id = case.restricted(BE)
    case.act()
    lift = LiftRestriction(item_id=item_id, restriction_id=restriction_id, reason="Safe", by_agency_id=FR)
    case.submit(lift)

    act(case, THREE_DAYS)

    assert (told(case), agenda(case)) == ([], 0)


def test_after_a_downtime_all_that_came_meanwhile_is_done(case: Scene) -> None:
    case.restricted(BE)
    case.restricted(BE)

    act(case, THREE_DAYS)

    assert sorted(told(case)) == [(LISTED, BE), (LISTED, BE), (REMINDED, BE), (REMINDED, BE)]
    assert told(case)[0] == (REMINDED, BE)


def test_an_agenda_that_is_gone_is_made_again_and_nobody_is_reminded_twice(case: Scene) -> None:
    case.restricted(BE)
    act(case, TWO_DAYS)
    with psycopg.connect(case.conninfo) as connection:
        connection.execute("TRUNCATE automations.position, automations.agenda")

    act(case, THREE_DAYS)

    assert told(case) == [(REMINDED, BE), (LISTED, BE)]


def test_what_a_partner_that_leaves_never_confirmed_is_listed_at_once_and_for_once(case: Scene) -> None:
    ids = case.restricted(BE, DE)
    case.act()
    confirm(case, ids, DE)
    for agency_id in (BE, DE):
        case.submit(WithdrawPartner(investigation_id=case.case, agency_id=agency_id, reason="Reorganised"))

    case.act()
    act(case, THREE_DAYS)

    assert told(case) == [(LISTED, BE)]
