"""Bad input of every kind is answered with the field, the rule and what would be accepted; never with a fault."""

import json
from typing import Any
from uuid import uuid4

import pytest

from api.errors import public_fault
from api.limits import LARGEST_BODY
from tests.api.conftest import CONTENT, Case
from tests.support.served import Served, served

pytestmark = pytest.mark.postgres

TIMELINE = '{ timeline(caseId: "5f0c6a1e-8d3e-4a52-9a35-2b9f5f5f2f10", filter: {%s}) { totalCount } }'


@pytest.fixture(scope="module")
def house(shared_case: tuple[Served, Case]) -> Served:
    return shared_case[0]


@pytest.fixture(scope="module")
def case(shared_case: tuple[Served, Case]) -> Case:
    return shared_case[1]


DRAFT = {"requestingAgencyId": "FR-SPOC", "requestedAgencyId": "DE-BKA"}
UNFIT: list[tuple[str, dict[str, Any], str]] = [
    ("sendRequest", {"requestId": "not-an-id"}, "requestId"),
    ("sendRequest", {"requestId": str(uuid4()), "commandId": "x"}, "commandId"),
    ("sendRequest", {"requestId": str(uuid4()), "expectedVersion": -1}, "expectedVersion"),
    ("sendRequest", {"requestId": str(uuid4()), "occurredAt": "yesterday"}, "occurredAt"),
    ("sendRequest", {"requestId": str(uuid4()), "occurredAt": "2026-03-04T10:00:00"}, "occurredAt"),
    ("sendRequest", {"requestId": str(uuid4()), "occurredAt": "2018", "occurredTz": "Moon/Base"}, "occurredTz"),
    ("sendRequest", {"requestId": str(uuid4()), "occurredAt": "0001-01-01T00:00:00+14:00"}, "occurredAt"),
    ("sendRequest", {"requestId": str(uuid4()), "occurredAt": "9999-12-31T23:59:59-14:00"}, "occurredAt"),
    ("sendRequest", {"requestId": str(uuid4()), "occurredAt": "9999-12-31T23:59:59-14:00/9999"}, "occurredAt"),
    ("sendRequest", {"requestId": str(uuid4()), "occurredTz": "Moon/Base"}, "occurredTz"),
    ("postponeExecution", {"requestId": str(uuid4()), "reason": "x", "untilUtc": "9999-12-31T23:59Z"}, "untilUtc"),
    ("sendRequest", {"requestId": str(uuid4()), "externalRef": ""}, "externalRef"),
    ("sendReminder", {"requestId": str(uuid4()), "note": ""}, "note"),
    ("sendReminder", {"requestId": str(uuid4()), "note": "a\0b"}, "note"),
    ("sendReminder", {"requestId": str(uuid4()), "note": "x" * 301}, "note"),
    ("giveFeedback", {"requestId": str(uuid4()), "usefulness": 9, "usedIn": []}, "usefulness"),
    ("redirectRequest", {"requestId": str(uuid4()), "toAgencyId": "not a code", "reason": "x"}, "toAgencyId"),
    ("postponeExecution", {"requestId": str(uuid4()), "reason": "x", "untilUtc": "2026-13-01T00:00:00Z"}, "untilUtc"),
    ("draftRequest", {**DRAFT, "content": {**CONTENT, "replyByUtc": "soon"}}, "content.replyByUtc"),
    ("draftRequest", {**DRAFT, "content": {**CONTENT, "purpose": "x" * 20_001}}, "content.purpose"),
]  # fmt: skip


@pytest.mark.parametrize(("mutation", "fields", "field"), UNFIT, ids=[f"{name}:{field}" for name, _, field in UNFIT])
def test_an_unfit_value_is_named_with_its_rule_and_remedy(
    house: Served, mutation: str, fields: dict[str, Any], field: str
) -> None:
    result = house.person("ada", "FR-SPOC").do(mutation, **fields)

    assert (result["__typename"], result["code"], result["field"]) == ("RuleViolation", "INVALID_INPUT", field)
    assert result["message"].startswith(f"{field}: ")
    assert result["remedy"]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ('{ investigation(investigationId: "x") { title } }', "investigationId"),
        ('{ requests(at: "soon") { totalCount } }', "at"),
        ("{ requests(first: 0) { totalCount } }", "first"),
        ("{ requests(first: 201) { totalCount } }", "first"),
        ("{ requests(first: 1, last: 1) { totalCount } }", "last"),
        ('{ requests(after: "x") { totalCount } }', "after"),
        ('{ requests(filter: {investigationId: "x"}) { totalCount } }', "investigationId"),
        ('{ requests(filter: {dueBefore: "2026-01-01T00:00:00"}) { totalCount } }', "dueBefore"),
        (TIMELINE % 'kinds: ["request.Sent"]', "kinds"),
        (TIMELINE % 'kinds: ["anything"]', "kinds"),
        (TIMELINE % 'direction: OUTGOING, directionOf: "XX-NOBODY"', "directionOf"),
        (
            TIMELINE % 'occurredFrom: "2026-02-01T00:00:00Z", occurredUntil: "2026-01-01T00:00:00Z"',
            "occurredUntil",
        ),
        ('{ competentUnits(sought: {crimeArea: "X", on: "2026-01-01"}) { explanation } }', "crimeArea"),
    ],
)
def test_an_unfit_argument_is_named_in_the_error(house: Served, query: str, field: str) -> None:
    (error,) = house.person("ada", "FR-SPOC").post(query)["errors"]

    assert (error["extensions"]["code"], error["extensions"]["field"]) == ("INVALID_INPUT", field)
    assert error["extensions"]["remedy"]


@pytest.mark.parametrize(
    ("query", "variables", "field"),
    [
        ('{ cooperation(metrics: [M1, "M2"]) { at } }', {}, "metrics[1]"),
        ("query($m: [Metric!]!) { cooperation(metrics: $m) { at } }", {"m": ["M1", "M0"]}, "m[1]"),
        ('{ requests(filter: {states: [SENT, "X"]}) { totalCount } }', {}, "states[1]"),
    ],
)
def test_a_value_of_a_list_is_named_with_its_list(
    house: Served, query: str, variables: dict[str, Any], field: str
) -> None:
    (error,) = house.person("ada", "FR-SPOC").post(query, **variables)["errors"]

    assert error["extensions"]["field"] == field


LITERAL = 'mutation { draftRequest(input: {commandId: "%s", %s}) { __typename } }'
VARIABLE = "mutation($input: DraftRequestInput!) { draftRequest(input: $input) { __typename } }"
WRITTEN = "the harbour at midnight"
CASES: list[tuple[dict[str, Any], str, str, str]] = [
    ({"urgency": "SOON"}, "content.urgency", "is none of Urgency", "URGENT"),
    ({"urgency": None}, "content.urgency", "is missing", "Urgency!"),
    ({"unheard": WRITTEN}, "content.unheard", "is no field of", "purpose"),
]


@pytest.mark.parametrize(("change", "field", "rule", "accepted"), CASES)
def test_a_variable_that_does_not_fit_the_schema_is_named_and_not_repeated(
    house: Served, change: dict[str, Any], field: str, rule: str, accepted: str
) -> None:
    content = {name: value for name, value in {**CONTENT, "purpose": WRITTEN, **change}.items() if value is not None}
    given = {"commandId": str(uuid4()), **DRAFT, "content": content}

    answer = house.person("ada", "FR-SPOC").post(VARIABLE, input=given)

    (error,) = answer["errors"]
    told = error["extensions"]
    assert (told["code"], told["field"]) == ("INVALID_INPUT", field)
    assert rule in told["rule"]
    assert accepted in told["accepted"]
    assert WRITTEN not in json.dumps(answer)


@pytest.mark.parametrize(
    ("content", "field"),
    [
        ('urgency: SOON, purpose: "%s"', "content.urgency"),
        ('urgency: "SOON", purpose: "%s"', "content.urgency"),
        ('purpose: "%s", unheard: 1', "content.unheard"),
    ],
)
def test_a_literal_that_does_not_fit_the_schema_is_named_and_not_repeated(
    house: Served, content: str, field: str
) -> None:
    fields = 'requestingAgencyId: "FR-SPOC", requestedAgencyId: "DE-BKA", content: {%s}' % (content % WRITTEN)

    answer = house.person("ada", "FR-SPOC").post(LITERAL % (uuid4(), fields))

    told = [error["extensions"] for error in answer["errors"]]
    assert {each["code"] for each in told} == {"INVALID_INPUT"}
    assert field in {each["field"] for each in told}
    assert WRITTEN not in json.dumps(answer)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff",
        b"[]",
        b"1",
        b"null",
        b"{",
        b'"x"',
        b"[" * 5_000,
        b'{"query": 1}',
        b'{"query": "{"}',
        b'{"query": "{ me }", "variables": 1}',
    ],
)
def test_what_is_no_operation_is_no_fault(house: Served, body: bytes) -> None:
    headers = {"Authorization": f"Bearer {house.token('ada', 'FR-SPOC')}", "Content-Type": "application/json"}

    response = house.client.post("/graphql", content=body, headers=headers)

    assert response.status_code in (200, 400)
    assert "Traceback" not in response.text


@pytest.mark.parametrize(
    "query",
    [
        "{ requests(filter: {states: [OPEN]}) { totalCount } }",
        TIMELINE % "categories: [REQUESTS]",
    ],
)
def test_a_word_that_is_none_of_a_closed_list_is_refused(house: Served, query: str) -> None:
    answer = house.person("ada", "FR-SPOC").post(query)

    assert ": is none of " in answer["errors"][0]["message"]


def test_an_unknown_kind_is_answered_with_those_there_are(house: Served) -> None:
    (error,) = house.person("ada", "FR-SPOC").post(TIMELINE % 'kinds: ["request.Sent"]')["errors"]

    assert "request.RequestSent" in error["extensions"]["remedy"]
    assert "investigation." not in error["extensions"]["remedy"]


def test_a_body_beyond_any_honest_one_is_refused(house: Served) -> None:
    response = house.client.post("/sign-in", content=b"x" * (LARGEST_BODY + 1))

    assert response.status_code == 413


@pytest.mark.parametrize(
    "query",
    [
        "{ investigations { nodes {" + "requests { nodes { investigation { " * 4 + "title" + "} } }" * 4 + "} } }",
        "{ " + " ".join(f"a{n}: me {{ memberId }}" for n in range(31)) + " }",
        "{ me { " + "memberId " * 2_000 + "} }",
    ],
    ids=["depth", "aliases", "tokens"],
)
def test_an_operation_beyond_the_limits_is_refused(house: Served, query: str) -> None:
    answer = house.person("ada", "FR-SPOC").post(query)

    assert answer.get("data") is None
    assert answer["errors"]


def test_get_carries_no_mutation(house: Served) -> None:
    headers = {"Authorization": f"Bearer {house.token('ada', 'FR-SPOC')}"}

    response = house.client.get(
        "/graphql", params={"query": "mutation { sendRequest { __typename } }"}, headers=headers
    )

    assert response.status_code == 405


def test_read_models_that_are_not_built_yet_are_told_plainly(database: str) -> None:
    with served(database) as unbuilt:
        answer = unbuilt.person("ada", "FR-SPOC").post("{ investigations { nodes { title } } }")

    assert answer["errors"][0]["extensions"]["code"] == "NOT_YET_VISIBLE"
    assert "read." not in json.dumps(answer)


def test_an_unexpected_fault_is_told_as_a_number_that_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    told = public_fault(RuntimeError("a secret of the inside"))

    assert "secret" not in told.message
    assert str((told.extensions or {})["fault"]) in caplog.text


def test_a_field_that_fails_leaves_others_what_they_wait_for_together(case: Case) -> None:
    text = """query($id: UUID!) {
        refused: investigation(investigationId: $id) { partners { agencyId } timeline(first: 0) { totalCount } }
        whole: investigation(investigationId: $id) { partners { agencyId } }
    }"""

    answer = case.leader.post(text, id=case.id)

    assert answer["data"] == {"refused": None, "whole": {"partners": [{"agencyId": "DE-BKA"}, {"agencyId": "FR-SPOC"}]}}
    assert [each["path"] for each in answer["errors"]] == [["refused", "timeline"]]
