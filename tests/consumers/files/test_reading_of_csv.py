"""CSV files as spreadsheets and exports write them are read."""

from pathlib import Path

import pytest

from consumers.files.reading import Row, open_source, read_rows
from consumers.files.summary import Unused
from domain.refusal import InvalidInput

LINES = "case,activity,note\nA,begins,caf\u00e9\nA,ends,\n"


def read(content: bytes, folder: Path, notes: list[str] | None = None) -> list[Row | Unused]:
    path = folder / "log.csv"
    path.write_bytes(content)
    with open_source(path) as source:
        return list(read_rows(source, [] if notes is None else notes))


def fields_of(found: list[Row | Unused]) -> list[dict[str, str]]:
    return [row.fields for row in found if isinstance(row, Row)]


PLAIN = [{"case": "A", "activity": "begins", "note": "caf\u00e9"}, {"case": "A", "activity": "ends", "note": ""}]


@pytest.mark.parametrize(
    "content",
    [
        LINES.encode(),
        LINES.encode("utf-8-sig"),
        LINES.encode("utf-16"),
        LINES.encode("latin-1"),
        LINES.replace(",", ";").encode(),
        LINES.replace(",", "\t").encode(),
        LINES.replace("\n", "\r\n").encode(),
        LINES.replace("\n", "\n\n").encode(),
        LINES.replace("begins", '"begins"').encode(),
        LINES.rstrip("\n").encode(),
    ],
    ids=["plain", "mark", "UTF-16", "latin-1", "semicolons", "tabs", "CRLF", "blank lines", "quotes", "no last break"],
)
def test_a_dialect_changes_nothing(content: bytes, tmp_path: Path) -> None:
    assert fields_of(read(content, tmp_path)) == PLAIN


def test_an_old_encoding_is_noted(tmp_path: Path) -> None:
    notes: list[str] = []
    read(LINES.encode("latin-1"), tmp_path, notes)
    assert any("latin-1" in note for note in notes)


def test_a_line_of_other_length_is_told_with_its_number(tmp_path: Path) -> None:
    found = read(b"case,activity\nA,begins\nA\nA,ends,more\nA,ends\n", tmp_path)
    assert [one.place.line for one in found if isinstance(one, Unused)] == [3, 4]
    assert len(fields_of(found)) == 2


def test_a_quoted_field_may_span_lines(tmp_path: Path) -> None:
    found = read(b'case,note\nA,"one\ntwo"\nB,x\n', tmp_path)
    assert [row.line for row in found if isinstance(row, Row)] == [2, 4]
    assert fields_of(found)[0]["note"] == "one\ntwo"


def test_a_quote_that_never_closes_is_told(tmp_path: Path) -> None:
    found = read(b'case,note\nA,"' + b"x\n" * 60_000, tmp_path)
    assert isinstance(found[0], Unused)


def test_a_file_without_columns_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput) as refused:
        read(b"just some words\nand more\n", tmp_path)
    assert refused.value.field == "file"


def test_an_absent_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput) as refused, open_source(tmp_path / "absent.csv"):
        pass
    assert refused.value.field == "file"


def test_lines_behind_a_quote_that_never_closes_are_read_for_themselves(tmp_path: Path) -> None:
    found = read(b'case,note\nA,x\nB,"y\nC,"z"\nD,w\nE\n', tmp_path)

    assert [fields["case"] for fields in fields_of(found)] == ["A", "C", "D"]
    assert [one.place.line for one in found if isinstance(one, Unused)] == [3, 6]


def test_lines_that_a_stray_quote_swallowed_are_read_for_themselves(tmp_path: Path) -> None:
    found = read(b'case,note,more\nA,"x,1\nB,y,2\nC,"z",3\nD,w,4\n', tmp_path)

    assert [fields["case"] for fields in fields_of(found)] == ["B", "C", "D"]
    assert [(one.place.line, one.count) for one in found if isinstance(one, Unused)] == [(2, 1)]


def test_a_row_of_several_lines_that_does_not_fit_counts_once(tmp_path: Path) -> None:
    found = read(b'case,note\nA,"one\ntwo",more\nB,x\n', tmp_path)

    assert [one.place.line for one in found if isinstance(one, Unused)] == [2]
    assert [row.line for row in found if isinstance(row, Row)] == [4]


def test_text_behind_a_closed_quote_is_let_pass(tmp_path: Path) -> None:
    assert fields_of(read(b'case,note\nA,"x"y\n', tmp_path)) == [{"case": "A", "note": "xy"}]
