"""How exchanges stood from position to position of the log, and from moment to moment of the world."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from projections.exchanges.course import Course, Ending, as_it_was, as_known
from projections.exchanges.steps import Step

CASE = UUID("0b0e6f5a-3d10-4c7e-9f5e-2f1f6f3f9a01")


def _at(hour: int) -> datetime:
    return datetime(2026, 3, 1, hour, tzinfo=UTC)


def _step(kind: str, position: int, hour: int, **details: Any) -> Step:
    return Step(kind=kind, position=position, at=_at(hour), is_exact=True, **details)


def _item(*steps: Step) -> Course:
    registered = _step("ItemRegistered", 1, 1, by="FR-SPOC")
    return Course(investigation_id=CASE, owner="FR-SPOC", steps=[registered, *steps])


ASKED = _step("OnwardSharingRequested", 4, 9, known_as="q", by="DE-SPOC")
AGREED = _step("OnwardSharingAuthorised", 7, 12, known_as="q")


def test_a_question_stands_open_until_the_position_of_its_answer() -> None:
    spans = list(as_known(_item(ASKED, AGREED)))

    assert [(each.ending, since, until) for each, since, until in spans] == [
        (None, 4, 7), (Ending.AUTHORISED, 7, None),
    ]  # fmt: skip
    assert spans[-1][0].took_s == 10_800
    assert (spans[0][0].from_agency, spans[0][0].to_agency) == ("DE-SPOC", "FR-SPOC")


def test_an_answer_that_was_recorded_late_ended_the_question_when_it_was_given() -> None:
    earlier = _step("OnwardSharingAuthorised", 7, 10, known_as="q")
    other = _step("IntelligenceShared", 5, 11, known_as="s", agencies=("BE-SPOC",))

    spans = [each for each in as_it_was(_item(ASKED, other, earlier)) if each[0].from_agency == "DE-SPOC"]

    assert [(each.ending, since, until) for each, since, until in spans] == [
        (None, _at(9), _at(10)), (Ending.AUTHORISED, _at(10), None),
    ]  # fmt: skip


def test_nothing_was_before_the_item_had_been_registered() -> None:
    early = _step("OnwardSharingRequested", 4, 0, known_as="q", by="DE-SPOC")

    assert [since for _, since, _ in as_it_was(_item(early))] == [_at(1)]


def test_a_second_answer_changes_nothing() -> None:
    refused = _step("OnwardSharingRefused", 9, 13, known_as="q")

    assert list(as_known(_item(ASKED, AGREED, refused))) == list(as_known(_item(ASKED, AGREED)))


def test_what_took_less_than_nothing_is_not_measured() -> None:
    before = _step("OnwardSharingAuthorised", 7, 8, known_as="q")

    assert [each.took_s for each, _, _ in as_known(_item(ASKED, before))] == [None, None]


def test_lifting_a_restriction_ends_it_for_whoever_has_not_confirmed() -> None:
    imposed = _step("RestrictionImposed", 4, 9, known_as="r", by="FR-SPOC", agencies=("BE-SPOC", "DE-SPOC"))
    confirmed = _step("RestrictionConfirmed", 5, 10, known_as="r", agencies=("BE-SPOC",))
    lifted = _step("RestrictionLifted", 6, 11, known_as="r")

    last = {each.to_agency: each.ending for each, _, until in as_known(_item(imposed, confirmed, lifted)) if not until}

    assert last == {"BE-SPOC": Ending.CONFIRMED, "DE-SPOC": Ending.LIFTED}
