"""An item is shared over the public interface; who was not given it gets the answer of who names nothing."""

from uuid import uuid4

import pytest

from tests.api.conftest import Case

pytestmark = pytest.mark.postgres

ITEM = {
    "kind": "EVIDENCE",
    "title": "Image of the server",
    "contentSha256": "ab" * 32,
    "provenance": "Seized in Lyon",
    "purpose": "To find who rented the servers",
    "legalBasis": "Order 12/2026",
    "marking": {"tlp": "AMBER", "handling": ["H1"]},
    "crimeArea": "CYBERCRIME",
    "retention": "JIT_OPERATIONAL",
}


def registered(case: Case) -> str:
    return str(case.leader.did("registerItem", investigationId=case.id, **ITEM)["aggregateId"])


def shared(case: Case) -> str:
    item_id = registered(case)
    case.leader.did("shareItem", itemId=item_id, recipients=[{"agencyId": "DE-BKA"}])
    return item_id


def test_evidence_goes_from_its_originator_to_a_recipient_and_into_proceedings(case: Case) -> None:
    item_id, consent_id = shared(case), str(uuid4())
    case.partner.did("confirmItemReceipt", itemId=item_id, contentSha256="ab" * 32)
    use = {"itemId": item_id, "proceedings": "Court of Berlin 7/2026"}

    without = case.partner.do("useInProceedings", **use)
    case.partner.did("requestJudicialUse", **use, consentId=consent_id)
    case.leader.did("authoriseJudicialUse", itemId=item_id, consentId=consent_id)

    assert without["code"] == "USE_IN_PROCEEDINGS_NEEDS_CONSENT"
    case.partner.did("useInProceedings", **use)


def test_an_item_that_was_not_given_and_none_at_all_get_the_same_answer(case: Case) -> None:
    item_id = registered(case)
    wanted = {"scheme": "EUROPOL_4X4", "sourceCode": "A", "informationCode": "1"}

    not_given = case.partner.do("evaluateItem", itemId=item_id, **wanted)
    missing = case.partner.do("evaluateItem", itemId=str(uuid4()), **wanted)

    assert not_given == missing
    assert not_given["__typename"] == "NotFound"


def test_an_open_question_keeps_the_case_from_closing_and_is_counted_only(case: Case) -> None:
    item_id, consent_id = shared(case), str(uuid4())
    case.leader.did("withdrawRequest", requestId=case.request, reason="MISDIRECTED")
    case.partner.did("requestJudicialUse", itemId=item_id, consentId=consent_id, proceedings="Court of Berlin")

    refused = case.leader.do("closeInvestigation", investigationId=case.id, reason="done")
    case.leader.did("refuseJudicialUse", itemId=item_id, consentId=consent_id, reason="The source would be known")

    assert refused["code"] == "CLOSING_NEEDS_NO_OPEN_WORK"
    assert item_id not in str(refused)
    case.leader.did("closeInvestigation", investigationId=case.id, reason="done")


def test_versions_that_a_recipient_is_answered_count_nothing_hidden_from_it(case: Case) -> None:
    item_id = shared(case)
    case.leader.did("placeItemHold", itemId=item_id, holdId=str(uuid4()), reason="Order of the court")
    received = case.partner.did("confirmItemReceipt", itemId=item_id, contentSha256="ab" * 32)
    wanted = {"scheme": "EUROPOL_4X4", "sourceCode": "A", "informationCode": "1"}

    stale = case.partner.do("evaluateItem", expectedVersion=99, itemId=item_id, **wanted)
    done = case.partner.do("evaluateItem", expectedVersion=received["version"], itemId=item_id, **wanted)

    assert stale["actual"] == received["version"]
    assert done["version"] == received["version"] + 1
