"""By which number each agency knows an item: of what others do with it, not even how often is told."""

from uuid import UUID

import pytest

from domain.aggregate import Actor
from domain.event import Event
from domain.item import ITEM, SharedItem
from domain.item.events import HandlingConditionsSet, ItemReceiptConfirmed, LegalHoldPlaced
from domain.marking import UNMARKED
from tests.support.agencies import CLOCK, IMPORTER
from tests.support.given import Given
from tests.support.investigations import BEA, LENA
from tests.support.items import CARL, DORA, ITEM_ID, REGISTERED
from tests.support.restrictions import SHARED_WITH_BOTH, after

HELD = LegalHoldPlaced(item_id=ITEM_ID, hold_id=UUID(int=7), by_agency_id="BE-SPOC", reason="Order of the court.")
RECEIVED = ItemReceiptConfirmed(item_id=ITEM_ID, agency_id="BE-SPOC")
LOOSENED = HandlingConditionsSet(item_id=ITEM_ID, marking=UNMARKED, reason="It is known by now.")


def known_to(spec: Given[SharedItem], actor: Actor) -> int:
    return ITEM.version_for(spec.state, actor, spec.version)


@pytest.mark.parametrize("act", [HELD, RECEIVED])
def test_what_one_holder_does_leaves_the_version_of_another_as_it_was(act: Event) -> None:
    before, done = after(REGISTERED, SHARED_WITH_BOTH), after(REGISTERED, SHARED_WITH_BOTH, act)

    assert known_to(done, DORA) == known_to(before, DORA)
    assert known_to(done, BEA) == known_to(before, BEA) + 1
    assert known_to(done, LENA) == known_to(before, LENA) + 1


def test_a_later_version_does_not_tell_how_much_was_hidden_before_it() -> None:
    some, more = after(REGISTERED, SHARED_WITH_BOTH, LOOSENED), after(REGISTERED, SHARED_WITH_BOTH, HELD, LOOSENED)

    assert known_to(more, DORA) == known_to(some, DORA)


def test_what_concerns_everybody_moves_the_version_of_every_holder() -> None:
    before, done = after(REGISTERED, SHARED_WITH_BOTH), after(REGISTERED, SHARED_WITH_BOTH, LOOSENED)

    assert (known_to(done, DORA), known_to(done, CARL)) == (known_to(before, DORA) + 1, known_to(before, CARL) + 1)


@pytest.mark.parametrize("actor", [LENA, CLOCK, IMPORTER])
def test_the_originator_and_processes_know_the_version_of_the_stream(actor: Actor) -> None:
    assert known_to(after(REGISTERED, SHARED_WITH_BOTH, HELD), actor) == 3
