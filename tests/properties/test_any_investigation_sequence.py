"""Whatever is asked of an investigation, in any order: it answers or refuses, and its invariants hold."""

from typing import Any

from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st
from msgspec.structs import replace

from domain.agency import AGENCY
from domain.aggregate import Actor, Command, OpenWork
from domain.erasure import without_texts
from domain.investigation import INVESTIGATION, Investigation
from domain.investigation.events import InvestigationArchived, InvestigationClosed
from tests.support.agencies import CLOCK, IMPORTER, agency, person
from tests.support.given import Given, given
from tests.support.investigations import BEA, BEN, CASE, DIRK, LENA, OUTSIDER, RITA, WITH_PARTNER
from tests.support.random_commands import any_command

POOLS: dict[str, list[Any]] = {
    "investigation_id": [CASE],
    "agency_id": ["FR-SPOC", "BE-SPOC", "DE-SPOC", "DE-SPOC", "PL-SPOC"],
    "lead_agency_id": ["FR-SPOC", "PL-SPOC"],
    "member_id": ["lena", "ben", "bea", "rita", "dirk"],
    "crime_areas": ["DRUGS", "ASTROLOGY"],
    "forced_reason": ["for a reason"],
    "compartment": ["ALPHA"],
    "counting": ["ELAPSED", "CALENDAR_DAY_END", "MOON"],
}
OFTEN = [LENA, IMPORTER, DIRK] * 4
ACTORS = [*OFTEN, BEN, BEA, RITA, OUTSIDER, CLOCK, person("dirk", "DE-SPOC")]
TIMES = st.sampled_from([None, None, None, "2026-03-01", "", "2026-02-01T10:00:00Z"])
STEPS = st.lists(st.tuples(any_command(INVESTIGATION, POOLS), st.sampled_from(ACTORS), TIMES), min_size=20, max_size=40)
START = (
    given(INVESTIGATION, *WITH_PARTNER)
    .knowing(AGENCY, "FR-SPOC", agency("FR-SPOC"))
    .knowing(AGENCY, "BE-SPOC", agency("BE-SPOC"))
    .knowing(AGENCY, "DE-SPOC", agency("DE-SPOC"))
    .with_open_work(OpenWork("request", CASE))
)
ARCHIVED = (
    given(
        INVESTIGATION,
        *WITH_PARTNER,
        InvestigationClosed(investigation_id=CASE, reason="done"),
        InvestigationArchived(investigation_id=CASE),
    )
    .knowing(AGENCY, "FR-SPOC", agency("FR-SPOC"))
    .knowing(AGENCY, "DE-SPOC", agency("DE-SPOC"))
)


def walk(spec: Given[Investigation], steps: list[tuple[Command, Actor, str | None]]) -> list[Investigation]:
    states = [spec.state]
    for command, by, on in steps:
        spec = spec.when(command, by=by, on=on).after
        states.append(spec.state)
    return states


def kept(state: Investigation) -> Investigation:
    """The state without what its erasure alone may change."""
    return replace(without_texts(state), version=0, holds_texts=False, erased_up_to=0)


@settings(max_examples=25, deadline=None)
@for_all(steps=STEPS)
def test_an_investigation_always_has_its_lead_agency_an_administrator_and_members_of_partners_only(
    steps: list[tuple[Command, Actor, str | None]],
) -> None:
    states = walk(START, steps)
    active = [(state, member) for state in states for member in state.members.values() if member.is_active]
    assert all(state.is_partner(state.lead_agency_id) for state in states)
    assert all(state.administrators for state in states)
    assert all(state.is_active_member(member_id) for state in states for member_id in state.administrators)
    assert all(state.is_partner(member.agency_id) for state, member in active)


@settings(max_examples=15, deadline=None)
@for_all(steps=STEPS)
def test_nothing_changes_in_the_archive(steps: list[tuple[Command, Actor, str | None]]) -> None:
    states = [kept(state) for state in walk(ARCHIVED, steps)]
    assert all(state == states[0] for state in states)


@settings(max_examples=15, deadline=None)
@for_all(steps=st.lists(st.tuples(any_command(INVESTIGATION, POOLS), TIMES), max_size=20))
def test_an_outsider_never_changes_anything(steps: list[tuple[Command, str | None]]) -> None:
    states = walk(START, [(command, OUTSIDER, on) for command, on in steps])
    assert all(state == states[0] for state in states)
