"""What is true of every file of the repository; see `guards/` for what each sentence means."""

import pytest

from tests.tidy.guards import (
    codes_in_words,
    documents,
    names,
    pages,
    project,
    purity,
    records,
    rooms,
    shape,
    specs,
    words,
)
from tests.tidy.tree import Guard, Tree, read_tree

GUARDS: tuple[Guard, ...] = (
    *shape.GUARDS, *names.GUARDS, *words.GUARDS, *documents.GUARDS, *records.GUARDS, *project.GUARDS, *purity.GUARDS,
    *rooms.GUARDS, *specs.GUARDS, *pages.GUARDS, *codes_in_words.GUARDS,
)  # fmt: skip


def _samples(kind: str) -> list[object]:
    return [
        pytest.param(guard, tree, id=f"{guard.says}-{number}")
        for guard in GUARDS
        for number, tree in enumerate(getattr(guard, kind))
    ]


@pytest.mark.parametrize("guard", GUARDS, ids=lambda guard: guard.says)
def test_it_is_true_that(guard: Guard) -> None:
    untrue = list(guard.check(read_tree()))
    assert not untrue, "\n  ".join([f"it is not true that {guard.says}:", *untrue])


@pytest.mark.parametrize(("guard", "tree"), _samples("bad"))
def test_the_guard_refuses_a_bad_sample(guard: Guard, tree: Tree) -> None:
    assert list(guard.check(tree)) != []


@pytest.mark.parametrize(("guard", "tree"), _samples("good"))
def test_the_guard_just_allows_a_good_sample(guard: Guard, tree: Tree) -> None:
    assert list(guard.check(tree)) == []


def test_every_guard_has_a_bad_and_a_good_sample() -> None:
    assert [guard.says for guard in GUARDS if not (guard.bad and guard.good)] == []
