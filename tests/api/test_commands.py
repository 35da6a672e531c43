"""Commands over the public interface: carried out once, refused with what would help.

They must not test the rules themselves: these are the rooms'.
"""

from collections.abc import Iterator
from typing import get_type_hints
from uuid import uuid4

import pytest

from api.inputs import HEADER
from domain.catalogue import COMMAND_TYPES
from domain.marking import Marking
from domain.refusal import RuleViolation
from domain.request.events import RequestContent
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


@pytest.mark.parametrize(
    "said", [{"occurredAt": "2026-01-01T08:00+01:00"}, {"channel": "SIENA"}, {"externalRef": "12-3"}], ids=str
)
def test_a_command_id_used_for_another_time_or_way_is_refused(case: Case, said: dict[str, str]) -> None:
    command_id = str(uuid4())
    case.leader.did("sendReminder", requestId=case.request, commandId=command_id)

    result = case.leader.do("sendReminder", requestId=case.request, commandId=command_id, **said)

    assert result["code"] == "COMMAND_ID_REUSED"


def test_a_command_that_was_accepted_is_repeated_whatever_version_its_sender_saw(case: Case) -> None:
    command_id = str(uuid4())
    first = case.leader.did("sendReminder", requestId=case.request, commandId=command_id)

    again = case.leader.do("sendReminder", requestId=case.request, commandId=command_id, expectedVersion=1)

    assert again == {**first, "repeated": True}


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

    query = """query($id: UUID!) { timeline(caseId: $id, filter: {categories: [FACT]}) { nodes {
      occurredText occurredPrecision occurredTz occurredAt } } }"""
    (entry,) = case.leader.ask(query, id=case.id)["timeline"]["nodes"]

    assert entry == {
        "occurredText": "2018-05",
        "occurredPrecision": "MONTH",
        "occurredTz": "Europe/Paris",
        "occurredAt": "2018-04-30T22:00:00+00:00",
    }


def test_a_rule_names_its_field_and_the_key_of_its_words(case: Case) -> None:
    result = case.partner.do("confirmReceipt", requestId=case.request, occurredAt="2020-01-01T00:00:00Z")

    assert (result["code"], result["field"]) == ("NOTHING_HAPPENS_TO_A_REQUEST_BEFORE_IT_IS_SENT", "occurredAt")
    assert result["i18nKey"] == "rule.NOTHING_HAPPENS_TO_A_REQUEST_BEFORE_IT_IS_SENT"


def test_what_lies_in_the_future_names_its_field(case: Case) -> None:
    result = case.leader.do("sendReminder", requestId=case.request, occurredAt="2200-01-01T00:00:00Z")

    assert (result["code"], result["field"]) == ("FACTS_LIE_NOT_IN_THE_FUTURE", "occurredAt")


def test_a_step_that_was_taken_is_told_with_the_state_that_stands(case: Case) -> None:
    case.partner.did("confirmReceipt", requestId=case.request)
    case.partner.did("acknowledgeRequest", requestId=case.request)

    result = case.partner.do("acknowledgeRequest", requestId=case.request)

    assert result["message"] == "The request is ACKNOWLEDGED; this is possible while it is RECEIVED."
    assert "before" not in result["remedy"]


def test_a_withdrawn_request_is_not_said_to_be_reopened(case: Case) -> None:
    case.leader.did("withdrawRequest", requestId=case.request, reason="OTHER", explanation="Not needed")

    result = case.leader.do("reopenRequest", requestId=case.request, reason="Needed after all")

    assert result["message"] == "The request is WITHDRAWN and takes only feedback, correction, legal holds and erasure."
    assert "Draft a new request" in result["remedy"]


def test_all_that_a_request_lacks_is_told_at_once_in_the_names_of_the_schema(case: Case) -> None:
    content = {**CONTENT, "urgency": "URGENT", "linkOfPurposeAndData": " "}
    draft = {"requestingAgencyId": "FR-SPOC", "requestedAgencyId": "DE-BKA", "content": content}
    drafted = case.leader.did("draftRequest", investigationId=case.id, **draft)

    result = case.leader.do("sendRequest", requestId=drafted["aggregateId"])

    assert result["code"] == "A_SENT_REQUEST_IS_COMPLETE"
    assert "linkOfPurposeAndData" in result["message"]
    assert "requestingUnitId" in result["message"]
    assert "urgencyReason" in result["message"]


def test_an_unknown_crime_area_is_told_with_those_that_are_written_like_it(case: Case) -> None:
    draft = {"requestingAgencyId": "FR-SPOC", "requestingUnitId": "FR-SPOC/CYBER", "requestedAgencyId": "DE-BKA"}
    content = {**CONTENT, "crimeArea": "CYBER"}
    drafted = case.leader.did("draftRequest", investigationId=case.id, **draft, content=content)

    result = case.leader.do("sendRequest", requestId=drafted["aggregateId"])

    assert (result["code"], result["field"]) == ("A_CRIME_AREA_IS_IN_THE_VOCABULARY", "content.crimeArea")
    assert "CYBERCRIME" in result["message"]
    assert "crimeAreas" in result["remedy"]


def test_a_rule_names_a_field_that_its_command_has() -> None:
    named = {rule.__name__: rule.field for rule in _rules(RuleViolation) if rule.field is not None}
    known = {name for _, decision in COMMAND_TYPES.values() for name in get_type_hints(decision.command)}

    assert {rule for rule, field in named.items() if not _is_named(field, known | HEADER.keys() | CONTENT_OF)} == set()


def _is_named(field: str, known: set[str]) -> bool:
    """The field is one of a command or of a request's content, or what is after the dot one of its marking."""
    name, _, within = field.removeprefix("content.").partition(".")
    return name in known and (not within or (name == "marking" and within in get_type_hints(Marking)))


CONTENT_OF = set(get_type_hints(RequestContent))


def _rules(kind: type[RuleViolation]) -> Iterator[type[RuleViolation]]:
    yield kind
    for narrower in kind.__subclasses__():
        yield from _rules(narrower)
