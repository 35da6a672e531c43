"""An import accounts for every event, changes nothing the second time, and never leaves half a case behind."""

import gzip
import json
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from consumers.files.importing import Admission, ImportOrder, import_file, parse_admission
from consumers.files.summary import Progress
from domain.application import Application
from domain.event import Event
from domain.investigation.events import FactRecorded, InvestigationOpened, MemberAdmitted
from domain.refusal import InvalidInput
from domain.request.events import RequestSent
from tests.support.imports import SAMPLES, CutOff, Told, csv, csv_of_cases, imported, opened, told, without_position
from tests.support.processes import python

pytestmark = pytest.mark.postgres

FIRST = "C-1,2021-03-01T09:00:00+01:00,Accepted,In Progress,Sweden,Line,High,P"
SECOND = "C-1,2021-03-02T09:00:00+01:00,Accepted,In Progress,Poland,Line,High,P"
THIRD = "C-1,2021-03-03T09:00:00+01:00,Completed,Closed,Poland,Line,High,P"
EARLIER_CASE = "B-1,2021-03-03T09:00:00+01:00,Completed,Closed,Poland,Line,High,P"


@pytest.fixture
def application(database: str) -> Iterator[Application]:
    with opened(database) as application:
        yield application


def events_of(log: list[Told], kind: type[Event]) -> list[Told]:
    return [entry for entry in log if isinstance(entry.event, kind)]


def test_every_event_is_used_or_told(database: str) -> None:
    summary = imported(database, SAMPLES / "problems.csv")
    assert (summary.cases, summary.events_used, summary.events_rejected) == (4, 20, 3)
    assert [unused.place.line for unused in summary.unused] == [22, 23, 24]


def test_each_case_becomes_one_investigation(database: str) -> None:
    imported(database, SAMPLES / "problems.xes")
    opening = events_of(told(database), InvestigationOpened)
    assert {entry.event.reference for entry in opening} == {"P-1", "P-2", "P-3", "P-4"}  # type: ignore[attr-defined]  # selected by type


def test_a_chronology_is_accepted_whole(database: str) -> None:
    summary = imported(database, SAMPLES / "chronology.json", "chronology")
    assert (summary.cases, summary.events_used, summary.events_rejected) == (1, 8, 2)
    assert len(events_of(told(database), FactRecorded)) == 7


def test_the_rules_of_requests_accept_all_of_the_sample(database: str) -> None:
    summary = imported(database, SAMPLES / "problems.xes")
    assert summary.unused == ()
    assert len(events_of(told(database), RequestSent)) == 6


def test_a_second_import_changes_nothing(database: str) -> None:
    first = imported(database, SAMPLES / "problems.csv")
    before = told(database)
    second = imported(database, SAMPLES / "problems.csv")
    assert told(database) == before
    assert without_position(second) == first
    assert second.repeated == second.commands


def test_shuffled_lines_give_the_same_log(database: str, tmp_path: Path) -> None:
    lines = csv_of_cases(tmp_path / "log.csv", 30).read_text(encoding="utf-8").splitlines()
    shuffled = random.Random(7).sample(lines[1:], len(lines) - 1)  # noqa: S311  # an order, no secret
    imported(database, tmp_path / "log.csv")
    before = told(database)
    summary = imported(database, csv(tmp_path / "shuffled.csv", *shuffled))
    assert summary.repeated == summary.commands
    assert told(database) == before


def test_the_same_log_as_xes_and_as_csv_is_the_same(database: str) -> None:
    imported(database, SAMPLES / "problems.xes")
    summary = imported(database, SAMPLES / "problems.csv")
    assert summary.repeated == summary.commands


def test_a_longer_version_only_adds(database: str, tmp_path: Path) -> None:
    imported(database, csv(tmp_path / "log.csv", FIRST, SECOND))
    before = told(database)
    summary = imported(database, csv(tmp_path / "log.csv", FIRST, SECOND, THIRD, EARLIER_CASE))
    assert summary.events_rejected == 0
    assert told(database)[: len(before)] == before
    assert summary.commands - summary.repeated == len(told(database)) - len(before)


def test_an_import_that_was_cut_off_left_whole_cases_and_is_completed(
    database: str, application: Application, tmp_path: Path
) -> None:
    order = ImportOrder(path=csv_of_cases(tmp_path / "log.csv", 400), mapping="bpic2013")
    with pytest.raises(ConnectionError):
        import_file(order, CutOff(application, 2))
    halfway = told(database)
    summary = import_file(order, application)
    assert 0 < len(halfway) < len(told(database))
    assert (summary.cases, summary.events_used, summary.events_rejected) == (400, 1600, 0)
    assert told(database)[: len(halfway)] == halfway


@pytest.mark.process
def test_an_import_that_was_killed_is_completed_by_the_next(database: str, tmp_path: Path) -> None:
    path = csv_of_cases(tmp_path / "log.csv", 600)
    process = python("tests.support.importing_process", database, str(path), "bpic2013")
    with process:
        assert process.stdout
        next(line for line in process.stdout if line.startswith("WRITING"))
        process.kill()
    summary = imported(database, path)
    assert (summary.cases, summary.events_used, summary.events_rejected) == (600, 2400, 0)
    log = told(database)
    assert len(log) == len({(entry.command_id, type(entry.event)) for entry in log})


def test_a_dry_run_writes_nothing_and_counts_all(database: str) -> None:
    order = ImportOrder(path=SAMPLES / "problems.csv", mapping="bpic2013")
    summary = import_file(order, None)
    assert (summary.cases, summary.events_used, summary.events_rejected, summary.position) == (4, 20, 3, 0)
    assert told(database) == []


def test_the_report_tells_each_line_that_was_not_used(application: Application, tmp_path: Path) -> None:
    report = tmp_path / "unused.jsonl"
    import_file(ImportOrder(path=SAMPLES / "problems.csv", mapping="bpic2013", report=report), application)
    lines = [json.loads(line) for line in report.read_text(encoding="utf-8").splitlines()]
    assert [line["line"] for line in lines if "reason" in line] == [22, 23, 24]
    assert any("ZZ-IMPORT" in line.get("note", "") for line in lines)


def test_people_are_admitted_where_their_agency_takes_part(database: str, application: Application) -> None:
    admit = (Admission("anna", "FI-IMPORT"), Admission("otto", "AT-IMPORT"))
    order = ImportOrder(path=SAMPLES / "problems.xes", mapping="bpic2013", admit=admit)
    summary = import_file(order, application)
    again = import_file(order, application)
    assert [entry.agency for entry in events_of(told(database), MemberAdmitted)] == ["FI-IMPORT"]
    assert any("otto was admitted to no case" in note for note in summary.notes)
    assert again.repeated == again.commands


def test_progress_is_told_from_reading_to_the_last_case(application: Application) -> None:
    seen: list[Progress] = []
    import_file(ImportOrder(path=SAMPLES / "problems.xes", mapping="bpic2013", progress=seen.append), application)
    assert seen[0].stage == "READING"
    assert seen[-1] == Progress("WRITING", 4, 4)


def test_what_a_rule_refuses_is_told_the_same_way_each_time(database: str, tmp_path: Path) -> None:
    path = csv(tmp_path / "log.csv", FIRST, FIRST.replace("2021-03-01", "2999-03-01"))
    first, second = imported(database, path), imported(database, path)
    assert (first.events_used, first.events_rejected) == (1, 1)
    assert first.unused[0].reason.startswith("RecordFact was refused")
    assert second.unused == first.unused


def test_the_json_line_has_the_four_figures(database: str) -> None:
    summary = imported(database, SAMPLES / "problems.csv")
    line = json.loads(summary.as_json())
    assert list(line) == ["cases", "events_used", "events_rejected", "position", "damaged"]
    assert line["position"] == len(told(database))


def test_a_mapping_for_other_columns_is_refused_before_anything_is_written(database: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        imported(database, SAMPLES / "problems.csv", "servicenow")
    assert refused.value.field == "mapping.columns.case"
    assert told(database) == []


def test_a_column_of_times_that_no_row_has_is_refused(database: str, tmp_path: Path) -> None:
    path = csv(tmp_path / "log.csv", FIRST, header="Case ID,When,Activity,Lifecycle Transition,Resource Country,G,I,P")
    with pytest.raises(InvalidInput) as refused:
        imported(database, path)
    assert refused.value.field == "mapping.columns.time"


def test_a_column_that_no_row_has_is_noted(database: str, tmp_path: Path) -> None:
    header = "case,timestamp,activity,resource country"
    summary = imported(database, csv(tmp_path / "log.csv", "A,2021-03-01,go,SE", header=header))
    assert any("unit" in note for note in summary.notes)


def test_a_mapping_whose_countries_no_row_has_is_refused(database: str, tmp_path: Path) -> None:
    path = csv(tmp_path / "log.csv", "A,2021-03-01,Accepted", header="case,timestamp,activity")
    with pytest.raises(InvalidInput) as refused:
        imported(database, path)
    assert refused.value.field == "mapping.columns.country"
    assert "the file has case, timestamp, activity" in refused.value.rule
    assert told(database) == []


def test_a_mapping_that_knows_no_activity_of_many_rows_is_refused(tmp_path: Path) -> None:
    rows = [f"C-{number},2021-03-01T09:00:00+01:00,T{number},complete,Sweden,Line,High,P" for number in range(20)]
    order = ImportOrder(path=csv(tmp_path / "log.csv", *rows), mapping="bpic2013")
    with pytest.raises(InvalidInput) as refused:
        import_file(order, None)
    assert refused.value.field == "mapping.activities"


@pytest.mark.parametrize("content", ["{}", '[{"id":1}]', "[]", '{"cases": []}'])
def test_a_chronology_without_a_case_is_written_nowhere(database: str, content: str, tmp_path: Path) -> None:
    path = tmp_path / "chronology.json"
    path.write_text(content, encoding="utf-8")
    summary = imported(database, path, "chronology")
    assert (summary.cases, summary.position) == (0, 0)
    assert told(database) == []


def test_a_file_that_is_cut_off_is_written_only_where_that_is_tolerated(
    database: str, application: Application, tmp_path: Path
) -> None:
    path = tmp_path / "log.xes.gz"
    packed = gzip.compress((SAMPLES / "problems.xes").read_bytes(), mtime=0)
    path.write_bytes(packed[: len(packed) * 2 // 3])
    refused = imported(database, path)
    before = told(database)
    accepted = import_file(ImportOrder(path=path, mapping="bpic2013", tolerate_damage=True), application)
    assert refused.damage is not None
    assert before == []
    assert json.loads(accepted.as_json())["damaged"] is True
    assert accepted.position == len(told(database)) > 0


def test_agencies_that_were_known_are_counted_apart(database: str, tmp_path: Path) -> None:
    imported(database, csv(tmp_path / "first.csv", FIRST))
    summary = imported(database, csv(tmp_path / "second.csv", EARLIER_CASE, SECOND.replace("C-1", "D-1")))
    third = imported(database, csv(tmp_path / "third.csv", FIRST.replace("C-1", "E-1")))
    assert (summary.repeated, summary.known) == (0, 0)
    assert (third.repeated, third.known) == (0, 2)


@pytest.mark.parametrize(
    "text", ["", "anna", "@SE-IMPORT", "anna@", "anna@sweden", "an na@SE-IMPORT", "import:x@SE-IMPORT"]
)
def test_an_admission_names_a_member_and_an_agency(text: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        parse_admission(text)
    assert refused.value.field == "admit"


def test_a_member_may_be_named_by_an_address() -> None:
    assert parse_admission("anna@police.example@SE-IMPORT") == Admission("anna@police.example", "SE-IMPORT")
