"""A set of ids that grows is a value: it holds what was added, and adding leaves the former set as it was."""

from functools import reduce

from hypothesis import given
from hypothesis import strategies as st

from domain.investigation.ids import Ids


@given(st.lists(st.text(max_size=3)), st.text(max_size=3))
def test_it_holds_what_was_added_and_nothing_else(added: list[str], other: str) -> None:
    grown = reduce(Ids.plus, added, Ids())

    assert all(one in grown for one in added)
    assert (other in grown) == (other in added)


def test_adding_leaves_the_former_set_as_it_was() -> None:
    former = Ids().plus("a")
    former.plus("b")

    assert "b" not in former


def test_what_is_held_already_changes_nothing() -> None:
    held = Ids().plus("a").plus("b")

    assert held.plus("a") is held


def test_ten_thousand_ids_stand_in_at_most_fourteen_sets() -> None:
    grown = reduce(Ids.plus, map(str, range(10_000)), Ids())

    assert len(grown.parts) <= 14
    assert sum(map(len, grown.parts)) == 10_000
