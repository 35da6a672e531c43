"""The queries that the page asks are queries of the schema."""

import re

import pytest
from graphql import build_schema, parse, validate

from api.schema_document import document
from tests.api.test_pages import PAGE

QUERIES = {
    f"{file.name}:{match['name']}": match[0]
    for file in PAGE.glob("assets/*.js")
    for match in re.finditer(r"(?<=[`\"])query (?P<name>\w+)[^`\"]*", file.read_text())
}


def test_the_page_asks_at_least_its_five_queries() -> None:
    assert len(QUERIES) >= 5


@pytest.mark.parametrize("name", QUERIES)
def test_a_query_of_the_page_fits_the_schema(name: str) -> None:
    assert validate(build_schema(document()), parse(QUERIES[name])) == []
