"""Whatever is asked of a follow-up, in any order: it answers or refuses, and what is finished stays so."""

from dataclasses import replace
from typing import Any

from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from domain.agency import AGENCY
from domain.aggregate import Actor, Command
from domain.erasure import without_texts
from domain.followup import FOLLOWUP, FollowUp
from domain.followup.state import Stage
from domain.investigation import INVESTIGATION
from tests.support.agencies import CLOCK, IMPORTER, agency, unit
from tests.support.followups import FOLLOWUP_ID, OPENED
from tests.support.given import Given, given
from tests.support.investigations import BEA, BEN, CASE, LENA, OUTSIDER, RITA, WITH_PARTNER
from tests.support.random_commands import any_command

POOLS: dict[str, list[Any]] = {
    "followup_id": [FOLLOWUP_ID],
    "investigation_id": [CASE],
    "agency_id": ["FR-SPOC", "BE-SPOC", "AT-SPOC"],
    "opened_by_agency_id": ["FR-SPOC", "BE-SPOC", "AT-SPOC"],
    "unit_id": ["BE-SPOC/PORT", "BE-SPOC/NONE"],
}
ACTORS = [*[LENA, BEN, IMPORTER] * 3, BEA, RITA, OUTSIDER, CLOCK]
STEPS = st.lists(st.tuples(any_command(FOLLOWUP, POOLS), st.sampled_from(ACTORS)), min_size=10, max_size=30)


def known(spec: Given[FollowUp]) -> Given[FollowUp]:
    port = unit("BE-SPOC", "BE-SPOC/PORT", "DRUGS")
    return spec.knowing(INVESTIGATION, CASE, *WITH_PARTNER).knowing(AGENCY, "BE-SPOC", agency("BE-SPOC"), *port)


def walk(spec: Given[FollowUp], steps: list[tuple[Command, Actor]]) -> list[FollowUp]:
    states = [spec.state]
    for command, by in steps:
        spec = spec.when(command, by=by).after
        states.append(spec.state)
    return states


def kept(state: FollowUp) -> FollowUp:
    """The state without what its erasure alone may change."""
    return replace(without_texts(state), version=0, holds_texts=False, erased_up_to=0)


@settings(max_examples=25, deadline=None)
@for_all(steps=STEPS)
def test_what_is_verified_or_cancelled_never_changes(steps: list[tuple[Command, Actor]]) -> None:
    states = walk(known(given(FOLLOWUP, OPENED)), steps)
    ended = [kept(state) for state in states if state.stage in (Stage.VERIFIED, Stage.CANCELLED)]
    assert ended == [kept(state) for state in states[len(states) - len(ended) :]]
    assert all(state == ended[0] for state in ended)


@settings(max_examples=25, deadline=None)
@for_all(steps=STEPS)
def test_whoever_completed_it_did_not_verify_it_and_partners_only_have_it(steps: list[tuple[Command, Actor]]) -> None:
    states = walk(known(given(FOLLOWUP)), steps)
    assert all(state.assigned_agency_id in (None, "FR-SPOC", "BE-SPOC") for state in states)
    assert all(state.completed_by for state in states if state.stage is Stage.VERIFIED)
    assert all(state.opened_by_agency_id in ("FR-SPOC", "BE-SPOC") for state in states if state.exists)
