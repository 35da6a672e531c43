"""Exports over HTTP: what one may see, marked as the strictest thing inside, and on record before it leaves."""

import json
import shutil
from base64 import b64decode
from dataclasses import replace
from typing import Any
from uuid import uuid4

import httpx
import pytest

from api.application import create_app
from domain.checkpoint.text import CheckpointText
from domain.signed_note import SignedNote
from domain.storage.merkle import verify_inclusion
from tests.api.conftest import Case
from tests.api.test_access_ledger import LEDGER, sent_request
from tests.api.test_checkpoints import seal
from tests.api.test_sharing_items import ITEM
from tests.support.contents import error_of
from tests.support.exported import FORMATS, exported, held_by, parsed_html, table
from tests.support.served import Client, Person, Served

pytestmark = pytest.mark.postgres

TIMELINE = """query($case: UUID!) {
  timeline(caseId: $case, filter: {hideSystem: false}, first: 200) { nodes { eventId position text } }
  investigation(investigationId: $case) {
    requests(first: 50) { nodes { requestId } } items(first: 50) { nodes { itemId } }
    followUps(first: 50) { nodes { followupId } } }
}"""


def shared(case: Case, **fields: object) -> str:
    """The id of an item of the leader's that the partner got; fields: other ones than TLP:GREEN."""
    item = {**ITEM, "marking": {"tlp": "GREEN"}, **fields}
    item_id = str(case.leader.did("registerItem", investigationId=case.id, **item)["aggregateId"])
    case.leader.did("shareItem", itemId=item_id, recipients=[{"agencyId": "DE-BKA"}])
    return item_id


def cleared(case: Case, *members: str) -> None:
    for each in members:
        case.leader.did("changeMemberClearance", investigationId=case.id, memberId=each, clearance="SECRET")


def head_of(text: str) -> dict[str, Any]:
    """The head of a file in JSON Lines."""
    head: dict[str, Any] = json.loads(text.splitlines()[0])["export"]
    return head


@pytest.mark.parametrize("form", FORMATS)
def test_an_export_is_an_attachment_whose_name_tells_only_the_case(house: Served, case: Case, form: str) -> None:
    answer = exported(case.partner, f"{case.id}.{form}")

    ending = {"ocel": "jsonocel"}.get(form, form)
    assert answer.status_code == 200
    assert answer.headers["content-disposition"] == f'attachment; filename="case-{case.id}.{ending}"'
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-store"
    assert "sandbox" in answer.headers["content-security-policy"]
    assert answer.headers["x-entente-marking"] == "NOT MARKED"
    assert house.spool.folder.exists()


@pytest.mark.parametrize("form", FORMATS)
def test_a_format_holds_what_the_queries_show(house: Served, case: Case, form: str) -> None:
    shared(case)
    opened = {"investigationId": case.id, "source": "MEETING", "sourceRef": "Meeting 4", "task": "Ask the provider"}
    case.leader.did("openFollowUp", **opened)
    house.settle()

    shown = case.partner.ask(TIMELINE, case=case.id)
    held = held_by(form, exported(case.partner, f"{case.id}.{form}").text)

    name = "position" if form == "html" else "eventId"
    assert sorted(held.events) == sorted(str(each[name]) for each in shown["timeline"]["nodes"])
    lists = shown["investigation"]
    right = {
        "request": [each["requestId"] for each in lists["requests"]["nodes"]],
        "item": [each["itemId"] for each in lists["items"]["nodes"]],
        "followup": [each["followupId"] for each in lists["followUps"]["nodes"]],
        "investigation": [case.id],
    }
    assert held.things == {kind: right[kind] for kind in held.things}


def test_the_export_stands_in_the_ledger_of_what_is_inside(house: Served, case: Case) -> None:
    item_id = shared(case)
    house.settle()

    answer = exported(case.partner, f"{case.id}.csv")
    house.carry()

    told = case.leader.ask(LEDGER, id=item_id)["itemAccesses"]["nodes"]
    assert told == [
        {"kind": "EXPORT", "memberId": "partner-alpha", "agencyId": "DE-BKA", "way": "GET /exports/{caseId}.csv",
         "denial": None},
    ]  # fmt: skip
    assert int(answer.headers["x-entente-rows"]) == len(table(answer.text))


def test_an_export_that_cannot_be_put_on_record_does_not_leave(house: Served, case: Case) -> None:
    shutil.rmtree(house.spool.folder)
    answer = exported(case.partner, f"{case.id}.jsonl")
    house.spool.folder.mkdir()

    assert answer.status_code == 503
    assert error_of(answer)["code"] == "LEDGER_UNAVAILABLE"


def test_a_file_inherits_the_strictest_marking_inside(house: Served, case: Case) -> None:
    cleared(case, "leader-alpha", "partner-alpha")
    shared(case, marking={"tlp": "GREEN", "classification": "RESTRICTED"})
    shared(case, marking={"tlp": "AMBER", "handling": ["H1"]})
    house.settle()

    answer = exported(case.leader, f"{case.id}.jsonl")

    marking = {"tlp": "AMBER", "handling": ["H1"], "classification": "RESTRICTED"}
    assert head_of(answer.text)["marking"] == marking
    assert answer.headers["x-entente-marking"] == "TLP:AMBER, RESTRICTED, H1"
    assert {each["file_marking"] for each in table(exported(case.leader, f"{case.id}.csv").text)} == {
        "TLP:AMBER, RESTRICTED, H1"
    }


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_above_the_ceiling_leaves(house: Served, case: Case, form: str) -> None:
    strict = shared(case, title="Canary of the strict", marking={"tlp": "AMBER"})
    request = sent_request(case, tlp="AMBER_STRICT")
    shared(case, title="Canary of the loose")
    house.settle()

    text = exported(case.leader, f"{case.id}.{form}", tlp="GREEN").text

    assert "Canary of the loose" in text
    assert "Canary of the strict" not in text
    assert strict not in text
    assert request not in text


def test_an_entry_is_as_strict_as_its_thing_was_when_it_happened(house: Served, case: Case) -> None:
    cleared(case, "leader-alpha", "partner-alpha")
    item_id = shared(case, marking={"classification": "SECRET"})
    case.leader.did("setHandling", itemId=item_id, marking={"classification": "RESTRICTED"}, reason="Public now")
    house.settle()

    rows = table(exported(case.leader, f"{case.id}.csv", classification="RESTRICTED").text)

    assert [each["kind"] for each in rows if each["item_id"] == item_id] == ["item.HandlingConditionsSet"]
    things = table(exported(case.leader, f"{case.id}.csv", table="items", classification="RESTRICTED").text)
    assert [each["item_id"] for each in things] == [item_id]


@pytest.mark.parametrize(
    ("name", "asked", "field"),
    [
        ("all.pdf", {}, "format"),
        ("all.csv", {"table": "members"}, "table"),
        ("all.xes", {"table": "items"}, "table"),
        ("all.csv", {"tlp": "PURPLE"}, "tlp"),
        ("all.csv", {"classification": "COSMIC"}, "classification"),
        ("all.csv", {"tlps": "GREEN"}, "tlps"),
    ],
)
def test_what_is_asked_wrongly_is_refused_with_what_is_accepted(
    case: Case, name: str, asked: dict[str, str], field: str
) -> None:
    answer = exported(case.leader, name, **asked)

    assert answer.status_code == 422
    assert error_of(answer)["field"] == field
    assert error_of(answer)["accepted"]


@pytest.mark.parametrize("name", ["{other}.csv", "no-id.csv", "{nothing}.csv", "{request}.csv"])
def test_what_is_no_case_of_ones_own_is_the_same_nothing(house: Served, case: Case, name: str) -> None:
    named = name.format(other=case.id, nothing=uuid4(), request=case.request)

    answer = exported(house.person("stranger", "IT-SPOC"), named)

    assert answer.status_code == 404
    assert error_of(answer) == error_of(exported(house.person("stranger", "IT-SPOC"), "all.csv"))


def test_nobody_exports_without_signing_in(house: Served, case: Case) -> None:
    assert house.client.get(f"/exports/{case.id}.csv").status_code == 401


def test_another_origin_cannot_export_by_a_session(house: Served, case: Case) -> None:
    cookie = house.session(case.leader.token)

    here = house.client.get(f"/exports/{case.id}.csv", headers={**cookie, "sec-fetch-site": "same-origin"})
    elsewhere = house.client.get(f"/exports/{case.id}.csv", headers={**cookie, "sec-fetch-site": "cross-site"})

    assert (here.status_code, elsewhere.status_code) == (200, 403)


def test_an_export_of_too_many_rows_is_refused_before_anything_leaves(house: Served, case: Case) -> None:
    settings = replace(house.given.settings, export_rows=5)
    small = httpx.ASGITransport(create_app(replace(house.given, settings=settings)))
    client = Client(house.client.portal, httpx.AsyncClient(transport=small, base_url="http://entente.test"))

    answer = exported(Person(client, case.leader.token), f"{case.id}.csv")
    client.portal.call(client.inner.aclose)

    assert answer.status_code == 422
    assert error_of(answer)["code"] == "EXPORT_TOO_LARGE"
    assert "more than 5 rows" in error_of(answer)["rule"]


@pytest.mark.parametrize("form", FORMATS)
def test_what_was_erased_leaves_as_erased(house: Served, case: Case, form: str) -> None:
    item_id = shared(case, title="Canary that is gone")
    case.leader.did("eraseContent", itemId=item_id, reason="COURT_ORDER")
    house.settle()

    text = exported(case.partner, f"{case.id}.{form}").text

    assert "Canary that is gone" not in text
    assert "[erased]" in text


def test_a_draft_leaves_for_its_own_agency_alone(house: Served, case: Case) -> None:
    content = {"instrument": "EU_2023_977", "urgency": "ROUTINE", "crimeArea": "CYBERCRIME", "purpose": "Canary draft"}
    case.leader.did(
        "draftRequest", investigationId=case.id, requestingAgencyId="FR-SPOC", requestingUnitId="FR-SPOC/CYBER",
        requestedAgencyId="DE-BKA",
        content={**content, "subject": "S", "linkOfPurposeAndData": "L", "legalBasis": "B", "useRestrictions": "U",
                 "language": "en"},
    )  # fmt: skip
    house.settle()

    assert "Canary draft" in exported(case.leader, f"{case.id}.jsonl").text
    assert "Canary draft" not in exported(case.partner, f"{case.id}.jsonl").text


def test_the_report_needs_nothing_but_itself_and_runs_nothing(house: Served, case: Case) -> None:
    shared(case, title="<script>alert(1)</script><img src=x>", marking={"tlp": "AMBER"})
    house.settle()

    text = exported(case.leader, f"{case.id}.html").text
    tags = parsed_html(text).tags

    assert {"script", "img", "link", "iframe", "object"}.isdisjoint(tag for tag, _ in tags)
    assert all({"src", "href", "style", "onload"}.isdisjoint(found) for _, found in tags)
    assert "default-src 'none'; style-src 'sha256-" in str(tags)
    assert any("<script>alert(1)</script><img src=x>" in row for rows in parsed_html(text).tables for row in rows)
    assert "TLP:AMBER" in text.partition("</h1>")[0]


def test_each_entry_is_proven_against_the_checkpoint_in_the_file(house: Served, case: Case, database: str) -> None:
    seal(house, database)

    lines = [json.loads(each) for each in exported(case.leader, f"{case.id}.jsonl").text.splitlines()]

    (note,) = (CheckpointText.of(SignedNote.parse(each["checkpoint"])) for each in lines if "checkpoint" in each)
    proven = [each for each in lines if "leaf" in each]
    assert len(proven) == len([each for each in lines if each.get("is") == "entry"]) > 5
    assert all(is_proven(each, note) for each in proven)
    assert lines[-1] == {"end": {"rows": head_of(json.dumps(lines[0]))["rows"]}}


def is_proven(entry: dict[str, Any], note: CheckpointText) -> bool:
    path = [b64decode(each) for each in entry["proof"]]
    return verify_inclusion(b64decode(entry["leaf"]), (entry["position"] - 1, note.size), path, note.root)
