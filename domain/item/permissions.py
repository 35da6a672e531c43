"""Who may act on a shared item: only who can see it, by the one rule of need-to-know.

To everybody else there is no such item (invariant 24). It must not know when an act may happen.
"""

from typing import Protocol
from uuid import UUID

from msgspec.structs import replace

from domain.aggregate import Act, Actor
from domain.event import ActorKind
from domain.investigation import INVESTIGATION, Investigation
from domain.investigation.readers import reader_of
from domain.investigation.vocabulary import MemberRole
from domain.item.state import SharedItem
from domain.need_to_know import Need, denial
from domain.refusal import InvalidInput, NotFound, NotPermitted

__all__ = [
    "acting_agency", "bound", "depositing", "for_processes", "hold_keeper", "holder", "holder_or_originator",
    "originator", "recalled", "registrant",
]  # fmt: skip

OF_THE_OPERATOR = frozenset({ActorKind.IMPORT, ActorKind.PROCESS})
"""Actors that stand for no agency: they pass as members, the rules bind them all the same."""


class OfInvestigation(Protocol):
    """A command that names the investigation, and the agency whose item it is."""

    @property
    def investigation_id(self) -> UUID:
        """Its id."""
        ...

    @property
    def originator_agency_id(self) -> str | None:
        """Code of the originator; None for the acting agency."""
        ...


class OfRestriction(Protocol):
    """A command that names a restriction."""

    @property
    def restriction_id(self) -> UUID:
        """Its id."""
        ...


class OfHold(Protocol):
    """A command that names a legal hold."""

    @property
    def hold_id(self) -> UUID:
        """Its id."""
        ...


class OfDepositor(Protocol):
    """A command that names who brought a content."""

    @property
    def deposited_by(self) -> str | None:
        """Id of the member of the originator; None where nobody is known."""
        ...


class OfRecall(Protocol):
    """A command that names a recall."""

    @property
    def recall_id(self) -> UUID:
        """Its id."""
        ...


def acting_agency(named: str | None, act: Act) -> str:
    """This will return the agency for which a thing is done: the actor's own, which only an import names otherwise."""
    agency_id = named or act.actor.agency_id
    if agency_id is None:
        raise InvalidInput(field="agencyId", rule="missing", accepted="the code of a partner")
    if act.actor.kind not in OF_THE_OPERATOR and agency_id != act.actor.agency_id:
        raise NotPermitted(
            "One acts for one's own agency.", remedy="Leave the agency out, or name the one you act for."
        )
    return agency_id


def registrant(command: OfInvestigation, _item: SharedItem, act: Act) -> None:
    """This will let pass members who do not only read, for their own agency; raises NotFound, NotPermitted."""
    if act.actor.kind in OF_THE_OPERATOR:
        return
    investigation = act.facts.of(INVESTIGATION, command.investigation_id)
    if not investigation.admits(act.actor):
        raise NotFound
    _require_contributor(investigation, act)
    acting_agency(command.originator_agency_id, act)


def holder_or_originator(_command: object, item: SharedItem, act: Act) -> None:
    """This will let pass whoever can see the item and does not only read; raises NotFound, NotPermitted."""
    _require_sight(item, act, item.need_of(act.actor.agency_id or ""))


def originator(_command: object, item: SharedItem, act: Act) -> None:
    """This will let pass the originator; raises NotFound for who cannot see the item, NotPermitted for holders."""
    holder_or_originator(_command, item, act)
    if act.actor.kind not in OF_THE_OPERATOR and act.actor.agency_id != item.originator_agency_id:
        raise NotPermitted("Only the originator does this.", remedy=f"Ask {item.originator_agency_id}.")


def holder(_command: object, item: SharedItem, act: Act) -> None:
    """This will let pass agencies that were given the item; raises NotFound, NotPermitted for the originator."""
    holder_or_originator(_command, item, act)
    if act.actor.kind not in OF_THE_OPERATOR and act.actor.agency_id == item.originator_agency_id:
        raise NotPermitted("Only an agency that was given the item does this; it is your own.")


def bound(command: OfRestriction, item: SharedItem, act: Act) -> None:
    """This will let pass whoever can see the item, and those of whom this restriction awaits a confirmation.

    They confirm it although it may shut them out; afterwards there is no item for them. Where it names persons of an
    agency, one of these confirms it, or a leader of the agency where none of them is left.
    """
    restriction = item.restrictions.get(command.restriction_id)
    _require_sight_or_debt(item, act, frozenset() if restriction is None else restriction.unconfirmed)
    named = frozenset[str]() if restriction is None else restriction.persons_of(act.actor.agency_id or "")
    if named and act.actor.kind not in OF_THE_OPERATOR:
        _require_named(named, act.facts.of(INVESTIGATION, item.investigation_id), act)


def recalled(command: OfRecall, item: SharedItem, act: Act) -> None:
    """This will let pass whoever can see the item, and those of whom this recall awaits a confirmation."""
    recall = item.recalls.get(command.recall_id)
    _require_sight_or_debt(item, act, frozenset() if recall is None else recall.unconfirmed)


def hold_keeper(command: OfHold, item: SharedItem, act: Act) -> None:
    """This will let pass whoever can see the item, and who placed this hold, so that it can end after a recall."""
    placed_by = item.holds.get(command.hold_id)
    _require_sight_or_debt(item, act, frozenset() if placed_by is None else frozenset({placed_by}))


def depositing(command: OfDepositor, item: SharedItem, act: Act) -> None:
    """This will let pass processes alone, and with a person's content only as far as that person may bring it.

    Raises NotFound for who cannot see the item, NotPermitted for others.
    """
    for_processes(command, item, act)
    if command.deposited_by is not None:
        person = Actor(actor_id=command.deposited_by, agency_id=item.originator_agency_id)
        originator(command, item, replace(act, actor=person))


def for_processes(command: object, item: SharedItem, act: Act) -> None:
    """This will let pass processes alone; raises NotFound for who cannot see the item, NotPermitted for others."""
    if act.actor.kind is not ActorKind.PROCESS:
        holder_or_originator(command, item, act)
        raise NotPermitted("Only a process of Entente records this.")


def _require_sight_or_debt(item: SharedItem, act: Act, debtors: frozenset[str]) -> None:
    agency_id = act.actor.agency_id or ""
    is_settling = agency_id in debtors
    _require_sight(item, act, item.need_to_settle(agency_id) if is_settling else item.need_of(agency_id))


def _require_named(named: frozenset[str], investigation: Investigation, act: Act) -> None:
    agency_id = act.actor.agency_id
    left = {each for each in named if investigation.admits(Actor(actor_id=each, agency_id=agency_id))}
    is_leader = investigation.member_role(act.actor.actor_id) is MemberRole.LEADER
    if act.actor.actor_id not in left and (left or not is_leader):
        raise NotFound


def _require_sight(item: SharedItem, act: Act, need: Need) -> None:
    if act.actor.kind in OF_THE_OPERATOR:
        return
    investigation = act.facts.of(INVESTIGATION, item.investigation_id)
    if denial(reader_of(investigation, act.actor, act.recorded_at.date()), need) is not None:
        raise NotFound
    _require_contributor(investigation, act)


def _require_contributor(investigation: Investigation, act: Act) -> None:
    if investigation.member_role(act.actor.actor_id) is MemberRole.READER:
        raise NotPermitted("A reader changes nothing.", remedy="Ask an administrator of the space for another role.")
