"""What was erased stands nowhere any more: in no table, dump, export, log line or answer."""

from io import StringIO
from typing import Any
from uuid import UUID

import psycopg
import pytest

from domain.catalogue import EVENT_TYPES
from domain.erasure import has_texts
from domain.vocabulary import ERASED
from tests.api.conftest import Case, opened_case
from tests.golden.samples import sample_of
from tests.support.canaries import (
    CANARY,
    ROOMS,
    analyse,
    append_canaries,
    dumped,
    exported,
    seen_in,
    statistics_with,
    tables_with,
)
from tests.support.served import Served

pytestmark = pytest.mark.postgres

ALL = """query($case: UUID!, $request: UUID!, $text: String) {
  timeline(caseId: $case, filter: { hideSystem: false, text: $text }, first: 100) {
    totalCount nodes { eventId kind text isErased externalRef agencies actorId summaryArguments { name value } } }
  request(requestId: $request) {
    subject purpose linkOfPurposeAndData urgencyReason legalBasis useRestrictions isErased }
  followUps(filter: { investigationId: $case }) {
    nodes { task sourceRef dueReason lastProgress result cancellationReason isErased } }
  reviews(filter: { investigationId: $case }) {
    nodes { subject finalisingReason isErased annotations { text } findings { text } answers { answer }
      recommendations { text addressees { reply } } } }
  investigation(investigationId: $case) { title isErased agreement { reference thirdPartyAccess } }
}"""


@pytest.fixture
def written(house: Served, database: str, lines: StringIO) -> Case:  # noqa: ARG001  # logs are kept from here on
    """A case in which every operational field of every room holds the canary, and all is finished."""
    case = opened_case(house, "alpha", title=CANARY)
    case.partner.did("confirmReceipt", requestId=case.request)
    followup_id = _followup(case)
    review_id = _review(case)
    streams = dict(zip(ROOMS, (case.request, followup_id, review_id, case.id), strict=True))
    told = [topic for room in ROOMS for topic in append_canaries(database, room, UUID(case.id), UUID(streams[room]))]
    assert {*told, "investigation.InvestigationOpened"} == _topics_with_texts()
    case.leader.did("finaliseReview", reviewId=review_id, reason=CANARY)
    case.leader.did("closeInvestigation", investigationId=case.id, reason=CANARY, forcedReason=CANARY)
    house.settle()
    return case


def _followup(case: Case) -> str:
    fields = {"source": "MEETING", "sourceRef": CANARY, "task": CANARY}
    opened = case.leader.did("openFollowUp", investigationId=case.id, **fields)
    return str(opened["aggregateId"])


def _review(case: Case) -> str:
    opened = case.leader.did("openReview", investigationId=case.id, reviewType="FINAL", subject=CANARY)
    return str(opened["aggregateId"])


def _topics_with_texts() -> set[str]:
    kinds = {topic: kind for topic, kind in EVENT_TYPES.items() if topic.partition(".")[0] in ROOMS}
    return {topic for topic, kind in kinds.items() if not kind.ERASES and has_texts(sample_of(kind))}


def _erase_all(house: Served, case: Case) -> None:
    grown = """query($case: UUID!) { followUps(filter: { investigationId: $case }) { nodes { followupId } }
      reviews(filter: { investigationId: $case }) { nodes { reviewId } } }"""
    told = case.leader.ask(grown, case=case.id)
    (followup,), (review,) = told["followUps"]["nodes"], told["reviews"]["nodes"]
    case.leader.did("eraseRequestTexts", requestId=case.request, reason="COURT_ORDER")
    case.leader.did("eraseFollowUpTexts", followupId=followup["followupId"], reason="COURT_ORDER")
    case.leader.did("eraseReviewTexts", reviewId=review["reviewId"], reason="COURT_ORDER")
    case.leader.did("eraseInvestigationTexts", investigationId=case.id, reason="COURT_ORDER")
    house.settle()


def _answer(case: Case, text: str | None = None) -> dict[str, Any]:
    return case.leader.ask(ALL, case=case.id, request=case.request, text=text)


def _answers(house: Served, case: Case) -> str:
    asked = {"query": ALL, "variables": {"case": case.id, "request": case.request}}
    sent = house.client.post("/graphql", json=asked, headers={"Authorization": f"Bearer {case.leader.token}"})
    return sent.text + house.client.get("/").text + house.client.get("/dashboard/app.js").text


def test_before_erasure_members_read_it_and_the_log_holds_none_of_it_in_clear(
    house: Served, written: Case, superuser_database: str
) -> None:
    told = _answer(written, text=CANARY)

    assert told["timeline"]["totalCount"] > len(_topics_with_texts())
    assert CANARY in _answers(house, written)
    assert {name.split(".")[0] for name in tables_with(superuser_database)} == {'"read"'}
    assert exported(superuser_database) == ""


def test_after_erasure_it_stands_in_no_table_dump_export_line_or_answer(
    house: Served, written: Case, superuser_database: str, lines: StringIO
) -> None:
    analyse(superuser_database)
    _erase_all(house, written)

    assert tables_with(superuser_database) == []
    assert statistics_with(superuser_database) == []
    assert dumped(superuser_database) == ""
    assert exported(superuser_database) == ""
    assert seen_in(_answers(house, written)) == ""
    assert lines.getvalue()
    assert seen_in(lines.getvalue()) == ""
    assert _answer(written, text=CANARY)["timeline"]["totalCount"] == 0


def test_after_erasure_everything_says_that_it_is_erased(house: Served, written: Case) -> None:
    _erase_all(house, written)

    told = _answer(written)

    erased = [entry for entry in told["timeline"]["nodes"] if entry["isErased"]]
    assert {entry["text"] for entry in erased} == {ERASED}
    assert (told["request"]["isErased"], told["request"]["subject"]) == (True, ERASED)
    assert [(each["isErased"], each["task"]) for each in told["followUps"]["nodes"]] == [(True, ERASED)]
    (review,) = told["reviews"]["nodes"]
    assert [each["text"] for part in ("annotations", "findings", "recommendations") for each in review[part]] == (
        [ERASED] * 3
    )
    assert [each["answer"] for each in review["answers"]] == [ERASED]
    assert [each["reply"] for each in review["recommendations"][0]["addressees"]] == [ERASED]
    assert (review["isErased"], review["subject"], review["finalisingReason"]) == (True, ERASED, ERASED)
    assert (told["investigation"]["isErased"], told["investigation"]["title"]) == (True, ERASED)


def test_statistics_that_the_database_makes_of_a_copy_are_found(
    house: Served, written: Case, superuser_database: str
) -> None:
    with psycopg.connect(superuser_database) as connection:
        connection.execute("CREATE TABLE public.texts AS SELECT entry_text FROM read.timeline_entries")
    analyse(superuser_database)
    _erase_all(house, written)

    assert statistics_with(superuser_database) == ['"pg_catalog"."pg_statistic"', '"pg_catalog"."pg_stats"']


def test_a_copy_that_somebody_keeps_is_found(house: Served, written: Case, superuser_database: str) -> None:
    with psycopg.connect(superuser_database) as connection:
        connection.execute("CREATE TABLE public.texts AS SELECT entry_text FROM read.timeline_entries")
        connection.execute("CREATE TABLE public.bytes AS SELECT entry_text::bytea AS b FROM read.timeline_entries")
        connection.execute("CREATE TABLE public.json AS SELECT to_json(entry_text) AS j FROM read.timeline_entries")
    _erase_all(house, written)

    assert tables_with(superuser_database) == ['"public"."bytes"', '"public"."json"', '"public"."texts"']
    assert dumped(superuser_database) != ""


def test_a_legal_hold_stops_erasure_over_the_public_interface(case: Case) -> None:
    case.leader.did("withdrawRequest", requestId=case.request, reason="DUPLICATE")
    hold = "5a8f2f5e-6d0c-4b51-8a34-1f0f4f2a7b99"
    case.partner.did("placeRequestHold", requestId=case.request, holdId=hold, reason="An appeal")

    refused = case.leader.do("eraseRequestTexts", requestId=case.request, reason="RETENTION_ENDED")

    assert refused["code"] == "A_LEGAL_HOLD_BLOCKS_ERASURE"
