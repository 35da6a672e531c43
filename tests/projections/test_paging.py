"""Pages are bounded, and a cursor opens only the list that gave it."""

import base64
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.refusal import InvalidInput
from projections.paging import Paging, as_id, as_moment, as_number, cut, window


def _cursor(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).rstrip(b"=").decode()


@pytest.mark.parametrize("size", [0, -1, 201, 10**9])
def test_a_page_has_between_one_and_two_hundred_rows(size: int) -> None:
    with pytest.raises(InvalidInput) as refused:
        window(Paging(first=size), "list")

    assert refused.value.field == "first"


def test_a_page_of_no_given_size_has_fifty_rows() -> None:
    assert window(Paging(), "list").size == 50
    assert window(Paging(last=200), "list").size == 200


def test_first_and_last_exclude_each_other() -> None:
    with pytest.raises(InvalidInput):
        window(Paging(first=1, last=1), "list")


@given(st.text(max_size=60))
def test_whatever_is_no_cursor_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        window(Paging(after=text), "list", as_moment, as_number)

    assert refused.value.field == "after"


@pytest.mark.parametrize(
    "content",
    [
        '["other","2025-01-01T00:00:00+00:00","1"]',
        '["list","2025-01-01T00:00:00","1"]',
        '["list","2025-01-01T00:00:00+00:00"]',
        '["list","2025-01-01T00:00:00+00:00","1","1"]',
        '["list","2025-01-01T00:00:00+00:00","99999999999999999999"]',
        '["list","2025-01-01T00:00:00+00:00","1_0"]',
        '["list","now","1"]',
        '["list",1,2]',
        '{"list":1}',
    ],
)
def test_a_forged_cursor_is_refused(content: str) -> None:
    with pytest.raises(InvalidInput):
        window(Paging(before=_cursor(content)), "list", as_moment, as_number)


def test_a_cursor_opens_the_list_that_gave_it() -> None:
    keys = (datetime(2025, 1, 1, tzinfo=UTC).isoformat(), "7")
    page = cut(["row"], window(Paging(), "list", as_moment, as_number), "list", lambda _row: keys)

    asked = window(Paging(after=page.cursors[0]), "list", as_moment, as_number)

    assert asked.after == keys


def test_an_extra_row_tells_that_there_are_more() -> None:
    forward, backward = window(Paging(first=2), "list"), window(Paging(last=2), "list")

    ahead = cut([1, 2, 3], forward, "list", lambda row: (str(row),))
    behind = cut([3, 2, 1], backward, "list", lambda row: (str(row),))

    assert (ahead.rows, ahead.has_next, ahead.has_previous) == ((1, 2), True, False)
    assert (behind.rows, behind.has_next, behind.has_previous) == ((2, 3), False, True)


def test_an_id_is_written_in_one_way_only() -> None:
    with pytest.raises(ValueError, match="urn"):
        as_id("urn:uuid:12345678-1234-5678-1234-567812345678")
