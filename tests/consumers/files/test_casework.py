"""What the events of a case become: requests where work goes to another country, facts where nothing else says it."""

from pathlib import Path
from typing import cast

import pytest

from consumers.files.interpreting import interpret_file
from consumers.files.mapping import load_mapping
from domain.event import ActorKind
from domain.investigation.commands import OpenInvestigation, RecordFact
from domain.investigation.vocabulary import FactKind
from domain.occurred import Precision
from domain.request.commands import DraftRequest, ProvideFinalReply
from domain.vocabulary import Outcome
from tests.support.imports import SAMPLES, at, commands_of, csv, steps_of

CALLED_ON = ["InvitePartner", "AcceptInvitation", "DraftRequest", "SendRequest", "ConfirmReceipt", "AssignUnit"]
TAKEN_UP = ["AcknowledgeRequest", "AcceptRequest", "StartExecution"]


def case(folder: Path, *events: str) -> list[str]:
    """Commands of a case of these events, without its opening; each event: `day activity,transition,country`."""
    lines = [
        f"A,2021-03-0{event[0]}T09:00:00+01:00,{event[2:]},Line {event.rpartition(',')[2]},High,P" for event in events
    ]
    return commands_of(steps_of(csv(folder / "log.csv", *lines))["A"])[1:]


def test_work_of_one_country_is_told_as_facts(tmp_path: Path) -> None:
    assert case(tmp_path, "1 Accepted,In Progress,Sweden", "2 Completed,Closed,Sweden") == ["RecordFact", "RecordFact"]


def test_work_that_goes_to_another_country_is_a_request(tmp_path: Path) -> None:
    assert case(tmp_path, "1 Accepted,In Progress,Sweden", "2 Accepted,In Progress,Poland") == [
        "RecordFact", *CALLED_ON, *TAKEN_UP,
    ]  # fmt: skip


def test_work_that_only_waits_in_a_queue_is_not_acknowledged(tmp_path: Path) -> None:
    assert case(tmp_path, "1 Accepted,In Progress,Sweden", "2 Queued,Awaiting Assignment,Poland") == [
        "RecordFact", *CALLED_ON,
    ]  # fmt: skip


def test_work_that_was_queued_is_acknowledged_when_somebody_takes_it_up(tmp_path: Path) -> None:
    queued = ("1 Accepted,In Progress,Sweden", "2 Queued,Awaiting Assignment,Poland")
    assert case(tmp_path, *queued, "3 Accepted,Assigned,Poland")[7:] == ["AcknowledgeRequest"]
    assert case(tmp_path, *queued, "3 Accepted,Wait,Poland")[7:] == ["AcknowledgeRequest", "RecordFact"]


def test_completed_work_is_a_final_reply(tmp_path: Path) -> None:
    events = ("1 Accepted,In Progress,Sweden", "2 Accepted,In Progress,Poland", "3 Completed,Closed,Poland")
    assert case(tmp_path, *events)[10:] == ["ProvideFinalReply"]


def test_work_that_comes_back_is_a_reply_and_no_new_request(tmp_path: Path) -> None:
    events = ("1 Accepted,In Progress,Sweden", "2 Accepted,In Progress,Poland", "3 Accepted,In Progress,Sweden")
    assert case(tmp_path, *events)[10:] == ["ProvideFinalReply", "RecordFact"]


def test_work_that_goes_on_is_a_reply_and_a_new_request(tmp_path: Path) -> None:
    events = ("1 Accepted,In Progress,Sweden", "2 Accepted,In Progress,Poland", "3 Completed,Closed,France")
    assert case(tmp_path, *events)[10:] == [*CALLED_ON[:2], "ProvideFinalReply", *CALLED_ON[2:], "ProvideFinalReply"]


def test_work_that_moves_within_a_country_is_reassigned() -> None:
    commands = commands_of(steps_of(SAMPLES / "problems.xes")["P-1"])
    assert commands[-2:] == ["ReassignUnit", "ProvideFinalReply"]


@pytest.mark.parametrize(
    ("events", "outcome"),
    [
        (("2 Completed,Closed,Poland",), Outcome.POSITIVE),
        (("2 Completed,Cancelled,Poland",), Outcome.NEGATIVE),
        (("2 Accepted,In Progress,Poland", "3 Accepted,In Progress,Sweden"), Outcome.PARTIAL),
        (("2 Queued,Awaiting Assignment,Poland", "3 Accepted,In Progress,Sweden"), Outcome.NEGATIVE),
    ],
    ids=["completed", "cancelled", "handed back at work", "handed back untouched"],
)
def test_the_outcome_is_what_the_log_tells(events: tuple[str, ...], outcome: Outcome, tmp_path: Path) -> None:
    case(tmp_path, "1 Accepted,In Progress,Sweden", *events)
    commands = [step.submission.command for step in steps_of(tmp_path / "log.csv")["A"]]
    assert [command.outcome for command in commands if isinstance(command, ProvideFinalReply)] == [outcome]


def test_every_event_of_every_case_stands_on_its_timeline() -> None:
    accounted = {
        (step.origin.case, step.origin.key)
        for steps in steps_of(SAMPLES / "problems.xes").values()
        for step in steps
        if step.origin
    }
    assert len(accounted) == 20


def test_the_first_country_leads_and_the_record_is_the_legal_basis() -> None:
    opening = steps_of(SAMPLES / "problems.xes")["P-4"][0].submission
    command = cast("OpenInvestigation", opening.command)
    assert command.lead_agency_id == "US-IMPORT"
    assert command.legal_basis == "IMPORTED_RECORD"
    assert opening.actor.kind is ActorKind.IMPORT


def test_original_times_are_kept() -> None:
    steps = steps_of(SAMPLES / "problems.xes")["P-1"]
    draft = next(step.submission for step in steps if isinstance(step.submission.command, DraftRequest))
    assert draft.occurred is not None
    assert draft.occurred.at == at("2021-03-01T10:30:00+01:00")
    assert draft.occurred.tz == "Europe/Stockholm"


def test_a_partial_or_missing_time_is_a_fact_and_never_a_step_of_a_request(tmp_path: Path) -> None:
    path = csv(
        tmp_path / "log.csv",
        "A,2021-03-01T09:00:00+01:00,Accepted,In Progress,Sweden,Line,High,P",
        "A,2021-03,Accepted,In Progress,Poland,Line,High,P",
        "A,,Completed,Closed,Poland,Line,High,P",
    )
    facts = [step for step in steps_of(path)["A"] if isinstance(step.submission.command, RecordFact)]
    precisions = [fact.submission.occurred.precision for fact in facts if fact.submission.occurred]
    assert sorted(precisions) == sorted([Precision.SECOND, Precision.MONTH, Precision.UNKNOWN])


def test_equal_rows_are_events_of_their_own(tmp_path: Path) -> None:
    row = "A,2021-03-01T09:00:00+01:00,Accepted,Assigned,Sweden,Line,High,P"
    facts = steps_of(csv(tmp_path / "log.csv", row, row))["A"][1:]
    assert len({step.submission.command_id for step in facts}) == 2
    assert [cast("RecordFact", step.submission.command).kind for step in facts] == [FactKind.UNIT_ASSIGNED] * 2


def test_the_order_of_the_lines_does_not_count() -> None:
    path = SAMPLES / "problems.csv"
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    assert steps_of(path).keys() == {"P-1", "P-2", "P-3", "P-4"}
    assert len(lines) == 24


def test_spellings_of_a_country_and_a_unit_are_one(tmp_path: Path) -> None:
    commands = case(
        tmp_path, "1 Accepted,In Progress,Korea", "2 Accepted,In Progress,SOUTH KOREA", "3 Completed,Closed,KR"
    )
    assert commands == ["RecordFact", "RecordFact", "RecordFact"]


def test_an_event_without_a_country_stands_under_the_unknown_agency_and_is_noted(tmp_path: Path) -> None:
    path = csv(tmp_path / "log.csv", "A,2021-03-01T09:00:00+01:00,Accepted,In Progress,,Line,High,P")
    read = interpret_file(path, load_mapping("bpic2013"), lambda _: None)
    assert list(read.book.agencies) == ["ZZ-IMPORT"]
    assert any("no country" in note for note in read.notes)
