"""The changelog of the schema says what is true of it: what breaks comes first, and nothing is left out."""

import pytest
from graphql import build_schema

from api.schema import document
from api.schema_changes import CHANGELOG, RECORDED, changelog_of, changes_between, without_words

BEFORE = 'type Query { a(first: Int): Int b: String @deprecated(reason: "c is told instead") } enum Colour { RED }'


def test_the_changelog_tells_what_changed_since_the_schema_was_recorded() -> None:
    assert CHANGELOG.read_text(encoding="utf-8") == changelog_of(document()), "run `python -m api.schema`, and read it"


@pytest.mark.parametrize(
    ("after", "kind", "told"),
    [
        (BEFORE.replace("a(first: Int): Int ", ""), "breaking", "Query.a was removed"),
        (BEFORE.replace("first: Int", "first: Int!"), "breaking", "Query.a(first:) has changed type"),
        (BEFORE.replace("RED", "RED BLUE"), "dangerous", "Colour.BLUE was added"),
        (
            BEFORE.replace("{ RED", '{ RED } type New { x: Int @deprecated(reason: "gone") '),
            "deprecated",
            "New.x: gone",
        ),
        (BEFORE.replace("type Query {", "type Query { c: Int "), "safe", "Query.c was added"),
    ],
)
def test_each_change_stands_under_what_it_does_to_clients(after: str, kind: str, told: str) -> None:
    changes = changes_between(build_schema(BEFORE), build_schema(after))

    assert any(told in each for each in changes[kind])


def test_words_alone_are_no_change() -> None:
    described = build_schema(f'"""Said.""" {BEFORE}')

    assert not any(changes_between(build_schema(BEFORE), described).values())


def test_what_is_recorded_is_a_schema_without_words() -> None:
    recorded = RECORDED.read_text(encoding="utf-8")

    assert '"""' not in recorded
    assert without_words(recorded) == recorded
