"""The probe of probes: a person asks every root field for everything, as the schema of the day has it.

It must not name a field: documents are made from the schema, so that a new field is asked for the day it comes.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from uuid import UUID
from zlib import crc32

from graphql import (
    GraphQLArgument,
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    is_required_argument,
    parse,
)

from api.cost import MOST_ROWS, cost_of
from api.schema import make_schema
from tests.leaks.asking import Asker

__all__ = ["documents", "everything", "public_schema"]

EACH = 1
"""Ids that each person asks for everything of."""

LEVELS = 2
"""Connections within connections; deeper ones are the same types again."""

FURTHER = {"from": {"position": 0}, "profile": "EU_EIO", "agencyId": "FR-SPOC"}
"""What further arguments are given, where they are required."""

PAGES = ((100, 10), (40, 5), (20, 3), (10, 2), (10, 1), (5, 1), (2, 1))
"""Rows at the root and within, largest first; the first that the cost limit lets pass is taken."""


@cache
def public_schema() -> GraphQLSchema:
    """This will return the schema as it is served."""
    return make_schema(production=True)._schema


def documents() -> dict[str, tuple[str, list[str]]]:
    """This will write a document for each root field: everything that it can tell; with its required arguments."""
    query = public_schema().query_type
    assert query is not None
    return {name: _cheapest(name, field) for name, field in query.fields.items()}


def _cheapest(name: str, field: GraphQLField) -> tuple[str, list[str]]:
    required = {key: arg for key, arg in field.args.items() if is_required_argument(arg)}
    for sizes in PAGES:
        document = _document(name, field, required, sizes)
        if cost_of(public_schema(), parse(document), {}) <= MOST_ROWS:
            return document, list(required)
    raise AssertionError(f"{name} is too costly to ask for everything")


def _document(name: str, field: GraphQLField, required: dict[str, GraphQLArgument], sizes: tuple[int, int]) -> str:
    variables = ", ".join(f"${key}: {arg.type}" for key, arg in required.items())
    passed = [f"{key}: ${key}" for key in required]
    if "first" in field.args:
        passed.append(f"first: {sizes[0]}")
    told = _selection(get_named_type(field.type), (name,), sizes[1])
    arguments = f"({', '.join(passed)})" if passed else ""
    head = f"query Everything({variables})" if variables else "query Everything"
    return f"{head} {{ {name}{arguments} {told} }}"


def _selection(kind: object, path: tuple[str, ...], page: int) -> str:
    """Everything on an object; of an interface its id, as each of its types has a root field of its own."""
    if isinstance(kind, GraphQLInterfaceType):
        return "{ __typename id }"
    if not isinstance(kind, GraphQLObjectType):
        return ""
    parts = [_field(name, field, (*path, kind.name), page) for name, field in kind.fields.items()]
    return "{ __typename " + " ".join(filter(None, parts)) + " }"


def _field(name: str, field: GraphQLField, path: tuple[str, ...], page: int) -> str:
    kind = get_named_type(field.type)
    if not isinstance(kind, GraphQLObjectType | GraphQLInterfaceType):
        return name
    is_connection = "first" in field.args
    within = sum(each.endswith("Connection") for each in path)
    is_again = kind.name in path or (name == "nodes" and "edges" in public_fields(path[-1]))
    if is_again or (is_connection and within >= LEVELS):
        return ""
    return f"{name}{f'(first: {page})' if is_connection else ''} {_selection(kind, path, page)}"


def public_fields(kind: str) -> frozenset[str]:
    """This will name the fields of a type."""
    found = public_schema().get_type(kind)
    return frozenset(found.fields) if isinstance(found, GraphQLObjectType) else frozenset()


def everything(asker: Asker) -> Iterator[str]:
    """No canary is anywhere in all that a person is told, but those that it may read."""
    oracle = asker.oracle
    ids = {
        "investigationId": oracle.of_kind("investigation"), "requestId": oracle.of_kind("request"),
        "itemId": oracle.of_kind("item"), "followupId": oracle.of_kind("followup"), "id": list(oracle.things),
        "reviewId": oracle.of_kind("review"),
        "caseId": oracle.of_kind("investigation"), "eventId": [each.envelope.event_id for each in oracle.log[::25]],
    }  # fmt: skip
    for name, (document, required) in documents().items():
        if required and required[0] not in ids:
            continue
        few = [{required[0]: str(each)} for each in _few(asker, ids[required[0]])] if required else [{}]
        also = {key: FURTHER[key] for key in required[1:]}
        for variables in few:
            answer = asker.signed().post(document, **variables, **also)
            assert "errors" not in answer or answer["data"] is not None, (name, answer)
            yield from asker.words(name, answer)
            asker.told()


def _few(asker: Asker, ids: Sequence[UUID]) -> Sequence[UUID]:
    """Some, other ones for each person, so that all persons together ask for all."""
    start = crc32(asker.person.member_id.encode()) % len(ids)
    return [*ids, *ids][start : start + EACH]
