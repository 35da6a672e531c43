"""What a follow-up accepts and refuses, from its opening to its verification."""

from datetime import UTC, datetime

from domain.agency import AGENCY
from domain.aggregate import AnActHasAnExactMoment
from domain.application_rules import NothingBeginsTwice
from domain.event import Event
from domain.followup import FOLLOWUP, FollowUp
from domain.followup.commands import (
    AssignFollowUp,
    CancelFollowUp,
    CompleteFollowUp,
    NoteProgress,
    OpenFollowUp,
    SetFollowUpDueDate,
    VerifyFollowUp,
)
from domain.followup.events import (
    FollowUpAssigned,
    FollowUpCancelled,
    FollowUpDueDateSet,
    FollowUpProgressNoted,
    FollowUpVerified,
    SourceKind,
)
from domain.followup.rules import (
    ADueDateLiesAhead,
    AFinishedFollowUpStays,
    AFollowUpBelongsToAnOpenInvestigation,
    AFollowUpIsOpenedForAPartner,
    AnActiveUnitOfTheAgencyIsAssigned,
    CompletedWorkAwaitsVerification,
    NobodyVerifiesItsOwnWork,
    OnlyAnAssignedFollowUpIsWorkedOn,
    OnlyAPartnerIsAssigned,
    OnlyCompletedWorkIsVerified,
    TheAssignmentIsAChange,
)
from domain.followup.state import Stage
from domain.investigation import INVESTIGATION
from domain.investigation.events import InvestigationArchived, MemberAccessRevoked
from domain.refusal import InvalidInput, NotFound, NotPermitted
from tests.support.agencies import IMPORTER, agency, person, unit
from tests.support.followups import ASSIGNED, COMPLETED, FOLLOWUP_ID, OPENED
from tests.support.given import NOW, Given, Happened, given, happened
from tests.support.investigations import BEN, CASE, LENA, OUTSIDER, RITA, WITH_PARTNER, admitted

LEO = person("leo", "FR-SPOC")
COMPLETED_BY_BEN = happened(COMPLETED, by=BEN)
NOTE = NoteProgress(followup_id=FOLLOWUP_ID, note="Asked the port.")
COMPLETE = CompleteFollowUp(followup_id=FOLLOWUP_ID, result="Owner found.")
VERIFY = VerifyFollowUp(followup_id=FOLLOWUP_ID)
CANCEL = CancelFollowUp(followup_id=FOLLOWUP_ID, reason="obsolete")


def after(*events: Event | Happened) -> Given[FollowUp]:
    return given(FOLLOWUP, *events).knowing(INVESTIGATION, CASE, *WITH_PARTNER, admitted("leo", "FR-SPOC"))


def opening(agency_id: str | None = None) -> OpenFollowUp:
    return OpenFollowUp(
        followup_id=FOLLOWUP_ID,
        investigation_id=CASE,
        source=SourceKind.MEETING,
        source_ref="coordination meeting 3",
        task="Find the owner of the container.",
        opened_by_agency_id=agency_id,
    )


def assigning(agency_id: str, unit_id: str | None = None) -> AssignFollowUp:
    return AssignFollowUp(followup_id=FOLLOWUP_ID, agency_id=agency_id, unit_id=unit_id)


def due(at: datetime) -> SetFollowUpDueDate:
    return SetFollowUpDueDate(followup_id=FOLLOWUP_ID, due_utc=at)


def test_a_member_opens_a_follow_up_for_its_agency() -> None:
    done = after().when(opening(), by=LENA).then(OPENED)
    assert done.state.is_open


def test_a_follow_up_is_opened_once() -> None:
    after(OPENED).when(opening(), by=LENA).refused(NothingBeginsTwice)


def test_a_member_opens_no_follow_up_for_another_agency() -> None:
    after().when(opening(agency_id="FR-SPOC"), by=BEN).refused(NotPermitted)


def test_a_reader_opens_no_follow_up() -> None:
    after().when(opening(), by=RITA).refused(NotPermitted)


def test_an_outsider_opens_no_follow_up_and_learns_nothing() -> None:
    of_existing = after().when(opening(), by=OUTSIDER).refused(NotFound)
    of_missing = given(FOLLOWUP).when(opening(), by=OUTSIDER).refused(NotFound)
    assert of_existing.message == of_missing.message


def test_a_revoked_member_opens_no_follow_up() -> None:
    revoked = MemberAccessRevoked(investigation_id=CASE, member_id="ben", reason="left")
    spec = given(FOLLOWUP).knowing(INVESTIGATION, CASE, *WITH_PARTNER, revoked)
    spec.when(opening(), by=BEN).refused(NotFound)


def test_an_import_says_which_partner_opened_it() -> None:
    after().when(opening(agency_id="FR-SPOC"), by=IMPORTER, on="2015-03").then(OPENED)
    assert after().when(opening(), by=IMPORTER).refused(InvalidInput).field == "openedByAgencyId"
    after().when(opening(agency_id="AT-SPOC"), by=IMPORTER).refused(AFollowUpIsOpenedForAPartner)


def test_a_person_opens_it_at_an_exact_moment() -> None:
    after().when(opening(), by=LENA, on="2015-03").refused(AnActHasAnExactMoment)


def test_an_archived_investigation_has_no_new_follow_ups() -> None:
    archived = InvestigationArchived(investigation_id=CASE)
    spec = given(FOLLOWUP).knowing(INVESTIGATION, CASE, *WITH_PARTNER, archived)
    spec.when(opening(), by=LENA).refused(AFollowUpBelongsToAnOpenInvestigation)


def test_the_agency_that_opened_it_assigns_it_to_a_partner() -> None:
    done = after(OPENED).when(assigning("BE-SPOC"), by=LENA).then(ASSIGNED)
    assert done.state.stage is Stage.ASSIGNED


def test_another_partner_does_not_assign_it() -> None:
    after(OPENED).when(assigning("BE-SPOC"), by=BEN).refused(NotPermitted)


def test_it_is_assigned_to_partners_only() -> None:
    after(OPENED).when(assigning("AT-SPOC"), by=LENA).refused(OnlyAPartnerIsAssigned)


def test_it_is_assigned_to_an_active_unit_of_the_agency() -> None:
    spec = after(OPENED).knowing(AGENCY, "BE-SPOC", agency("BE-SPOC"), *unit("BE-SPOC", "BE-SPOC/PORT", "DRUGS"))
    spec.when(assigning("BE-SPOC", "BE-SPOC/NONE"), by=LENA).refused(AnActiveUnitOfTheAgencyIsAssigned)
    spec.when(assigning("BE-SPOC", "BE-SPOC/PORT"), by=LENA).then(
        FollowUpAssigned(followup_id=FOLLOWUP_ID, agency_id="BE-SPOC", unit_id="BE-SPOC/PORT")
    )


def test_it_is_assigned_anew_to_another_only() -> None:
    after(OPENED, ASSIGNED).when(assigning("BE-SPOC"), by=LENA).refused(TheAssignmentIsAChange)
    after(OPENED, ASSIGNED).when(assigning("FR-SPOC"), by=LENA).then(
        FollowUpAssigned(followup_id=FOLLOWUP_ID, agency_id="FR-SPOC")
    )


def test_its_due_date_lies_ahead() -> None:
    after(OPENED).when(due(NOW), by=LENA).refused(ADueDateLiesAhead)
    later = datetime(2026, 3, 2, 9, 0, 1, tzinfo=UTC)
    after(OPENED).when(due(later), by=LENA).then(FollowUpDueDateSet(followup_id=FOLLOWUP_ID, due_utc=later))


def test_its_due_date_has_an_offset() -> None:
    naive = datetime(2027, 1, 1)  # noqa: DTZ001  # the fault that is shown
    assert after(OPENED).when(due(naive), by=LENA).refused(InvalidInput).field == "dueUtc"


def test_the_assigned_agency_notes_progress() -> None:
    after(OPENED, ASSIGNED).when(NOTE, by=BEN).then(
        FollowUpProgressNoted(followup_id=FOLLOWUP_ID, note="Asked the port.")
    )


def test_nobody_works_on_what_is_not_assigned() -> None:
    after(OPENED).when(NOTE, by=LENA).refused(OnlyAnAssignedFollowUpIsWorkedOn)


def test_only_the_assigned_agency_completes_it() -> None:
    after(OPENED, ASSIGNED).when(COMPLETE, by=LENA).refused(NotPermitted)
    done = after(OPENED, ASSIGNED).when(COMPLETE, by=BEN).then(COMPLETED)
    assert done.state.is_open


def test_completed_work_awaits_its_verification() -> None:
    after(OPENED, ASSIGNED, COMPLETED_BY_BEN).when(COMPLETE, by=BEN).refused(CompletedWorkAwaitsVerification)
    after(OPENED, ASSIGNED, COMPLETED_BY_BEN).when(assigning("FR-SPOC"), by=LENA).refused(
        CompletedWorkAwaitsVerification
    )


def test_only_the_agency_that_opened_it_verifies_it() -> None:
    after(OPENED, ASSIGNED, COMPLETED_BY_BEN).when(VERIFY, by=BEN).refused(NotPermitted)
    done = after(OPENED, ASSIGNED, COMPLETED_BY_BEN).when(VERIFY, by=LENA)
    done.then(FollowUpVerified(followup_id=FOLLOWUP_ID))
    assert not done.state.is_open


def test_only_completed_work_is_verified() -> None:
    after(OPENED, ASSIGNED).when(VERIFY, by=LENA).refused(OnlyCompletedWorkIsVerified)


def test_nobody_verifies_its_own_work() -> None:
    own = (OPENED, FollowUpAssigned(followup_id=FOLLOWUP_ID, agency_id="FR-SPOC"), happened(COMPLETED, by=LENA))
    after(*own).when(VERIFY, by=LENA).refused(NobodyVerifiesItsOwnWork)
    after(*own).when(VERIFY, by=LEO).then(FollowUpVerified(followup_id=FOLLOWUP_ID))


def test_it_is_cancelled_by_the_agency_that_opened_it() -> None:
    after(OPENED, ASSIGNED).when(CANCEL, by=BEN).refused(NotPermitted)
    done = after(OPENED, ASSIGNED).when(CANCEL, by=LENA)
    done.then(FollowUpCancelled(followup_id=FOLLOWUP_ID, reason="obsolete"))
    assert not done.state.is_open


def test_what_is_verified_or_cancelled_stays_so() -> None:
    verified = after(OPENED, ASSIGNED, COMPLETED_BY_BEN, FollowUpVerified(followup_id=FOLLOWUP_ID))
    cancelled = after(OPENED, ASSIGNED, FollowUpCancelled(followup_id=FOLLOWUP_ID, reason="obsolete"))
    verified.when(CANCEL, by=LENA).refused(AFinishedFollowUpStays)
    cancelled.when(COMPLETE, by=BEN).refused(AFinishedFollowUpStays)
    cancelled.when(VERIFY, by=LENA).refused(AFinishedFollowUpStays)


def test_an_outsider_cannot_tell_whether_there_is_a_follow_up() -> None:
    of_existing = after(OPENED).when(CANCEL, by=OUTSIDER).refused(NotFound)
    of_missing = after().when(CANCEL, by=OUTSIDER).refused(NotFound)
    assert (of_existing.code, of_existing.message) == (of_missing.code, of_missing.message)
