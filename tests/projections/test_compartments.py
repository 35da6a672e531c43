"""That there is a compartment, and who holds it, is told to those who hold it and to the stewards, who grant it."""

import pytest

from domain.aggregate import Actor
from domain.investigation.events import MemberRoleChanged
from domain.investigation.vocabulary import MemberRole
from projections.investigations import queries as investigations
from projections.paging import Paging
from projections.timeline import queries as timeline
from projections.timeline.rows import CaseView, EntryFilter
from projections.viewer import Viewer
from tests.support.case_logs import case_log
from tests.support.given import NOW
from tests.support.histories import append_history
from tests.support.investigations import CASE
from tests.support.items import CARL, DORA, INGA, WORLD
from tests.support.read_models import answer, follow

pytestmark = pytest.mark.postgres

INGA_LEADS = MemberRoleChanged(investigation_id=CASE, member_id="inga", role=MemberRole.LEADER)


@pytest.fixture
def folded(database: str) -> str:
    append_history(database, case_log(CASE, (*WORLD, INGA_LEADS)))
    follow(database)
    return database


def _viewer(actor: Actor) -> Viewer:
    return Viewer(member_id=actor.actor_id, agency_id=actor.agency_id or "", today=NOW.date())


def _told(conninfo: str, actor: Actor) -> set[str]:
    view = CaseView(_viewer(actor), CASE, EntryFilter(hide_system=False))
    rows = answer(conninfo, lambda c: timeline.timeline(c, view, Paging(first=200))).rows
    arguments = " ".join(row.summary_arguments for row in rows if ".Compartment" in row.kind)
    return {code for code in ("HARBOUR", "AIRPORT") if code in arguments}


def _known(conninfo: str, actor: Actor) -> set[str]:
    row = answer(conninfo, lambda c: investigations.investigation(c, _viewer(actor), CASE))
    assert row is not None
    return set(row.compartments)


def _held(conninfo: str, actor: Actor) -> dict[str, tuple[str, ...]]:
    members = answer(conninfo, lambda c: investigations.members(c, _viewer(actor), (CASE,)))[CASE]
    return {row.member_id: row.compartments for row in members if row.compartments}


def test_who_holds_none_learns_of_none(folded: str) -> None:
    assert _told(folded, DORA) == set()
    assert _known(folded, DORA) == set()
    assert _held(folded, DORA) == {}


def test_who_holds_one_learns_of_that_one(folded: str) -> None:
    assert _told(folded, CARL) == {"HARBOUR"}
    assert _known(folded, CARL) == {"HARBOUR"}
    assert _held(folded, CARL) == {"carl": ("HARBOUR",), "lena": ("HARBOUR",)}


def test_a_steward_learns_of_all_without_holding_any(folded: str) -> None:
    assert _told(folded, INGA) == {"HARBOUR", "AIRPORT"}
    assert _known(folded, INGA) == {"HARBOUR", "AIRPORT"}
    assert _held(folded, INGA) == {"carl": ("HARBOUR",), "lena": ("HARBOUR",)}
