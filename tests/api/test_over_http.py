"""GraphQL over HTTP: the media type that a client asks for, the status it gets, and what may be asked by a link."""

import json
from typing import Any

import httpx
import pytest

from api.transport.answering import GRAPHQL_RESPONSE, JSON, answer_type, is_json
from tests.api.conftest import Case
from tests.support.served import Served

pytestmark = pytest.mark.postgres

ME = {"query": "{ me { memberId } }"}
REFUSED: list[dict[str, Any]] = [
    {"query": "{"},
    {"query": "{ nothing }"},
    {"query": "query($id: UUID!) { investigation(investigationId: $id) { title } }"},
    {"query": "query($id: ID!) { __typename }", "variables": {"id": None}},
    {"query": "{ requests(first: 200) { nodes { timeline(first: 200) { nodes { kind } } } } }"},
    {"query": "{ me { " + "memberId " * 2_000 + "} }"},
]


@pytest.fixture(scope="module")
def house(shared_case: tuple[Served, Case]) -> Served:
    return shared_case[0]


def sent(house: Served, body: dict[str, Any], **headers: str) -> httpx.Response:
    """The answer to a POST of ada's."""
    signed = {"authorization": f"Bearer {house.token('ada', 'FR-SPOC')}", "content-type": JSON}
    return house.client.post("/graphql", content=json.dumps(body).encode(), headers={**signed, **headers})


def got(house: Served, **parameters: str) -> httpx.Response:
    """The answer to a GET of ada's."""
    headers = {"authorization": f"Bearer {house.token('ada', 'FR-SPOC')}", "accept": GRAPHQL_RESPONSE}
    return house.client.get("/graphql", params=parameters, headers=headers)


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        ("", JSON),
        ("*/*", JSON),
        ("application/*", JSON),
        (JSON, JSON),
        ("application/json; charset=utf-8", JSON),
        (GRAPHQL_RESPONSE, GRAPHQL_RESPONSE),
        (f"{GRAPHQL_RESPONSE}, {JSON}", GRAPHQL_RESPONSE),
        (f"{JSON}, {GRAPHQL_RESPONSE}", GRAPHQL_RESPONSE),
        (f"{GRAPHQL_RESPONSE};q=0.5, {JSON}", JSON),
        (f"{GRAPHQL_RESPONSE}, {JSON};q=0.9, */*;q=0.1", GRAPHQL_RESPONSE),
        (f"{GRAPHQL_RESPONSE};q=0, */*", JSON),
        (f"{JSON};q=0, */*", None),
        (f"{JSON};q=x", None),
        ("text/html", None),
        ("text/html, */*;q=0.8", JSON),
    ],
)
def test_a_client_gets_the_media_type_it_wants_most(accept: str, chosen: str | None) -> None:
    assert answer_type(accept) == chosen


@pytest.mark.parametrize(
    ("content_type", "fits"),
    [
        (JSON, True),
        ("Application/JSON; charset=UTF-8", True),
        ('application/json; charset="utf-8"', True),
        ("application/json; charset=utf-16", False),
        ("application/jsonlines", False),
        ("text/plain", False),
        ("", False),
    ],
)
def test_an_operation_is_sent_as_json_in_utf_8(content_type: str, fits: bool) -> None:  # noqa: FBT001
    assert is_json(content_type) is fits


@pytest.mark.parametrize("kind", [GRAPHQL_RESPONSE, JSON])
def test_an_answer_has_the_media_type_that_was_asked_for(house: Served, kind: str) -> None:
    response = sent(house, ME, accept=kind)

    assert (response.status_code, response.headers["content-type"]) == (200, f"{kind}; charset=utf-8")


@pytest.mark.parametrize("body", REFUSED, ids=str)
@pytest.mark.parametrize(("kind", "status"), [(GRAPHQL_RESPONSE, 400), (JSON, 200)])
def test_what_is_refused_before_it_is_carried_out_has_no_data(
    house: Served, body: dict[str, Any], kind: str, status: int
) -> None:
    response = sent(house, body, accept=kind)

    assert (response.status_code, "data" in response.json()) == (status, False)
    assert response.json()["errors"]


def test_what_fails_while_it_is_carried_out_has_data_and_is_answered(house: Served) -> None:
    response = sent(house, {"query": "{ requests(first: 999) { totalCount } }"}, accept=GRAPHQL_RESPONSE)

    assert (response.status_code, response.json()["data"]) == (200, None)
    assert response.json()["errors"][0]["path"] == ["requests"]


def test_a_client_that_reads_no_json_is_told_before_anything_is_done(house: Served) -> None:
    response = sent(house, ME, accept="text/csv;q=0.5, text/html")

    assert (response.status_code, response.json()["errors"][0]["extensions"]["code"]) == (406, "NOT_ACCEPTABLE")


def test_null_parameters_count_as_left_out(house: Served) -> None:
    response = sent(house, {**ME, "variables": None, "extensions": None, "operationName": None})

    assert response.json()["data"] == {"me": {"memberId": "ada"}}


def test_a_query_may_be_asked_by_a_link(house: Served) -> None:
    query = "query A($id: String!) { agency(agencyId: $id) { agencyId } }"
    house.settle()

    response = got(house, query=query, operationName="A", variables='{"id": "FR-SPOC"}', extensions="{}")

    assert (response.status_code, response.json()["data"]) == (200, {"agency": {"agencyId": "FR-SPOC"}})


@pytest.mark.parametrize(
    ("parameters", "status", "code"),
    [
        ({}, 400, "BAD_REQUEST"),
        ({"query": "{ me { memberId } }", "variables": "{"}, 400, "BAD_REQUEST"),
        ({"query": "{ me { memberId } }", "extensions": "[]"}, 400, "BAD_REQUEST"),
        ({"query": "mutation { __typename }"}, 405, "METHOD_NOT_ALLOWED"),
        ({"query": "subscription { readModelLag { at } }"}, 400, "INVALID_OPERATION"),
    ],
)
def test_a_link_changes_nothing_and_follows_nothing(
    house: Served, parameters: dict[str, str], status: int, code: str
) -> None:
    response = got(house, **parameters)

    assert (response.status_code, response.json()["errors"][0]["extensions"]["code"]) == (status, code)


def test_a_mutation_by_link_is_told_the_method_it_needs(house: Served) -> None:
    assert got(house, query="mutation { __typename }").headers["allow"] == "POST"
