"""Exports as other tools read them: the published schemas accept them, and nothing refers to what is not there."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from lxml import etree

from consumers.files.reading import Row, open_source, read_rows
from tests.api.conftest import Case
from tests.api.test_exports import shared
from tests.support.exported import exported
from tests.support.imports import SHARED
from tests.support.served import Served

pytestmark = pytest.mark.postgres

OCEL = SHARED / "ocel/pm4py/schema_ocel2.json"
XES = SHARED / "conformance/xes/xes-ieee-1849-2016.xsd"

NAMED = {"type": "object", "properties": {"name": {"type": "string"}}, "required": ["name", "attributes"]}
MINIATURE = {
    "type": "object",
    "required": ["objectTypes", "eventTypes", "objects", "events"],
    "properties": {
        "objectTypes": {"type": "array", "items": NAMED},
        "eventTypes": {"type": "array", "items": NAMED},
        "objects": {"type": "array", "items": {"type": "object", "required": ["id", "type"]}},
        "events": {"type": "array", "items": {"type": "object", "required": ["id", "type", "time"]}},
    },
}
"""What every log of OCEL 2.0 has, where the published schema is absent."""


@pytest.fixture
def full(house: Served, case: Case) -> Case:
    """A case with something of everything, and texts that are hard to write."""
    item_id = shared(case, title="<&\"'> = Image", marking={"tlp": "AMBER", "handling": ["H2"]})
    opened = {
        "investigationId": case.id,
        "source": "SHARED_ITEM",
        "sourceRef": item_id,
        "task": "Ask\u2028the provider",
    }
    case.leader.did("openFollowUp", **opened)
    said = {"factId": "past", "kind": "INCIDENT", "text": "Long ago", "source": "Report", "grade": "OFFICIAL"}
    case.leader.did("recordFact", investigationId=case.id, **said, occurredAt="2018-05", occurredTz="Europe/Paris")
    case.leader.did("recordFact", investigationId=case.id, **{**said, "factId": "undated"}, occurredAt="")
    case.leader.did("openReview", investigationId=case.id, reviewType="MID_TERM", subject="The first half")
    house.settle()
    return case


@pytest.fixture
def log(full: Case) -> dict[str, Any]:
    """The case as an object-centric log."""
    found: dict[str, Any] = json.loads(exported(full.leader, f"{full.id}.ocel").content)
    return found


def schema() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(OCEL.read_text()) if OCEL.exists() else MINIATURE
    return found


@pytest.mark.real_input
def test_the_published_schema_of_ocel_accepts_an_export(log: dict[str, Any]) -> None:
    jsonschema.Draft7Validator(schema(), format_checker=jsonschema.FormatChecker()).validate(log)
    jsonschema.Draft7Validator(MINIATURE).validate(log)


def test_every_event_relates_to_an_object_and_nothing_to_what_is_not_there(log: dict[str, Any]) -> None:
    objects = {each["id"] for each in log["objects"]}
    related = [[each["objectId"] for each in one["relationships"]] for one in (*log["events"], *log["objects"])]

    assert len(objects) == len(log["objects"])
    assert all(each["relationships"] for each in log["events"])
    assert {each for one in related for each in one} <= objects


def test_types_and_attributes_are_declared(log: dict[str, Any]) -> None:
    for kind in ("event", "object"):
        declared = {each["name"]: {one["name"] for one in each["attributes"]} for each in log[f"{kind}Types"]}
        used = {(each["type"], one["name"]) for each in log[f"{kind}s"] for one in each["attributes"]}
        assert {name for of, name in used if name not in declared[of]} == set()
    assert {each["type"] for each in log["objects"]} == {
        "investigation",
        "request",
        "item",
        "follow-up",
        "agency",
        "unit",
        "review",
    }


def test_a_request_tells_when_it_came_to_each_step(full: Case, log: dict[str, Any]) -> None:
    (request,) = [each for each in log["objects"] if each["id"] == full.request]

    steps = [(each["value"], each["time"]) for each in request["attributes"] if each["name"] == "step"]
    assert [step for step, _ in steps] == ["DRAFT", "SENT"]
    assert {each["qualifier"] for each in request["relationships"]} == {"in", "asked by", "asked of"}
    (followup,) = [each for each in log["objects"] if each["type"] == "follow-up"]
    assert "grew out of" in {each["qualifier"] for each in followup["relationships"]}


@pytest.mark.real_input
def test_the_schema_of_the_standard_accepts_the_event_log(full: Case) -> None:
    found = etree.fromstring(exported(full.leader, f"{full.id}.xes").content)

    assert found.tag == "log"
    assert not XES.exists() or etree.XMLSchema(file=str(XES)).validate(found)
    assert {each.get("prefix") for each in found.iterfind("extension")} >= {"concept", "time", "org", "lifecycle"}
    assert [len(each.findall("event")) for each in found.iterfind("trace")][:1] == [2]


def test_our_own_import_reads_the_event_log_back(full: Case, tmp_path: Path) -> None:
    file = tmp_path / "case.xes"
    file.write_bytes(exported(full.leader, f"{full.id}.xes").content)
    lines = [json.loads(each) for each in exported(full.leader, f"{full.id}.jsonl").text.split("\n") if each]

    with open_source(file) as source:
        rows = list(read_rows(source, []))

    assert all(isinstance(each, Row) for each in rows)
    read = {each.fields["identity:id"]: each.fields for each in rows if isinstance(each, Row)}
    entries = {each["event_id"]: each for each in lines if each.get("is") == "entry"}
    assert {key: each["concept:name"] for key, each in read.items()} == {
        key: each["kind"] for key, each in entries.items()
    }
    assert {each["case:concept:name"] for each in read.values()} == {full.id, full.request}
