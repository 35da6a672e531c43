"""How source and information are evaluated, agency by agency."""

from dataclasses import replace

import pytest

from domain.item.commands import EvaluateItem, ReviseEvaluation
from domain.item.events import EvaluationRevised, ItemEvaluated
from domain.item.rules.registering import (
    AnEvaluationIsRevisedWithinItsScheme,
    AnItemBelongsToAnOpenInvestigation,
    EvaluationCodesBelongToTheirScheme,
    OnlyAnAgencyThatHasItDoesThis,
    OnlyAnEvaluationOfYoursIsRevised,
    TheRevisionIsAChange,
)
from domain.item.vocabulary import EvaluationScheme
from domain.refusal import NotFound, NotPermitted
from tests.support.agencies import IMPORTER
from tests.support.investigations import BEN, LENA, RITA
from tests.support.items import CLOSED, DORA, ITEM_ID, REGISTERED, SHARED, item

EVALUATE = EvaluateItem(item_id=ITEM_ID, scheme=EvaluationScheme.EUROPOL_4X4, source_code="B", information_code="2")
REVISE = ReviseEvaluation(
    item_id=ITEM_ID, scheme=EvaluationScheme.EUROPOL_4X4, source_code="A", information_code="2", reason="confirmed"
)
EVALUATED = ItemEvaluated(
    item_id=ITEM_ID,
    by_agency_id="FR-SPOC",
    scheme=EvaluationScheme.EUROPOL_4X4,
    source_code="B",
    information_code="2",
)


def test_the_originator_evaluates_it() -> None:
    item(REGISTERED).when(EVALUATE, by=LENA).then(EVALUATED)


def test_a_recipient_evaluates_it_for_itself() -> None:
    done = item(REGISTERED, SHARED, EVALUATED).when(EVALUATE, by=BEN)
    done.then(replace(EVALUATED, by_agency_id="BE-SPOC"))
    assert set(done.state.evaluations) == {"FR-SPOC", "BE-SPOC"}


def test_who_does_not_have_it_evaluates_nothing() -> None:
    item(REGISTERED, SHARED).when(EVALUATE, by=DORA).refused(NotFound)
    item(REGISTERED, SHARED).when(EVALUATE, by=RITA).refused(NotPermitted)
    of_stranger = replace(EVALUATE, agency_id="DE-SPOC")
    item(REGISTERED, SHARED).when(of_stranger, by=IMPORTER).refused(OnlyAnAgencyThatHasItDoesThis)


def test_nobody_evaluates_for_another_agency() -> None:
    item(REGISTERED, SHARED).when(replace(EVALUATE, agency_id="FR-SPOC"), by=BEN).refused(NotPermitted)


@pytest.mark.parametrize(
    ("scheme", "source_code", "information_code", "field"),
    [
        (EvaluationScheme.EUROPOL_4X4, "D", "2", "source_code"),
        (EvaluationScheme.EUROPOL_4X4, "X", "5", "information_code"),
        (EvaluationScheme.ADMIRALTY_6X6, "G", "6", "source_code"),
        (EvaluationScheme.NATIONAL_3X5X2, "1", "1", "information_code"),
    ],
)
def test_codes_belong_to_their_scheme(
    scheme: EvaluationScheme, source_code: str, information_code: str, field: str
) -> None:
    command = EvaluateItem(item_id=ITEM_ID, scheme=scheme, source_code=source_code, information_code=information_code)
    assert item(REGISTERED).when(command, by=LENA).refused(EvaluationCodesBelongToTheirScheme).field == field


def test_another_scheme_is_a_new_evaluation() -> None:
    admiralty = replace(EVALUATE, scheme=EvaluationScheme.ADMIRALTY_6X6)
    assert item(REGISTERED, EVALUATED).when(admiralty, by=LENA).refusal is None
    item(REGISTERED, EVALUATED).when(EVALUATE, by=LENA).refused(AnEvaluationIsRevisedWithinItsScheme)


def test_an_evaluation_is_revised_within_its_scheme() -> None:
    item(REGISTERED, EVALUATED).when(REVISE, by=LENA).then(
        EvaluationRevised(
            item_id=ITEM_ID,
            by_agency_id="FR-SPOC",
            scheme=EvaluationScheme.EUROPOL_4X4,
            source_code="A",
            information_code="2",
            reason="confirmed",
        )
    )
    admiralty = replace(REVISE, scheme=EvaluationScheme.ADMIRALTY_6X6)
    item(REGISTERED, EVALUATED).when(admiralty, by=LENA).refused(AnEvaluationIsRevisedWithinItsScheme)


def test_an_agency_revises_its_own_evaluation_alone() -> None:
    item(REGISTERED, SHARED, EVALUATED).when(REVISE, by=BEN).refused(OnlyAnEvaluationOfYoursIsRevised)


def test_a_revision_changes_the_codes() -> None:
    same = replace(REVISE, source_code="B")
    item(REGISTERED, EVALUATED).when(same, by=LENA).refused(TheRevisionIsAChange)


def test_nothing_is_evaluated_in_a_closed_investigation() -> None:
    item(REGISTERED, and_then=(CLOSED,)).when(EVALUATE, by=LENA).refused(AnItemBelongsToAnOpenInvestigation)
