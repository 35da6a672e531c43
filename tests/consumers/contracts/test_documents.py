"""The documents of the contract say what the code says today, and others can read them."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from consumers.contracts.asyncapi import yaml_text
from consumers.contracts.documents import breaking_changes, rendered
from consumers.contracts.refusing import MEANINGS, Reason
from consumers.contracts.registry import CHECKPOINT, COMMANDS, EVENTS
from consumers.contracts.schemas import command_schemas, event_schemas
from consumers.contracts.topics import every_topic
from consumers.contracts.validating import compiled
from tests.golden.messages import COMMAND_EXAMPLES, kept
from tests.tidy.tree import ROOT

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"]) | st.just("\n"))
"""What documents hold."""

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=10,
)


@cache
def asyncapi() -> Any:
    return yaml.safe_load((ROOT / "consumers/asyncapi.yaml").read_text(encoding="utf-8"))


def references_in(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from (part for name, part in value.items() if name == "$ref")
        yield from (found for part in value.values() for found in references_in(part))
    elif isinstance(value, list):
        yield from (found for part in value for found in references_in(part))


@cache
def schemas_in(file: str) -> Any:
    return json.loads((ROOT / "consumers" / file).read_text(encoding="utf-8"))


def looked_up(reference: str) -> Any:
    file, _, path = reference.partition("#/")
    found = schemas_in(file) if file else asyncapi()
    for part in path.split("/"):
        found = found[part]
    return found


def test_generated_documents_are_current() -> None:
    stale = [path for path, text in rendered().items() if (ROOT / path).read_text(encoding="utf-8") != text]

    assert stale == [], "run python -m consumers.contracts"


def test_the_schemas_of_today_break_nothing_that_was_published() -> None:
    assert breaking_changes(ROOT) == []


def test_before_anything_was_published_nothing_is_broken(tmp_path: Path) -> None:
    assert breaking_changes(tmp_path) == []


def test_what_breaks_a_published_schema_is_noticed(tmp_path: Path) -> None:
    published = json.loads(json.dumps(command_schemas()))
    published["$defs"]["eu.entente.request.Nothing.v1"] = {"type": "object", "properties": {}}
    (tmp_path / "consumers/schemas").mkdir(parents=True)
    (tmp_path / "consumers/schemas/commands.json").write_text(json.dumps(published), encoding="utf-8")

    assert breaking_changes(tmp_path) == ["eu.entente.request.Nothing.v1: is gone"]


@pytest.mark.parametrize("schemas", [command_schemas(), event_schemas()], ids=["commands", "events"])
def test_schemas_are_json_schema_2020_12(schemas: Any) -> None:
    jsonschema.Draft202012Validator.check_schema(schemas)


@pytest.mark.parametrize("kind", COMMANDS)
def test_another_validator_judges_the_examples_alike(kind: str) -> None:
    other = jsonschema.Draft202012Validator({**command_schemas(), "$ref": f"#/$defs/{kind}"})
    full, *_ = kept(COMMAND_EXAMPLES)[kind]
    spoilt = [{**full, name: ["unfit"]} for name in full] + [{**full, "unknown": 1}, {}]

    assert [compiled()[f"#/$defs/{kind}"].is_valid(each) for each in (full, *spoilt)] == [
        other.is_valid(each) for each in (full, *spoilt)
    ]
    assert other.is_valid(full)


def test_every_reference_of_the_asyncapi_document_leads_somewhere() -> None:
    references = set(references_in(asyncapi()))

    assert len(references) > len(COMMANDS)
    assert all(looked_up(each) for each in references)


def test_the_asyncapi_document_has_every_topic_and_type() -> None:
    document = asyncapi()
    channels = document["channels"].values()
    sent = document["components"]["schemas"]["eventHeaders"]["properties"]["ce_type"]["enum"]

    assert {each["address"] for each in channels} == {topic.name for topic in every_topic(["{agency}"])}
    assert set(COMMANDS) | {CHECKPOINT} <= set(document["components"]["messages"])
    assert set(sent) == set(EVENTS)


@given(st.dictionaries(TEXTS, VALUES, min_size=1, max_size=4))
def test_yaml_reads_what_was_written(value: dict[str, Any]) -> None:
    assert yaml.safe_load(yaml_text(value)) == value


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_is_explained_to_those_who_meet_it(reason: Reason) -> None:
    assert MEANINGS[reason]
    assert f"`{reason}`" in rendered()["consumers/CONTRACTS.md"]
