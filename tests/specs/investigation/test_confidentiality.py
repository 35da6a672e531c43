"""The agreement on confidentiality: what is required, who signed it, and that nobody enters without."""

from datetime import UTC, date, datetime

from domain.investigation import INVESTIGATION
from domain.investigation.commands import AdmitMember, RecordConfidentialitySignature, RequireConfidentiality
from domain.investigation.events import (
    ConfidentialityAgreementSigned,
    ConfidentialityRequired,
    InvestigationArchived,
    InvestigationClosed,
)
from domain.investigation.rules import (
    AMemberBelongsToAPartner,
    AMemberSignsConfidentialityFirst,
    AnArchivedInvestigationRests,
    ASignatureIsNotDatedAhead,
    ASignatureIsRecordedOnce,
    AVersionIsSignedOnceItIsInForce,
    OnlyARequiredVersionIsSigned,
    TheInvestigationIsOpen,
    VersionsOfConfidentialityFollowEachOther,
)
from domain.investigation.vocabulary import MemberRole
from domain.refusal import NotFound, NotPermitted
from tests.support.agencies import IMPORTER
from tests.support.given import NOW, given
from tests.support.investigations import BEA, BEN, CASE, LENA, OUTSIDER, WITH_PARTNER, signed

ADMIT_BERT = AdmitMember(investigation_id=CASE, member_id="bert", agency_id="BE-SPOC", role=MemberRole.MEMBER)
CLOSED = InvestigationClosed(investigation_id=CASE, reason="done")
ARCHIVED = InvestigationArchived(investigation_id=CASE)
TODAY, TOMORROW = date(2026, 3, 2), date(2026, 3, 3)
RUNNING = given(INVESTIGATION, *WITH_PARTNER)


def required(version: str, valid_from: date) -> ConfidentialityRequired:
    return ConfidentialityRequired(investigation_id=CASE, version=version, valid_from=valid_from, days_to_sign=14)


def requiring(version: str, valid_from: date) -> RequireConfidentiality:
    return RequireConfidentiality(investigation_id=CASE, version=version, valid_from=valid_from)


def signing(
    version: str = "V1", signed_on: date = TODAY, member_id: str = "bert", agency_id: str = "BE-SPOC"
) -> RecordConfidentialitySignature:
    return RecordConfidentialitySignature(
        investigation_id=CASE, member_id=member_id, agency_id=agency_id, version=version, signed_on=signed_on
    )


V1, V2 = required("V1", date(2026, 1, 1)), required("V2", TODAY)
WITH_V1 = given(INVESTIGATION, *WITH_PARTNER, V1)


def test_a_person_who_has_signed_nothing_is_not_admitted_even_where_no_version_is_in_force() -> None:
    RUNNING.when(ADMIT_BERT, by=LENA).refused(AMemberSignsConfidentialityFirst)


def test_where_no_version_is_in_force_a_signature_of_any_admits() -> None:
    spec = given(INVESTIGATION, *WITH_PARTNER, signed("bert", "BE-SPOC", "ANY"))
    assert spec.when(ADMIT_BERT, by=LENA).state.is_active_member("bert")


def test_an_import_admits_without_a_signature_as_history_may_not_know_it() -> None:
    assert RUNNING.when(ADMIT_BERT, by=IMPORTER).state.is_active_member("bert")


def test_who_signed_the_version_in_force_is_admitted() -> None:
    spec = given(INVESTIGATION, *WITH_PARTNER, V1, V2, signed("bert", "BE-SPOC", "V2"))
    assert spec.when(ADMIT_BERT, by=LENA).state.is_active_member("bert")


def test_who_signed_an_earlier_version_alone_is_not_admitted() -> None:
    spec = given(INVESTIGATION, *WITH_PARTNER, V1, V2, signed("bert", "BE-SPOC", "V1"))
    assert spec.when(ADMIT_BERT, by=LENA).refused(AMemberSignsConfidentialityFirst).facts["version"] == "V2"


def test_who_signed_the_version_to_come_is_admitted_under_the_one_before() -> None:
    later = required("V2", date(2026, 9, 1))
    spec = given(INVESTIGATION, *WITH_PARTNER, V1, later, signed("bert", "BE-SPOC", "V2"))
    assert spec.when(ADMIT_BERT, by=LENA).state.is_active_member("bert")


def test_a_version_that_is_not_in_force_yet_is_not_needed() -> None:
    later = required("V2", date(2026, 9, 1))
    spec = given(INVESTIGATION, *WITH_PARTNER, V1, later, signed("bert", "BE-SPOC", "V1"))
    assert spec.when(ADMIT_BERT, by=LENA).state.is_active_member("bert")


def test_a_signature_for_another_agency_does_not_admit() -> None:
    spec = given(INVESTIGATION, *WITH_PARTNER, signed("bert", "FR-SPOC"))
    spec.when(ADMIT_BERT, by=LENA).refused(AMemberSignsConfidentialityFirst)


def test_nobody_is_admitted_before_the_day_of_signature() -> None:
    spec = given(INVESTIGATION, *WITH_PARTNER, signed("bert", "BE-SPOC", signed_on=TODAY))
    spec.when(ADMIT_BERT, by=LENA, on="2026-02-27T10:00:00Z").refused(AMemberSignsConfidentialityFirst)


def test_a_version_is_signed_once_it_is_in_force() -> None:
    spec = given(INVESTIGATION, *WITH_PARTNER, V1)
    spec.when(signing(signed_on=date(2025, 12, 31)), by=LENA).refused(AVersionIsSignedOnceItIsInForce)
    assert spec.when(signing(signed_on=date(2026, 1, 1)), by=LENA).refusal is None
    assert spec.when(signing(signed_on=date(2025, 12, 31)), by=IMPORTER).refusal is None


def test_members_stay_when_a_new_version_is_required() -> None:
    after = WITH_V1.when(requiring("V2", TODAY), by=LENA).then(V2)
    assert after.state.is_active_member("ben")


def test_a_version_is_required_once() -> None:
    WITH_V1.when(requiring("V1", TOMORROW), by=LENA).refused(VersionsOfConfidentialityFollowEachOther)


def test_a_version_comes_into_force_after_the_one_before() -> None:
    WITH_V1.when(requiring("V2", date(2026, 1, 1)), by=LENA).refused(VersionsOfConfidentialityFollowEachOther)
    WITH_V1.when(requiring("V2", date(2026, 1, 2)), by=LENA).then(required("V2", date(2026, 1, 2)))


def test_a_plain_member_requires_nothing() -> None:
    RUNNING.when(requiring("V1", TODAY), by=BEN).refused(NotPermitted)


def test_nothing_is_required_of_members_after_the_end() -> None:
    spec = given(INVESTIGATION, *WITH_PARTNER, CLOSED)
    spec.when(requiring("V1", TODAY), by=LENA).refused(TheInvestigationIsOpen)


def test_a_leader_records_a_signature() -> None:
    RUNNING.when(signing(), by=BEA).then(
        ConfidentialityAgreementSigned(
            investigation_id=CASE, member_id="bert", agency_id="BE-SPOC", version="V1", signed_on=TODAY
        )
    )


def test_a_member_signs_a_new_version_for_itself() -> None:
    after = WITH_V1.when(signing(member_id="ben"), by=BEN)
    assert after.state.confidentiality.has_signed("ben", "BE-SPOC", TODAY)


def test_a_member_signs_for_nobody_else() -> None:
    WITH_V1.when(signing(member_id="rita"), by=BEN).refused(NotPermitted)


def test_an_outsider_signs_nothing_and_learns_nothing() -> None:
    RUNNING.when(signing(member_id="otto", agency_id="AT-SPOC"), by=OUTSIDER).refused(NotFound)


def test_persons_of_partners_alone_sign() -> None:
    RUNNING.when(signing(agency_id="AT-SPOC"), by=LENA).refused(AMemberBelongsToAPartner)


def test_where_versions_are_required_only_one_of_them_is_signed() -> None:
    WITH_V1.when(signing("V9"), by=LENA).refused(OnlyARequiredVersionIsSigned)


def test_a_signature_is_recorded_once_for_each_version() -> None:
    spec = given(INVESTIGATION, *WITH_PARTNER, V1, V2, signed("bert", "BE-SPOC", "V1"))
    spec.when(signing("V1"), by=LENA).refused(ASignatureIsRecordedOnce)
    spec.when(signing("V2"), by=LENA).then(signed("bert", "BE-SPOC", "V2", TODAY))


def test_a_signature_is_not_dated_ahead_of_the_day_that_has_begun_in_the_east() -> None:
    assert datetime(2026, 3, 2, 9, tzinfo=UTC) == NOW
    RUNNING.when(signing(signed_on=TOMORROW), by=LENA).refused(ASignatureIsNotDatedAhead)
    RUNNING.when(signing(signed_on=TODAY), by=LENA).then(signed("bert", "BE-SPOC", "V1", TODAY))


def test_nothing_is_signed_in_the_archive() -> None:
    spec = given(INVESTIGATION, *WITH_PARTNER, CLOSED, ARCHIVED)
    spec.when(signing(), by=LENA).refused(AnArchivedInvestigationRests)
