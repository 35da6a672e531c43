"""Whatever is sent for an argument or an input, the answer is an answer: no fault, and no status that tells of one."""

import json
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.api.conftest import Case
from tests.support.served import Served

pytestmark = pytest.mark.postgres


@pytest.fixture(scope="module")
def case(shared_case: tuple[Served, Case]) -> Case:
    return shared_case[1]


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
