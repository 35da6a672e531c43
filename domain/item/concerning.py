"""Whom each event of a shared item concerns: who may learn of it at all.

It must not tell who may see the item: that is `SharedItem.need_of`.
"""

from collections.abc import Callable, Mapping
from typing import Any

from domain.aggregate import Actor
from domain.event import ActorKind, Event
from domain.item import events
from domain.item.state import SharedItem

__all__ = ["concerned", "counted", "version_for"]


def version_for(item: SharedItem, actor: Actor, version: int) -> int:
    """This will number the item for an actor: of what others do with it a holder is not told, not even how often.

    The originator, processes and imports count its events; every other agency counts those that concerned it.
    """
    is_person = actor.kind is ActorKind.PERSON
    is_told_all = not is_person or not item.exists or actor.agency_id == item.originator_agency_id
    return version if is_told_all else item.concerned.get(actor.agency_id or "", 0)


def counted(event: Event, before: SharedItem, after: SharedItem) -> Mapping[str, int]:
    """This will count an event for every agency besides the originator that it concerns."""
    parties = concerned(event, before)
    told = {each for each in after.holders if after.may_have(each)} if parties is None else parties
    others = sorted(told - _originator(after))
    return (
        {**before.concerned, **{each: before.concerned.get(each, 0) + 1 for each in others}}
        if others
        else (before.concerned)
    )


def concerned(event: Event, before: SharedItem) -> frozenset[str] | None:
    """This will name the agencies that may learn of an event of an item; None for all that may see the item.

    Who was given it, asks about it, or binds itself alone is between that agency and the originator.
    before: the item as it stood before the event.
    """
    parties = _PARTIES.get(type(event), _everybody)(event, before)
    return None if parties is None or parties == {before.originator_agency_id} else parties | _originator(before)


def _everybody(_event: object, _before: SharedItem) -> frozenset[str] | None:
    return None


def _given(event: events.IntelligenceShared | events.EvidenceShared, _before: SharedItem) -> frozenset[str] | None:
    return frozenset(each.agency_id for each in event.recipients)


def _passed_on(event: events.ItemSharedOnward, _before: SharedItem) -> frozenset[str] | None:
    return frozenset({event.by_agency_id, event.recipient.agency_id})


def _acting(event: Any, _before: SharedItem) -> frozenset[str] | None:  # Any: the events that name who acts so
    return frozenset({event.agency_id})


def _by(event: Any, _before: SharedItem) -> frozenset[str] | None:  # Any: the events that name who acts so
    return frozenset({event.by_agency_id})


def _asking(event: Any, before: SharedItem) -> frozenset[str] | None:  # Any: the answers, each to one question
    asked = before.consents.get(event.consent_id)
    return frozenset({asked.wish.by_agency_id} if asked else ())


def _bound(event: events.RestrictionImposed, _before: SharedItem) -> frozenset[str] | None:
    return frozenset({event.by_agency_id}) if event.own_use_only else None


def _freed(event: events.RestrictionLifted, before: SharedItem) -> frozenset[str] | None:
    lifted = before.restrictions.get(event.restriction_id)
    return frozenset({lifted.by_agency_id}) if lifted and lifted.own_use_only else None


def _taken_back(event: events.ItemRecalled, _before: SharedItem) -> frozenset[str] | None:
    return frozenset(event.from_agencies)


def _released(event: events.LegalHoldLifted, before: SharedItem) -> frozenset[str] | None:
    by_agency_id = before.holds.get(event.hold_id)
    return frozenset({by_agency_id} if by_agency_id else ())


def _originator(item: SharedItem) -> frozenset[str]:
    return frozenset({item.originator_agency_id})


# Any: each takes the events beside which it stands.
_PARTIES: Mapping[type, Callable[[Any, SharedItem], frozenset[str] | None]] = {
    events.IntelligenceShared: _given,
    events.EvidenceShared: _given,
    events.ItemSharedOnward: _passed_on,
    events.ItemReceiptConfirmed: _acting,
    events.ItemUsedInProceedings: _acting,
    events.RestrictionConfirmed: _acting,
    events.RestrictionReminderSent: _acting,
    events.RestrictionLeftUnconfirmed: _acting,
    events.RecallConfirmed: _acting,
    events.ItemEvaluated: _by,
    events.EvaluationRevised: _by,
    events.OnwardSharingRequested: _by,
    events.JudicialUseRequested: _by,
    events.LegalHoldPlaced: _by,
    events.LegalHoldLifted: _released,
    events.OnwardSharingAuthorised: _asking,
    events.OnwardSharingRefused: _asking,
    events.JudicialUseAuthorised: _asking,
    events.JudicialUseRefused: _asking,
    events.RestrictionImposed: _bound,
    events.RestrictionLifted: _freed,
    events.ItemRecalled: _taken_back,
}
"""Event class -> the agencies, besides the originator, that take part in it; all others concern everybody."""
