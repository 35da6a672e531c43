"""GraphQL over HTTP: what is no operation, or not one alone, is answered in JSON; every error carries a code."""

import pytest

from tests.api.conftest import Case
from tests.support.served import Served

pytestmark = pytest.mark.postgres


@pytest.fixture(scope="module")
def house(shared_case: tuple[Served, Case]) -> Served:
    return shared_case[0]


JSON = "application/json"
NOT_ANSWERED: list[tuple[str, str, bytes, int, str]] = [
    ("POST", JSON, b"", 400, "BAD_REQUEST"),
    ("POST", JSON, b"[]", 400, "BATCH_NOT_TAKEN"),
    ("POST", JSON, b'[{"query": "{ me { memberId } }"}]', 400, "BATCH_NOT_TAKEN"),
    ("POST", JSON, b"7", 400, "BAD_REQUEST"),
    ("POST", JSON, b"{", 400, "BAD_REQUEST"),
    ("POST", JSON, b"{}", 400, "BAD_REQUEST"),
    ("POST", JSON, b'{"query": 1}', 400, "BAD_REQUEST"),
    ("POST", JSON, b'{"query": "{ me { memberId } }", "variables": 1}', 400, "BAD_REQUEST"),
    ("POST", JSON, b'{"query": "query A { me { memberId } }", "operationName": "B"}', 400, "BAD_REQUEST"),
    ("POST", JSON, b'{"query": "query A { me { memberId } }", "operationName": 7}', 400, "BAD_REQUEST"),
    ("POST", JSON, b'{"query": "{ me { memberId } }", "extensions": []}', 400, "BAD_REQUEST"),
    ("POST", JSON, b'{"query": "subscription { readModelLag { at } }"}', 400, "INVALID_OPERATION"),
    ("POST", JSON + "; charset=latin-1", b"{}", 415, "UNSUPPORTED_MEDIA_TYPE"),
    ("POST", "text/plain", b"{ me { memberId } }", 415, "UNSUPPORTED_MEDIA_TYPE"),
    ("POST", "multipart/form-data; boundary=x", b"--x--", 415, "UNSUPPORTED_MEDIA_TYPE"),
    ("PUT", JSON, b"{}", 405, "METHOD_NOT_ALLOWED"),
    ("DELETE", JSON, b"", 405, "METHOD_NOT_ALLOWED"),
]


@pytest.mark.parametrize("asked", NOT_ANSWERED, ids=str)
def test_what_is_no_operation_is_answered_in_json(house: Served, asked: tuple[str, str, bytes, int, str]) -> None:
    method, kind, body, status, code = asked
    headers = {"Authorization": f"Bearer {house.token('ada', 'FR-SPOC')}", "Content-Type": kind}

    response = house.client.request(method, "/graphql", content=body, headers=headers)

    assert response.status_code == status
    assert response.json()["errors"][0]["extensions"]["code"] == code
    assert response.json()["errors"][0]["message"]


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("OPTIONS", "/graphql", "GET, POST"),
        ("HEAD", "/items/5f0c6a1e-8d3e-4a52-9a35-2b9f5f5f2f10/content", "GET, PUT"),
        ("DELETE", "/items/5f0c6a1e-8d3e-4a52-9a35-2b9f5f5f2f10/content", "GET, PUT"),
        ("POST", "/health/live", "GET"),
    ],
)
def test_a_method_that_a_path_has_not_is_answered_with_those_it_has(
    house: Served, method: str, path: str, allowed: str
) -> None:
    response = house.client.request(method, path, headers={"Authorization": f"Bearer {house.token('ada', 'FR-SPOC')}"})

    assert (response.status_code, response.headers["allow"]) == (405, allowed)


def test_a_path_that_there_is_not_is_answered_in_json(house: Served) -> None:
    response = house.client.get("/nowhere")

    assert (response.status_code, response.json()["errors"][0]["extensions"]["code"]) == (404, "NOT_FOUND")


BOTH = "query A { me { memberId } } query B { me { agencyId } }"


def test_of_several_operations_one_is_named(house: Served) -> None:
    answer = house.person("ada", "FR-SPOC").post(BOTH)

    assert answer.get("data") is None
    assert answer["errors"][0]["extensions"]["code"] == "OPERATION_NAME_MISSING"


def test_of_several_operations_the_named_one_is_carried_out(house: Served) -> None:
    headers = {"Authorization": f"Bearer {house.token('ada', 'FR-SPOC')}"}

    response = house.client.post("/graphql", json={"query": BOTH, "operationName": "B"}, headers=headers)

    assert response.json()["data"] == {"me": {"agencyId": "FR-SPOC"}}


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("{", "SYNTAX_ERROR"),
        ("{ nothing }", "INVALID_OPERATION"),
        ("{ me }", "INVALID_OPERATION"),
        ("fragment F on Query { me { memberId } } { ...F ...G }", "INVALID_OPERATION"),
        ("{ agency(agencyId: 1) { name } }", "INVALID_INPUT"),
        ('{ requests(first: "x") { totalCount } }', "INVALID_INPUT"),
        ('{ agency(agencyId: "X", minPosition: -1) { name } }', "INVALID_INPUT"),
        ("query($id: UUID!) { investigation(investigationId: $id) { title } }", "INVALID_INPUT"),
        ('mutation { sendRequest(input: {commandId: "x"}) { __typename } }', "INVALID_INPUT"),
        ("{ " + " ".join(f"a{n}: me {{ memberId }}" for n in range(31)) + " }", "OPERATION_TOO_LARGE"),
        ("{ me { " + "memberId " * 2_000 + "} }", "OPERATION_TOO_LARGE"),
        (
            "{ investigations { nodes {" + "requests { nodes { investigation { " * 4 + "title" + "} } }" * 4 + "} } }",
            "OPERATION_TOO_LARGE",
        ),
    ],
)
def test_every_error_carries_a_code(house: Served, query: str, code: str) -> None:
    errors = house.person("ada", "FR-SPOC").post(query)["errors"]

    assert {error["extensions"]["code"] for error in errors} == {code}
