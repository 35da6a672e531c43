"""A draft of another agency leaves no trace in anything that the others can read: no time, order, count or cursor."""

from typing import Any

import pytest

from tests.api.conftest import CONTENT, Case, admit, opened_case
from tests.support.served import Person, Served

pytestmark = pytest.mark.postgres

ALL_THAT_MOVES = """query All($id: UUID!) {
  investigations {
    edges { cursor }
    nodes { investigationId updatedAt position version requestCount openRequestCount openFollowupCount }
    pageInfo { hasNextPage endCursor }
  }
  investigation(investigationId: $id) { updatedAt position version requestCount openRequestCount }
  requests {
    totalCount edges { cursor } nodes { requestId updatedAt position version openedAt } pageInfo { endCursor }
  }
  newest: requests(filter: { order: NEWEST }, first: 1) { edges { cursor } pageInfo { hasNextPage } }
  timeline(caseId: $id, filter: { hideSystem: false }, first: 200) {
    totalCount edges { cursor } nodes { position corrects correctedBy } pageInfo { hasNextPage endCursor }
  }
}"""


def seen(house: Served, person: Person, case: Case) -> Any:
    """All that moves when something happens in the case, as the person sees it now."""
    house.settle()
    return person.ask(ALL_THAT_MOVES, id=case.id)


def draft(case: Case) -> str:
    """A secret draft of the leader's agency; returns its id."""
    drafted = case.leader.did(
        "draftRequest",
        investigationId=case.id,
        requestingAgencyId="FR-SPOC",
        requestingUnitId="FR-SPOC/CYBER",
        requestedAgencyId="DE-BKA",
        content={**CONTENT, "subject": "A secret draft"},
    )
    return str(drafted["aggregateId"])


def revise(case: Case, request_id: str) -> None:
    """A secret draft becomes another."""
    case.leader.did("reviseDraft", requestId=request_id, requestedAgencyId="DE-BKA", content=CONTENT)


def test_drafting_revising_and_withdrawing_a_draft_move_nothing_for_others(house: Served, case: Case) -> None:
    before = seen(house, case.partner, case)

    request_id = draft(case)
    revise(case, request_id)
    case.leader.did("withdrawRequest", requestId=request_id, reason="DUPLICATE")

    assert seen(house, case.partner, case) == before


def test_a_draft_does_not_reorder_the_investigations_of_others(house: Served, case: Case) -> None:
    later = opened_case(house, "later")
    admit(later.leader, later.id, ("partner-alpha", "DE-BKA"))
    before = seen(house, case.partner, case)["investigations"]

    draft(case)

    assert seen(house, case.partner, case)["investigations"] == before


def test_correcting_a_draft_after_it_was_sent_moves_only_the_version_for_others(house: Served, case: Case) -> None:
    query = """query($id: UUID!) { timeline(caseId: $id, filter: { kinds: ["request.RequestDrafted"] }) {
      nodes { eventId } } }"""
    before = seen(house, case.partner, case)
    drafted = case.leader.ask(query, id=case.id)["timeline"]["nodes"][0]["eventId"]

    case.leader.did(
        "correctRecord",
        requestId=case.request,
        correctedEventId=drafted,
        field="occurred_at",
        rightValue="2026-01-02T00:00:00Z",
        reason="It was written earlier",
    )
    after = seen(house, case.partner, case)

    assert after["requests"]["nodes"][0].pop("version") == before["requests"]["nodes"][0].pop("version") + 1
    assert after == before


def test_when_a_request_was_drafted_is_for_its_own_agency_alone(house: Served, case: Case) -> None:
    query = "query($id: UUID!) { request(requestId: $id) { draftedAt openedAt sentAt } }"
    house.settle()

    theirs = case.partner.ask(query, id=case.request)["request"]
    own = case.leader.ask(query, id=case.request)["request"]

    assert theirs["draftedAt"] is None
    assert own["draftedAt"] is not None
    assert own["openedAt"] == theirs["openedAt"] >= own["sentAt"]


def test_sending_is_seen_by_all(house: Served, case: Case) -> None:
    before = seen(house, case.partner, case)["investigation"]
    request_id = draft(case)

    case.leader.did("sendRequest", requestId=request_id)
    after = seen(house, case.partner, case)["investigation"]

    assert after["requestCount"] == before["requestCount"] + 1
    assert int(after["position"]) > int(before["position"])
