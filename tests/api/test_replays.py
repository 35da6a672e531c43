"""What stood at a moment is asked for as what stands now is, with the same fields; and who asks is put on record."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from tests.api.conftest import CONTENT, Case
from tests.api.test_sharing_items import ITEM as ITEM_OF_FRANCE
from tests.api.test_sharing_items import shared
from tests.support.served import Person, Served, now

pytestmark = pytest.mark.postgres

WHOLE = """query($id: UUID!, $asOf: AsOf) { investigation(investigationId: $id, asOf: $asOf) {
  phase activePartners requestCount version
  partners { agencyId standing } members { memberId }
  requests { totalCount nodes { requestId state version clocks { obligation state }
    timeline { totalCount } investigation { phase } } }
  timeline(filter: {hideSystem: false}) { totalCount nodes { kind } }
  followUps { totalCount } items { totalCount nodes { title holders { agencyId } } } } }"""
REQUEST = """query($id: UUID!, $asOf: AsOf) { request(requestId: $id, asOf: $asOf) { state overdue
  clocks { obligation remaining } } }"""
ITEM = "query($id: UUID!, $asOf: AsOf) { item(itemId: $id, asOf: $asOf) { title marking { handling } } }"
LISTS = ("requests", "items", "followUps")


def head_of(house: Served) -> int:
    house.settle()
    return house.given.log.head()


def whole(person: Person, case: Case, **as_of: object) -> Any:
    return person.ask(WHOLE, id=case.id, asOf=as_of or None)["investigation"]


def test_as_of_the_head_a_case_is_what_it_is(house: Served, case: Case) -> None:
    shared(case)

    assert whole(case.partner, case, position=head_of(house)) == whole(case.partner, case)


def test_as_of_an_earlier_position_a_case_is_what_it_was(house: Served, case: Case) -> None:
    position, before = head_of(house), whole(case.partner, case)
    case.partner.did("confirmReceipt", requestId=case.request, automatic=False)
    case.leader.did("invitePartner", investigationId=case.id, agencyId="IO-GS", role="PARTICIPANT")
    shared(case)
    house.settle()

    assert whole(case.partner, case, position=position) == before
    assert whole(case.partner, case) != before


def test_what_is_reported_late_was_so_then_and_was_not_known_then(house: Served, case: Case) -> None:
    sent = case.leader.ask("query($id: UUID!) { request(requestId: $id) { sentAt } }", id=case.request)
    moment = sent["request"]["sentAt"]
    case.partner.did("confirmReceipt", requestId=case.request, automatic=False, occurredAt=moment)
    house.settle()

    known = case.leader.ask(REQUEST, id=case.request, asOf={"recordedAt": moment})["request"]
    was = case.leader.ask(REQUEST, id=case.request, asOf={"occurredAt": moment})["request"]

    assert (known["state"], was["state"]) == ("SENT", "RECEIVED")


def test_limits_are_read_as_of_the_moment_asked(house: Served, case: Case) -> None:
    case.partner.did("confirmReceipt", requestId=case.request, automatic=False)
    house.settle()
    in_a_year = {"occurredAt": "2099-01-01T00:00:00Z"}

    assert case.leader.ask(REQUEST, id=case.request, asOf=in_a_year)["request"]["overdue"] is True
    assert case.leader.ask(REQUEST, id=case.request)["request"]["overdue"] is False


@pytest.mark.parametrize("as_of", [{}, {"position": 1, "recordedAt": "2026-01-01T00:00:00Z"}])
def test_a_moment_is_told_in_one_way(shared_case: tuple[Served, Case], as_of: dict[str, object]) -> None:
    _, case = shared_case

    (error,) = case.leader.post(WHOLE, id=case.id, asOf=as_of)["errors"]

    assert (error["extensions"]["code"], error["extensions"]["field"]) == ("INVALID_INPUT", "asOf")
    assert "exactly one" in error["extensions"]["remedy"]


@pytest.mark.parametrize("field", LISTS)
def test_a_list_over_all_cases_is_not_replayed(shared_case: tuple[Served, Case], field: str) -> None:
    _, case = shared_case

    (error,) = case.leader.post(f"{{ {field}(asOf: {{position: 1}}) {{ totalCount }} }}")["errors"]

    assert (error["extensions"]["code"], error["extensions"]["field"]) == ("INVALID_INPUT", "asOf")
    assert "investigationId" in error["extensions"]["remedy"]


@pytest.mark.parametrize("field", LISTS)
def test_a_list_of_one_case_is_replayed(shared_case: tuple[Served, Case], field: str) -> None:
    served, case = shared_case
    asked = f'{field}(filter: {{investigationId: "{case.id}"}}'

    answer = case.leader.ask(
        f"{{ now: {asked}) {{ totalCount }} then: {asked}, asOf: {{position: %d}}) {{ totalCount }} }}"
        % head_of(served)
    )

    assert answer["then"] == answer["now"]


def test_of_a_case_that_is_not_for_one_there_is_no_past(house: Served, case: Case) -> None:
    stranger = house.person("stranger", "AT-SPOC")
    position = head_of(house)

    of_case = stranger.ask(WHOLE, id=case.id, asOf={"position": position})
    of_nothing = stranger.ask(WHOLE, id=str(uuid4()), asOf={"position": position})
    timeline = "query($id: UUID!, $asOf: AsOf) { timeline(caseId: $id, asOf: $asOf) { totalCount } }"

    assert of_case == of_nothing == {"investigation": None}
    assert stranger.ask(timeline, id=case.id, asOf={"position": position})["timeline"]["totalCount"] == 0


def test_one_operation_replays_four_moments_and_no_more(house: Served, case: Case) -> None:
    house.settle()
    four = " ".join(
        f'a{n}: investigation(investigationId: "{case.id}", asOf: {{position: {n}}}) {{ id }}' for n in range(4)
    )
    five = f'{four} a5: investigation(investigationId: "{case.id}", asOf: {{position: 5}}) {{ id }}'

    assert "errors" not in case.leader.post(f"{{ {four} }}")
    assert case.leader.post(f"{{ {five} }}")["errors"][0]["extensions"]["code"] == "TOO_MANY_MOMENTS"


def test_who_replays_what_is_marked_is_put_on_record(house: Served, case: Case) -> None:
    item_id = shared(case)
    position = head_of(house)

    case.partner.ask(ITEM, id=item_id, asOf={"position": position})
    house.carry()

    accesses = "query($id: UUID!) { itemAccesses(itemId: $id) { nodes { kind memberId way } } }"
    assert case.leader.ask(accesses, id=item_id)["itemAccesses"]["nodes"] == [
        {"kind": "REPLAY", "memberId": "partner-alpha", "way": "item"}
    ]


def test_a_request_that_precedes_any_investigation_has_a_past(house: Served) -> None:
    asking, asked = house.person("ada", "FR-SPOC"), house.person("ben", "DE-BKA")
    content = {**CONTENT, "marking": None}
    request = asking.did(
        "draftRequest",
        requestingAgencyId="FR-SPOC",
        requestingUnitId="FR-SPOC/CYBER",
        requestedAgencyId="DE-BKA",
        content=content,
    )["aggregateId"]
    draft = head_of(house)
    asking.did("sendRequest", requestId=request)
    sent = head_of(house)
    asked.did("confirmReceipt", requestId=request, automatic=False)
    head_of(house)

    states = [
        (person.ask(REQUEST, id=request, asOf={"position": position})["request"] or {"state": None})["state"]
        for person in (asking, asked)
        for position in (draft, sent)
    ]
    assert states == ["DRAFT", "SENT", None, "SENT"]


DIFFERENCE = """query($id: UUID!, $from: AsOf!, $to: AsOf) {
  investigationDifference(investigationId: $id, from: $from, to: $to) {
  changes(first: 200) { totalCount nodes { kind name ofRequestId fate values { name before after } } } } }"""


def test_the_difference_between_two_moments_tells_what_came_changed_and_ended(house: Served, case: Case) -> None:
    before = head_of(house)
    case.partner.did("confirmReceipt", requestId=case.request, automatic=False)
    case.leader.did("invitePartner", investigationId=case.id, agencyId="IO-GS", role="PARTICIPANT")
    item_id = shared(case)
    case.leader.did("withdrawRequest", requestId=case.request, reason="MISDIRECTED")
    after = head_of(house)

    answer = case.partner.ask(DIFFERENCE, id=case.id, **{"from": {"position": before}, "to": {"position": after}})

    changes = answer["investigationDifference"]["changes"]["nodes"]
    fates = {(each["kind"], each["name"]): each["fate"] for each in changes}
    assert fates["PARTNER", "IO-GS"] == "ADDED"
    assert fates["ITEM", item_id] == "ADDED"
    assert fates["REQUEST", case.request] == "ENDED"
    (request,) = [each for each in changes if each["kind"] == "REQUEST"]
    assert {"name": "state", "before": "SENT", "after": "WITHDRAWN"} in request["values"]
    assert [each["ofRequestId"] for each in changes if each["kind"] == "LIMIT"] != []


def test_between_a_moment_and_itself_nothing_differs(house: Served, case: Case) -> None:
    moment = {"position": head_of(house)}

    answer = case.leader.ask(DIFFERENCE, id=case.id, **{"from": moment, "to": moment})

    assert answer["investigationDifference"]["changes"]["totalCount"] == 0


WHAT_IF = """query($id: UUID!, $profile: String!, $asOf: AsOf) {
  whatIf(investigationId: $id, profile: $profile, asOf: $asOf) {
  verdicts { verdict actual hypothetical }
  limits { nodes { requestId obligation actual { profile verdict }
    hypothetical { profile citation verdict dueAt } } } } }"""


def test_a_history_is_held_against_another_profile(house: Served, case: Case) -> None:
    case.partner.did("confirmReceipt", requestId=case.request, automatic=False)
    house.settle()
    in_two_days = {"occurredAt": (now() + timedelta(days=2)).isoformat()}

    answer = case.leader.ask(WHAT_IF, id=case.id, profile="EU_2023_977_URGENT_DIRECT", asOf=in_two_days)["whatIf"]

    (limit,) = answer["limits"]["nodes"]
    assert (limit["actual"]["verdict"], limit["hypothetical"]["verdict"]) == ("OPEN", "OVERDUE")
    assert "5(1)(a)" in limit["hypothetical"]["citation"]
    assert {"verdict": "OVERDUE", "actual": 0, "hypothetical": 1} in answer["verdicts"]


def test_a_profile_that_there_is_not_is_refused(house: Served, case: Case) -> None:
    house.settle()

    (error,) = case.leader.post(WHAT_IF, id=case.id, profile="NO_SUCH")["errors"]

    assert (error["extensions"]["code"], error["extensions"]["field"]) == ("INVALID_INPUT", "profile")
    assert "EU_EIO" in error["extensions"]["remedy"]


KNOWLEDGE = """query($id: UUID!, $agency: String!, $asOf: AsOf) {
  knowledgeOf(investigationId: $id, agencyId: $agency, asOf: $asOf) {
    requests { nodes { requestId } }
    items { nodes { item { itemId } conditions { handling } } }
    timeline(first: 200) { totalCount nodes { kind } } } }"""


def test_what_an_agency_could_know_grows_with_what_it_is_given(house: Served, case: Case) -> None:
    before, item_id = head_of(house), shared(case)
    after = head_of(house)

    then = case.leader.ask(KNOWLEDGE, id=case.id, agency="DE-BKA", asOf={"position": before})["knowledgeOf"]
    since = case.leader.ask(KNOWLEDGE, id=case.id, agency="DE-BKA", asOf={"position": after})["knowledgeOf"]

    assert (then["items"]["nodes"], [each["requestId"] for each in then["requests"]["nodes"]]) == ([], [case.request])
    assert since["items"]["nodes"] == [{"item": {"itemId": item_id}, "conditions": {"handling": ["H1"]}}]
    assert since["timeline"]["totalCount"] > then["timeline"]["totalCount"]


def test_who_asks_what_an_agency_knew_learns_nothing_that_is_not_for_it(house: Served, case: Case) -> None:
    own = case.leader.did("registerItem", investigationId=case.id, **ITEM_OF_FRANCE)["aggregateId"]
    position = head_of(house)

    leader = case.leader.ask(KNOWLEDGE, id=case.id, agency="FR-SPOC", asOf={"position": position})["knowledgeOf"]
    partner = case.partner.ask(KNOWLEDGE, id=case.id, agency="FR-SPOC", asOf={"position": position})["knowledgeOf"]

    assert [each["item"]["itemId"] for each in leader["items"]["nodes"]] == [own]
    assert partner["items"]["nodes"] == []
    assert "item.ItemRegistered" not in [each["kind"] for each in partner["timeline"]["nodes"]]


def test_an_agency_that_takes_no_part_could_see_nothing(house: Served, case: Case) -> None:
    house.settle()

    answer = case.leader.ask(KNOWLEDGE, id=case.id, agency="IO-GS")["knowledgeOf"]

    assert (answer["requests"]["nodes"], answer["timeline"]["totalCount"]) == ([], 0)


@pytest.mark.parametrize(("query", "field", "more"), [
    (DIFFERENCE, "investigationDifference", {"from": {"position": 1}}),
    (WHAT_IF, "whatIf", {"profile": "EU_EIO"}),
    (KNOWLEDGE, "knowledgeOf", {"agency": "FR-SPOC"}),
])  # fmt: skip
def test_of_a_case_that_is_not_for_one_nothing_is_compared(
    shared_case: tuple[Served, Case], query: str, field: str, more: dict[str, Any]
) -> None:
    served, case = shared_case
    stranger = served.person("stranger", "AT-SPOC")

    assert stranger.ask(query, id=case.id, **more) == stranger.ask(query, id=str(uuid4()), **more) == {field: None}
