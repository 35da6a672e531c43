"""The plain routes are as their OpenAPI document says, whatever is sent to them; none of it is a fault."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from api.application import create_app
from api.openapi import OPENAPI, document, written
from tests.api.conftest import Case
from tests.leaks.ways_out import routes_of
from tests.support.served import Served

DOCUMENT = document()
PATHS: dict[str, dict[str, Any]] = DOCUMENT["paths"]
PLAIN = ("/health/", "/items/", "/exports/")
FUZZ = settings(max_examples=150, deadline=None)

TEXT = st.one_of(
    st.text(min_size=1, max_size=30),
    st.sampled_from(["..", "%00", "a.csv", "all.csv", "all.jsonl", "all.", ".csv", "\u202e", "' OR 1=1", "a" * 3_000]),
    st.uuids().map(str),
)


@pytest.fixture(scope="module")
def house(shared_case: tuple[Served, Case]) -> Served:
    return shared_case[0]


@pytest.fixture(scope="module")
def case(shared_case: tuple[Served, Case]) -> Case:
    return shared_case[1]


def test_the_committed_document_is_the_one_that_is_made() -> None:
    assert OPENAPI.read_text(encoding="utf-8") == written(), "run `python -m api.openapi` and read the difference"


@pytest.mark.postgres
def test_every_plain_route_is_described_and_there_is_each_that_is(house: Served) -> None:
    served = {path for path in routes_of(create_app(house.given).routes) if path.startswith(PLAIN)}

    assert served == set(PATHS)


def test_each_answer_is_described_by_a_schema() -> None:
    schemas = list(schemas_in(DOCUMENT["paths"]))

    assert len(schemas) > 20
    for each in schemas:
        Draft202012Validator.check_schema(each)


def schemas_in(part: Any) -> Iterator[Any]:
    """Every schema below a part of the document."""
    if isinstance(part, dict):
        yield from ([part["schema"]] if "schema" in part else [])
        for each in part.values():
            yield from schemas_in(each)
    elif isinstance(part, list):
        for each in part:
            yield from schemas_in(each)


@pytest.mark.postgres
@FUZZ
@given(
    path=st.sampled_from(sorted(PATHS)),
    method=st.sampled_from(["GET", "PUT", "POST", "DELETE", "HEAD"]),
    word=TEXT,
    query=st.dictionaries(st.sampled_from(["table", "tlp", "classification", "x"]), TEXT, max_size=3),
    body=st.binary(max_size=200),
)
def test_whatever_is_sent_is_answered_as_described(  # noqa: PLR0913, PLR0917  # what hypothesis draws
    case: Case, path: str, method: str, word: str, query: dict[str, str], body: bytes
) -> None:
    headers = {"authorization": f"Bearer {case.leader.token}"}
    filled = path.replace("{item_id}", quote(word, safe="")).replace("{name}", quote(word, safe=""))

    response = case.leader.client.request(method, filled, params=query, content=body, headers=headers)

    described = PATHS[path].get(method.lower(), {}).get("responses", {})
    assert str(response.status_code) in {*described, "404", "405"}


@pytest.mark.postgres
def test_nobody_gets_the_document_from_the_server(house: Served) -> None:
    answers = [house.client.get(path).status_code for path in ("/openapi.json", "/docs", "/redoc")]

    assert answers == [404, 404, 404]


@pytest.mark.postgres
@pytest.mark.parametrize("path", ["/items/{item_id}/content", "/exports/{name}"])
def test_without_a_token_nothing_is_told(house: Served, path: str) -> None:
    asked = path.format(item_id=uuid4(), name="all.csv")

    assert house.client.get(asked).status_code == 401
