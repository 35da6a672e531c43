"""What is served beside GraphQL: the dashboard, GraphiQL outside production, health; all from this host alone."""

import asyncio
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from graphql import build_schema, parse, validate
from starlette.requests import Request

import api
from api.assets import Assets
from api.schema import document
from tests.support.served import Served, served
from tests.support.walking import names_of_pages

HERE = Path(api.__file__).parent
OURS = sorted(
    each
    for room in ("dashboard", "graphiql")
    for each in (HERE / room).rglob("*")
    if each.suffix in {".html", ".js", ".css", ".ftl", ".svg"} and "vendor" not in each.parts
)


@pytest.fixture
def empty(database: str) -> Iterator[Served]:
    with served(database) as opened:
        yield opened


@pytest.mark.postgres
@pytest.mark.parametrize(
    "path", ["/", "/sign-in", "/dashboard/app.js", "/dashboard/look/scales.css", "/vendor/preact.mjs"]
)
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
    assert empty.client.get("/graphiql/vendor/graphiql.min.js").status_code == 200


@pytest.mark.postgres
def test_production_offers_no_graphiql(database: str) -> None:
    with served(database, production=True) as house:
        assert house.client.get("/graphql", headers={"Accept": "text/html"}).status_code == 401
        assert house.client.get("/graphiql/vendor/graphiql.min.js").status_code == 404


@pytest.mark.postgres
def test_the_process_lives_before_it_is_ready(empty: Served) -> None:
    assert empty.client.get("/health/live").json() == {"status": "live", "version": "test"}
    assert empty.client.get("/health/ready").status_code == 503

    empty.settle()

    assert empty.client.get("/health/ready").json()["status"] == "ready"


@pytest.mark.postgres
@pytest.mark.parametrize("path", ["/nothing", "/dashboard/../application.py", "/dashboard/%2e%2e/index.html", "/docs"])
def test_nothing_else_is_served(empty: Served, path: str) -> None:
    assert empty.client.get(path).status_code == 404


@pytest.mark.postgres
def test_a_browser_that_asks_for_what_there_is_not_gets_the_page(empty: Served) -> None:
    response = empty.client.get("/nothing", headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})

    assert response.status_code == 404
    assert "/dashboard/app.js" in response.text


@pytest.mark.parametrize("file", OURS, ids=[str(file.relative_to(HERE)) for file in OURS])
def test_no_page_of_ours_names_another_host(file: Path) -> None:
    hosts = re.findall(r"(?:https?:)?//[a-z0-9.-]+\.[a-z]{2,}", file.read_text())

    assert [host for host in hosts if host != "http://www.w3.org"] == []


@pytest.mark.parametrize("file", [each for each in OURS if each.suffix == ".html"], ids=lambda file: file.parent.name)
def test_no_page_of_ours_has_anything_inline_but_the_map_of_its_modules(file: Path) -> None:
    text = file.read_text()

    assert re.findall(r"<script(?![^>]*\bsrc=)[^>]*>", text) in ([], ['<script type="importmap">'])
    assert re.findall(r"<style|\sstyle=|\son[a-z]+=", text) == []


def test_the_map_of_modules_names_files_that_there_are() -> None:
    mapped = re.findall(r'"(/vendor/[^"]+)"', (HERE / "dashboard" / "index.html").read_text())

    assert mapped
    assert [each for each in mapped if not (HERE / "dashboard" / each.removeprefix("/")).is_file()] == []


@pytest.mark.postgres
def test_the_page_hints_at_each_module_that_it_needs_at_first_and_at_nothing_else(empty: Served) -> None:
    hinted = re.findall(r'<link rel="modulepreload" href="([^"]+)">', empty.client.get("/").text)

    assert {"/dashboard/app.js", "/dashboard/parts/notices.js", "/vendor/fluent/resolver.js"} <= set(hinted)
    assert not {"/dashboard/pages/desk/page.js", "/vendor/echarts.esm.min.mjs"} & set(hinted)
    assert {empty.client.get(path).status_code for path in hinted} == {200}


@pytest.mark.postgres
def test_the_page_names_what_each_place_in_it_needs_besides(empty: Served) -> None:
    text = empty.client.get("/").text
    first = set(re.findall(r'<link rel="modulepreload" href="([^"]+)">', text))
    named = {
        name: set(modules.split()) for name, modules in re.findall(r'"modules-of-([\w-]+)" content="([^"]+)"', text)
    }

    assert set(named) == set(names_of_pages())
    assert {"/dashboard/pages/desk/page.js", "/dashboard/parts/forms/form.js"} <= named["desk"]
    assert {each for modules in named.values() for each in modules} & first == set()
    assert {empty.client.get(path).status_code for path in set().union(*named.values())} == {200}


@pytest.mark.postgres
def test_a_file_is_sent_compressed_to_those_who_take_it_so_and_plain_to_others(empty: Served) -> None:
    path = "/vendor/echarts.esm.min.mjs"
    plain = empty.client.get(path, headers={"Accept-Encoding": "identity"})
    packed = empty.client.get(path, headers={"Accept-Encoding": "gzip, br"})

    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.text == plain.text
    assert int(packed.headers["content-length"]) * 2 < int(plain.headers["content-length"])
    assert packed.headers["vary"] == plain.headers["vary"] == "Accept-Encoding"


@pytest.mark.postgres
def test_a_file_that_is_still_the_same_is_not_sent_again(empty: Served) -> None:
    first = empty.client.get("/dashboard/app.js")

    again = empty.client.get("/dashboard/app.js", headers={"If-None-Match": first.headers["etag"]})
    other = empty.client.get("/dashboard/look/scales.css", headers={"If-None-Match": first.headers["etag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert other.status_code == 200
    assert again.headers["cache-control"] == first.headers["cache-control"] == "no-cache"


def test_a_file_that_changed_is_read_anew(tmp_path: Path) -> None:
    file = tmp_path / "said.js"
    file.write_text("before")
    asked = Request({"type": "http", "headers": [], "path_params": {"path": "said.js"}})
    assets = Assets(tmp_path)
    assert asyncio.run(assets.answer(asked)).body == b"before"

    file.write_text("after")
    os.utime(file, ns=(1, 1))

    assert asyncio.run(assets.answer(asked)).body == b"after"


@pytest.mark.postgres
def test_no_answer_that_holds_what_somebody_may_see_is_compressed(empty: Served) -> None:
    query = {"query": "{ __schema { types { name fields { name } } } }"}

    answer = empty.client.post("/graphql", json=query, headers={"Accept-Encoding": "gzip", "X-Entente": "1"})

    assert len(answer.content) > 10
    assert "content-encoding" not in answer.headers


OPERATIONS = {
    f"{file.relative_to(HERE)}:{match['name']}": match[0]
    for file in OURS
    for match in re.finditer(
        r"(?<=[`\"])(?:query|subscription) (?P<name>\w+)[^`\"$]*(?:\$\w[^`\"$]*)*", file.read_text()
    )
    if file.suffix == ".js"
}
"""Those that stand whole in one string; one that is put together has `${` in it, and is tried by the browser alone."""


def test_the_dashboard_asks_at_least_its_own_name() -> None:
    assert len(OPERATIONS) >= 2


@pytest.mark.parametrize("name", OPERATIONS)
def test_an_operation_of_the_dashboard_fits_the_schema(name: str) -> None:
    assert validate(build_schema(document()), parse(OPERATIONS[name])) == []
