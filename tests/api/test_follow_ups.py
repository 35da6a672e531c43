"""Follow-ups are read where they were written: by members of their investigation, by date, as of a moment."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.api.conftest import Case, opened_case
from tests.support.served import Person, Served

pytestmark = pytest.mark.postgres

FIELDS = """followupId investigationId stage source sourceRef task openedByAgencyId openedBy assignedAgencyId
  assignedUnitId dueAt dueReason progressNotes lastProgress result cancellationReason openedAt updatedAt version
  position isOutstanding isOverdue"""

LIST = f"""query($filter: FollowUpFilterInput, $at: DateTime, $after: String, $first: Int) {{
  followUps(filter: $filter, at: $at, after: $after, first: $first) {{
    totalCount nodes {{ {FIELDS} }} pageInfo {{ hasNextPage endCursor }} }} }}"""

SOON = (datetime.now(UTC) + timedelta(days=2)).isoformat()
LATER = (datetime.now(UTC) + timedelta(days=20)).isoformat()
MUCH_LATER = (datetime.now(UTC) + timedelta(days=200)).isoformat()


def opened(case: Case, task: str, due: str | None = None) -> str:
    """A follow-up for the partner's agency; returns its id."""
    did = case.leader.did(
        "openFollowUp", investigationId=case.id, source="MEETING", sourceRef="Meeting of March", task=task
    )
    followup_id = str(did["aggregateId"])
    case.leader.did("assignFollowUp", followupId=followup_id, agencyId="DE-BKA")
    if due:
        case.leader.did("setFollowUpDueDate", followupId=followup_id, dueUtc=due, reason="The hearing")
    return followup_id


def listed(house: Served, person: Person, **variables: object) -> Any:
    """The page of follow-ups that the person is told."""
    house.settle()
    return person.ask(LIST, **variables)["followUps"]


def test_a_follow_up_shows_what_was_written(house: Served, case: Case) -> None:
    followup_id = opened(case, "Read the images", SOON)
    case.partner.did("noteProgress", followupId=followup_id, note="Half of them")

    (shown,) = listed(house, case.partner)["nodes"]

    assert (shown["stage"], shown["task"], shown["dueReason"]) == ("ASSIGNED", "Read the images", "The hearing")
    assert (shown["openedByAgencyId"], shown["assignedAgencyId"]) == ("FR-SPOC", "DE-BKA")
    assert (shown["progressNotes"], shown["lastProgress"], shown["version"]) == (1, "Half of them", 4)


def test_its_version_is_the_one_expected(house: Served, case: Case) -> None:
    followup_id = opened(case, "Read the images")
    house.settle()
    query = "query($id: UUID!) { followUp(followupId: $id) { version } }"

    version = case.leader.ask(query, id=followup_id)["followUp"]["version"]

    case.partner.did("completeFollowUp", followupId=followup_id, result="Done", expectedVersion=version)


def test_what_is_due_first_comes_first_page_by_page(house: Served, case: Case) -> None:
    undated, later, soon = opened(case, "a"), opened(case, "b", LATER), opened(case, "c", SOON)

    first = listed(house, case.leader, first=2)
    second = listed(house, case.leader, first=2, after=first["pageInfo"]["endCursor"])

    assert [node["followupId"] for node in first["nodes"] + second["nodes"]] == [soon, later, undated]
    assert (first["totalCount"], first["pageInfo"]["hasNextPage"], second["pageInfo"]["hasNextPage"]) == (
        3,
        True,
        False,
    )


def test_what_is_overdue_is_told_as_of_the_moment_asked(house: Served, case: Case) -> None:
    overdue, done, _ = opened(case, "a", SOON), opened(case, "b", SOON), opened(case, "c", MUCH_LATER)
    case.partner.did("completeFollowUp", followupId=done, result="Done")

    assert listed(house, case.leader, filter={"overdue": True})["totalCount"] == 0
    found = listed(house, case.leader, filter={"overdue": True}, at=LATER)
    assert [(node["followupId"], node["isOverdue"]) for node in found["nodes"]] == [(overdue, True)]


@pytest.mark.parametrize(
    ("filter_", "count"),
    [
        ({"stages": ["ASSIGNED"]}, 1),
        ({"stages": ["OPEN", "VERIFIED"]}, 0),
        ({"agencyId": "DE-BKA"}, 1),
        ({"agencyId": "FR-SPOC"}, 1),
        ({"agencyId": "NL-SPOC"}, 0),
    ],
)
def test_follow_ups_are_found_by_stage_and_agency(
    house: Served, case: Case, filter_: dict[str, object], count: int
) -> None:
    opened(case, "Read the images")

    assert listed(house, case.leader, filter=filter_)["totalCount"] == count


def test_an_investigation_leads_to_its_own_follow_ups(house: Served, case: Case) -> None:
    followup_id = opened(case, "Read the images")
    house.settle()
    query = "query($id: UUID!) { investigation(investigationId: $id) { followUps { nodes { followupId } } } }"

    answer = case.leader.ask(query, id=case.id)

    assert answer["investigation"]["followUps"]["nodes"] == [{"followupId": followup_id}]


def test_a_follow_up_of_another_case_is_not_there(house: Served, case: Case) -> None:
    other = opened_case(house, "other")
    followup_id = opened(other, "A secret task")

    answer = listed(house, case.leader)
    one = case.leader.ask("query($id: UUID!) { followUp(followupId: $id) { task } }", id=followup_id)

    assert (answer["totalCount"], answer["nodes"]) == (0, [])
    assert one == {"followUp": None}
