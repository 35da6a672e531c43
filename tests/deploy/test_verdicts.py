"""What a verification came to reads right, however many things there are."""

import pytest

from deploy.command_line.verdicts import in_words
from domain.storage.verification import Kept, Report


@pytest.mark.parametrize(
    ("checkpoints", "witnesses", "covered", "told"),
    [
        (1, 0, 1, "1 checkpoint and 0 countersignatures are true; the last covers 1 event."),
        (1, 1, 12, "1 checkpoint and 1 countersignature are true; the last covers 12 events."),
        (3, 2, 12, "3 checkpoints and 2 countersignatures are true; the last covers 12 events."),
    ],
)
def test_checkpoints_and_what_they_cover_are_counted(checkpoints: int, witnesses: int, covered: int, told: str) -> None:
    report = Report(last=12, checkpoints=checkpoints, witnesses=witnesses, covered=covered)

    assert told in in_words(report, Kept())


def test_what_the_file_of_a_member_proves_is_told_with_what_it_does_not() -> None:
    told = in_words(Report(checkpoints=1, covered=9, of_member=5, proved=4), Kept())

    assert "The events of 4 entries are in the log as its checkpoint of 9 events covers it." in told
    assert "1 more came after that checkpoint: that this is in the log is not proven by this file." in told
    assert any(each.startswith("What a line says of its event is not proven") for each in told)


def test_a_file_of_a_member_without_a_checkpoint_proves_nothing() -> None:
    (told,) = in_words(Report(of_member=5), Kept())

    assert told.startswith("No checkpoint stands in the file")


@pytest.mark.parametrize(
    ("proved", "covered", "told"),
    [
        (1, 1, "1 event of the case is in the log as its checkpoint of 1 event covers it."),
        (4, 9, "4 events of the case are in the log as its checkpoint of 9 events covers it."),
    ],
)
def test_events_of_a_case_are_counted(proved: int, covered: int, told: str) -> None:
    assert told in in_words(Report(covered=covered, of_case=proved, proved=proved), Kept())
