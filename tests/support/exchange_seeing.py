"""Who may see an exchange, in the oracle's words: whoever sees what it is of, and is told of it.

It must not use the rule of need-to-know, nor a read model.
"""

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from domain.marking import Marking
from domain.review.vocabulary import EntryNeed
from tests.leaks.oracle import Oracle, Person
from tests.support.exchange_oracle import ExchangeTold

__all__ = ["seen_by"]


def seen_by(person: Person, told: Iterable[ExchangeTold], oracle: Oracle) -> Iterator[ExchangeTold]:
    """This will pass on the exchanges that a person may see now."""
    return (each for each in told if _sees(oracle, person, each))


def _sees(oracle: Oracle, person: Person, told: ExchangeTold) -> bool:
    event: Any = told.begun.event
    case = told.begun.envelope.case_id
    match told.kind:
        case "SHARING" | "CONSENT" | "RESTRICTION":
            return oracle.may_see(person, event.item_id) and person.agency_id in told.parties
        case "FOLLOW_UP":
            is_of_thing = event.source in ("REQUEST", "SHARED_ITEM") and event.source_id is not None
            is_seen = not is_of_thing or oracle.may_see(person, event.source_id)
        case _:
            is_seen = True
    met = all(_meets(oracle, person, case, each) for each in event.needs) if case else False
    return is_seen and met and case is not None and oracle.is_member(person, case)


def _meets(oracle: Oracle, person: Person, case: UUID, need: EntryNeed) -> bool:
    if need.is_of_compartment and all(oracle.knows_of(person, case, each) for each in need.compartments):
        return True
    things = [each for each in (need.request_id, need.item_id) if each is not None]
    is_told = need.told is None or person.agency_id in need.told
    marking = Marking(classification=need.classification, compartments=need.compartments)
    return is_told and all(oracle.may_see(person, each) for each in things) and oracle.holds(person, case, marking)
