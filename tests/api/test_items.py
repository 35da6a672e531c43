"""Shared items over the public interface: whoever may see one finds it everywhere, anybody else nowhere."""

from typing import Any
from uuid import uuid4

import pytest

from tests.api.conftest import Case, opened_case
from tests.api.test_sharing_items import ITEM, registered, shared
from tests.support.served import Person, Served

pytestmark = pytest.mark.postgres

WHOLE = """
query($item: UUID!, $itself: ID!, $case: UUID!, $request: UUID!) {
  item(itemId: $item) { ...All }
  node(id: $itself) { id __typename ... on SharedItem { title } }
  items { totalCount nodes { itemId } pageInfo { endCursor } }
  investigation(investigationId: $case) { items(first: 5) { totalCount nodes { itemId } } }
  request(requestId: $request) { items(first: 5) { totalCount nodes { itemId } } }
  obligations: itemObligations { totalCount nodes { itemId kind agencyId item { title } } }
  exceptions: itemObligations(filter: {side: UNCONFIRMED, afterHours: 0}) { totalCount nodes { itemId agencyId } }
  asked: itemConsents(filter: {side: ASKED}) { totalCount nodes { consentId purpose item { title } } }
  toAnswer: itemConsents { totalCount nodes { consentId purpose outcome } }
}
fragment All on SharedItem {
  id itemId investigationId kind originatorAgencyId title provenance purpose legalBasis crimeArea contentSha256
  sizeBytes mediaType hasContent retention reviewOn eraseOn isHeld isErased erasedAt erasureReason erasureExplanation
  requestIds isSpontaneous registeredAt since updatedAt version position
  marking { tlp handling handlingText pap classification compartments }
  holders { agencyId fromAgencyId standing persons requestIds isSpontaneous givenAt confirmedAt recalledAt keptBecause }
  evaluations { agencyId scheme sourceCode informationCode evaluatedAt }
  restrictions { restrictionId byAgencyId ownUseOnly recipients reason imposedAt liftedAt marking { classification } }
}
"""


def whole(person: Person, item_id: str, case: Case) -> dict[str, Any]:
    """Everything that a person is told about an item."""
    return person.ask(WHOLE, item=item_id, itself=item_id, case=case.id, request=case.request)


def restricted(case: Case, item_id: str, **fields: object) -> str:
    """The id of a restriction by the leader."""
    restriction_id = str(uuid4())
    case.leader.did(
        "imposeRestriction", itemId=item_id, restrictionId=restriction_id, marking={"tlp": "AMBER_STRICT"},
        reason="The source is in danger", **fields,
    )  # fmt: skip
    return restriction_id


def test_a_recipient_finds_the_item_with_its_conditions(house: Served, case: Case) -> None:
    item_id = shared(case)
    case.leader.did("evaluateItem", itemId=item_id, scheme="ADMIRALTY_6X6", sourceCode="B", informationCode="2")
    house.settle()

    told = whole(case.partner, item_id, case)

    assert told["item"]["title"] == ITEM["title"]
    assert told["item"]["marking"]["tlp"] == "AMBER"
    assert told["item"]["isHeld"] is None
    assert [each["agencyId"] for each in told["item"]["holders"]] == ["DE-BKA"]
    assert [each["sourceCode"] for each in told["item"]["evaluations"]] == ["B"]
    assert told["node"] == {"id": item_id, "__typename": "SharedItem", "title": ITEM["title"]}
    assert told["investigation"]["items"]["totalCount"] == told["items"]["totalCount"] == 1
    assert told["obligations"]["nodes"] == [
        {"itemId": item_id, "kind": "RECEIPT", "agencyId": "DE-BKA", "item": {"title": ITEM["title"]}}
    ]


@pytest.mark.parametrize("size", [2**31 - 1, 2**31, 512_110_190_592])
def test_a_content_may_be_larger_than_an_int_tells(house: Served, case: Case, size: int) -> None:
    item_id = case.leader.did("registerItem", investigationId=case.id, **ITEM | {"sizeBytes": size})["aggregateId"]
    house.settle()

    assert whole(case.leader, item_id, case)["item"]["sizeBytes"] == size


def test_an_item_that_is_not_for_somebody_and_none_are_told_alike(house: Served, case: Case) -> None:
    item_id = registered(case)
    house.settle()

    assert whole(case.partner, item_id, case) == whole(case.partner, str(uuid4()), case)
    assert whole(case.leader, item_id, case)["item"]["title"] == ITEM["title"]


def test_a_member_of_another_case_is_told_nothing(house: Served, case: Case) -> None:
    other = opened_case(house, "other")
    item_id = shared(case)
    house.settle()

    assert whole(other.partner, item_id, case) == whole(other.partner, str(uuid4()), case)


def test_an_item_is_found_at_the_request_that_it_answers(house: Served, case: Case) -> None:
    case.partner.did("confirmReceipt", requestId=case.request, byCompetentAuthority=True)
    item_id = case.partner.did("registerItem", investigationId=case.id, **ITEM)["aggregateId"]
    case.partner.did("shareItem", itemId=item_id, recipients=[{"agencyId": "FR-SPOC"}], requestId=case.request)
    house.settle()

    told = whole(case.leader, item_id, case)

    assert told["request"]["items"] == {"totalCount": 1, "nodes": [{"itemId": item_id}]}
    assert told["item"]["requestIds"] == [case.request]
    assert told["item"]["isSpontaneous"] is False


def test_who_is_shut_out_confirms_without_seeing_the_item(house: Served, case: Case) -> None:
    item_id = shared(case)
    case.leader.did("recallItem", itemId=item_id, recallId=str(uuid4()), fromAgencies=["DE-BKA"], reason="A mistake")
    house.settle()

    told = whole(case.partner, item_id, case)

    assert told["item"] is None
    assert told["node"] is None
    assert told["items"] == {"totalCount": 0, "nodes": [], "pageInfo": {"endCursor": None}}
    assert told["obligations"]["nodes"] == [{"itemId": item_id, "kind": "RECALL", "agencyId": "DE-BKA", "item": None}]
    assert whole(case.leader, item_id, case)["exceptions"]["nodes"] == [{"itemId": item_id, "agencyId": "DE-BKA"}]


def test_a_question_is_told_to_the_asker_and_the_originator(house: Served, case: Case) -> None:
    item_id, consent_id = shared(case), str(uuid4())
    case.partner.did("requestJudicialUse", itemId=item_id, consentId=consent_id, proceedings="Court of Berlin")
    house.settle()

    asked, to_answer = whole(case.partner, item_id, case), whole(case.leader, item_id, case)

    assert [each["consentId"] for each in asked["asked"]["nodes"]] == [consent_id]
    assert asked["toAnswer"]["totalCount"] == 0
    assert to_answer["toAnswer"]["nodes"] == [{"consentId": consent_id, "purpose": "Court of Berlin", "outcome": None}]


def test_an_exception_is_listed_after_72_hours(house: Served, case: Case) -> None:
    restricted(case, shared(case))
    house.settle()
    query = """query($at: DateTime) {
      itemObligations(filter: {side: UNCONFIRMED, kinds: [RESTRICTION]}, at: $at) { totalCount } }"""

    now = case.leader.ask(query)
    later = case.leader.ask(query, at="2099-01-01T00:00:00Z")

    assert (now["itemObligations"]["totalCount"], later["itemObligations"]["totalCount"]) == (0, 1)


def test_more_hours_than_there_are_in_ten_years_are_refused(case: Case) -> None:
    answer = case.leader.post("{ itemObligations(filter: {afterHours: -1}) { totalCount } }")

    assert answer["errors"][0]["extensions"]["code"] == "INVALID_INPUT"


def test_anything_is_found_by_its_id_alone(house: Served, case: Case) -> None:
    followup = case.leader.did(
        "openFollowUp",
        investigationId=case.id,
        source="MEETING",
        sourceRef="March",
        openedByAgencyId="FR-SPOC",
        task="Look",
    )["aggregateId"]
    house.settle()
    query = "query($id: ID!) { node(id: $id) { __typename id } }"

    kinds = {each: case.leader.ask(query, id=each)["node"]["__typename"] for each in (case.id, case.request, followup)}

    assert kinds == {case.id: "Investigation", case.request: "Request", followup: "FollowUp"}
    assert case.leader.ask(query, id=str(uuid4())) == {"node": None}


def test_what_hangs_on_a_thing_found_by_its_id_is_counted_in_the_cost(case: Case) -> None:
    query = """query($id: ID!) { node(id: $id) { ... on Investigation {
      requests(first: 200) { nodes { timeline(first: 200) { nodes { kind } } } } } } }"""

    answer = case.leader.post(query, id=case.id)

    assert answer["errors"][0]["extensions"]["code"] == "QUERY_TOO_COSTLY"


def test_pages_of_items_follow_each_other(house: Served, case: Case) -> None:
    made = [shared(case), shared(case), registered(case)]
    house.settle()
    query = """query($after: String) {
      items(first: 2, after: $after) { nodes { itemId } pageInfo { endCursor hasNextPage } } }"""

    first = case.leader.ask(query)["items"]
    second = case.leader.ask(query, after=first["pageInfo"]["endCursor"])["items"]

    assert [each["itemId"] for each in first["nodes"] + second["nodes"]] == made[::-1]
    assert second["pageInfo"]["hasNextPage"] is False


def test_what_was_just_written_is_read_back_by_its_position(house: Served, case: Case) -> None:
    made = case.leader.did("registerItem", investigationId=case.id, **ITEM)
    house.settle()

    told = case.leader.ask(
        "query($id: UUID!, $at: Position!) { item(itemId: $id, minPosition: $at) { version position } }",
        id=made["aggregateId"], at=made["position"],
    )  # fmt: skip

    assert told["item"] == {"version": made["version"], "position": made["position"]}
