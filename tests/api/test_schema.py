"""The schema as a contract: committed, described throughout, and with a mutation for every command of a person."""

from collections.abc import Iterator
from typing import cast

import pytest
from graphql import GraphQLEnumType, GraphQLInputObjectType, GraphQLObjectType, GraphQLSchema, build_schema

from api.inputs import HEADER
from api.schema import SCHEMA, document
from api.wording import camel_case
from domain.catalogue import COMMAND_TYPES

OF_THE_CLOCK = {"RaiseTimeLimitWarning", "RecordTimeLimitBreach", "SealCheckpoint"}
"""Commands that only the clock process issues."""

OF_AUTOMATIONS = {"ListUnconfirmedRestriction", "RemindOfRestriction", "RemindOfTimeLimit"}
"""Commands that only automations give."""

OF_A_PROCESS = OF_THE_CLOCK | OF_AUTOMATIONS | {"RecordAccesses", "RecordContentDeposit"}
"""Commands that no person issues."""


@pytest.fixture(scope="module")
def schema() -> GraphQLSchema:
    return build_schema(document())


def test_the_committed_schema_is_the_one_that_is_served() -> None:
    assert SCHEMA.read_text() == document(), "run `python -m api.schema` and read the difference"


def test_every_command_of_a_person_has_a_mutation_of_its_name(schema: GraphQLSchema) -> None:
    offered = {name[:1].upper() + name[1:] for name in cast("GraphQLObjectType", schema.mutation_type).fields}

    assert offered == set(COMMAND_TYPES) - OF_A_PROCESS


def test_every_mutation_takes_the_header_of_all_commands(schema: GraphQLSchema) -> None:
    inputs = [
        field.args["input"].type.of_type for field in cast("GraphQLObjectType", schema.mutation_type).fields.values()
    ]

    assert all({camel_case(name) for name in HEADER} <= set(kind.fields) for kind in inputs)


def test_everything_is_described(schema: GraphQLSchema) -> None:
    assert sorted(_undescribed(schema)) == []


def test_enum_values_are_in_screaming_snake_case(schema: GraphQLSchema) -> None:
    enums = [kind for kind in _own_types(schema) if isinstance(kind, GraphQLEnumType)]

    assert [value for kind in enums for value in kind.values if value != value.upper()] == []


def _own_types(schema: GraphQLSchema) -> list[object]:
    return [
        kind
        for name, kind in schema.type_map.items()
        if not name.startswith("__") and name not in ("String", "Int", "Boolean")
    ]


def _undescribed(schema: GraphQLSchema) -> Iterator[str]:
    for kind in _own_types(schema):
        yield from _undescribed_in(kind)


def _undescribed_in(kind: object) -> Iterator[str]:
    if not kind.description:  # type: ignore[attr-defined]
        yield str(kind)
    if isinstance(kind, GraphQLObjectType | GraphQLInputObjectType):
        yield from (f"{kind}.{name}" for name, field in kind.fields.items() if not field.description)
    if isinstance(kind, GraphQLObjectType):
        arguments = ((field, place) for field in kind.fields for place in kind.fields[field].args.items())
        yield from (f"{kind}.{field}({name})" for field, (name, argument) in arguments if not argument.description)
