"""Saying what source and information are worth, agency by agency.

They must not turn the codes of one scheme into those of another.
"""

from collections.abc import Iterable
from typing import Annotated
from uuid import UUID

from msgspec import Meta

from domain.aggregate import Act, Decision, command
from domain.beforehand import foretold
from domain.item.events import EvaluationRevised, ItemEvaluated
from domain.item.permissions import holder_or_originator
from domain.item.rules.registering import (
    AnEvaluationIsRevisedWithinItsScheme,
    EvaluationCodesBelongToTheirScheme,
    OnlyAnEvaluationOfYoursIsRevised,
    TheRevisionIsAChange,
)
from domain.item.state import SharedItem
from domain.item.steps import having_side, in_work
from domain.item.vocabulary import CODES, EvaluationScheme
from domain.vocabulary import AgencyCode, OperationalText

__all__ = ["DECISIONS", "EvaluateItem", "ReviseEvaluation"]

EvaluationCode = Annotated[
    str, Meta(pattern=r"^[A-Z0-9]\Z", description="Code of the scheme, such as B of a source or 2 of information.")
]


@command(aggregate_id="item_id")
class EvaluateItem:
    """Say by a scheme what source and information are worth, for your agency.

    agency_id: the acting agency where it is missing; an import names it.
    """

    item_id: UUID
    scheme: EvaluationScheme
    source_code: EvaluationCode
    information_code: EvaluationCode
    agency_id: AgencyCode | None = None


@command(aggregate_id="item_id")
class ReviseEvaluation:
    """Change your agency's evaluation within its scheme.

    agency_id: the acting agency where it is missing; an import names it.
    """

    item_id: UUID
    scheme: EvaluationScheme
    source_code: EvaluationCode
    information_code: EvaluationCode
    reason: OperationalText
    agency_id: AgencyCode | None = None


def _require_codes(command: EvaluateItem | ReviseEvaluation) -> None:
    sources, information = CODES[command.scheme]
    _require_code("source_code", command.source_code, sources)
    _require_code("information_code", command.information_code, information)


def _require_code(field: str, code: str, codes: frozenset[str]) -> None:
    if code not in codes:
        accepted = sorted(codes)
        raise EvaluationCodesBelongToTheirScheme(
            remedy=f"Take one of {', '.join(accepted)}.", field=field, accepted=accepted
        )


def _evaluate(command: EvaluateItem, item: SharedItem, act: Act) -> Iterable[ItemEvaluated]:
    agency_id = having_side(command.agency_id, item, act)
    _require_codes(command)
    held = item.evaluations.get(agency_id)
    if held is not None and held.scheme is command.scheme:
        raise AnEvaluationIsRevisedWithinItsScheme(scheme=held.scheme)
    yield ItemEvaluated(
        item_id=command.item_id,
        by_agency_id=agency_id,
        scheme=command.scheme,
        source_code=command.source_code,
        information_code=command.information_code,
    )


def _revise(command: ReviseEvaluation, item: SharedItem, act: Act) -> Iterable[EvaluationRevised]:
    agency_id = having_side(command.agency_id, item, act)
    held = item.evaluations.get(agency_id)
    if held is None:
        raise OnlyAnEvaluationOfYoursIsRevised
    if held.scheme is not command.scheme:
        raise AnEvaluationIsRevisedWithinItsScheme(scheme=held.scheme)
    _require_codes(command)
    if (held.source_code, held.information_code) == (command.source_code, command.information_code):
        raise TheRevisionIsAChange
    yield EvaluationRevised(
        item_id=command.item_id,
        by_agency_id=agency_id,
        scheme=command.scheme,
        source_code=command.source_code,
        information_code=command.information_code,
        reason=command.reason,
    )


@foretold
def _evaluated(_command: type, item: SharedItem, act: Act) -> None:
    if act.actor.agency_id not in item.evaluations:
        raise OnlyAnEvaluationOfYoursIsRevised


DECISIONS = (
    Decision(command=EvaluateItem, decide=in_work(_evaluate), may=holder_or_originator),
    Decision(command=ReviseEvaluation, decide=in_work(_evaluated(_revise)), may=holder_or_originator),
)
