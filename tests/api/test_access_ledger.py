"""Who is shown what its owner marked is put on record; the owner reads that, and nobody else."""

import shutil
from uuid import uuid4

import pytest

from tests.api.conftest import CONTENT, Case
from tests.api.test_sharing_items import registered, shared
from tests.support.served import Served

pytestmark = pytest.mark.postgres

LEDGER = """query($id: UUID!) {
  itemAccesses(itemId: $id) { totalCount nodes { kind memberId agencyId way denial } }
  itemReaders(itemId: $id) { totalCount nodes { memberId agencyId accesses denials firstAt lastAt } }
}"""
OF_REQUEST = """query($id: UUID!) {
  requestAccesses(requestId: $id) { totalCount nodes { kind memberId way denial } }
  requestReaders(requestId: $id) { nodes { memberId accesses denials } }
}"""
ITEM = "query($id: UUID!) { item(itemId: $id) { title } }"
NODE = "query($id: ID!) { node(id: $id) { id } }"
NOTHING = {"itemAccesses": {"totalCount": 0, "nodes": []}, "itemReaders": {"totalCount": 0, "nodes": []}}


def sent_request(case: Case, **marking: object) -> str:
    drafted = case.leader.did(
        "draftRequest",
        investigationId=case.id,
        requestingAgencyId="FR-SPOC",
        requestingUnitId="FR-SPOC/CYBER",
        requestedAgencyId="DE-BKA",
        content={**CONTENT, "marking": marking} if marking else CONTENT,
    )
    case.leader.did("sendRequest", requestId=drafted["aggregateId"])
    return str(drafted["aggregateId"])


def accesses_of(case: Case, item_id: str) -> list[dict[str, object]]:
    nodes: list[dict[str, object]] = case.leader.ask(LEDGER, id=item_id)["itemAccesses"]["nodes"]
    return nodes


def test_the_originator_sees_who_viewed_its_item_when_and_how(house: Served, case: Case) -> None:
    item_id = shared(case)
    house.settle()

    case.partner.ask(ITEM, id=item_id)
    house.carry()

    answer = case.leader.ask(LEDGER, id=item_id)
    assert answer["itemAccesses"] == {
        "totalCount": 1,
        "nodes": [
            {"kind": "VIEW", "memberId": "partner-alpha", "agencyId": "DE-BKA", "way": "item", "denial": None},
        ],
    }
    (reader,) = answer["itemReaders"]["nodes"]
    assert (reader["memberId"], reader["accesses"], reader["denials"]) == ("partner-alpha", 1, 0)
    assert reader["firstAt"] == reader["lastAt"]


@pytest.mark.parametrize(
    "query",
    [
        "query($id: ID!) { node(id: $id) { ... on SharedItem { title } } }",
        "{ items { nodes { title } } }",
        "{ items { edges { node { title } } } }",
        "{ itemObligations { nodes { item { title } } } }",
        "query($case: UUID!) { investigation(investigationId: $case) { items { nodes { title } } } }",
        'query($case: UUID!) { timeline(caseId: $case, filter: {kinds: ["item.EvidenceShared"]}) { nodes { text } } }',
        "{ myOwn: items { ...Shown } } fragment Shown on SharedItemConnection { nodes { itemId } }",
    ],
)
def test_every_way_to_an_item_is_noted(house: Served, case: Case, query: str) -> None:
    item_id = shared(case)
    house.settle()

    variables = {name: value for name, value in {"id": item_id, "case": case.id}.items() if f"${name}:" in query}
    case.partner.ask(query, **variables)
    house.carry()

    assert [each["memberId"] for each in accesses_of(case, item_id)] == ["partner-alpha"]


def test_counting_items_is_no_access_to_any(house: Served, case: Case) -> None:
    item_id = shared(case)
    house.settle()

    case.partner.ask("{ items { totalCount pageInfo { hasNextPage } } }")
    house.carry()

    assert accesses_of(case, item_id) == []


def test_an_answer_is_one_access_by_all_the_ways_it_took_and_never_by_an_alias(house: Served, case: Case) -> None:
    item_id = shared(case)
    house.settle()

    case.partner.ask(
        "query($id: UUID!) { secret: item(itemId: $id) { title } other: item(itemId: $id) { title } "
        "...Root } fragment Root on Query { items { nodes { title } } }",
        id=item_id,
    )
    house.carry()

    assert [each["way"] for each in accesses_of(case, item_id)] == ["item items"]


def test_who_is_refused_learns_nothing_and_the_originator_learns_why(house: Served, case: Case) -> None:
    item_id = registered(case)
    house.settle()

    there = [case.partner.post(query, id=item_id) for query in (ITEM, NODE, LEDGER)]
    absent = [case.partner.post(query, id=str(uuid4())) for query in (ITEM, NODE, LEDGER)]
    house.carry()

    assert there == absent
    assert accesses_of(case, item_id) == [
        {"kind": "DENIAL", "memberId": "partner-alpha", "agencyId": "DE-BKA", "way": way, "denial": "NOT_A_RECIPIENT"}
        for way in ("node", "item")
    ]
    assert case.partner.ask(LEDGER, id=item_id) == NOTHING


def test_a_command_on_an_item_that_is_not_for_one_is_a_denial_too(house: Served, case: Case) -> None:
    item_id = registered(case)
    wanted = {"scheme": "EUROPOL_4X4", "sourceCode": "A", "informationCode": "1"}

    case.partner.do("evaluateItem", itemId=item_id, **wanted)
    house.carry()

    assert [(each["way"], each["denial"]) for each in accesses_of(case, item_id)] == [
        ("evaluateItem", "NOT_A_RECIPIENT")
    ]


def test_who_is_no_member_is_denied_as_such(house: Served, case: Case) -> None:
    item_id = shared(case)
    house.settle()

    house.person("outsider", "DE-BKA").ask(ITEM, id=item_id)
    house.carry()

    assert [each["denial"] for each in accesses_of(case, item_id)] == ["NOT_A_MEMBER"]


def test_the_log_grows_alike_whether_or_not_there_is_what_was_asked_for(house: Served, case: Case) -> None:
    item_id = registered(case)
    house.carry()

    def growth(asked: str) -> int:
        house.settle()
        case.partner.ask(ITEM, id=asked)
        house.carrier.carry()
        return int(house.client.get("/health/ready").json()["lag"]["accesses"])

    assert [growth(asked) for asked in (item_id, str(uuid4()), case.id)] == [1, 1, 1]


def test_a_recipient_finds_no_ledger_of_what_it_was_given(house: Served, case: Case) -> None:
    item_id = shared(case)
    house.settle()
    case.partner.ask(ITEM, id=item_id)
    house.carry()

    assert case.partner.ask(LEDGER, id=item_id) == NOTHING


def test_a_marked_request_is_noted_and_an_unmarked_one_is_not(house: Served, case: Case) -> None:
    marked, unmarked = sent_request(case, handling=["H1"]), case.request
    house.settle()

    case.partner.ask("query($id: UUID!) { request(requestId: $id) { subject } }", id=marked)
    case.partner.ask("query($id: UUID!) { request(requestId: $id) { subject } }", id=unmarked)
    case.partner.ask("query($case: UUID!) { timeline(caseId: $case) { nodes { kind } } }", case=case.id)
    house.carry()

    found = case.leader.ask(OF_REQUEST, id=marked)
    assert [each["way"] for each in found["requestAccesses"]["nodes"]] == ["timeline", "request"]
    assert found["requestReaders"]["nodes"] == [{"memberId": "partner-alpha", "accesses": 2, "denials": 0}]
    assert case.leader.ask(OF_REQUEST, id=unmarked)["requestAccesses"]["totalCount"] == 0
    assert case.partner.ask(OF_REQUEST, id=marked)["requestAccesses"]["totalCount"] == 0


def test_filters_choose_kind_person_and_time(house: Served, case: Case) -> None:
    item_id = shared(case)
    house.settle()
    case.partner.ask(ITEM, id=item_id)
    case.leader.ask(ITEM, id=item_id)
    house.carry()
    query = """query($id: UUID!, $wanted: AccessFilterInput) {
      itemAccesses(itemId: $id, filter: $wanted) { totalCount }
      itemReaders(itemId: $id, filter: $wanted) { totalCount } }"""

    def found(**wanted: object) -> tuple[int, int]:
        answer = case.leader.ask(query, id=item_id, wanted=wanted)
        return answer["itemAccesses"]["totalCount"], answer["itemReaders"]["totalCount"]

    assert found() == (2, 2)
    assert found(agencyId="DE-BKA") == (1, 1)
    assert found(memberId="leader-alpha", kinds=["VIEW"]) == (1, 1)
    assert found(kinds=["DENIAL"]) == found(accessedUntil="2020-01-01T00:00:00Z") == (0, 0)
    assert found(accessedFrom="2020-01-01T00:00:00Z") == (2, 2)


def test_pages_of_persons_follow_each_other(house: Served, case: Case) -> None:
    item_id = shared(case)
    house.settle()
    case.partner.ask(ITEM, id=item_id)
    case.leader.ask(ITEM, id=item_id)
    house.carry()
    query = """query($id: UUID!, $after: String) {
      itemReaders(itemId: $id, first: 1, after: $after) { nodes { memberId } pageInfo { hasNextPage endCursor } } }"""

    one = case.leader.ask(query, id=item_id)["itemReaders"]
    two = case.leader.ask(query, id=item_id, after=one["pageInfo"]["endCursor"])["itemReaders"]

    assert [each["memberId"] for page in (one, two) for each in page["nodes"]] == ["leader-alpha", "partner-alpha"]
    assert (one["pageInfo"]["hasNextPage"], two["pageInfo"]["hasNextPage"]) == (True, False)


def test_the_ledger_moves_no_case_and_no_position_that_its_members_see(house: Served, case: Case) -> None:
    item_id = shared(case)
    house.settle()
    query = """query($case: UUID!, $id: UUID!) { investigation(investigationId: $case) { position updatedAt }
      item(itemId: $id) { position updatedAt } timeline(caseId: $case) { totalCount } }"""

    before = case.leader.ask(query, case=case.id, id=item_id)
    house.carry()

    assert case.leader.ask(query, case=case.id, id=item_id) == before


def test_an_answer_that_cannot_be_noted_is_withheld_and_the_next_one_that_can_be_is_not(
    house: Served, case: Case
) -> None:
    item_id = shared(case)
    house.settle()
    sent = {"query": ITEM, "variables": {"id": item_id}}
    as_partner = {"Authorization": f"Bearer {case.partner.token}"}

    shutil.rmtree(house.spool.folder)
    withheld = house.client.post("/graphql", json=sent, headers=as_partner)
    house.spool.folder.mkdir()
    answered = case.partner.post(ITEM, id=item_id)

    assert withheld.status_code == 503
    assert withheld.json()["errors"][0]["extensions"] == {"code": "LEDGER_UNAVAILABLE"}
    assert "Image" not in withheld.text
    assert answered["data"]["item"] == {"title": "Image of the server"}
