"""Agencies that are invited, join, decline and leave."""

from datetime import UTC, datetime
from uuid import uuid4

from msgspec.structs import replace

from domain.agency import AGENCY
from domain.investigation import INVESTIGATION
from domain.investigation.commands import (
    AcceptInvitation,
    DeclineInvitation,
    InvitePartner,
    WithdrawPartner,
)
from domain.investigation.events import (
    InvestigationArchived,
    InvestigationClosed,
    PartnerDeclined,
    PartnerInvited,
    PartnerJoined,
    PartnerLeft,
    SpaceAdministratorDesignated,
    SpaceAdministratorRelieved,
)
from domain.investigation.rules import (
    AnAgencyIsInvitedOnce,
    AnAgencyIsRegisteredFirst,
    AnArchivedInvestigationRests,
    OnlyAnInvitedAgencyAnswers,
    OnlyAPartnerLeaves,
    TheInvestigationIsOpen,
    TheLastAdministratorStays,
    TheLeadAgencyStays,
)
from domain.investigation.vocabulary import PartnerRole
from domain.refusal import NotFound, NotPermitted
from tests.support.agencies import CLOCK, IMPORTER, agency, person
from tests.support.given import given, happened
from tests.support.investigations import (
    BEA,
    BEN,
    CASE,
    DIRK,
    LENA,
    OPENED,
    OUTSIDER,
    WITH_PARTNER,
    admitted,
    invited,
    joined,
)

RUNNING = given(INVESTIGATION, *WITH_PARTNER).knowing(AGENCY, "DE-SPOC", agency("DE-SPOC", "DE"))
INVITED = given(INVESTIGATION, *WITH_PARTNER, invited("DE-SPOC"))
CLOSED = InvestigationClosed(investigation_id=CASE, reason="done")
ACCEPT = AcceptInvitation(investigation_id=CASE, agency_id="DE-SPOC")
DECLINE = DeclineInvitation(investigation_id=CASE, agency_id="DE-SPOC", reason="no capacity")


def inviting(agency_id: str) -> InvitePartner:
    return InvitePartner(investigation_id=CASE, agency_id=agency_id, role=PartnerRole.PARTY)


def withdrawing(agency_id: str) -> WithdrawPartner:
    return WithdrawPartner(investigation_id=CASE, agency_id=agency_id, reason="done")


def test_a_leader_invites_a_registered_agency() -> None:
    after = RUNNING.when(inviting("DE-SPOC"), by=LENA)
    after.then(PartnerInvited(investigation_id=CASE, agency_id="DE-SPOC", role=PartnerRole.PARTY))
    assert not after.state.is_partner("DE-SPOC")


def test_an_invited_agency_is_registered_first() -> None:
    RUNNING.when(inviting("PL-SPOC"), by=LENA).refused(AnAgencyIsRegisteredFirst)


def test_a_plain_member_invites_nobody() -> None:
    RUNNING.when(inviting("DE-SPOC"), by=BEN).refused(NotPermitted)


def test_an_outsider_cannot_tell_whether_there_is_an_investigation() -> None:
    of_existing = RUNNING.when(inviting("DE-SPOC"), by=OUTSIDER).refused(NotFound)
    of_missing = given(INVESTIGATION).when(inviting("DE-SPOC"), by=OUTSIDER).refused(NotFound)
    assert (of_existing.code, of_existing.message) == (of_missing.code, of_missing.message)


def test_a_member_who_acts_for_another_agency_is_an_outsider() -> None:
    RUNNING.when(inviting("DE-SPOC"), by=person("lena", "BE-SPOC")).refused(NotFound)


def test_a_partner_is_not_invited_again() -> None:
    spec = RUNNING.knowing(AGENCY, "BE-SPOC", agency("BE-SPOC", "BE"))
    spec.when(inviting("BE-SPOC"), by=LENA).refused(AnAgencyIsInvitedOnce)


def test_an_agency_that_has_not_answered_is_not_invited_again() -> None:
    spec = INVITED.knowing(AGENCY, "DE-SPOC", agency("DE-SPOC", "DE"))
    spec.when(inviting("DE-SPOC"), by=LENA).refused(AnAgencyIsInvitedOnce)


def test_an_agency_that_declined_may_be_invited_again() -> None:
    spec = INVITED.when(DECLINE, by=DIRK).after.knowing(AGENCY, "DE-SPOC", agency("DE-SPOC", "DE"))
    spec.when(inviting("DE-SPOC"), by=LENA).then(invited("DE-SPOC"))


def test_a_closed_investigation_invites_nobody() -> None:
    spec = given(INVESTIGATION, *WITH_PARTNER, CLOSED)
    spec.when(inviting("DE-SPOC"), by=LENA).refused(TheInvestigationIsOpen)


def test_an_invited_agency_accepts_and_takes_part_from_then_on() -> None:
    after = INVITED.when(ACCEPT, by=DIRK, on=datetime(2026, 2, 1, tzinfo=UTC))
    after.then(PartnerJoined(investigation_id=CASE, agency_id="DE-SPOC", role=PartnerRole.PARTY))
    assert after.state.was_partner("DE-SPOC", datetime(2026, 2, 1, tzinfo=UTC))
    assert not after.state.was_partner("DE-SPOC", datetime(2026, 1, 31, 23, 59, tzinfo=UTC))


def test_an_import_lets_a_partner_join_in_a_month_known_no_better() -> None:
    after = INVITED.when(ACCEPT, by=IMPORTER, on="2014-08")
    assert after.state.was_partner("DE-SPOC", datetime(2014, 8, 1, tzinfo=UTC))


def test_a_person_who_cannot_bind_the_invited_agency_sees_nothing() -> None:
    INVITED.when(ACCEPT, by=person("dora", "DE-SPOC")).refused(NotFound)


def test_a_member_does_not_answer_for_another_agency() -> None:
    INVITED.when(ACCEPT, by=LENA).refused(NotPermitted)


def test_the_clock_does_not_answer_for_an_agency() -> None:
    INVITED.when(ACCEPT, by=CLOCK).refused(NotFound)


def test_an_agency_that_was_not_invited_cannot_accept() -> None:
    RUNNING.when(ACCEPT, by=DIRK).refused(NotFound)


def test_an_agency_answers_its_invitation_once() -> None:
    accepted = INVITED.when(ACCEPT, by=DIRK).after
    accepted.when(DECLINE, by=IMPORTER).refused(OnlyAnInvitedAgencyAnswers)


def test_who_may_bind_an_agency_but_is_no_member_sees_nothing_once_it_has_answered() -> None:
    accepted = INVITED.when(ACCEPT, by=DIRK).after
    accepted.when(DECLINE, by=DIRK).refused(NotFound)


def test_an_invited_agency_declines() -> None:
    after = INVITED.when(DECLINE, by=DIRK)
    after.then(PartnerDeclined(investigation_id=CASE, agency_id="DE-SPOC", reason="no capacity"))
    assert not after.state.is_partner("DE-SPOC")


def test_an_invitation_to_a_closed_investigation_cannot_be_accepted() -> None:
    spec = given(INVESTIGATION, *WITH_PARTNER, invited("DE-SPOC"), CLOSED)
    spec.when(ACCEPT, by=DIRK).refused(TheInvestigationIsOpen)


def test_a_leader_withdraws_its_own_agency_and_its_members_lose_access() -> None:
    after = RUNNING.when(withdrawing("BE-SPOC"), by=BEA)
    after.then(PartnerLeft(investigation_id=CASE, agency_id="BE-SPOC", reason="done"))
    assert not after.state.is_partner("BE-SPOC")
    assert not after.state.is_active_member("ben")
    assert after.state.member_role("bea") is None


def test_a_partner_that_comes_back_has_no_members_until_they_are_admitted_again() -> None:
    left = PartnerLeft(investigation_id=CASE, agency_id="BE-SPOC", reason="done")
    state = given(INVESTIGATION, *WITH_PARTNER, left, invited("BE-SPOC"), joined("BE-SPOC")).state
    assert state.is_partner("BE-SPOC")
    assert not state.is_active_member("ben")


def test_a_partner_took_part_in_each_of_its_times_and_not_between() -> None:
    left = PartnerLeft(investigation_id=CASE, agency_id="BE-SPOC", reason="done")
    state = given(
        INVESTIGATION,
        OPENED,
        invited("BE-SPOC"),
        happened(joined("BE-SPOC"), on="2020-01-01"),
        happened(left, on="2021-01-01"),
        happened(joined("BE-SPOC"), on="2022-01-01"),
    ).state
    assert state.was_partner("BE-SPOC", datetime(2020, 6, 1, tzinfo=UTC))
    assert not state.was_partner("BE-SPOC", datetime(2021, 6, 1, tzinfo=UTC))
    assert state.was_partner("BE-SPOC", datetime(2022, 6, 1, tzinfo=UTC))


def test_a_leader_does_not_withdraw_another_partner() -> None:
    spec = given(INVESTIGATION, *WITH_PARTNER, invited("DE-SPOC"), joined("DE-SPOC"))
    spec.when(withdrawing("DE-SPOC"), by=BEA).refused(NotPermitted)


def test_a_leader_of_the_lead_agency_withdraws_a_partner() -> None:
    RUNNING.when(withdrawing("BE-SPOC"), by=LENA).then(
        PartnerLeft(investigation_id=CASE, agency_id="BE-SPOC", reason="done")
    )


def test_the_lead_agency_stays() -> None:
    RUNNING.when(withdrawing("FR-SPOC"), by=LENA).refused(TheLeadAgencyStays)


def test_only_a_partner_leaves() -> None:
    RUNNING.when(withdrawing("DE-SPOC"), by=LENA).refused(OnlyAPartnerLeaves)


def test_an_agency_does_not_leave_with_the_last_administrator() -> None:
    spec = given(
        INVESTIGATION,
        *WITH_PARTNER,
        SpaceAdministratorDesignated(investigation_id=CASE, member_id="bea"),
        SpaceAdministratorRelieved(investigation_id=CASE, member_id="lena"),
    )
    assert spec.when(withdrawing("BE-SPOC"), by=BEA).refused(TheLastAdministratorStays).invariant == 22


def test_an_agency_leaves_when_another_administrator_is_left() -> None:
    spec = given(INVESTIGATION, *WITH_PARTNER, SpaceAdministratorDesignated(investigation_id=CASE, member_id="bea"))
    assert spec.when(withdrawing("BE-SPOC"), by=BEA).state.administrators == {"lena"}


def test_nobody_leaves_an_archived_investigation() -> None:
    spec = given(INVESTIGATION, *WITH_PARTNER, CLOSED, InvestigationArchived(investigation_id=CASE))
    spec.when(withdrawing("BE-SPOC"), by=BEA).refused(AnArchivedInvestigationRests)


def test_events_of_agencies_never_heard_of_change_nothing() -> None:
    stray = PartnerLeft(investigation_id=uuid4(), agency_id="ZZ-SPOC", reason="done")
    before, after = given(INVESTIGATION, *WITH_PARTNER), given(INVESTIGATION, *WITH_PARTNER, stray)
    assert replace(before.state, version=7) == after.state


def test_admitting_is_no_joining() -> None:
    assert not given(INVESTIGATION, OPENED, admitted("ben", "BE-SPOC")).state.is_active_member("ben")
