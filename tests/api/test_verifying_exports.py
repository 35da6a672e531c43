"""What a member exported is verified offline: entry by entry, by the proofs in the file."""

import pytest

from domain.storage.inspection import examine_export
from domain.storage.verification import Kept, Report
from tests.api.conftest import Case
from tests.api.test_checkpoints import seal
from tests.support.exported import exported
from tests.support.served import Served

pytestmark = pytest.mark.postgres


def verified(lines: list[bytes]) -> Report:
    return examine_export(lambda: iter(lines), Kept(), lambda _: None)


def wrong(lines: list[bytes]) -> str:
    found = verified(lines).finding
    return found.wrong if found else "nothing"


@pytest.fixture
def lines(house: Served, case: Case, database: str) -> list[bytes]:
    """The lines of a file that a leader took."""
    seal(house, database)
    return [*exported(case.leader, f"{case.id}.jsonl").content.splitlines(keepends=True)]


def entries_in(lines: list[bytes]) -> list[int]:
    return [place for place, line in enumerate(lines) if b'"leaf":' in line]


def test_a_file_that_nobody_touched_is_true(lines: list[bytes]) -> None:
    report = verified(lines)

    assert report.finding is None
    assert report.proved == report.of_member == len(entries_in(lines)) > 5
    assert report.checkpoints == 1


def test_a_leaf_of_another_event_is_found(lines: list[bytes]) -> None:
    first, second = entries_in(lines)[:2]
    forged = lines[first].replace(
        lines[first].partition(b'"leaf":"')[2][:44], lines[second].partition(b'"leaf":"')[2][:44]
    )

    assert wrong([*lines[:first], forged, *lines[first + 1 :]]) == "CHANGED"


def test_a_missing_line_is_found(lines: list[bytes]) -> None:
    place = entries_in(lines)[0]

    assert wrong([*lines[:place], *lines[place + 1 :]]) == "TRUNCATED"


def test_a_file_that_was_cut_off_is_found(lines: list[bytes]) -> None:
    assert wrong(lines[:-1]) == "TRUNCATED"


def test_a_file_without_its_checkpoint_proves_nothing(lines: list[bytes]) -> None:
    bare = [each for each in lines if not each.startswith(b'{"checkpoint":')]

    assert (verified(bare).checkpoints, verified(bare).proved) == (0, 0)
