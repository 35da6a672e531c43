"""Up to which level of classified information members are cleared, and until when."""

from datetime import date

from domain.investigation import INVESTIGATION
from domain.investigation.commands import ChangeMemberClearance
from domain.investigation.events import MemberClearanceChanged
from domain.investigation.rules import AClearanceEndsAfterItBegins, OnlyAMemberIsMeant, TheChangeIsAChange
from domain.investigation.vocabulary import MemberRole
from domain.refusal import InvalidInput, NotFound, NotPermitted
from domain.vocabulary import Classification
from tests.support.agencies import person
from tests.support.given import given
from tests.support.investigations import (
    BEA,
    BEN,
    CASE,
    LENA,
    OUTSIDER,
    WITH_PARTNER,
    admitted,
    invited,
    joined,
)

RUNNING = given(INVESTIGATION, *WITH_PARTNER)
TODAY, TOMORROW = date(2026, 3, 2), date(2026, 3, 3)
DORA = person("dora", "DE-SPOC")
WITH_GERMANY = given(
    INVESTIGATION,
    *WITH_PARTNER,
    invited("DE-SPOC"),
    joined("DE-SPOC"),
    admitted("dora", "DE-SPOC", MemberRole.LEADER),
)


def clearing(
    member_id: str, clearance: Classification | None = Classification.SECRET, valid_until: date | None = None
) -> ChangeMemberClearance:
    return ChangeMemberClearance(
        investigation_id=CASE, member_id=member_id, clearance=clearance, valid_until=valid_until
    )


def cleared(
    member_id: str, clearance: Classification | None = Classification.SECRET, valid_until: date | None = None
) -> MemberClearanceChanged:
    return MemberClearanceChanged(
        investigation_id=CASE, member_id=member_id, clearance=clearance, valid_until=valid_until
    )


def test_an_administrator_clears_a_member_of_any_agency() -> None:
    after = RUNNING.when(clearing("ben"), by=LENA).then(cleared("ben"))
    assert after.state.clearance_on("ben", TODAY) is Classification.SECRET


def test_a_leader_clears_members_of_its_own_agency() -> None:
    RUNNING.when(clearing("ben"), by=BEA).then(cleared("ben"))


def test_a_leader_of_another_partner_clears_nobody() -> None:
    WITH_GERMANY.when(clearing("ben"), by=DORA).refused(NotPermitted)


def test_a_plain_member_clears_nobody() -> None:
    RUNNING.when(clearing("ben"), by=BEN).refused(NotPermitted)


def test_an_outsider_clears_nobody_and_learns_nothing() -> None:
    RUNNING.when(clearing("ben"), by=OUTSIDER).refused(NotFound)


def test_only_a_member_is_cleared() -> None:
    RUNNING.when(clearing("otto"), by=LENA).refused(OnlyAMemberIsMeant)


def test_a_clearance_holds_until_the_day_before_its_end() -> None:
    after = RUNNING.when(clearing("ben", valid_until=date(2026, 6, 1)), by=LENA)
    assert after.state.clearance_on("ben", date(2026, 5, 31)) is Classification.SECRET
    assert after.state.clearance_on("ben", date(2026, 6, 1)) is None


def test_a_clearance_ends_after_the_day_on_which_it_is_given() -> None:
    RUNNING.when(clearing("ben", valid_until=TODAY), by=LENA).refused(AClearanceEndsAfterItBegins)
    RUNNING.when(clearing("ben", valid_until=TOMORROW), by=LENA).then(cleared("ben", valid_until=TOMORROW))


def test_a_clearance_is_taken_away_by_leaving_out_its_level() -> None:
    spec = given(INVESTIGATION, *WITH_PARTNER, cleared("ben"))
    after = spec.when(clearing("ben", None), by=LENA).then(cleared("ben", None))
    assert after.state.clearance_on("ben", TODAY) is None


def test_no_clearance_has_no_end() -> None:
    spec = given(INVESTIGATION, *WITH_PARTNER, cleared("ben"))
    refusal = spec.when(clearing("ben", None, TOMORROW), by=LENA).refused(InvalidInput)
    assert refusal.field == "validUntil"


def test_a_clearance_is_changed_to_another() -> None:
    spec = given(INVESTIGATION, *WITH_PARTNER, cleared("ben"))
    spec.when(clearing("ben"), by=LENA).refused(TheChangeIsAChange)
    spec.when(clearing("ben", valid_until=TOMORROW), by=LENA).then(cleared("ben", valid_until=TOMORROW))


def test_nobody_else_is_cleared() -> None:
    assert RUNNING.state.clearance_on("otto", TODAY) is None
