"""A member of one investigation learns nothing of another, through no field, list, edge, count or cursor.

The same holds for a former member and for a member whose agency left.
"""

import json
from dataclasses import dataclass, replace
from uuid import uuid4

import pytest

from tests.api.conftest import CONTENT, Case, opened_case
from tests.api.test_reading import EVERYTHING
from tests.support.served import Person, Served

pytestmark = pytest.mark.postgres


@dataclass(frozen=True)
class Two:
    """Two cases of the same agencies with disjoint members."""

    mine: Case
    other: Case


@pytest.fixture
def two(house: Served) -> Two:
    """Two settled cases."""
    cases = Two(opened_case(house, "mine"), opened_case(house, "other"))
    house.settle()
    return cases


def told(person: Person, case: Case) -> str:
    """Everything that a person is told when it asks for everything of a case, as text."""
    return json.dumps(person.ask(EVERYTHING, id=case.id, request=case.request))


def test_a_stranger_is_told_nothing_of_the_other_case(two: Two) -> None:
    answer = told(two.mine.leader, two.other)

    assert two.other.id not in answer
    assert two.other.request not in answer
    assert "other" not in answer.replace("another", "")


def test_lists_and_counts_hold_the_own_case_alone(two: Two) -> None:
    answer = two.mine.leader.ask(EVERYTHING, id=two.other.id, request=two.other.request)

    assert [node["investigationId"] for node in answer["investigations"]["nodes"]] == [two.mine.id]
    assert answer["requests"] == {"totalCount": 1, "nodes": [{"requestId": two.mine.request}]}


def test_the_other_case_and_no_case_are_answered_alike(two: Two) -> None:
    query = """query($id: UUID!, $request: UUID!) {
      investigation(investigationId: $id) { title } request(requestId: $request) { state }
      timeline(caseId: $id) { totalCount nodes { kind } pageInfo { hasNextPage } }
      requests(filter: {investigationId: $id}) { totalCount nodes { requestId } } }"""

    forbidden = two.mine.leader.ask(query, id=two.other.id, request=two.other.request)
    absent = two.mine.leader.ask(query, id=str(uuid4()), request=str(uuid4()))

    assert forbidden == absent


def test_a_cursor_of_the_other_case_opens_nothing(two: Two) -> None:
    theirs = two.other.leader.ask(
        "query($id: UUID!) { timeline(caseId: $id, first: 1) { pageInfo { endCursor } } }", id=two.other.id
    )
    query = "query($id: UUID!, $after: String) { timeline(caseId: $id, after: $after) { totalCount nodes { kind } } }"

    answer = two.mine.leader.ask(query, id=two.other.id, after=theirs["timeline"]["pageInfo"]["endCursor"])

    assert answer["timeline"] == {"totalCount": 0, "nodes": []}


def test_an_entry_of_the_other_case_cannot_be_read_by_its_event(two: Two) -> None:
    theirs = two.other.leader.ask("query($id: UUID!) { timeline(caseId: $id) { nodes { eventId } } }", id=two.other.id)

    event_id = theirs["timeline"]["nodes"][0]["eventId"]

    assert two.mine.leader.ask("query($id: UUID!) { entry(eventId: $id) { kind } }", id=event_id) == {"entry": None}


def test_a_filter_text_does_not_probe_the_other_case(two: Two) -> None:
    query = 'query { investigations(filter: {text: "other"}) { nodes { reference } } }'

    assert two.mine.leader.ask(query) == {"investigations": {"nodes": []}}


@pytest.mark.usefixtures("two")
def test_another_acting_agency_does_not_carry_a_membership_over(house: Served) -> None:
    impostor = house.person("leader-other", "DE-BKA")

    assert impostor.ask("{ investigations { nodes { reference } } }") == {"investigations": {"nodes": []}}


def test_who_was_revoked_is_a_stranger(house: Served, two: Two) -> None:
    two.mine.leader.did("revokeMember", investigationId=two.mine.id, memberId="partner-mine", reason="Left the team")
    house.settle()

    answer = two.mine.partner.ask(EVERYTHING, id=two.mine.id, request=two.mine.request)

    assert answer["investigations"]["nodes"] == []
    assert answer["investigation"] is None
    assert answer["request"] is None
    assert answer["requests"]["totalCount"] == 0


def test_members_of_an_agency_that_left_are_strangers(house: Served, two: Two) -> None:
    two.mine.leader.did("withdrawPartner", investigationId=two.mine.id, agencyId="DE-BKA", reason="Done")
    house.settle()

    answer = two.mine.partner.ask(EVERYTHING, id=two.mine.id, request=two.mine.request)

    assert answer["investigation"] is None
    assert answer["requests"]["totalCount"] == 0


def test_a_draft_is_shown_to_the_requesting_agency_alone(house: Served, two: Two) -> None:
    drafted = two.mine.leader.did(
        "draftRequest",
        investigationId=two.mine.id,
        requestingAgencyId="FR-SPOC",
        requestedAgencyId="DE-BKA",
        content={**CONTENT, "subject": "A secret draft"},
    )
    house.settle()

    draft = replace(two.mine, request=drafted["aggregateId"])
    assert "A secret draft" in told(two.mine.leader, draft)
    assert "A secret draft" not in told(two.mine.partner, draft)


@pytest.mark.parametrize("kind", ["OpenInvestigationInput", "DraftRequestInput", "OpenFollowUpInput"])
def test_the_id_of_a_new_thing_is_not_the_senders_to_choose_and_so_to_probe(house: Served, kind: str) -> None:
    query = "query($kind: String!) { __type(name: $kind) { inputFields { name } } }"

    fields = house.person("ada", "FR-SPOC").ask(query, kind=kind)["__type"]["inputFields"]

    own = {
        "OpenInvestigationInput": "investigationId",
        "DraftRequestInput": "requestId",
        "OpenFollowUpInput": "followupId",
    }
    assert own[kind] not in {field["name"] for field in fields}


def test_one_command_id_of_two_agencies_makes_two_things(house: Served) -> None:
    command_id = str(uuid4())
    draft = {"requestedAgencyId": "IO-GS", "content": CONTENT, "commandId": command_id}

    first = house.person("ada", "FR-SPOC").did("draftRequest", requestingAgencyId="FR-SPOC", **draft)
    second = house.person("bob", "DE-BKA").did("draftRequest", requestingAgencyId="DE-BKA", **draft)

    assert first["aggregateId"] != second["aggregateId"]
