"""Who sees the parts of a review: whoever meets all that they need, as the timeline's entries are seen.

It must not know how a part came to its needs. The read models compile the same into SQL: `sees_entry` in
projections/need_to_know.py.
"""

from collections.abc import Iterable
from uuid import UUID

from domain.aggregate import Act, StreamKey
from domain.event import ActorKind
from domain.investigation import INVESTIGATION
from domain.investigation.readers import reader_of
from domain.investigation.vocabulary import MemberRole
from domain.item import ITEM
from domain.need_to_know import Need, Reader, denial
from domain.request import REQUEST
from domain.review.vocabulary import EntryNeed

__all__ = ["OF_THE_OPERATOR", "are_met", "may_be_met_by", "streams_of"]

OF_THE_OPERATOR = frozenset({ActorKind.IMPORT, ActorKind.PROCESS})
"""Actors that stand for no agency: they pass as members, the rules bind them all the same."""


def streams_of(needs: Iterable[EntryNeed]) -> Iterable[StreamKey]:
    """This will name the streams that have to be read to know who meets the needs."""
    for need in needs:
        if need.request_id is not None:
            yield StreamKey("request", need.request_id)
        if need.item_id is not None:
            yield StreamKey("item", need.item_id)


def are_met(needs: Iterable[EntryNeed], investigation_id: UUID, act: Act) -> bool:
    """This will tell whether the actor meets all of them today."""
    if act.actor.kind in OF_THE_OPERATOR:
        return True
    investigation = act.facts.of(INVESTIGATION, investigation_id)
    reader = reader_of(investigation, act.actor, act.recorded_at.date())
    is_leader = investigation.member_role(act.actor.actor_id) is MemberRole.LEADER
    is_steward = is_leader or act.actor.actor_id in investigation.administrators
    return all(_is_met(need, reader, act, is_steward=is_steward) for need in needs)


def may_be_met_by(needs: Iterable[EntryNeed], agency_id: str, act: Act) -> bool:
    """This will tell whether an agency has all that is needed, as far as the acting one may know.

    Who else was given an item its originator alone knows; the others know of themselves, and of the originator.
    """
    return all(_may_be_met_by(need, agency_id, act) for need in needs)


def _is_met(need: EntryNeed, reader: Reader, act: Act, *, is_steward: bool) -> bool:
    then = Need(classification=need.classification, compartments=frozenset(need.compartments))
    is_of_steward = reader.is_member and need.is_of_compartment and is_steward
    if denial(reader, then) is not None and not is_of_steward:
        return False
    if need.request_id is not None and denial(reader, act.facts.of(REQUEST, need.request_id).need) is not None:
        return False
    return need.item_id is None or _is_told(need, need.item_id, reader, act)


def _is_told(need: EntryNeed, item_id: UUID, reader: Reader, act: Act) -> bool:
    now = act.facts.of(ITEM, item_id).need_of(reader.agency_id)
    is_owner = reader.agency_id == now.owner_agency_id
    is_told = need.told is None or reader.agency_id in need.told
    is_named = is_owner or not need.is_red or reader.member_id in (now.members or ())
    return is_told and is_named and denial(reader, now) is None


def _may_be_met_by(need: EntryNeed, agency_id: str, act: Act) -> bool:
    if need.request_id is not None:
        agencies = act.facts.of(REQUEST, need.request_id).need
        if agencies.agencies is not None and agency_id not in (agencies.owner_agency_id, *agencies.agencies):
            return False
    if need.item_id is None:
        return True
    item, acting = act.facts.of(ITEM, need.item_id), act.actor.agency_id
    is_told = need.told is None or agency_id in need.told
    if acting is None:
        return is_told and item.may_have(agency_id)
    return agency_id in (item.originator_agency_id, acting) or (is_told and item.is_known_with(agency_id, acting))
