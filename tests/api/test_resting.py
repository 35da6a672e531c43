"""A statement rests on the read models whose tables it names, and on who may see what."""

import pytest

from api.compiled.keeping import Standing
from api.compiled.resting import models_of
from projections.desk import statements as desk
from projections.timeline import statements as timeline


def of(*statements: str) -> frozenset[str] | None:
    return models_of(each.encode() for each in statements)


def test_a_timeline_rests_on_its_own_read_model_and_on_memberships() -> None:
    assert of(timeline.FORWARD) == frozenset({"timeline", "investigations"})


def test_a_desk_rests_on_all_that_waits_on_it() -> None:
    assert of(desk.FORWARD) == frozenset({"board", "followups", "investigations", "items", "reviews"})


def test_several_statements_rest_on_what_each_of_them_does() -> None:
    assert of("SELECT FROM read.units", "SELECT FROM read.partners") == frozenset({"directory", "investigations"})


@pytest.mark.parametrize("unknown", ["SELECT min(position) FROM read.position", "SELECT log.length()"])
def test_what_is_not_known_rests_on_whatever_is_folded(unknown: str) -> None:
    assert of(timeline.FORWARD, unknown) is None


def test_a_stamp_is_that_of_the_read_models_alone_else_of_the_position() -> None:
    before, after = Standing(7, b"board 1 4,timeline 1 9"), Standing(8, b"board 1 5,timeline 1 9")

    assert before.of(frozenset({"timeline"})) == after.of(frozenset({"timeline"})) == b"timeline 1 9"
    assert before.of(frozenset({"board"})) != after.of(frozenset({"board"}))
    assert before.of(None) != Standing(8, before.stamp).of(None)
