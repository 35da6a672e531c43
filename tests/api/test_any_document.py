"""Whatever document is sent over the whole schema, the answer is an answer: no fault, and no status of one."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.schema import make_schema
from tests.api.conftest import Case
from tests.support.any_documents import Words, documents
from tests.support.served import Served

pytestmark = pytest.mark.postgres

SCHEMA = make_schema(production=False)._schema
KNOWN = ["FR-SPOC", "DE-BKA", "FR-SPOC/CYBER", "CYBERCRIME", "FR", "en", "2026-03-02", "2026-03-02T00:00:00Z", "P30D"]
CASE_ID = "00000000-0000-4000-8000-000000000000"
LARGE = [HealthCheck.too_slow, HealthCheck.data_too_large]
FUZZ = settings(max_examples=150, deadline=None, suppress_health_check=LARGE)


@pytest.fixture(scope="module")
def case(shared_case: tuple[Served, Case]) -> Case:
    return shared_case[1]


@FUZZ
@given(drawn=documents(SCHEMA, Words((CASE_ID, *KNOWN))))
def test_no_document_brings_about_a_fault(case: Case, drawn: str) -> None:
    status, told = posted(case, {"query": drawn.replace(CASE_ID, case.id)})

    assert status in (200, 400)
    assert "INTERNAL_ERROR" not in told


@FUZZ
@given(text=st.text(alphabet='{}()[]:!$@."\\#, \n&|=', max_size=60) | st.text(max_size=40))
def test_no_text_at_all_brings_about_a_fault(case: Case, text: str) -> None:
    status, told = posted(case, {"query": text})

    assert status in (200, 400)
    assert "INTERNAL_ERROR" not in told


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@FUZZ
@given(
    body=st.fixed_dictionaries(
        {},
        optional={
            "query": st.just("query A { me { memberId } }") | ANYTHING,
            "operationName": st.sampled_from(["A", "B", None]) | ANYTHING,
            "variables": ANYTHING,
            "extensions": ANYTHING | st.fixed_dictionaries({"persistedQuery": ANYTHING}),
        },
    )
)
def test_no_request_brings_about_a_fault(case: Case, body: dict[str, Any]) -> None:
    status, told = posted(case, body)

    assert status in (200, 400)
    assert "INTERNAL_ERROR" not in told


def posted(case: Case, body: dict[str, Any]) -> tuple[int, str]:
    """Status and text of the answer; a body that no client could write is written nevertheless."""
    headers = {"authorization": f"Bearer {case.leader.token}", "content-type": "application/json"}
    response = case.leader.client.post("/graphql", content=json.dumps(body).encode(), headers=headers)
    return response.status_code, response.text
