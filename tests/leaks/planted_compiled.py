"""Leaks to be found in what is compiled: each breaks one thing for a moment, and the probe has to notice.

It must not be used anywhere else.
"""

from collections.abc import Hashable
from types import ModuleType, SimpleNamespace

import pytest

from api.compiled import reading
from api.compiled.keeping import tag_of
from api.queries import asking_desk, asking_work, things
from projections.need_to_know import BY_PARAMETERS, HOLDS, VISIBLE_HOLDER, VISIBLE_REQUEST, sees_request
from tests.leaks.planted import Plant, Planted

__all__ = ["HELD_BY_THE_WALL", "PLANTED"]

REQUEST = sees_request(BY_PARAMETERS, "r")


def _of_the_log_alone(patch: pytest.MonkeyPatch) -> None:
    """A tag that tells how the read models stand, and not who asks."""

    def planted(_key: Hashable, stamp: bytes | None) -> str:
        return tag_of((), stamp)

    patch.setattr(reading, "tag_of", planted)


def _without(asking: ModuleType, statements: str, name: str, predicate: str) -> Plant:
    """A statement that lacks a predicate where it is compiled, while ordinary execution keeps it."""

    def plant(patch: pytest.MonkeyPatch) -> None:
        was = vars(getattr(asking, statements))
        assert predicate in was[name]
        loose = SimpleNamespace(**{**was, name: was[name].replace(predicate, "true")})
        patch.setattr(asking, statements, loose)

    return plant


PLANTED = (
    Planted("tags", "a tag that is alike for all who ask", _of_the_log_alone),
    Planted("alone", "a request, compiled", _without(asking_work, "board_statements", "ONE", REQUEST)),
    Planted("alone", "a request as a node, compiled", _without(things, "board", "ONE", REQUEST)),
    Planted("alone", "an item as a node, compiled", _without(things, "items", "ITEMS", VISIBLE_HOLDER)),
    Planted("desk", "an item on a desk, compiled", _without(things, "items", "ITEMS", HOLDS)),
    Planted(
        "desk", "a tally of all requests, compiled", _without(asking_desk, "statements", "COUNTS", VISIBLE_REQUEST)
    ),
)

HELD_BY_THE_WALL = tuple(each.says for each in PLANTED if each.says.startswith(("a request", "an item")))
"""Of these, row-level security alone keeps what the statement forgets."""
