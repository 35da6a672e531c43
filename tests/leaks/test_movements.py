"""Nothing that somebody is told moves when something happens that is not for it: no time, order, count or cursor."""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from domain.aggregate import Actor, Command
from domain.marking import Marking
from domain.vocabulary import Classification
from tests.leaks import planted
from tests.leaks.asking import Asker
from tests.leaks.conftest import World
from tests.leaks.moving import Hidden, happen, hidden_acts, review_opened, seen_by
from tests.leaks.oracle import Person

pytestmark = [pytest.mark.postgres, pytest.mark.timeout(900)]
# Everything that can be asked is asked again after each of some fifteen acts: a minute and a half on a quiet machine.

SECRET = Marking(classification=Classification.SECRET)

KNOWN = {("others agree on passing on", "agencies"), ("others agree on passing on", "me")}
"""An agency's version counts all that happened to it, as expectedVersion needs it: everybody signed in sees it move
when that agency gives a standing authorisation, not to whom nor for what."""


@dataclass(frozen=True)
class Scene:
    """Where it happens, and who is in the same investigation and may not learn of it."""

    hidden: Hidden
    blind: tuple[Person, ...]


def scene(world: World) -> Scene:
    """An investigation in which somebody of a third agency is not cleared for SECRET."""
    for case in world.oracle.of_kind("investigation"):
        members = [each for each in world.people if world.oracle.is_member(each, case)]
        chiefs = [each.agency_id for each in members if each.member_id.endswith(".a")]
        blind = [
            each for each in members if each.agency_id not in chiefs[:2] and not world.oracle.holds(each, case, SECRET)
        ]
        if len(chiefs) >= 2 and blind and all(_can(world, case, each) for each in chiefs[:2]):
            began = world.oracle.streams[case][0]
            return Scene(Hidden(case, chiefs[0], chiefs[1], world.made, began), (blind[0], world.people[-2]))
    pytest.skip(f"seed {world.seed} makes no such investigation")


def is_of(person: Person, acts: Sequence[tuple[Actor, Command]]) -> bool:
    """Whether its own agency did it."""
    return person.agency_id in {actor.agency_id for actor, _ in acts}


def _can(world: World, case: object, agency_id: str) -> bool:
    chief = Person(f"{agency_id.lower()}.a", agency_id)
    return world.oracle.holds(chief, case, SECRET)  # type: ignore[arg-type]


def moved(world: World) -> list[tuple[str, str, str]]:
    """What happened, to whom it may not be told, and in which answer it shows."""
    where = scene(world)
    askers = [Asker(world.house, world.oracle, each, "moving") for each in where.blind]
    happen(askers[0], review_opened(where.hidden))
    before = [seen_by(each) for each in askers]
    found: list[tuple[str, str, str]] = []
    for what, acts in hidden_acts(where.hidden):
        happen(askers[0], acts)
        found += [
            (what, each.person.member_id, field)
            for each, was in zip(askers, before, strict=True)
            for field, told in seen_by(each).items()
            if told != was[field] and (what, field) not in KNOWN and not is_of(each.person, acts)
        ]
    return found


def test_nothing_moves_for_who_may_not_learn_of_an_act(world: World) -> None:
    assert moved(world) == [], world.seed


def test_a_planted_count_that_moves_is_found(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    planted.COUNTED(monkeypatch)

    with planted.without_walls(world.conninfo):
        assert "a secret request is sent" in {what for what, _, _ in moved(world)}, world.seed
