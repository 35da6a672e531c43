"""What is served beside GraphQL: the page, GraphiQL outside production, health; all from this host alone."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from graphql import build_schema, parse, validate

import api
from api.schema import document
from tests.support.served import Served, served

PAGE = Path(api.__file__).parent / "page"
OURS = [*PAGE.glob("*.html"), *PAGE.glob("assets/*")]


@pytest.fixture
def empty(database: str) -> Iterator[Served]:
    with served(database) as opened:
        yield opened


@pytest.mark.postgres
@pytest.mark.parametrize("path", ["/", "/sign-in", "/page/app.js", "/page/style.css"])
def test_the_page_is_served_to_everybody_under_a_strict_policy(empty: Served, path: str) -> None:
    response = empty.client.get(path)

    assert response.status_code == 200
    policy = response.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert response.headers["x-content-type-options"] == "nosniff"


@pytest.mark.postgres
def test_graphiql_is_offered_from_this_host_outside_production(empty: Served) -> None:
    response = empty.client.get("/graphql", headers={"Accept": "text/html"})

    assert "graphiql.min.js" in response.text
    assert "script-src 'self'" in response.headers["content-security-policy"]
    assert empty.client.get("/vendor/graphiql.min.js").status_code == 200


@pytest.mark.postgres
def test_production_offers_no_graphiql(database: str) -> None:
    with served(database, production=True) as house:
        assert house.client.get("/graphql", headers={"Accept": "text/html"}).status_code == 401
        assert house.client.get("/vendor/graphiql.min.js").status_code == 404


@pytest.mark.postgres
def test_the_process_lives_before_it_is_ready(empty: Served) -> None:
    assert empty.client.get("/health/live").json() == {"status": "live", "version": "test"}
    assert empty.client.get("/health/ready").status_code == 503

    empty.settle()

    assert empty.client.get("/health/ready").json()["status"] == "ready"


@pytest.mark.postgres
@pytest.mark.parametrize("path", ["/nothing", "/page/../application.py", "/page/%2e%2e/index.html", "/docs"])
def test_nothing_else_is_served(empty: Served, path: str) -> None:
    assert empty.client.get(path).status_code == 404


@pytest.mark.postgres
def test_a_browser_that_asks_for_what_there_is_not_gets_the_page(empty: Served) -> None:
    response = empty.client.get("/nothing", headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})

    assert response.status_code == 404
    assert "/page/app.js" in response.text


@pytest.mark.parametrize("file", OURS, ids=[file.name for file in OURS])
def test_no_page_of_ours_names_another_host(file: Path) -> None:
    hosts = re.findall(r"(?:https?:)?//[a-z0-9.-]+\.[a-z]{2,}", file.read_text())

    assert [host for host in hosts if host != "http://www.w3.org"] == []


@pytest.mark.parametrize("file", sorted(PAGE.glob("*.html")), ids=lambda file: file.name)
def test_no_page_of_ours_has_anything_inline(file: Path) -> None:
    text = file.read_text()

    assert re.findall(r"<script(?![^>]*\bsrc=)", text) == []
    assert re.findall(r"<style|\sstyle=|\son[a-z]+=", text) == []


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
