"""What a restriction has to be before it is imposed: it takes something away, and gives nothing.

It must not decide who may impose it, nor what its marking may be.
"""

from collections.abc import Sequence

from domain.aggregate import Actor
from domain.investigation import Investigation
from domain.item.rules.conditions import (
    AHolderRestrictsItselfAlone,
    ARestrictionAddsACondition,
    ARestrictionLeavesItToHolders,
)
from domain.item.rules.sharing import NamedPersonsAreMembers, TlpRedNamesPersons
from domain.item.state import SharedItem
from domain.item.vocabulary import Recipient
from domain.marking import Marking, is_stricter
from domain.vocabulary import Tlp

__all__ = ["require_added", "require_holders", "require_named", "require_persons"]


def require_holders(recipients: Sequence[Recipient] | None, item: SharedItem, agency_id: str) -> None:
    """This will refuse recipients that do not have the item; and for one's own use all but one's own agency."""
    named = [each.agency_id for each in recipients or ()]
    if agency_id != item.originator_agency_id and recipients is not None and named != [agency_id]:
        raise AHolderRestrictsItselfAlone
    others = sorted(set(named) - item.holders.keys())
    if others or len(set(named)) < len(named):
        raise ARestrictionLeavesItToHolders(others=others)


def require_persons(recipients: Sequence[Recipient] | None, investigation: Investigation) -> None:
    """This will refuse persons who are no members for the agency under which they are named."""
    for recipient in recipients or ():
        for person in recipient.persons:
            if not investigation.admits(Actor(actor_id=person, agency_id=recipient.agency_id)):
                raise NamedPersonsAreMembers(agency_id=recipient.agency_id, persons=[person])


def require_named(marking: Marking, recipients: Sequence[Recipient] | None, item: SharedItem, agency_id: str) -> None:
    """This will refuse TLP:RED where an agency that may still see the item has nobody who was ever named."""
    if marking.tlp is not Tlp.RED:
        return
    persons = {each.agency_id: each.persons for each in recipients or ()}
    for left in _concerned(item, agency_id):
        is_left = recipients is None or left in persons
        if is_left and not persons.get(left) and not item.holders[left].persons:
            raise TlpRedNamesPersons(agency_id=left)


def require_added(marking: Marking, recipients: Sequence[Recipient] | None, item: SharedItem, agency_id: str) -> None:
    """This will refuse a restriction that changes nothing: its words count as a change, being always new ones."""
    if marking.handling_text is not None or is_stricter(marking, item.marking_for(agency_id)):
        return
    if recipients is None or not _takes_away(recipients, item, agency_id):
        raise ARestrictionAddsACondition


def _takes_away(recipients: Sequence[Recipient], item: SharedItem, agency_id: str) -> bool:
    persons = {each.agency_id: frozenset(each.persons) for each in recipients}
    for left in _concerned(item, agency_id):
        if left not in persons:
            return True
        members = item.need_of(left).members
        if persons[left] and (members is None or not members <= persons[left]):
            return True
    return False


def _concerned(item: SharedItem, agency_id: str) -> list[str]:
    """The agencies that have the item and would obey the restriction: all, or for one's own use oneself."""
    own_use_only = agency_id != item.originator_agency_id
    return [each for each in sorted(item.holders) if item.may_have(each) and (not own_use_only or each == agency_id)]
