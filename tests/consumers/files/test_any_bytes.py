"""Whatever a file holds, an import ends with an account of it or with a clear refusal."""

import gzip
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from consumers.files.importing import ImportOrder, import_file
from consumers.files.summary import ImportSummary
from domain.refusal import InvalidInput
from tests.support.imports import SAMPLES

KINDS = {"problems.xes": "bpic2013", "problems.csv": "bpic2013", "chronology.json": "chronology"}
SAMPLE_BYTES = {name: (SAMPLES / name).read_bytes() for name in KINDS}

Edit = tuple[float, int, bytes]
edits = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 400), st.binary(max_size=12)), min_size=1, max_size=4)


def edited(content: bytes, changes: list[Edit]) -> bytes:
    """The content with, at each place, some bytes taken out and others put in."""
    for place, taken, put in changes:
        at = int(place * len(content))
        content = content[:at] + put + content[at + taken :]
    return content


def dry_run(path: Path, content: bytes, mapping: str) -> ImportSummary | InvalidInput:
    """A dry run of an import, or how it was refused."""
    path.write_bytes(content)
    try:
        return import_file(ImportOrder(path=path, mapping=mapping), None)
    except InvalidInput as refusal:
        return refusal


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzip"])
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=edits)
@example(changes=[(0.0, 0, b"\xff\xfe")])
@example(changes=[(0.5, 0, b"\x00")])
def test_damage_of_any_kind_is_told(tmp_path: Path, name: str, packed: bool, changes: list[Edit]) -> None:  # noqa: FBT001  # a parameter
    plain = SAMPLE_BYTES[name]
    content = edited(gzip.compress(plain, mtime=0), changes) if packed else edited(plain, changes)
    outcome = dry_run(tmp_path / name, content, KINDS[name])
    assert isinstance(outcome, ImportSummary) or outcome.accepted


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=300), mapping=st.sampled_from(["bpic2013", "chronology", "servicenow"]))
def test_bytes_of_no_format_are_refused_or_told(tmp_path: Path, content: bytes, mapping: str) -> None:
    outcome = dry_run(tmp_path / "file", content, mapping)
    assert isinstance(outcome, ImportSummary) or outcome.accepted
