"""The phases of a joint investigation, from its operations to its rest.

It must not finish the work that is open in it: closing refuses, or says by force that work was open.
"""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from domain.aggregate import Act, Decision, command, timed_exactly
from domain.investigation.commands.conditions import require_not_archived, require_open
from domain.investigation.events import (
    InvestigationArchived,
    InvestigationClosed,
    InvestigationReopened,
    OperationalPhaseStarted,
    OperationPeriodExtended,
    PostOperationalPhaseEntered,
)
from domain.investigation.permissions import steward
from domain.investigation.rules import (
    AnExtensionLengthensThePeriod,
    ClosingNeedsNoOpenWork,
    JointOperationsRestOnTheAgreement,
    PhasesFollowEachOther,
)
from domain.investigation.state import Investigation
from domain.investigation.vocabulary import LegalBasisKind, Phase
from domain.vocabulary import Line

__all__ = [
    "DECISIONS", "ArchiveInvestigation", "CloseInvestigation", "EnterPostOperationalPhase", "ExtendPeriod",
    "ReopenInvestigation", "StartOperationalPhase",
]  # fmt: skip


@command(aggregate_id="investigation_id")
class StartOperationalPhase:
    """Begin joint operations. planned_end: the first day after the planned period."""

    investigation_id: UUID
    planned_end: date | None = None


@command(aggregate_id="investigation_id")
class ExtendPeriod:
    """Extend the operational period. planned_end: the new first day after it."""

    investigation_id: UUID
    planned_end: date
    reason: Line


@command(aggregate_id="investigation_id")
class EnterPostOperationalPhase:
    """End joint operations; prosecution and evaluation go on."""

    investigation_id: UUID


@command(aggregate_id="investigation_id")
class CloseInvestigation:
    """Close the investigation. forced_reason: why although work is open; needed only then.

    Work is a request, a question of consent or a follow-up; how many are open is told, not which.
    """

    investigation_id: UUID
    reason: Line
    forced_reason: Line | None = None


@command(aggregate_id="investigation_id")
class ReopenInvestigation:
    """Make a closed investigation operational again."""

    investigation_id: UUID
    reason: Line


@command(aggregate_id="investigation_id")
class ArchiveInvestigation:
    """Lay a closed investigation to rest; nothing changes in it any more."""

    investigation_id: UUID


def _require_phase(state: Investigation, phase: Phase) -> None:
    require_not_archived(state)
    if state.phase is not phase:
        raise PhasesFollowEachOther(phase=state.phase, needed=phase)


def _start(command: StartOperationalPhase, state: Investigation, act: Act) -> Iterable[OperationalPhaseStarted]:
    _require_phase(state, Phase.SETTING_UP)
    if state.legal_basis is LegalBasisKind.JIT_AGREEMENT and state.agreement is None:
        raise JointOperationsRestOnTheAgreement
    began = act.occurred.at
    if command.planned_end is not None and began is not None and command.planned_end <= began.date():
        raise AnExtensionLengthensThePeriod(planned_end=command.planned_end)
    yield OperationalPhaseStarted(investigation_id=command.investigation_id, planned_end=command.planned_end)


def _extend(command: ExtendPeriod, state: Investigation, _act: Act) -> Iterable[OperationPeriodExtended]:
    _require_phase(state, Phase.OPERATIONAL)
    if state.planned_end is not None and command.planned_end <= state.planned_end:
        raise AnExtensionLengthensThePeriod(planned_end=state.planned_end)
    yield OperationPeriodExtended(
        investigation_id=command.investigation_id,
        planned_end=command.planned_end,
        reason=command.reason,
    )


def _end(command: EnterPostOperationalPhase, state: Investigation, _act: Act) -> Iterable[PostOperationalPhaseEntered]:
    _require_phase(state, Phase.OPERATIONAL)
    yield PostOperationalPhaseEntered(investigation_id=command.investigation_id)


def _close(command: CloseInvestigation, state: Investigation, act: Act) -> Iterable[InvestigationClosed]:
    require_open(state)
    open_work = act.facts.open_in_case(command.investigation_id)
    if open_work and command.forced_reason is None:
        raise ClosingNeedsNoOpenWork(open_work=len(open_work))
    yield InvestigationClosed(
        investigation_id=command.investigation_id,
        reason=command.reason,
        forced_reason=command.forced_reason if open_work else None,
        open_work=len(open_work),
    )


def _reopen(command: ReopenInvestigation, state: Investigation, _act: Act) -> Iterable[InvestigationReopened]:
    _require_phase(state, Phase.CLOSED)
    yield InvestigationReopened(investigation_id=command.investigation_id, reason=command.reason)


def _archive(command: ArchiveInvestigation, state: Investigation, _act: Act) -> Iterable[InvestigationArchived]:
    _require_phase(state, Phase.CLOSED)
    yield InvestigationArchived(investigation_id=command.investigation_id)


DECISIONS = (
    Decision(command=StartOperationalPhase, decide=timed_exactly(_start), may=steward),
    Decision(command=ExtendPeriod, decide=timed_exactly(_extend), may=steward),
    Decision(command=EnterPostOperationalPhase, decide=timed_exactly(_end), may=steward),
    Decision(command=CloseInvestigation, decide=timed_exactly(_close), may=steward, needs_case=True),
    Decision(command=ReopenInvestigation, decide=timed_exactly(_reopen), may=steward),
    Decision(command=ArchiveInvestigation, decide=timed_exactly(_archive), may=steward),
)
