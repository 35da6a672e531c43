"""A slow second opinion on shared items, from the words of the field alone: it reads the whole story for each question.

It must not use the room's state, nor the rule of need-to-know that it is to be held against.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from domain.aggregate import Actor
from domain.event import Event
from domain.investigation import events as of_case
from domain.item import commands, events
from domain.marking import Marking

__all__ = [
    "Told", "agreed_to", "consented_use", "erasure_is_blocked", "may_read", "owed", "owed_back", "owes", "receivers",
    "works_under",
]  # fmt: skip

LEVELS = ["OFFICIAL_USE", "RESTRICTED", "CONFIDENTIAL", "SECRET", "TOP_SECRET"]
E = TypeVar("E", bound=Event)


@dataclass(frozen=True, slots=True)
class Told:
    """Something that happened, to the item or in its investigation. by: None for what the story begins with."""

    event: Event
    on: date
    by: Actor | None = None


Story = Sequence[Told]


def may_read(story: Story, person: Actor, on: date) -> bool:
    """This will tell whether a person may read the item on a day, after all that happened."""
    agency = person.agency_id or ""
    if not _is_admitted(story, person) or not (_is_originator(story, agency) or agency in receivers(story)):
        return False
    markings = works_under(story, agency)
    if any(not _is_cleared(story, person, marking, on) for marking in markings):
        return False
    if any(not set(marking.compartments) <= _compartments(story, person.actor_id) for marking in markings):
        return False
    return _is_originator(story, agency) or _is_meant(story, person, any(each.tlp == "RED" for each in markings))


def works_under(story: Story, agency: str) -> list[Marking]:
    """This will list every marking that an agency has to obey: the item's own as set last, and each restriction's."""
    own = [each.marking for each in _all(story, events.ItemRegistered, events.HandlingConditionsSet)]
    return [own[-1], *(each.marking for each in _restrictions(story, agency))]


def receivers(story: Story) -> dict[str, list[frozenset[str]]]:
    """This will tell who was given the item and not recalled since, with the persons that each giving named."""
    given: dict[str, list[frozenset[str]]] = {}
    for told in story:
        match told.event:
            case events.IntelligenceShared(recipients=recipients) | events.EvidenceShared(recipients=recipients):
                for each in recipients:
                    given.setdefault(each.agency_id, []).append(frozenset(each.persons))
            case events.ItemSharedOnward(recipient=recipient):
                given.setdefault(recipient.agency_id, []).append(frozenset(recipient.persons))
            case events.ItemRecalled(from_agencies=agencies):
                for agency in agencies:
                    given.pop(agency, None)
    return given


def owed(story: Story) -> dict[UUID, set[str]]:
    """This will tell who has yet to confirm which restriction: all who had the item then, until they confirm."""
    open_: dict[UUID, set[str]] = {}
    for place, told in enumerate(story):
        if isinstance(told.event, events.RestrictionImposed):
            asked = set() if told.event.own_use_only else set(receivers(story[:place]))
            open_[told.event.restriction_id] = asked
        if isinstance(told.event, events.RestrictionConfirmed):
            open_[told.event.restriction_id].remove(told.event.agency_id)
    return open_


def owed_back(story: Story) -> dict[UUID, set[str]]:
    """This will tell who has yet to confirm which recall."""
    open_: dict[UUID, set[str]] = {}
    for told in story:
        if isinstance(told.event, events.ItemRecalled):
            open_[told.event.recall_id] = set(told.event.from_agencies)
        if isinstance(told.event, events.RecallConfirmed):
            open_[told.event.recall_id].remove(told.event.agency_id)
    return open_


def agreed_to(story: Story, shared: events.ItemSharedOnward, on: date) -> bool:
    """This will tell whether the originator agreed to this giver, this recipient and this purpose for that day."""
    wanted = (shared.by_agency_id, shared.recipient.agency_id, shared.purpose)
    asked = {
        each.consent_id
        for each in _all(story, events.OnwardSharingRequested)
        if (each.by_agency_id, each.to_agency_id, each.purpose) == wanted
    }
    given = [each for each in _all(story, events.OnwardSharingAuthorised) if each.consent_id in asked]
    return any(each.valid_until is None or on <= each.valid_until for each in given)


def consented_use(story: Story, used: events.ItemUsedInProceedings) -> bool:
    """This will tell whether the originator agreed that this agency uses it in these proceedings."""
    asked = {
        each.consent_id
        for each in _all(story, events.JudicialUseRequested)
        if (each.by_agency_id, each.proceedings) == (used.agency_id, used.proceedings)
    }
    return any(each.consent_id in asked for each in _all(story, events.JudicialUseAuthorised))


def owes(story: Story, command: object, agency: str) -> bool:
    """This will tell whether a command settles something its agency owes: a confirmation, or the end of its hold."""
    match command:
        case commands.ConfirmRestriction(restriction_id=key):
            return agency in owed(story).get(key, ())
        case commands.ConfirmRecall(recall_id=key):
            return agency in owed_back(story).get(key, ())
        case commands.LiftItemHold(hold_id=key):
            placed = (each for each in _all(story, events.LegalHoldPlaced) if each.hold_id == key)
            return any(each.by_agency_id == agency for each in placed) and key in _holds(story)
    return False


def erasure_is_blocked(story: Story) -> bool:
    """This will tell whether a legal hold or a question that nobody answered forbids erasure."""
    asked = _keys(story, "consent_id", events.OnwardSharingRequested, events.JudicialUseRequested)
    answered = _keys(
        story, "consent_id", events.OnwardSharingAuthorised, events.OnwardSharingRefused, events.JudicialUseAuthorised,
        events.JudicialUseRefused,
    )  # fmt: skip
    return bool(_holds(story) or asked - answered)


def _holds(story: Story) -> set[UUID]:
    held: set[UUID] = set()
    for told in story:
        match told.event:
            case events.LegalHoldPlaced(hold_id=key):
                held.add(key)
            case events.LegalHoldLifted(hold_id=key):
                held.discard(key)
    return held


def _keys(story: Story, name: str, *kinds: type[Any]) -> set[UUID]:
    return {getattr(each, name) for each in _all(story, *kinds)}


def _all(story: Story, *kinds: type[Any]) -> Iterator[Any]:
    return (told.event for told in story if isinstance(told.event, kinds))


def _is_originator(story: Story, agency: str) -> bool:
    return any(each.originator_agency_id == agency for each in _all(story, events.ItemRegistered))


def _restrictions(story: Story, agency: str) -> list[events.RestrictionImposed]:
    lifted = {each.restriction_id for each in _all(story, events.RestrictionLifted)}
    in_force = (each for each in _all(story, events.RestrictionImposed) if each.restriction_id not in lifted)
    return [each for each in in_force if not each.own_use_only or each.by_agency_id == agency]


def _is_meant(story: Story, person: Actor, is_red: bool) -> bool:  # noqa: FBT001  # the question, not a switch
    """Whoever gave it or restricted it may have named persons; TLP:RED is for named persons alone."""
    agency = person.agency_id or ""
    for each in _restrictions(story, agency):
        if each.recipients is None:
            continue
        left = [set(recipient.persons) for recipient in each.recipients if recipient.agency_id == agency]
        if not left or (left[0] and person.actor_id not in left[0]):
            return False
    givings = receivers(story)[agency]
    named: frozenset[str] = frozenset().union(*givings)
    if all(givings):
        return person.actor_id in named
    return not is_red or person.actor_id in named or (not named and _is_named_by_restriction(story, person))


def _is_named_by_restriction(story: Story, person: Actor) -> bool:
    recipients = (
        recipient for each in _restrictions(story, person.agency_id or "") for recipient in each.recipients or ()
    )
    return any(person.actor_id in recipient.persons for recipient in recipients)


def _is_admitted(story: Story, person: Actor) -> bool:
    agency = None
    for told in story:
        match told.event:
            case of_case.InvestigationOpened(first_member_id=person.actor_id, lead_agency_id=lead):
                agency = lead
            case of_case.MemberAdmitted(member_id=person.actor_id, agency_id=admitted_for):
                agency = admitted_for
            case of_case.MemberAccessRevoked(member_id=person.actor_id):
                agency = None
            case of_case.PartnerLeft(agency_id=left) if left == agency:
                agency = None
    return agency is not None and agency == person.agency_id


def _is_cleared(story: Story, person: Actor, marking: Marking, on: date) -> bool:
    if marking.classification is None:
        return True
    held = None
    for told in story:
        match told.event:
            case of_case.MemberAdmitted(member_id=person.actor_id, clearance=clearance):
                held = clearance
            case of_case.MemberClearanceChanged(member_id=person.actor_id, clearance=clearance, valid_until=until):
                held = clearance if until is None or on < until else None
    levels = (held, person.ceiling)
    return all(each is not None and LEVELS.index(marking.classification) <= LEVELS.index(each) for each in levels)


def _compartments(story: Story, member_id: str) -> set[str]:
    held: set[str] = set()
    for told in story:
        match told.event:
            case of_case.CompartmentAccessGranted(member_id=whom, compartment=compartment) if whom == member_id:
                held.add(compartment)
            case of_case.CompartmentAccessRevoked(member_id=whom, compartment=compartment) if whom == member_id:
                held.discard(compartment)
    return held
