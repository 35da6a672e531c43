"""What stood at a moment is asked for as what stands now is, with the same fields; and who asks is put on record."""

from typing import Any
from uuid import uuid4

import pytest

from tests.api.conftest import CONTENT, Case
from tests.api.test_sharing_items import shared
from tests.support.served import Person, Served

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
