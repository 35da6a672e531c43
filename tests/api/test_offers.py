"""What might be done with a thing is told by the rules that decide when it is, to each as far as it may act."""

from typing import Any

import pytest

from tests.api.conftest import Case, admit
from tests.support.served import Person, Served

pytestmark = pytest.mark.postgres

REQUEST = """query($id: UUID!, $asOf: AsOf) {
  request(requestId: $id, asOf: $asOf) { commands { name isAllowed code reason remedy } } }"""
FOLLOW_UP = "query($id: UUID!) { followUp(followupId: $id) { commands { name isAllowed code } } }"


def offered(house: Served, person: Person, request_id: str, **more: object) -> dict[str, Any]:
    """What the person is told of each command of a request."""
    house.settle()
    told = person.ask(REQUEST, id=request_id, **more)["request"]["commands"]
    return {each["name"]: each for each in told}


def test_what_is_offered_is_accepted_and_offered_no_more(house: Served, case: Case) -> None:
    assert offered(house, case.partner, case.request)["confirmReceipt"]["isAllowed"]

    case.partner.did("confirmReceipt", requestId=case.request)

    told = offered(house, case.partner, case.request)
    assert not told["confirmReceipt"]["isAllowed"]
    assert told["acknowledgeRequest"] == {
        "name": "acknowledgeRequest", "isAllowed": True, "code": None, "reason": None, "remedy": None,
    }  # fmt: skip


def test_what_stands_in_the_way_is_what_the_command_is_refused_with(house: Served, case: Case) -> None:
    told = offered(house, case.leader, case.request)["acknowledgeRequest"]

    refused = case.leader.do("acknowledgeRequest", requestId=case.request)

    assert (told["isAllowed"], told["code"]) == (False, refused["code"])
    assert (told["reason"], told["remedy"]) == (refused["message"], refused["remedy"])


def test_who_only_reads_is_told_so_of_every_command(house: Served, case: Case) -> None:
    admit(case.leader, case.id, ("rita", "DE-BKA"), role="READER")

    told = offered(house, house.person("rita", "DE-BKA"), case.request)

    assert {each["reason"] for each in told.values()} == {"A reader changes nothing."}


def test_of_a_past_nothing_is_offered(house: Served, case: Case) -> None:
    assert offered(house, case.partner, case.request, asOf={"recordedAt": "2099-01-01T00:00:00Z"}) == {}


def test_only_commands_that_have_a_mutation_are_told(house: Served, case: Case) -> None:
    told = offered(house, case.partner, case.request)

    mutations = case.partner.ask("{ __schema { mutationType { fields { name } } } }")["__schema"]["mutationType"]
    assert told.keys() <= {each["name"] for each in mutations["fields"]}
    assert "recordTimeLimitBreach" not in told


def test_a_follow_up_offers_its_steps_to_the_side_whose_they_are(house: Served, case: Case) -> None:
    task = case.leader.did(
        "openFollowUp", investigationId=case.id, source="MEETING", sourceRef="Meeting of March", task="Read them"
    )
    case.leader.did("assignFollowUp", followupId=task["aggregateId"], agencyId="DE-BKA")
    house.settle()

    told = case.partner.ask(FOLLOW_UP, id=task["aggregateId"])["followUp"]["commands"]

    assert [each["name"] for each in told if each["isAllowed"]] == ["noteProgress", "completeFollowUp"]
