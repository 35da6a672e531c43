"""Who wrote waits until what it reads shows the writing, and not for ever."""

import pytest

from projections.waiting import wait_for
from tests.support.asking import answer
from tests.support.histories import append_history, history
from tests.support.projecting import counting, following
from tests.support.read_models import follow

pytestmark = pytest.mark.postgres


def test_waiting_ends_when_the_read_model_has_the_position(database: str) -> None:
    told = history(seed=14, cases=1, requests=1)
    with following(database, [counting(set())]):
        append_history(database, told)
        reached = answer(database, lambda c: wait_for(c, len(told), ["counting"], 10))

    assert reached


def test_waiting_ends_with_its_time(database: str) -> None:
    follow(database, [counting(set())])

    reached = answer(database, lambda c: wait_for(c, 1, ["counting"], 0.05))

    assert not reached


def test_a_read_model_that_nobody_folds_is_waited_for_in_vain(database: str) -> None:
    follow(database, [counting(set())])

    reached = answer(database, lambda c: wait_for(c, 0, ["counting", "absent"], 0.05))

    assert not reached
