"""The phases of an investigation, from its operations to its archive."""

from datetime import date, timedelta
from uuid import UUID

from domain.aggregate import OpenWork
from domain.investigation import INVESTIGATION
from domain.investigation.commands import (
    ArchiveInvestigation,
    CloseInvestigation,
    EnterPostOperationalPhase,
    ExtendPeriod,
    ReopenInvestigation,
    StartOperationalPhase,
)
from domain.investigation.events import (
    AgreedLimit,
    AgreementRecorded,
    InvestigationArchived,
    InvestigationClosed,
    InvestigationReopened,
    OperationalPhaseStarted,
    OperationPeriodExtended,
    PostOperationalPhaseEntered,
)
from domain.investigation.rules import (
    AnArchivedInvestigationRests,
    AnExtensionLengthensThePeriod,
    ClosingNeedsNoOpenWork,
    JointOperationsRestOnTheAgreement,
    PhasesFollowEachOther,
    TheInvestigationIsOpen,
)
from domain.investigation.vocabulary import LegalBasisKind, Phase
from domain.refusal import NotPermitted
from domain.vocabulary import Obligation
from tests.support.agencies import CLOCK
from tests.support.given import given
from tests.support.investigations import BEN, CASE, LENA, WITH_PARTNER, opened

RUNNING = given(INVESTIGATION, *WITH_PARTNER)
STARTED = OperationalPhaseStarted(investigation_id=CASE, planned_end=date(2027, 1, 1))
OPERATIONAL = given(INVESTIGATION, *WITH_PARTNER, STARTED)
CLOSED = InvestigationClosed(investigation_id=CASE, reason="done")
ENDED = given(INVESTIGATION, *WITH_PARTNER, STARTED, CLOSED)
CLOSE = CloseInvestigation(investigation_id=CASE, reason="done")
FORCE = CloseInvestigation(investigation_id=CASE, reason="done", forced_reason="partner is silent for a year")
OPEN_REQUEST = OpenWork("request", UUID(int=7))
DAY_LIMIT = AgreedLimit(obligation=Obligation.PROVIDE, limit=timedelta(days=2))
AGREED = AgreementRecorded(
    investigation_id=CASE,
    reference="A-1",
    signed_on=date(2026, 1, 10),
    valid_from=date(2026, 1, 15),
    valid_to=date(2027, 1, 15),
    limits=(DAY_LIMIT,),
)


def starting(planned_end: date | None = None) -> StartOperationalPhase:
    return StartOperationalPhase(investigation_id=CASE, planned_end=planned_end)


def extending(planned_end: date) -> ExtendPeriod:
    return ExtendPeriod(investigation_id=CASE, planned_end=planned_end, reason="more to do")


def test_the_phases_follow_each_other_to_the_archive() -> None:
    state = (
        RUNNING.when(starting(), by=LENA)
        .after.when(EnterPostOperationalPhase(investigation_id=CASE), by=LENA)
        .after.when(CLOSE, by=LENA)
        .after.when(ArchiveInvestigation(investigation_id=CASE), by=LENA)
        .then(InvestigationArchived(investigation_id=CASE))
        .state
    )
    assert state.phase is Phase.ARCHIVED
    assert not state.is_open


def test_operations_do_not_start_twice() -> None:
    OPERATIONAL.when(starting(), by=LENA).refused(PhasesFollowEachOther)


def test_a_plain_member_starts_no_operations() -> None:
    RUNNING.when(starting(), by=BEN).refused(NotPermitted)


def test_operations_of_a_team_rest_on_its_agreement() -> None:
    team = opened(LegalBasisKind.JIT_AGREEMENT)
    given(INVESTIGATION, team).when(starting(), by=LENA).refused(JointOperationsRestOnTheAgreement)
    given(INVESTIGATION, team, AGREED).when(starting(), by=LENA).then(OperationalPhaseStarted(investigation_id=CASE))


def test_operations_end_after_they_began() -> None:
    RUNNING.when(starting(date(2026, 3, 2)), by=LENA).refused(AnExtensionLengthensThePeriod)
    assert RUNNING.when(starting(date(2026, 3, 3)), by=LENA).state.planned_end == date(2026, 3, 3)


def test_an_extension_lengthens_the_period() -> None:
    OPERATIONAL.when(extending(date(2027, 1, 1)), by=LENA).refused(AnExtensionLengthensThePeriod)
    OPERATIONAL.when(extending(date(2027, 1, 2)), by=LENA).then(
        OperationPeriodExtended(investigation_id=CASE, planned_end=date(2027, 1, 2), reason="more to do")
    )


def test_only_an_operational_period_is_extended() -> None:
    RUNNING.when(extending(date(2027, 1, 2)), by=LENA).refused(PhasesFollowEachOther)


def test_only_operations_that_began_end() -> None:
    RUNNING.when(EnterPostOperationalPhase(investigation_id=CASE), by=LENA).refused(PhasesFollowEachOther)
    OPERATIONAL.when(EnterPostOperationalPhase(investigation_id=CASE), by=LENA).then(
        PostOperationalPhaseEntered(investigation_id=CASE)
    )


def test_an_investigation_without_open_work_is_closed() -> None:
    OPERATIONAL.when(CLOSE, by=LENA).then(CLOSED)


def test_an_investigation_with_open_work_is_not_closed() -> None:
    refusal = OPERATIONAL.with_open_work(OPEN_REQUEST).when(CLOSE, by=LENA).refused(ClosingNeedsNoOpenWork)
    assert refusal.invariant == 26
    assert refusal.facts == {"open_work": 1}


def test_an_investigation_with_open_work_is_closed_by_force_and_the_reason_stays() -> None:
    OPERATIONAL.with_open_work(OPEN_REQUEST).when(FORCE, by=LENA).then(
        InvestigationClosed(
            investigation_id=CASE, reason="done", forced_reason="partner is silent for a year", open_work=1
        )
    )


def test_force_that_is_not_needed_is_not_recorded() -> None:
    OPERATIONAL.when(FORCE, by=LENA).then(CLOSED)


def test_a_closed_investigation_is_not_closed_again() -> None:
    ENDED.when(CLOSE, by=LENA).refused(TheInvestigationIsOpen)


def test_a_closed_investigation_is_reopened_and_operational() -> None:
    after = ENDED.when(ReopenInvestigation(investigation_id=CASE, reason="new lead"), by=LENA)
    after.then(InvestigationReopened(investigation_id=CASE, reason="new lead"))
    assert after.state.phase is Phase.OPERATIONAL


def test_an_open_investigation_is_not_reopened() -> None:
    OPERATIONAL.when(ReopenInvestigation(investigation_id=CASE, reason="x"), by=LENA).refused(PhasesFollowEachOther)


def test_only_a_closed_investigation_is_archived() -> None:
    OPERATIONAL.when(ArchiveInvestigation(investigation_id=CASE), by=LENA).refused(PhasesFollowEachOther)


def test_an_archived_investigation_is_not_reopened() -> None:
    archived = ENDED.when(ArchiveInvestigation(investigation_id=CASE), by=LENA).after
    command = ReopenInvestigation(investigation_id=CASE, reason="new lead")
    archived.when(command, by=LENA).refused(AnArchivedInvestigationRests)


def test_the_clock_is_bound_by_the_rules_though_it_is_no_member() -> None:
    OPERATIONAL.with_open_work(OPEN_REQUEST).when(CLOSE, by=CLOCK).refused(ClosingNeedsNoOpenWork)
