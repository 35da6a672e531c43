"""Every command of a follow-up and how it is decided.

They must not touch the request or finding that it grew out of.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from uuid import UUID

from domain.agency import AGENCY
from domain.aggregate import Act, Decision, command, timed_exactly
from domain.beforehand import given
from domain.erasure import ErasureReason, OnlyTextsThatAreThereAreErased, require_explained
from domain.event import ActorKind
from domain.followup import events
from domain.followup.events import SourceKind
from domain.followup.permissions import OF_THE_OPERATOR, assigned_side, opener, opening_side
from domain.followup.rules import (
    ADueDateLiesAhead,
    AFinishedFollowUpStays,
    AFollowUpBelongsToAnOpenInvestigation,
    AFollowUpIsOpenedForAPartner,
    AnActiveUnitOfTheAgencyIsAssigned,
    AnAssignedAgencyHasTheSource,
    ASourceIsOfTheSameInvestigation,
    CompletedWorkAwaitsVerification,
    NobodyVerifiesItsOwnWork,
    OnlyAnAssignedFollowUpIsWorkedOn,
    OnlyAPartnerIsAssigned,
    OnlyCompletedWorkIsVerified,
    TextsAreErasedWhenTheWorkIsFinished,
    TheAssignmentIsAChange,
)
from domain.followup.sources import Source, is_for, is_of, is_seen, needs_of
from domain.followup.state import FollowUp, Stage
from domain.investigation import INVESTIGATION
from domain.investigation.vocabulary import Phase
from domain.refusal import InvalidInput
from domain.vocabulary import AgencyCode, Line, OperationalText, UnitCode

__all__ = [
    "DECISIONS", "AssignFollowUp", "CancelFollowUp", "CompleteFollowUp", "EraseFollowUpTexts", "NoteProgress",
    "OpenFollowUp", "SetFollowUpDueDate", "VerifyFollowUp",
]  # fmt: skip


NAMED_BY_ID = (SourceKind.REQUEST, SourceKind.SHARED_ITEM, SourceKind.RECOMMENDATION)
"""Sources that are things of Entente, not words."""


@command(aggregate_id="followup_id")
class OpenFollowUp:
    """Open a task that grew out of a request, a shared item, a finding, a recommendation or a meeting.

    source_ref: id of the request, item or recommendation, or words for a finding or meeting. review_id: needed for a
    recommendation, whose review it is. opened_by_agency_id: the acting agency where it is missing; an import names it.
    """

    followup_id: UUID
    investigation_id: UUID
    source: SourceKind
    source_ref: Line
    task: OperationalText
    opened_by_agency_id: AgencyCode | None = None
    review_id: UUID | None = None

    @property
    def grown_out_of(self) -> Source:
        """What it grows out of."""
        return Source(self.source, self.source_id, self.review_id)

    @property
    def source_id(self) -> UUID | None:
        """The id in source_ref; None where it is none."""
        try:
            return UUID(self.source_ref)
        except ValueError:
            return None


@command(aggregate_id="followup_id")
class AssignFollowUp:
    """Say which agency, and perhaps which of its units, is to do it."""

    followup_id: UUID
    agency_id: AgencyCode
    unit_id: UnitCode | None = None


@command(aggregate_id="followup_id")
class SetFollowUpDueDate:
    """Say when it is due. due_utc: a moment with its offset, later than the present."""

    followup_id: UUID
    due_utc: datetime
    reason: Line | None = None


@command(aggregate_id="followup_id")
class NoteProgress:
    """Say how far it is."""

    followup_id: UUID
    note: OperationalText


@command(aggregate_id="followup_id")
class CompleteFollowUp:
    """Say that it is done, and what came of it."""

    followup_id: UUID
    result: OperationalText


@command(aggregate_id="followup_id")
class VerifyFollowUp:
    """Agree that it is done."""

    followup_id: UUID


@command(aggregate_id="followup_id")
class CancelFollowUp:
    """Say that it need not be done any more."""

    followup_id: UUID
    reason: Line


@command(aggregate_id="followup_id")
class EraseFollowUpTexts:
    """Erase for good all that was written of a finished follow-up. explanation: needed for the reason OTHER."""

    followup_id: UUID
    reason: ErasureReason
    explanation: OperationalText | None = None


def _unfinished(state: FollowUp, _act: Act) -> None:
    if not state.is_open:
        raise AFinishedFollowUpStays(stage=state.stage)


def _in_work(state: FollowUp, act: Act) -> None:
    _unfinished(state, act)
    if state.stage is Stage.COMPLETED:
        raise CompletedWorkAwaitsVerification


def _assigned(state: FollowUp, act: Act) -> None:
    _in_work(state, act)
    if state.assigned_agency_id is None:
        raise OnlyAnAssignedFollowUpIsWorkedOn


def _completed_by_another(state: FollowUp, act: Act) -> None:
    _unfinished(state, act)
    if state.stage is not Stage.COMPLETED:
        raise OnlyCompletedWorkIsVerified(stage=state.stage)
    if state.completed_by == act.actor.actor_id and act.actor.kind is not ActorKind.IMPORT:
        raise NobodyVerifiesItsOwnWork


def _finished(state: FollowUp, _act: Act) -> None:
    if state.is_open:
        raise TextsAreErasedWhenTheWorkIsFinished(stage=state.stage)
    if not state.holds_texts:
        raise OnlyTextsThatAreThereAreErased(erased_up_to=state.erased_up_to)


def _require_source(command: OpenFollowUp, act: Act) -> None:
    if command.source not in NAMED_BY_ID:
        return
    if command.source is SourceKind.RECOMMENDATION and command.review_id is None:
        raise InvalidInput(field="reviewId", rule="missing", accepted="the id of the review of the recommendation")
    if command.source_id is None:
        raise InvalidInput(
            field="sourceRef", rule="not an id", accepted="the UUID of the request, item or recommendation"
        )
    source = command.grown_out_of
    is_person = act.actor.kind not in OF_THE_OPERATOR
    if not is_of(source, command.investigation_id, act):
        raise ASourceIsOfTheSameInvestigation
    if is_person and not is_seen(source, command.investigation_id, act):
        raise ASourceIsOfTheSameInvestigation


def _open(command: OpenFollowUp, _state: FollowUp, act: Act) -> Iterable[events.FollowUpOpened]:
    agency_id = command.opened_by_agency_id or act.actor.agency_id
    if agency_id is None:
        raise InvalidInput(field="openedByAgencyId", rule="missing", accepted="the code of a partner")
    investigation = act.facts.of(INVESTIGATION, command.investigation_id)
    if not investigation.exists or investigation.phase is Phase.ARCHIVED:
        raise AFollowUpBelongsToAnOpenInvestigation
    if not investigation.is_partner(agency_id):
        raise AFollowUpIsOpenedForAPartner(agency_id=agency_id)
    _require_source(command, act)
    yield events.FollowUpOpened(
        followup_id=command.followup_id,
        investigation_id=command.investigation_id,
        source=command.source,
        source_ref=command.source_ref,
        opened_by_agency_id=agency_id,
        task=command.task,
        source_id=command.source_id if command.source in NAMED_BY_ID else None,
        review_id=command.review_id if command.source is SourceKind.RECOMMENDATION else None,
        needs=needs_of(command.grown_out_of, act),
    )


@given(_in_work)
def _assign(command: AssignFollowUp, state: FollowUp, act: Act) -> Iterable[events.FollowUpAssigned]:
    if (command.agency_id, command.unit_id) == (state.assigned_agency_id, state.assigned_unit_id):
        raise TheAssignmentIsAChange
    if not act.facts.of(INVESTIGATION, state.investigation_id).is_partner(command.agency_id):
        raise OnlyAPartnerIsAssigned(agency_id=command.agency_id)
    if not is_for(state.grown_out_of, command.agency_id, act):
        raise AnAssignedAgencyHasTheSource(agency_id=command.agency_id)
    on = (act.occurred.at or act.recorded_at).date()
    if command.unit_id and not act.facts.of(AGENCY, command.agency_id).is_unit_active(command.unit_id, on):
        raise AnActiveUnitOfTheAgencyIsAssigned(unit_id=command.unit_id)
    yield events.FollowUpAssigned(
        followup_id=command.followup_id,
        agency_id=command.agency_id,
        unit_id=command.unit_id,
    )


@given(_in_work)
def _set_due(command: SetFollowUpDueDate, _state: FollowUp, act: Act) -> Iterable[events.FollowUpDueDateSet]:
    if command.due_utc.tzinfo is None:
        raise InvalidInput(field="dueUtc", rule="a time without offset", accepted="an ISO 8601 time with offset")
    if act.actor.kind is not ActorKind.IMPORT and command.due_utc <= act.recorded_at:
        raise ADueDateLiesAhead(due_utc=command.due_utc)
    yield events.FollowUpDueDateSet(
        followup_id=command.followup_id,
        due_utc=command.due_utc.astimezone(UTC),
        reason=command.reason,
    )


@given(_assigned)
def _note(command: NoteProgress, _state: FollowUp, _act: Act) -> Iterable[events.FollowUpProgressNoted]:
    yield events.FollowUpProgressNoted(followup_id=command.followup_id, note=command.note)


@given(_assigned)
def _complete(command: CompleteFollowUp, _state: FollowUp, _act: Act) -> Iterable[events.FollowUpCompleted]:
    yield events.FollowUpCompleted(followup_id=command.followup_id, result=command.result)


@given(_completed_by_another)
def _verify(command: VerifyFollowUp, _state: FollowUp, _act: Act) -> Iterable[events.FollowUpVerified]:
    yield events.FollowUpVerified(followup_id=command.followup_id)


@given(_unfinished)
def _cancel(command: CancelFollowUp, _state: FollowUp, _act: Act) -> Iterable[events.FollowUpCancelled]:
    yield events.FollowUpCancelled(followup_id=command.followup_id, reason=command.reason)


@given(_finished)
def _erase(command: EraseFollowUpTexts, state: FollowUp, _act: Act) -> Iterable[events.FollowUpTextsErased]:
    require_explained(command.reason, command.explanation)
    yield events.FollowUpTextsErased(
        followup_id=command.followup_id,
        reason=command.reason,
        up_to_version=state.version,
        explanation=command.explanation,
    )


DECISIONS = (
    Decision(command=OpenFollowUp, decide=timed_exactly(_open), may=opener, creates=True),
    Decision(command=AssignFollowUp, decide=timed_exactly(_assign), may=opening_side),
    Decision(command=SetFollowUpDueDate, decide=timed_exactly(_set_due), may=opening_side),
    Decision(command=NoteProgress, decide=timed_exactly(_note), may=assigned_side),
    Decision(command=CompleteFollowUp, decide=timed_exactly(_complete), may=assigned_side),
    Decision(command=VerifyFollowUp, decide=timed_exactly(_verify), may=opening_side),
    Decision(command=CancelFollowUp, decide=timed_exactly(_cancel), may=opening_side),
    Decision(command=EraseFollowUpTexts, decide=timed_exactly(_erase), may=opening_side),
)
