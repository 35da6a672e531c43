"""XES files as they are found are read: any namespace, any damage, no entity."""

import gzip
from pathlib import Path

import pytest

from consumers.files.reading import Row, open_source, read_rows
from consumers.files.summary import Unused
from domain.refusal import InvalidInput
from tests.support.imports import SAMPLES

BOMB_BYTES = 200 * 2**20
PROBLEMS = (SAMPLES / "problems.xes").read_text(encoding="utf-8")


def read(path: Path) -> tuple[list[Row], list[Unused], str | None]:
    with open_source(path) as source:
        found = list(read_rows(source, []))
        rows = [row for row in found if isinstance(row, Row)]
        return rows, [row for row in found if isinstance(row, Unused)], source.damage


def read_text(text: str, folder: Path) -> tuple[list[Row], list[Unused], str | None]:
    path = folder / "log.xes"
    path.write_text(text, encoding="utf-8")
    return read(path)


def test_each_event_carries_its_traces_attributes_and_its_place() -> None:
    rows, unused, _ = read(SAMPLES / "problems.xes")
    assert len(rows) == 20
    assert unused == []
    assert rows[1].fields["case:concept:name"] == "P-1"
    assert rows[1].fields["concept:name"] == "Queued"
    assert (rows[1].line, rows[1].part) == (17, "trace 1, event 2")


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace(' xmlns="http://www.xes-standard.org/"', ""),
        lambda text: text.replace("http://www.xes-standard.org/", "http://code.deckfour.org/xes"),
        lambda text: "\ufeff" + text,
        lambda text: "\n \n" + text,
        lambda text: text.replace("<", "<xes:").replace("<xes:/", "</xes:").replace("<xes:?", "<?"),
        lambda text: text.replace("\n", "").replace("\t", ""),
        lambda text: text.replace("\n", "\r\n"),
    ],
    ids=["no namespace", "old namespace", "mark", "blank lines", "undeclared prefix", "one line", "carriage returns"],
)
def test_a_spelling_of_the_format_changes_nothing(change: object, tmp_path: Path) -> None:
    rows, _, _ = read_text(change(PROBLEMS), tmp_path)  # type: ignore[operator]  # a function of a text
    plain, _, _ = read(SAMPLES / "problems.xes")
    assert [row.fields for row in rows] == [row.fields for row in plain]


def test_a_name_of_the_trace_that_follows_its_events_is_its_name(tmp_path: Path) -> None:
    text = '<log><trace><event><string key="a" value="b"/></event><string key="concept:name" value="T"/></trace></log>'
    rows, _, _ = read_text(text, tmp_path)
    assert rows[0].fields == {"case:concept:name": "T", "a": "b"}


@pytest.mark.parametrize("one_line", [False, True], ids=["lines", "one line"])
def test_a_damaged_event_is_told_and_the_others_are_read(one_line: bool, tmp_path: Path) -> None:  # noqa: FBT001  # a parameter
    damaged = PROBLEMS.replace('value="Line South"/>', 'value="Line South/>', 1)
    rows, unused, _ = read_text(damaged.replace("\n", " ") if one_line else damaged, tmp_path)
    assert len(rows) == 19
    assert [one.place.part for one in unused if one.count] == ["trace 1, event 5"]


def test_a_file_that_ends_before_its_time_is_read_up_to_there(tmp_path: Path) -> None:
    rows, unused, _ = read_text(PROBLEMS[: PROBLEMS.index("Line South")], tmp_path)
    assert len(rows) == 4
    assert [one.place.part for one in unused if one.count] == ["trace 1, event 5"]


def test_a_gzip_stream_that_breaks_off_is_told(tmp_path: Path) -> None:
    path = tmp_path / "log.xes.gz"
    path.write_bytes(gzip.compress(PROBLEMS.encode() * 50, mtime=0)[:-40])
    _, _, damage = read(path)
    assert damage is not None
    assert "ends before its time" in damage


def test_a_file_is_what_it_holds_and_not_what_it_is_called(tmp_path: Path) -> None:
    path = tmp_path / "log.csv.gz"
    path.write_text(PROBLEMS, encoding="utf-8")
    assert len(read(path)[0]) == 20


def test_a_document_type_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_text('<!DOCTYPE log [<!ENTITY e SYSTEM "file:///etc/passwd">]><log>&e;</log>', tmp_path)
    assert refused.value.field == "file"


@pytest.mark.parametrize("text", ["<html><body/></html>", "<", "   "], ids=["other XML", "no XML", "blank"])
def test_what_is_no_event_log_is_refused(text: str, tmp_path: Path) -> None:
    with pytest.raises(InvalidInput):
        read_text(text, tmp_path)


def test_an_event_outside_any_trace_is_told(tmp_path: Path) -> None:
    rows, unused, _ = read_text('<log><event><string key="a" value="b"/></event></log>', tmp_path)
    assert rows == []
    assert [one.reason for one in unused] == ["the event stands outside any trace"]


def test_a_field_that_no_event_could_carry_is_told(tmp_path: Path) -> None:
    rows, unused, _ = read_text(PROBLEMS.replace("Line South", "x" * 20_001, 1), tmp_path)
    assert len(rows) == 19
    assert "20,001 characters" in unused[0].reason


def test_a_decompression_bomb_stops_reading(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xes.gz"
    path.write_bytes(gzip.compress(b"<log>" + b" " * BOMB_BYTES, compresslevel=1))
    with open_source(path) as source:
        size = sum(len(chunk) for chunk in iter(lambda: source.read(2**20), b""))
    assert source.damage is not None
    assert "bomb" in source.damage
    assert size < BOMB_BYTES
