"""What partners do together: trainings, meetings, exercises, visits, coordination."""

from datetime import UTC, datetime

from domain.investigation import INVESTIGATION
from domain.investigation.commands import CancelJointActivity, RecordJointActivity
from domain.investigation.events import (
    InvestigationArchived,
    InvestigationClosed,
    JointActivityCancelled,
    JointActivityRecorded,
    PartnerLeft,
)
from domain.investigation.rules import (
    AJointActivityIsRecordedOnce,
    AJointActivityJoinsPartners,
    AnArchivedInvestigationRests,
    OnlyARecordedActivityIsCancelled,
)
from domain.investigation.vocabulary import ActivityKind
from domain.refusal import NotFound, NotPermitted
from tests.support.agencies import person
from tests.support.given import given, happened
from tests.support.investigations import (
    BEA,
    BEN,
    CASE,
    LENA,
    OPENED,
    OUTSIDER,
    RITA,
    WITH_PARTNER,
    admitted,
    invited,
    joined,
)

PAIR = ("FR-SPOC", "BE-SPOC")
RUNNING = given(INVESTIGATION, *WITH_PARTNER)
JOINED_IN_FEBRUARY = given(
    INVESTIGATION,
    happened(OPENED, on=datetime(2026, 1, 1, tzinfo=UTC)),
    invited("BE-SPOC"),
    happened(joined("BE-SPOC"), on=datetime(2026, 2, 10, 12, tzinfo=UTC)),
)


def recording(agencies: tuple[str, ...] = PAIR, activity_id: str = "course-1") -> RecordJointActivity:
    return RecordJointActivity(
        investigation_id=CASE,
        activity_id=activity_id,
        kind=ActivityKind.TRAINING,
        title="Tracing of virtual assets",
        agencies=agencies,
        place="The Hague",
        persons_count=12,
    )


RECORDED = JointActivityRecorded(
    investigation_id=CASE,
    activity_id="course-1",
    kind=ActivityKind.TRAINING,
    title="Tracing of virtual assets",
    agencies=PAIR,
    place="The Hague",
    persons_count=12,
)
CANCEL = CancelJointActivity(investigation_id=CASE, activity_id="course-1", reason="Entered twice")
CANCELLED = JointActivityCancelled(investigation_id=CASE, activity_id="course-1", agencies=PAIR, reason="Entered twice")
HELD = given(INVESTIGATION, *WITH_PARTNER, RECORDED)


def test_a_member_records_what_two_partners_did_together_on_a_day() -> None:
    RUNNING.when(recording(), by=BEN, on="2026-03-02").then(RECORDED)


def test_an_agency_that_is_named_twice_is_one() -> None:
    RUNNING.when(recording(("FR-SPOC", "BE-SPOC", "FR-SPOC")), by=BEN).then(RECORDED)
    RUNNING.when(recording(("FR-SPOC", "FR-SPOC")), by=BEN).refused(AJointActivityJoinsPartners)


def test_one_agency_does_nothing_together() -> None:
    RUNNING.when(recording(("FR-SPOC",)), by=BEN).refused(AJointActivityJoinsPartners)


def test_all_who_took_part_are_partners() -> None:
    refusal = RUNNING.when(recording((*PAIR, "AT-SPOC")), by=BEN).refused(AJointActivityJoinsPartners)
    assert refusal.facts["strangers"] == ["AT-SPOC"]


def test_an_agency_takes_part_from_the_day_on_which_it_joined() -> None:
    JOINED_IN_FEBRUARY.when(recording(), by=LENA, on="2026-02-09").refused(AJointActivityJoinsPartners)
    JOINED_IN_FEBRUARY.when(recording(), by=LENA, on="2026-02-10").then(RECORDED)


def test_what_was_held_at_a_time_that_nobody_knows_is_recorded_of_partners() -> None:
    JOINED_IN_FEBRUARY.when(recording(), by=LENA, on="").then(RECORDED)


def test_what_was_held_before_a_partner_left_is_recorded_afterwards() -> None:
    left = happened(
        PartnerLeft(investigation_id=CASE, agency_id="BE-SPOC", reason="done"), on=datetime(2026, 2, 20, tzinfo=UTC)
    )
    spec = given(
        INVESTIGATION,
        happened(OPENED, on=datetime(2026, 1, 1, tzinfo=UTC)),
        invited("BE-SPOC"),
        happened(joined("BE-SPOC"), on=datetime(2026, 2, 10, 12, tzinfo=UTC)),
        left,
    )
    spec.when(recording(), by=LENA, on="2026-02-15").then(RECORDED)
    spec.when(recording(), by=LENA, on="2026-02-21").refused(AJointActivityJoinsPartners)


def test_a_joint_activity_is_recorded_once() -> None:
    HELD.when(recording(), by=BEN).refused(AJointActivityIsRecordedOnce)


def test_a_reader_records_nothing() -> None:
    RUNNING.when(recording(), by=RITA).refused(NotPermitted)


def test_an_outsider_records_nothing_and_learns_nothing() -> None:
    RUNNING.when(recording(), by=OUTSIDER).refused(NotFound)


def test_who_took_part_cancels_it_and_it_stays_on_record() -> None:
    after = HELD.when(CANCEL, by=BEN).then(CANCELLED)
    after.after.when(recording(), by=BEN).refused(AJointActivityIsRecordedOnce)


def test_who_took_no_part_cancels_nothing_but_a_leader_does() -> None:
    dora = person("dora", "DE-SPOC")
    spec = given(
        INVESTIGATION, *WITH_PARTNER, invited("DE-SPOC"), joined("DE-SPOC"), admitted("dora", "DE-SPOC"), RECORDED
    )
    spec.when(CANCEL, by=dora).refused(NotPermitted)
    spec.when(CANCEL, by=BEA).then(CANCELLED)


def test_only_what_is_on_record_is_cancelled_and_only_once() -> None:
    RUNNING.when(CANCEL, by=BEN).refused(OnlyARecordedActivityIsCancelled)
    given(INVESTIGATION, *WITH_PARTNER, RECORDED, CANCELLED).when(CANCEL, by=BEN).refused(
        OnlyARecordedActivityIsCancelled
    )


def test_nothing_is_recorded_in_the_archive() -> None:
    closed = InvestigationClosed(investigation_id=CASE, reason="done")
    spec = given(INVESTIGATION, *WITH_PARTNER, RECORDED, closed, InvestigationArchived(investigation_id=CASE))
    spec.when(recording(activity_id="course-2"), by=BEN).refused(AnArchivedInvestigationRests)
    spec.when(CANCEL, by=BEN).refused(AnArchivedInvestigationRests)
