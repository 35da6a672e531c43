"""Bad input of every kind is answered with the field, the rule and what would be accepted; never with a fault."""

import json
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.errors import public_fault
from api.limits import LARGEST_BODY
from tests.api.conftest import CONTENT, Case
from tests.support.served import Served, served

pytestmark = pytest.mark.postgres


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
        ('{ competentUnits(sought: {crimeArea: "X", on: "2026-01-01"}) { explanation } }', "crimeArea"),
    ],
)
def test_an_unfit_argument_is_named_in_the_error(house: Served, query: str, field: str) -> None:
    (error,) = house.person("ada", "FR-SPOC").post(query)["errors"]

    assert (error["extensions"]["code"], error["extensions"]["field"]) == ("INVALID_INPUT", field)
    assert error["extensions"]["remedy"]


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

    assert response.status_code == 400


def test_read_models_that_are_not_built_yet_are_told_plainly(database: str) -> None:
    with served(database) as unbuilt:
        answer = unbuilt.person("ada", "FR-SPOC").post("{ investigations { nodes { title } } }")

    assert answer["errors"][0]["extensions"]["code"] == "NOT_YET_VISIBLE"
    assert "read." not in json.dumps(answer)


TEXT = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        [
            "",
            "\0",
            "\ud800",
            "2018-05",
            "9999-12-31T23:59:59-23:59",
            "P999999999D",
            "FR-SPOC",
            "%_",
            "' OR 1=1",
            "0001-01-01T00:00:00+14:00",
        ]
    ),
)
VALUE = st.recursive(
    st.one_of(
        TEXT, st.none(), st.booleans(), st.integers(-(2**70), 2**70), st.floats(allow_nan=False, allow_infinity=False)
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(TEXT, inner, max_size=3)),
    max_leaves=5,
)
ASKED: dict[str, tuple[str, str]] = {
    "id": ("UUID", "investigation(investigationId: $v) { title }"),
    "agency": ("String", "agency(agencyId: $v) { name }"),
    "at": ("DateTime", "requests(at: $v) { totalCount }"),
    "after": ("String", 'timeline(caseId: "5f0c6a1e-8d3e-4a52-9a35-2b9f5f5f2f10", after: $v) { totalCount }'),
    "first": ("Int", "agencies(first: $v) { nodes { name } }"),
    "position": ("Position", 'agency(agencyId: "X", minPosition: $v) { name }'),
    "entries": (
        "EntryFilterInput",
        'timeline(caseId: "5f0c6a1e-8d3e-4a52-9a35-2b9f5f5f2f10", filter: $v) { totalCount }',
    ),
    "requests": ("RequestFilterInput", "requests(filter: $v) { totalCount nodes { state } }"),
    "investigations": ("InvestigationFilterInput", "investigations(filter: $v) { nodes { title } }"),
    "sought": ("SoughtInput", "competentUnits(sought: $v) { explanation }"),
}
FILTER = st.fixed_dictionaries(
    {},
    optional={
        "kinds": st.lists(TEXT, max_size=2),
        "agencies": st.lists(TEXT, max_size=2),
        "text": TEXT,
        "agencyId": TEXT,
        "requestId": TEXT,
        "investigationId": TEXT,
        "occurredFrom": TEXT,
        "dueBefore": TEXT,
        "states": st.lists(TEXT, max_size=2),
        "crimeArea": TEXT,
        "region": TEXT,
        "on": TEXT,
    },
)
FUZZ = settings(max_examples=60, deadline=None)


@FUZZ
@given(
    place=st.sampled_from(sorted(ASKED)),
    value=st.one_of(VALUE, FILTER, st.text(alphabet="WyJ0aW1lbGluZSIsIjAiXQ", max_size=30)),
)
def test_no_argument_brings_about_a_fault(case: Case, place: str, value: Any) -> None:
    kind, selection = ASKED[place]
    required = (
        "" if kind in ("Int", "Position", "DateTime") or kind.endswith("FilterInput") or place == "after" else "!"
    )

    answer = posted(case, f"query($v: {kind}{required}) {{ {selection} }}", value)

    assert "INTERNAL_ERROR" not in answer


FIELDS = st.fixed_dictionaries(
    {"investigationId": TEXT, "factId": TEXT, "kind": st.sampled_from(["INCIDENT", "x"]), "text": TEXT, "source": TEXT},
    optional={
        "grade": st.sampled_from(["OFFICIAL", "PRESS"]),
        "alsoSources": st.lists(TEXT, max_size=2),
        "occurredAt": TEXT,
        "occurredTz": TEXT,
        "externalRef": TEXT,
        "expectedVersion": st.integers(-(2**40), 2**40),
        "dateNote": VALUE,
    },
)


@FUZZ
@given(fields=FIELDS, own=st.booleans())
def test_no_input_of_a_command_brings_about_a_fault(case: Case, fields: dict[str, Any], own: bool) -> None:  # noqa: FBT001
    sent = {"grade": "OFFICIAL", "commandId": str(uuid4()), **fields, **({"investigationId": case.id} if own else {})}

    answer = posted(case, "mutation($v: RecordFactInput!) { recordFact(input: $v) { __typename } }", sent)

    assert "INTERNAL_ERROR" not in answer


def posted(case: Case, query: str, value: Any) -> str:
    """What is answered to a query with one variable; a body that no client could write is written nevertheless."""
    body = json.dumps({"query": query, "variables": {"v": value}}).encode()
    headers = {"Authorization": f"Bearer {case.leader.token}", "Content-Type": "application/json"}
    response = case.leader.client.post("/graphql", content=body, headers=headers)
    assert response.status_code in (200, 400), response.text
    return response.text


def test_an_unexpected_fault_is_told_as_a_number_that_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    told = public_fault(RuntimeError("a secret of the inside"))

    assert "secret" not in told.message
    assert str((told.extensions or {})["fault"]) in caplog.text
