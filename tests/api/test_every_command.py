"""Every mutation reaches its command: whatever fits the schema is answered, by one of the four results."""

from typing import Any
from uuid import uuid4

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    build_schema,
)

from api.schema import document
from tests.support.served import Served

pytestmark = pytest.mark.postgres

SCHEMA = build_schema(document())
MUTATIONS: dict[str, Any] = SCHEMA.mutation_type.fields if isinstance(SCHEMA.mutation_type, GraphQLObjectType) else {}

SAMPLES: dict[str, Any] = {
    "UUID": "5f0c6a1e-8d3e-4a52-9a35-2b9f5f5f2f10",
    "DateTime": "2026-03-04T10:15:00+01:00",
    "Date": "2026-03-04",
    "Duration": "P3D",
    "String": "XX",
    "Int": 1,
    "Boolean": True,
}


def sample(kind: GraphQLInputType) -> Any:
    """The plainest value of a type: what is optional is left out."""
    match kind:
        case GraphQLNonNull():
            return sample(kind.of_type)
        case GraphQLList():
            return [sample(kind.of_type)]
        case GraphQLEnumType():
            return next(iter(kind.values))
        case GraphQLInputObjectType():
            return {
                name: sample(field.type)
                for name, field in kind.fields.items()
                if isinstance(field.type, GraphQLNonNull)
            }
        case _:
            return SAMPLES[kind.name]


@pytest.fixture(scope="module")
def plain() -> dict[str, Any]:
    return {name: sample(field.args["input"].type) for name, field in MUTATIONS.items()}


def test_every_mutation_answers_by_one_of_the_four_results(house: Served, plain: dict[str, Any]) -> None:
    person = house.person("ada", "FR-SPOC")

    results = {name: person.do(name, **{**fields, "commandId": str(uuid4())}) for name, fields in plain.items()}

    assert {result["__typename"] for result in results.values()} <= {"Success", "NotFound", "Conflict", "RuleViolation"}
    assert results["sendRequest"]["__typename"] == "NotFound"
    assert results["startExecution"] == results["sendRequest"]


def test_a_command_of_the_clock_has_no_mutation() -> None:
    assert "recordTimeLimitBreach" not in MUTATIONS
    assert "raiseTimeLimitWarning" not in MUTATIONS
