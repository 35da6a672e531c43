"""Commands over the public interface: carried out once, refused with what would help.

They must not test the rules themselves: these are the rooms'.
"""

from uuid import uuid4

import pytest

from tests.api.conftest import CONTENT, Case
from tests.support.served import Served

pytestmark = pytest.mark.postgres


def test_a_command_returns_the_version_and_the_position(case: Case) -> None:
    result = case.leader.did(
        "recordAgreement", investigationId=case.id, reference="A-1", signedOn="2026-01-02", validFrom="2026-01-02"
    )

    assert result["aggregateId"] == case.id
    assert result["version"] >= 4
    assert result["position"] > 0
    assert result["repeated"] is False


def test_the_same_command_id_changes_nothing_and_returns_the_first_result(case: Case) -> None:
    command = {"investigationId": case.id, "agencyId": "IO-GS", "role": "OBSERVER", "commandId": str(uuid4())}
    first = case.leader.do("invitePartner", **command)

    again = case.leader.do("invitePartner", **command)

    assert again == {**first, "repeated": True}


def test_a_command_id_used_for_another_command_is_refused(case: Case) -> None:
    command_id = str(uuid4())
    case.leader.did("sendReminder", requestId=case.request, commandId=command_id)

    result = case.leader.do("sendReminder", requestId=case.request, note="Again", commandId=command_id)

    assert (result["__typename"], result["code"]) == ("RuleViolation", "COMMAND_ID_REUSED")
    assert result["remedy"]


def test_the_id_of_a_created_thing_is_derived_from_the_command_id(case: Case) -> None:
    draft = {
        "investigationId": case.id,
        "requestingAgencyId": "FR-SPOC",
        "requestedAgencyId": "DE-BKA",
        "content": CONTENT,
    }
    command_id = str(uuid4())
    first = case.leader.did("draftRequest", **draft, commandId=command_id)

    again = case.leader.did("draftRequest", **draft, commandId=command_id)

    assert first["aggregateId"] == again["aggregateId"]
    assert again["repeated"] is True


def test_a_stale_expected_version_is_a_conflict_that_tells_both_versions(case: Case) -> None:
    result = case.leader.do("sendReminder", requestId=case.request, expectedVersion=1)

    assert result["__typename"] == "Conflict"
    assert (result["expected"], result["actual"]) == (1, 2)
    assert result["remedy"]


def test_a_broken_rule_names_its_code_and_what_would_make_it_possible(case: Case) -> None:
    result = case.leader.do("closeRequest", requestId=case.request)

    assert result["__typename"] == "RuleViolation"
    assert result["code"] == result["code"].upper()
    assert result["message"]
    assert result["field"] is None


def test_a_missing_permission_is_a_rule_violation(house: Served) -> None:
    nobody = house.person("plain", "FR-SPOC")

    result = nobody.do(
        "openInvestigation",
        reference="X/1",
        title="X",
        crimeAreas=["CYBERCRIME"],
        legalBasis="TREATY",
        leadAgencyId="FR-SPOC",
        firstMemberId="plain",
    )

    assert (result["__typename"], result["code"]) == ("RuleViolation", "NOT_PERMITTED")
    assert result["remedy"]


def test_an_outsider_is_answered_as_if_there_were_no_investigation(house: Served, case: Case) -> None:
    outsider = house.person("outsider", "DE-BKA")

    forbidden = outsider.do("invitePartner", investigationId=case.id, agencyId="IO-GS", role="OBSERVER")
    absent = outsider.do("invitePartner", investigationId=str(uuid4()), agencyId="IO-GS", role="OBSERVER")

    assert forbidden == absent
    assert absent["__typename"] == "NotFound"


def test_an_outsider_is_answered_as_if_there_were_no_request(house: Served, case: Case) -> None:
    outsider = house.person("outsider", "DE-BKA")

    forbidden = outsider.do("acknowledgeRequest", requestId=case.request, expectedVersion=1)
    absent = outsider.do("acknowledgeRequest", requestId=str(uuid4()), expectedVersion=1)

    assert forbidden == absent
    assert absent["__typename"] == "NotFound"


def test_a_partial_date_is_kept_as_partial(house: Served, case: Case) -> None:
    case.leader.did(
        "recordFact",
        investigationId=case.id,
        factId="f-1",
        kind="INCIDENT",
        text="The first attack became known",
        source="Report 7",
        grade="OFFICIAL",
        occurredAt="2018-05",
        occurredTz="Europe/Paris",
    )
    house.settle()

    query = """query($id: UUID!) { timeline(caseId: $id, filter: {categories: ["FACT"]}) { nodes {
      occurredText occurredPrecision occurredTz occurredAt } } }"""
    (entry,) = case.leader.ask(query, id=case.id)["timeline"]["nodes"]

    assert entry == {
        "occurredText": "2018-05",
        "occurredPrecision": "MONTH",
        "occurredTz": "Europe/Paris",
        "occurredAt": "2018-04-30T22:00:00+00:00",
    }
