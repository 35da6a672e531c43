"""A bounded store weighs what it keeps, never keeps more than it may, and keeps what was used last."""

from hypothesis import given
from hypothesis import strategies as st

from api.bounded import Bounded

MOST = 10


@given(put=st.lists(st.tuples(st.integers(0, 4), st.integers(0, 12)), max_size=30))
def test_its_weight_is_that_of_what_can_be_got_and_within_its_bound(put: list[tuple[int, int]]) -> None:
    store: Bounded[int, int] = Bounded(MOST, weight=lambda value: value)

    for key, value in put:
        store.put(key, value)

    assert store.weight == sum(store.get(key) or 0 for key in range(5)) <= MOST


def test_what_was_used_longest_ago_goes_first() -> None:
    store: Bounded[str, int] = Bounded(2)
    store.put("a", 1)
    store.put("b", 2)
    store.get("a")

    store.put("c", 3)

    assert [store.get(key) for key in "abc"] == [1, None, 3]


def test_what_is_too_heavy_by_itself_is_not_kept_and_drives_out_nothing() -> None:
    store: Bounded[str, int] = Bounded(MOST, weight=lambda value: value)
    store.put("a", 1)

    assert store.put("b", MOST + 1) == MOST + 1
    assert (store.get("a"), store.get("b"), store.weight) == (1, None, 1)
