"""An operation is estimated before it reads anything, and refused where it would read too much."""

import pytest
from graphql import GraphQLSchema, build_schema, parse

from api.cost import MOST_ROWS, SHORT_LIST, STATEMENT, cost_of
from api.schema import document
from tests.support.served import Served

DEEP = "investigation { requests(first: 200) { nodes { timeline(first: 200) { nodes { kind } } } }"
ATTACK = (
    "{ " + " ".join(f"a{n}: requests(first: 200) {{ nodes {{ {DEEP} }} }} }}" for n in range(15)) + " }"
)  # what once took ten seconds


@pytest.fixture(scope="module")
def schema() -> GraphQLSchema:
    return build_schema(document())


def cost(schema: GraphQLSchema, query: str, **variables: object) -> int:
    """The estimate of a query."""
    return cost_of(schema, parse(query), variables)


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("{ me { memberId } }", 0),
        ("{ __typename }", 0),
        ("{ __schema { types { name } } }", 2_000),
        ('{ __type(name: "Me") { name } }', 100),
        ("{ requests(first: 10) { nodes { state } } }", STATEMENT + 10),
        ("{ requests(last: 10) { nodes { state } } }", STATEMENT + 10),
        ("{ requests { nodes { state } } }", STATEMENT + 50),
        ("{ requests(first: null) { nodes { state } } }", STATEMENT + 50),
        ("{ requests(first: 100000) { nodes { state } } }", STATEMENT + 200),
        ("{ requests(first: -1) { nodes { state } } }", STATEMENT + 1),
        ("{ requests(first: 10) { edges { node { state } } } }", STATEMENT + 10),
        ("{ requests(first: 10) { nodes { clocks { state } } } }", STATEMENT + 10 * (1 + SHORT_LIST)),
        ("{ requests(first: 2) { nodes { timeline(first: 3) { nodes { kind } } } } }", STATEMENT + 2 * (4 + STATEMENT)),
        ("{ a: requests(first: 1) { totalCount } b: requests(first: 1) { totalCount } }", 2 * (1 + 2 * STATEMENT)),
        ("query($n: Int = 7) { requests(first: $n) { nodes { state } } }", STATEMENT + 7),
        ("{ ...f } fragment f on Query { requests(first: 7) { nodes { state } } }", STATEMENT + 7),
        ("{ ... on Query { requests(first: 7) { nodes { state } } } }", STATEMENT + 7),
    ],
)  # fmt: skip
def test_pages_are_multiplied_along_nested_lists_and_added_up(schema: GraphQLSchema, query: str, rows: int) -> None:
    assert cost(schema, query) == rows


def test_a_variable_counts_as_it_was_sent(schema: GraphQLSchema) -> None:
    query = "query($n: Int = 7) { requests(first: $n) { nodes { state } } }"

    assert cost(schema, query, n=20) == STATEMENT + 20
    assert cost(schema, query, n="x") == STATEMENT + 50


def test_fragments_within_fragments_do_not_make_the_estimate_itself_dear(schema: GraphQLSchema) -> None:
    nested = " ".join(f"fragment f{n} on Query {{ ...f{n + 1} ...f{n + 1} }}" for n in range(200))

    assert cost(schema, f"{{ ...f0 }} {nested} fragment f200 on Query {{ requests {{ totalCount }} }}") > MOST_ROWS


@pytest.mark.postgres
def test_a_query_that_would_read_too_much_is_refused_with_what_helps(house: Served) -> None:
    answer = house.person("ada", "FR-SPOC").post(ATTACK)

    (error,) = answer["errors"]
    assert "data" not in answer
    assert error["extensions"]["code"] == "QUERY_TOO_COSTLY"
    assert error["extensions"]["limit"] == MOST_ROWS < error["extensions"]["cost"]
    assert f"{MOST_ROWS:,}" in error["message"]
    assert "first" in error["extensions"]["remedy"]


@pytest.mark.postgres
def test_variables_are_applied_before_a_query_is_refused(house: Served) -> None:
    query = "query($n: Int) { requests(first: $n) { nodes { timeline(first: $n) { nodes { kind } } } } }"
    house.settle()

    asked = house.person("ada", "FR-SPOC")

    assert "errors" not in asked.post(query, n=50)
    assert asked.post(query, n=200)["errors"][0]["extensions"]["code"] == "QUERY_TOO_COSTLY"
