"""Logs that others published enter whole; where they are absent, the made miniatures stand for them."""

import random
from csv import DictWriter
from pathlib import Path

import pytest

from consumers.files.importing import ImportOrder, import_file
from consumers.files.reading import Row, open_source, read_rows
from tests.support.imports import SHARED, csv, imported, opened, real_or_sample, told
from tests.support.imports import steps_of as interpreted

BPIC_2013 = real_or_sample("eventlogs/bpic2013/bpic2013_closed_problems.xes.gz", "problems.xes")
CHRONOLOGY = real_or_sample("chronologies/visible.json", "chronology.json")
IS_REAL = SHARED.exists()

pytestmark = [pytest.mark.real_input, pytest.mark.postgres]

OTHERS = {
    "eventlogs/receipt/receipt.csv": ("receipt", 1_434, 8_577),
    "eventlogs/receipt/receipt.xes.gz": ("receipt", 1_434, 8_577),
    "eventlogs/uci_servicenow/incident_event_log_first890.csv": ("servicenow", 890, 5_998),
    "eventlogs/bpic2015/BPIC15_1.xes.gz": ("bpic2015", 1_199, 52_217),
    "eventlogs/pm4py_small/01_running-example.xes.gz": ("receipt", 6, 42),
    "eventlogs/pm4py_small/04_reviewing.xes.gz": ("receipt", 100, 3_730),
    "eventlogs/pm4py_small/12_roadtraffic_1t_per_variant.xes.gz": ("receipt", 231, 1_891),
}
"""File -> mapping, cases, events, as the files themselves count them."""

PRESENT = {path: figures for path, figures in OTHERS.items() if (SHARED / path).exists()}


def as_shuffled_csv(source: Path, into: Path) -> Path:
    """All events of an XES log as lines of a CSV file, in any order."""
    with open_source(source) as opened_source:
        rows = [row.fields for row in read_rows(opened_source, []) if isinstance(row, Row)]
    random.Random(13).shuffle(rows)  # noqa: S311  # an order, no secret
    with into.open("w", encoding="utf-8", newline="") as file:
        writer = DictWriter(file, sorted({name for row in rows for name in row}))
        writer.writeheader()
        writer.writerows(rows)
    return into


def test_the_closed_problems_are_accounted_for_and_a_second_import_changes_nothing(
    database: str, tmp_path: Path
) -> None:
    first = imported(database, BPIC_2013)
    before = told(database)
    assert (first.cases, first.events_used) == ((1_487, 6_660) if IS_REAL else (4, 20))
    assert first.events_rejected == 0
    again = imported(database, BPIC_2013)
    moved = imported(database, as_shuffled_csv(BPIC_2013, tmp_path / "shuffled.csv"))
    assert again.repeated == again.commands
    assert moved.repeated == moved.commands
    assert again.position == moved.position == first.position == len(before)
    assert told(database) == before


def test_every_event_of_the_closed_problems_has_a_place_in_its_case() -> None:
    cases = interpreted(BPIC_2013)
    places = {(step.origin.case, step.origin.key) for steps in cases.values() for step in steps if step.origin}
    assert len(places) == (6_660 if IS_REAL else 20)


def test_the_chronologies_enter_whole(database: str) -> None:
    summary = imported(database, CHRONOLOGY, "chronology")
    assert (summary.cases, summary.events_used, summary.events_rejected) == ((8, 77, 0) if IS_REAL else (1, 8, 2))


@pytest.mark.parametrize(("path", "figures"), PRESENT.items() or [("", ("", 0, 0))])
def test_other_logs_are_read_and_interpreted(path: str, figures: tuple[str, int, int]) -> None:
    mapping, cases, events = figures
    file = SHARED / path if path else BPIC_2013
    summary = import_file(ImportOrder(path=file, mapping=mapping or "bpic2013"), None)
    assert (summary.cases, summary.events_used, summary.events_rejected) == ((cases, events, 0) if path else (4, 20, 0))


def test_a_log_of_one_authority_is_written_too(database: str, tmp_path: Path) -> None:
    real = SHARED / "eventlogs/pm4py_small/01_running-example.xes.gz"
    row = "A,2021-03-01T09:00:00+01:00,T01,complete,,Group 1,,"
    path = real if real.exists() else csv(tmp_path / "log.csv", row)
    with opened(database) as application:
        summary = import_file(ImportOrder(path=path, mapping="receipt"), application)
    assert summary.events_used == (42 if real.exists() else 1)
    assert summary.unused == ()
