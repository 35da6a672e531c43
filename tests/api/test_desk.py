"""My desk: what waits for an agency stands there by what is due first, with its next step, until it is done."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from tests.api.conftest import CONTENT, Case, opened_case
from tests.api.test_sharing_items import registered, shared
from tests.leaks.everything import public_schema
from tests.support.served import Person, Served

pytestmark = pytest.mark.postgres

DESK = """query($filter: DeskFilterInput, $at: DateTime, $first: Int, $after: String) {
  desk(filter: $filter, at: $at) { at tally { overdue kinds { kind entries } }
    entries(first: $first, after: $after) { totalCount pageInfo { endCursor hasNextPage }
      nodes { at kind subjectId partId investigationId otherAgencyId nextCommand since due standing
        investigation { reference } } } } }"""

MUCH_LATER = (datetime.now(UTC) + timedelta(days=300)).isoformat()


def desk(house: Served, person: Person, **variables: object) -> Any:
    """What the person's desk tells, once the read models have caught up."""
    house.settle()
    return person.ask(DESK, **variables)["desk"]


def waiting(house: Served, person: Person) -> list[tuple[str, str]]:
    """Kind and next command of what waits, in the order of the desk."""
    return [(each["kind"], each["nextCommand"]) for each in desk(house, person)["entries"]["nodes"]]


def opened_follow_up(case: Case, due: str) -> str:
    """A follow-up for the partner's agency; returns its id."""
    did = case.leader.did("openFollowUp", investigationId=case.id, source="MEETING", sourceRef="March", task="Read")
    followup_id = str(did["aggregateId"])
    case.leader.did("assignFollowUp", followupId=followup_id, agencyId="DE-BKA")
    case.leader.did("setFollowUpDueDate", followupId=followup_id, dueUtc=due, reason="The hearing")
    return followup_id


def test_a_request_waits_for_one_agency_at_a_time_with_its_next_step(house: Served, case: Case) -> None:
    named = {"requestId": case.request}
    told = [waiting(house, case.partner)]
    case.partner.did("confirmReceipt", **named)
    told.append(waiting(house, case.partner))
    case.partner.did("acknowledgeRequest", **named)
    told.append(waiting(house, case.partner))
    case.partner.did("askClarification", **named, clarificationId=str(uuid4()), question="Which day?")
    told += [waiting(house, case.partner), waiting(house, case.leader)]

    assert told == [
        [("REQUEST_TO_ACKNOWLEDGE", "confirmReceipt")],
        [("REQUEST_TO_ACKNOWLEDGE", "acknowledgeRequest")],
        [("UNIT_TO_ASSIGN", "assignUnit")],
        [],
        [("CLARIFICATION_TO_ANSWER", "provideClarification")],
    ]


def test_a_draft_waits_for_who_wrote_it_and_is_on_no_other_desk(house: Served, case: Case) -> None:
    drafted = case.leader.did(
        "draftRequest", investigationId=case.id, requestingAgencyId="FR-SPOC", requestingUnitId="FR-SPOC/CYBER",
        requestedAgencyId="DE-BKA", content=CONTENT,
    )  # fmt: skip

    mine, theirs = desk(house, case.leader), desk(house, case.partner)

    assert [(each["kind"], each["subjectId"]) for each in mine["entries"]["nodes"]] == [
        ("DRAFT_TO_SEND", drafted["aggregateId"])
    ]
    assert [each["subjectId"] for each in theirs["entries"]["nodes"]] == [case.request]


def test_what_is_to_be_confirmed_and_answered_of_items_waits_with_its_ids(house: Served, case: Case) -> None:
    item_id, restriction_id, consent_id = shared(case), str(uuid4()), str(uuid4())
    stricter = {"marking": {"tlp": "AMBER_STRICT"}, "reason": "A source"}
    case.leader.did("imposeRestriction", itemId=item_id, restrictionId=restriction_id, **stricter)
    case.partner.did("requestJudicialUse", itemId=item_id, consentId=consent_id, proceedings="Trial 7")

    theirs, ours = desk(house, case.partner)["entries"]["nodes"], desk(house, case.leader)["entries"]["nodes"]

    assert {(each["nextCommand"], each["subjectId"], each["partId"]) for each in theirs} >= {
        ("confirmItemReceipt", item_id, None),
        ("confirmRestriction", item_id, restriction_id),
    }
    assert [(each["nextCommand"], each["partId"], each["otherAgencyId"]) for each in ours] == [
        ("authoriseJudicialUse", consent_id, "DE-BKA")
    ]


def test_what_is_due_first_comes_first_and_what_has_no_limit_last(house: Served, case: Case) -> None:
    case.partner.did("confirmReceipt", requestId=case.request)
    soon = opened_follow_up(case, (datetime.now(UTC) + timedelta(hours=1)).isoformat())
    late = opened_follow_up(case, MUCH_LATER)
    item_id = shared(case)

    told = desk(house, case.partner)["entries"]["nodes"]

    assert [each["subjectId"] for each in told] == [soon, case.request, late, item_id]
    assert [each["standing"] for each in told] == ["DUE", "DUE", "DUE", "UNDATED"]


def test_what_is_late_stands_as_overdue_as_of_the_moment_asked(house: Served, case: Case) -> None:
    case.partner.did("confirmReceipt", requestId=case.request)

    told = desk(house, case.partner, at=MUCH_LATER)

    assert [each["standing"] for each in told["entries"]["nodes"]] == ["OVERDUE"]
    assert told["tally"] == {"overdue": 1, "kinds": [{"kind": "REQUEST_TO_ACKNOWLEDGE", "entries": 1}]}


def test_pages_follow_each_other_and_the_tally_counts_all_of_them(house: Served, case: Case) -> None:
    for _ in range(3):
        shared(case)
    whole = desk(house, case.partner)

    first = desk(house, case.partner, first=3)["entries"]
    rest = desk(house, case.partner, after=first["pageInfo"]["endCursor"])["entries"]

    assert first["nodes"] + rest["nodes"] == [{**each, "at": ANY_TIME} for each in whole["entries"]["nodes"]]
    assert whole["entries"]["totalCount"] == sum(each["entries"] for each in whole["tally"]["kinds"]) == 4


class _Anything:
    def __eq__(self, other: object) -> bool:
        return isinstance(other, str)

    def __hash__(self) -> int:
        return 0


ANY_TIME = _Anything()


def test_a_filter_narrows_the_desk_and_its_tally(house: Served, case: Case) -> None:
    shared(case)

    told = desk(house, case.partner, filter={"kinds": ["RECEIPT_TO_CONFIRM"], "investigationId": case.id})

    assert [each["kind"] for each in told["entries"]["nodes"]] == ["RECEIPT_TO_CONFIRM"]
    assert told["tally"]["kinds"] == [{"kind": "RECEIPT_TO_CONFIRM", "entries": 1}]


def test_what_is_not_for_the_viewer_is_not_on_its_desk(house: Served, case: Case) -> None:
    other = opened_case(house, "beta")
    registered(other)

    told = desk(house, house.person("stranger", "DE-BKA"))

    assert told["entries"]["nodes"] == told["tally"]["kinds"] == []
    assert {each["investigationId"] for each in desk(house, case.partner)["entries"]["nodes"]} == {case.id}


def test_every_next_command_is_a_mutation(house: Served, case: Case) -> None:
    mutations = public_schema().mutation_type
    assert mutations is not None
    shared(case)
    opened_follow_up(case, MUCH_LATER)

    told = desk(house, case.partner)["entries"]["nodes"]

    assert len({each["nextCommand"] for each in told}) == 3
    assert {each["nextCommand"] for each in told} <= set(mutations.fields)
