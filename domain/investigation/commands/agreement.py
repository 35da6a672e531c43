"""The partners' agreement and its amendments.

It must not apply the agreed limits: the clocks of a request do that.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from domain.aggregate import Act, Decision, command, timed_exactly
from domain.investigation.commands.conditions import require_not_archived
from domain.investigation.events import AgreedLimit, AgreementAmended, AgreementRecorded
from domain.investigation.permissions import steward
from domain.investigation.rules import (
    AnAgreementCoversAPeriod,
    AnAgreementIsRecordedFirst,
    AnAgreementIsRecordedOnce,
    AnAgreementIsSignedBeforeItIsRecorded,
)
from domain.investigation.state import Investigation
from domain.refusal import InvalidInput
from domain.vocabulary import Line, OperationalText

__all__ = ["DECISIONS", "AmendAgreement", "RecordAgreement"]

DAY = timedelta(days=1)
LONGEST_LIMIT = timedelta(days=3_650)
"""Ten years, more than any instrument knows; far longer ones would end beyond the calendar that they are counted in."""
COUNTINGS = ("ELAPSED", "CALENDAR_DAY_END")


@command(aggregate_id="investigation_id")
class RecordAgreement:
    """Record the agreement that the partners signed.

    valid_to: the first day after its period, missing where it has no end. limits: time limits of their own, at most one
    per obligation. third_party_access: what third countries and bodies may see.
    """

    investigation_id: UUID
    reference: Line
    signed_on: date
    valid_from: date
    valid_to: date | None = None
    limits: tuple[AgreedLimit, ...] = ()
    third_party_access: OperationalText | None = None


@command(aggregate_id="investigation_id")
class AmendAgreement:
    """Record an amendment.

    limits: each replaces the earlier limit of its obligation, the others stay. valid_to: the new first day after the
    period, missing where it stays. third_party_access: missing where it stays.
    """

    investigation_id: UUID
    reference: Line
    signed_on: date
    reason: Line
    limits: tuple[AgreedLimit, ...] = ()
    third_party_access: OperationalText | None = None
    valid_to: date | None = None


def _require_limits(limits: tuple[AgreedLimit, ...]) -> None:
    if len({limit.obligation for limit in limits}) < len(limits):
        raise InvalidInput(field="limits", rule="one limit per obligation", accepted="each obligation at most once")
    for limit in limits:
        _require_limit(limit)


def _require_limit(limit: AgreedLimit) -> None:
    if limit.limit <= timedelta(0):
        raise InvalidInput(field="limits.limit", rule="a limit is longer than nothing", accepted="such as PT24H or P7D")
    if limit.limit > LONGEST_LIMIT:
        raise InvalidInput(
            field="limits.limit", rule="a limit ends in our time", accepted=f"at most P{LONGEST_LIMIT.days}D"
        )
    if limit.counting not in COUNTINGS:
        raise InvalidInput(field="limits.counting", rule="no such counting", accepted=" or ".join(COUNTINGS))
    if limit.counting == "CALENDAR_DAY_END" and limit.limit % DAY:
        raise InvalidInput(field="limits.limit", rule="calendar days are whole", accepted="such as P7D")


def _require_signed(signed_on: date, act: Act) -> None:
    # One day more, because the day has begun already where the sun rises before Greenwich.
    if signed_on > act.recorded_at.date() + DAY:
        raise AnAgreementIsSignedBeforeItIsRecorded(signed_on=signed_on)


def _record(command: RecordAgreement, state: Investigation, act: Act) -> Iterable[AgreementRecorded]:
    require_not_archived(state)
    if state.agreement is not None:
        raise AnAgreementIsRecordedOnce(reference=state.agreement.reference)
    if command.valid_to is not None and command.valid_to <= command.valid_from:
        raise AnAgreementCoversAPeriod(valid_from=command.valid_from, valid_to=command.valid_to)
    _require_signed(command.signed_on, act)
    _require_limits(command.limits)
    yield AgreementRecorded(
        investigation_id=command.investigation_id,
        reference=command.reference,
        signed_on=command.signed_on,
        valid_from=command.valid_from,
        valid_to=command.valid_to,
        limits=command.limits,
        third_party_access=command.third_party_access,
    )


def _amend(command: AmendAgreement, state: Investigation, act: Act) -> Iterable[AgreementAmended]:
    require_not_archived(state)
    if state.agreement is None:
        raise AnAgreementIsRecordedFirst
    if command.valid_to is not None and command.valid_to <= state.agreement.valid_from:
        raise AnAgreementCoversAPeriod(valid_from=state.agreement.valid_from, valid_to=command.valid_to)
    if command.signed_on < state.agreement.signed_on:
        raise AnAgreementIsSignedBeforeItIsRecorded(signed_on=command.signed_on)
    _require_signed(command.signed_on, act)
    _require_limits(command.limits)
    yield AgreementAmended(
        investigation_id=command.investigation_id,
        reference=command.reference,
        signed_on=command.signed_on,
        reason=command.reason,
        limits=command.limits,
        third_party_access=command.third_party_access,
        valid_to=command.valid_to,
    )


DECISIONS = (
    Decision(command=RecordAgreement, decide=timed_exactly(_record), may=steward),
    Decision(command=AmendAgreement, decide=timed_exactly(_amend), may=steward),
)
