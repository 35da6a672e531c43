"""Trusted documents: only registered ones are carried out, by text or by hash; the dashboard's own always are."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from typer.testing import CliRunner

from api.documents.of_dashboard import documents_of_dashboard
from api.documents.reading import Documents, hash_of
from api.documents.trusted import NotAManifest, texts_in
from api.schema import make_schema
from deploy.command_line.program import program
from tests.api.conftest import with_directory
from tests.support.served import Served

REGISTERED = "query Who { me { memberId } }"
OTHER = "query Other { me { agencyId } }"


@pytest.fixture
def guarded(database: str) -> Iterator[Served]:
    """A house where one document may be asked."""
    with with_directory(database, trusted_documents=(REGISTERED,)) as opened:
        opened.settle()
        yield opened


def asked(house: Served, **body: Any) -> httpx.Response:
    headers = {"authorization": f"Bearer {house.token('ada', 'FR-SPOC')}"}
    return house.client.post("/graphql", json=body, headers=headers)


def persisted(text: str) -> dict[str, Any]:
    return {"persistedQuery": {"version": 1, "sha256Hash": hash_of(text)}}


def code_of(response: httpx.Response) -> Any:
    return response.json()["errors"][0]["extensions"]["code"]


@pytest.mark.postgres
@pytest.mark.parametrize(
    "body",
    [
        {"query": REGISTERED},
        {"extensions": persisted(REGISTERED)},
        {"query": REGISTERED, "extensions": persisted(REGISTERED)},
    ],
    ids=["text", "hash", "both"],
)
def test_a_registered_document_is_carried_out(guarded: Served, body: dict[str, Any]) -> None:
    assert asked(guarded, **body).json()["data"] == {"me": {"memberId": "ada"}}


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"query": OTHER}, "DOCUMENT_NOT_TRUSTED"),
        ({"query": REGISTERED + " "}, "DOCUMENT_NOT_TRUSTED"),
        ({"query": "{ __schema { types { name } } }"}, "DOCUMENT_NOT_TRUSTED"),
        ({"extensions": persisted(OTHER)}, "PERSISTED_QUERY_NOT_FOUND"),
        ({"query": OTHER, "extensions": persisted(REGISTERED)}, "BAD_REQUEST"),
        ({"extensions": {"persistedQuery": {"version": 1}}}, "BAD_REQUEST"),
        ({"extensions": {"persistedQuery": 1}}, "BAD_REQUEST"),
    ],
    ids=str,
)
def test_any_other_is_refused(guarded: Served, body: dict[str, Any], code: str) -> None:
    assert code_of(asked(guarded, **body)) == code


@pytest.mark.postgres
def test_the_dashboard_works_where_only_registered_documents_do(guarded: Served) -> None:
    documents = documents_of_dashboard(make_schema(production=False)._schema)
    questions = [each for each in documents if each.startswith("query")]

    answers = [asked(guarded, query=each) for each in questions]

    assert len(questions) > 40
    assert [each.text for each in answers if "DOCUMENT_NOT_TRUSTED" in each.text] == []


def test_every_document_of_the_dashboard_fits_the_schema_and_its_limits() -> None:
    schema = make_schema(production=False)
    documents = documents_of_dashboard(schema._schema)
    mutations = schema._schema.mutation_type

    assert [each for each in documents if schema.documents.read(each).errors] == []
    assert mutations is not None
    assert len([each for each in documents if each.startswith("mutation Act(")]) == len(mutations.fields)


@pytest.mark.postgres
def test_without_registration_a_hash_alone_is_told_apart_so_that_clients_send_the_text(
    house: Served,
) -> None:
    response = asked(house, extensions=persisted(REGISTERED))

    assert (response.json()["errors"][0]["message"], code_of(response)) == (
        "PersistedQueryNotSupported",
        "PERSISTED_QUERY_NOT_SUPPORTED",
    )
    assert asked(house, query=REGISTERED, extensions=persisted(REGISTERED)).json()["data"] == {
        "me": {"memberId": "ada"}
    }


@pytest.mark.parametrize(
    ("name", "content", "texts"),
    [
        ("a.graphql", REGISTERED, [REGISTERED]),
        ("relay.json", json.dumps({"5d41402abc": REGISTERED}), [REGISTERED]),
        ("apollo.json", json.dumps({"format": "x", "operations": [{"id": "1", "body": REGISTERED}]}), [REGISTERED]),
        ("none.json", "{}", []),
    ],
)
def test_manifests_of_others_are_read(name: str, content: str, texts: list[str]) -> None:
    assert texts_in(name, content) == texts


def test_what_is_no_manifest_is_told_so() -> None:
    with pytest.raises(NotAManifest):
        texts_in("a.json", "[1]")


def test_the_command_adds_documents_that_fit_and_none_that_does_not(tmp_path: Path) -> None:
    good, bad, manifest = tmp_path / "good.graphql", tmp_path / "bad.graphql", tmp_path / "trusted.json"
    good.write_text(REGISTERED, encoding="utf-8")
    bad.write_text("query B { nothing }", encoding="utf-8")

    added = CliRunner().invoke(program, ["documents", "add", str(good), "--to", str(manifest), "--json"])
    again = CliRunner().invoke(program, ["documents", "add", str(good), "--to", str(manifest), "--json"])
    refused = CliRunner().invoke(program, ["documents", "add", str(good), str(bad), "--to", str(manifest)])

    assert (json.loads(added.stdout), json.loads(again.stdout)) == (
        {"added": 1, "documents": 1},
        {"added": 0, "documents": 1},
    )
    assert refused.exit_code != 0
    assert json.loads(manifest.read_text(encoding="utf-8")) == {hash_of(REGISTERED): REGISTERED}


def test_what_is_refused_as_untrusted_is_not_held_against_the_schema() -> None:
    documents = Documents(make_schema(production=False)._schema, trusted=())

    assert [(each.extensions or {})["code"] for each in documents.read("{ nothing }").errors] == [
        "DOCUMENT_NOT_TRUSTED"
    ]
