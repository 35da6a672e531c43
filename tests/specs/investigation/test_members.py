"""Persons in the space: who is admitted, changed, revoked; who administers."""

from domain.investigation import INVESTIGATION
from domain.investigation.commands import (
    AdmitMember,
    ChangeMemberRole,
    DesignateAdministrator,
    RelieveAdministrator,
    RevokeMember,
)
from domain.investigation.events import (
    InvestigationArchived,
    InvestigationClosed,
    MemberAccessRevoked,
    MemberAdmitted,
    MemberRoleChanged,
    SpaceAdministratorDesignated,
    SpaceAdministratorRelieved,
)
from domain.investigation.rules import (
    AMemberBelongsToAPartner,
    AMemberIsAdmittedAfterTheOpening,
    AnArchivedInvestigationRests,
    OnlyAMemberIsMeant,
    OnlyAnAdministratorIsRelieved,
    TheChangeIsAChange,
    TheInvestigationIsOpen,
    TheLastAdministratorStays,
)
from domain.investigation.vocabulary import MemberRole
from domain.refusal import NotFound, NotPermitted
from domain.vocabulary import Classification
from tests.support.agencies import IMPORTER
from tests.support.given import given
from tests.support.investigations import BEA, BEN, CASE, LENA, OUTSIDER, WITH_PARTNER, invited, signed

BERT_SIGNED = signed("bert", "BE-SPOC")
RUNNING = given(INVESTIGATION, *WITH_PARTNER, BERT_SIGNED)
CLOSED = InvestigationClosed(investigation_id=CASE, reason="done")
BEN_DESIGNATED = SpaceAdministratorDesignated(investigation_id=CASE, member_id="ben")
BEN_REVOKED = MemberAccessRevoked(investigation_id=CASE, member_id="ben", reason="left the service")


def admitting(member_id: str, agency_id: str, role: MemberRole = MemberRole.MEMBER) -> AdmitMember:
    return AdmitMember(
        investigation_id=CASE,
        member_id=member_id,
        agency_id=agency_id,
        role=role,
        clearance=Classification.CONFIDENTIAL,
    )


def changing(member_id: str, role: MemberRole) -> ChangeMemberRole:
    return ChangeMemberRole(investigation_id=CASE, member_id=member_id, role=role)


def revoking(member_id: str) -> RevokeMember:
    return RevokeMember(investigation_id=CASE, member_id=member_id, reason="left the service")


def designating(member_id: str) -> DesignateAdministrator:
    return DesignateAdministrator(investigation_id=CASE, member_id=member_id)


def relieving(member_id: str) -> RelieveAdministrator:
    return RelieveAdministrator(investigation_id=CASE, member_id=member_id)


def test_a_leader_admits_a_person_of_a_partner_agency() -> None:
    after = RUNNING.when(admitting("bert", "BE-SPOC"), by=BEA)
    after.then(
        MemberAdmitted(
            investigation_id=CASE,
            member_id="bert",
            agency_id="BE-SPOC",
            role=MemberRole.MEMBER,
            clearance=Classification.CONFIDENTIAL,
        )
    )
    assert after.state.is_active_member("bert")


def test_a_plain_member_admits_nobody() -> None:
    RUNNING.when(admitting("bert", "BE-SPOC"), by=BEN).refused(NotPermitted)


def test_an_outsider_admits_nobody_and_learns_nothing() -> None:
    RUNNING.when(admitting("otto", "BE-SPOC"), by=OUTSIDER).refused(NotFound)


def test_a_person_of_an_agency_that_takes_no_part_is_not_admitted() -> None:
    RUNNING.when(admitting("otto", "AT-SPOC"), by=LENA).refused(AMemberBelongsToAPartner)


def test_a_person_of_an_agency_that_is_only_invited_is_not_admitted() -> None:
    spec = given(INVESTIGATION, *WITH_PARTNER, invited("DE-SPOC"))
    spec.when(admitting("dirk", "DE-SPOC"), by=LENA).refused(AMemberBelongsToAPartner)


def test_a_member_is_not_admitted_again() -> None:
    RUNNING.when(admitting("ben", "BE-SPOC"), by=LENA).refused(TheChangeIsAChange)


def test_a_revoked_person_may_be_admitted_again() -> None:
    spec = given(INVESTIGATION, *WITH_PARTNER, signed("ben", "BE-SPOC"), BEN_REVOKED)
    assert spec.when(admitting("ben", "BE-SPOC"), by=LENA).state.is_active_member("ben")


def test_nobody_is_admitted_to_a_closed_investigation() -> None:
    spec = given(INVESTIGATION, *WITH_PARTNER, CLOSED)
    spec.when(admitting("bert", "BE-SPOC"), by=LENA).refused(TheInvestigationIsOpen)


def test_who_is_admitted_as_administrator_administers() -> None:
    after = RUNNING.when(admitting("bert", "BE-SPOC", MemberRole.ADMINISTRATOR), by=LENA)
    assert after.state.administrators == {"lena", "bert"}


def test_a_members_role_is_changed() -> None:
    after = RUNNING.when(changing("ben", MemberRole.READER), by=LENA)
    after.then(MemberRoleChanged(investigation_id=CASE, member_id="ben", role=MemberRole.READER))
    assert after.state.member_role("ben") is MemberRole.READER


def test_a_role_is_changed_to_another() -> None:
    RUNNING.when(changing("ben", MemberRole.MEMBER), by=LENA).refused(TheChangeIsAChange)


def test_only_a_members_role_is_changed() -> None:
    RUNNING.when(changing("otto", MemberRole.READER), by=LENA).refused(OnlyAMemberIsMeant)


def test_becoming_administrator_by_role_designates_and_giving_it_up_relieves() -> None:
    designated = RUNNING.when(changing("ben", MemberRole.ADMINISTRATOR), by=LENA)
    assert designated.state.administrators == {"lena", "ben"}
    relieved = designated.after.when(changing("ben", MemberRole.MEMBER), by=LENA)
    assert relieved.state.administrators == {"lena"}


def test_the_last_administrator_does_not_give_up_the_role() -> None:
    only_ben = (
        RUNNING.when(changing("ben", MemberRole.ADMINISTRATOR), by=LENA).after.when(relieving("lena"), by=LENA).after
    )
    only_ben.when(changing("ben", MemberRole.MEMBER), by=LENA).refused(TheLastAdministratorStays)


def test_a_member_is_revoked_and_can_do_nothing_from_then_on() -> None:
    after = RUNNING.when(revoking("bea"), by=LENA)
    after.then(MemberAccessRevoked(investigation_id=CASE, member_id="bea", reason="left the service"))
    after.after.when(admitting("bert", "BE-SPOC"), by=BEA).refused(NotFound)


def test_a_member_is_revoked_once() -> None:
    spec = given(INVESTIGATION, *WITH_PARTNER, BEN_REVOKED)
    spec.when(revoking("ben"), by=LENA).refused(OnlyAMemberIsMeant)


def test_a_member_is_revoked_also_after_the_end_but_not_in_the_archive() -> None:
    closed = given(INVESTIGATION, *WITH_PARTNER, CLOSED)
    closed.when(revoking("ben"), by=LENA).then(BEN_REVOKED)
    archived = given(INVESTIGATION, *WITH_PARTNER, CLOSED, InvestigationArchived(investigation_id=CASE))
    archived.when(revoking("ben"), by=LENA).refused(AnArchivedInvestigationRests)


def test_the_last_administrator_is_not_revoked() -> None:
    assert RUNNING.when(revoking("lena"), by=LENA).refused(TheLastAdministratorStays).invariant == 22


def test_an_administrator_is_revoked_when_another_is_left() -> None:
    spec = given(INVESTIGATION, *WITH_PARTNER, BEN_DESIGNATED)
    assert spec.when(revoking("lena"), by=BEN).state.administrators == {"ben"}


def test_a_member_is_designated_administrator() -> None:
    after = RUNNING.when(designating("ben"), by=LENA).then(BEN_DESIGNATED)
    assert after.state.member_role("ben") is MemberRole.MEMBER


def test_only_a_member_is_designated() -> None:
    RUNNING.when(designating("otto"), by=LENA).refused(OnlyAMemberIsMeant)


def test_an_administrator_is_not_designated_again() -> None:
    RUNNING.when(designating("lena"), by=LENA).refused(TheChangeIsAChange)


def test_the_last_administrator_is_not_relieved() -> None:
    assert RUNNING.when(relieving("lena"), by=LENA).refused(TheLastAdministratorStays).invariant == 22


def test_an_administrator_is_relieved_when_another_is_left() -> None:
    spec = given(INVESTIGATION, *WITH_PARTNER, BEN_DESIGNATED)
    spec.when(relieving("lena"), by=BEN).then(
        SpaceAdministratorRelieved(investigation_id=CASE, member_id="lena", reason=None)
    )


def test_only_an_administrator_is_relieved() -> None:
    RUNNING.when(relieving("ben"), by=LENA).refused(OnlyAnAdministratorIsRelieved)


def test_who_is_administrator_by_role_becomes_a_plain_member_when_relieved() -> None:
    spec = RUNNING.when(changing("ben", MemberRole.ADMINISTRATOR), by=LENA).after
    assert spec.when(relieving("ben"), by=LENA).state.member_role("ben") is MemberRole.MEMBER


def test_nobody_is_admitted_before_the_investigation_was_opened() -> None:
    spec = given(INVESTIGATION, *WITH_PARTNER, signed("bert", "BE-SPOC"))
    before = "2026-03-01T09:00:00+00:00"
    spec.when(admitting("bert", "BE-SPOC"), by=LENA, on=before).refused(AMemberIsAdmittedAfterTheOpening)
    assert spec.when(admitting("bert", "BE-SPOC"), by=LENA).refusal is None
    assert spec.when(admitting("bert", "BE-SPOC"), by=IMPORTER, on=before).refusal is None
