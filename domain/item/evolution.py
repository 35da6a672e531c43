"""How a shared item evolves by its events.

It must not fail, look at a clock, or refuse anything; what it does not know it ignores.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace as marking_with
from datetime import datetime
from functools import singledispatch
from typing import TypeVar
from uuid import UUID

from msgspec.structs import replace

from domain.erasure import has_texts
from domain.event import Envelope, Recorded
from domain.item import events
from domain.item.concerning import counted
from domain.item.parts import Consent, Evaluation, Holder, Recall, Restriction, Wish, digest_of, words_of
from domain.item.state import SharedItem
from domain.item.vocabulary import ConsentKind, Recipient
from domain.marking import Marking

__all__ = ["evolve", "given_to"]

K = TypeVar("K")
V = TypeVar("V")


def evolve(state: SharedItem, recorded: Recorded) -> SharedItem:
    """This will take an event into the state."""
    event = recorded.event
    holds_texts = has_texts(event) or (state.holds_texts and not event.ERASES)
    evolved = _apply(event, state, recorded.envelope)
    told = counted(event, state, evolved)
    return replace(evolved, version=recorded.envelope.aggregate_version, holds_texts=holds_texts, concerned=told)


@singledispatch
def _apply(_event: object, state: SharedItem, _envelope: Envelope) -> SharedItem:
    return state


@_apply.register
def _registered(event: events.ItemRegistered, state: SharedItem, envelope: Envelope) -> SharedItem:
    return replace(
        state,
        item_id=event.item_id,
        investigation_id=event.investigation_id,
        kind=event.kind,
        originator_agency_id=event.originator_agency_id,
        registered_at=envelope.recorded_at,
        happened_at=_moment(envelope),
        marking=_wordless(event.marking),
        words=words_of(event.marking.handling_text),
        content_sha256=event.content_sha256,
        size_bytes=event.size_bytes,
        media_type=event.media_type,
        crime_area=event.crime_area,
        retention=event.retention,
        review_on=event.review_on,
        erase_on=event.erase_on,
        first_erase_on=event.erase_on,
    )


@_apply.register
def _deposited(event: events.ContentDeposited, state: SharedItem, _envelope: Envelope) -> SharedItem:
    return replace(state, content_id=event.content_id, size_bytes=event.size_bytes)


@_apply.register(events.ItemEvaluated)
@_apply.register(events.EvaluationRevised)
def _evaluated(
    event: events.ItemEvaluated | events.EvaluationRevised, state: SharedItem, _envelope: Envelope
) -> SharedItem:
    evaluation = Evaluation(event.scheme, event.source_code, event.information_code)
    return replace(state, evaluations=_with(state.evaluations, event.by_agency_id, evaluation))


@_apply.register
def _corrected(event: events.ItemCorrected, state: SharedItem, _envelope: Envelope) -> SharedItem:
    """Other content is to arrive anew, here and with everybody who has the item."""
    if event.content_sha256 in (None, state.content_sha256):
        return state
    holders = {agency_id: replace(holder, has_confirmed=False) for agency_id, holder in state.holders.items()}
    return replace(state, content_sha256=event.content_sha256, content_id=None, size_bytes=None, holders=holders)


@_apply.register(events.IntelligenceShared)
@_apply.register(events.EvidenceShared)
def _shared(
    event: events.IntelligenceShared | events.EvidenceShared, state: SharedItem, envelope: Envelope
) -> SharedItem:
    return given_to(state, event.recipients, state.originator_agency_id, _moment(envelope))


@_apply.register
def _shared_onward(event: events.ItemSharedOnward, state: SharedItem, envelope: Envelope) -> SharedItem:
    return given_to(state, (event.recipient,), event.by_agency_id, _moment(envelope))


def given_to(
    state: SharedItem, recipients: Iterable[Recipient], from_agency_id: str, at: datetime | None = None
) -> SharedItem:
    """This will give an item to agencies; who has it already keeps what it confirmed, and the persons named before."""
    holders = dict(state.holders)
    for recipient in recipients:
        before = holders.get(recipient.agency_id)
        persons = frozenset(recipient.persons) | (before.persons if before else frozenset())
        holders[recipient.agency_id] = Holder(
            agency_id=recipient.agency_id,
            from_agency_id=before.from_agency_id if before else from_agency_id,
            persons=persons,
            is_for_persons=bool(recipient.persons) and (before is None or before.is_for_persons),
            has_confirmed=before.has_confirmed if before else False,
            given_at=before.given_at if before else at,
        )
    return replace(state, holders=holders, shared_with=state.shared_with | holders.keys())


@_apply.register
def _receipt(event: events.ItemReceiptConfirmed, state: SharedItem, _envelope: Envelope) -> SharedItem:
    holder = state.holders.get(event.agency_id)
    if holder is None:
        return state
    return replace(state, holders=_with(state.holders, event.agency_id, replace(holder, has_confirmed=True)))


@_apply.register
def _onward_asked(event: events.OnwardSharingRequested, state: SharedItem, envelope: Envelope) -> SharedItem:
    wish = Wish(
        kind=ConsentKind.ONWARD_SHARING,
        by_agency_id=event.by_agency_id,
        to_agency_id=event.to_agency_id,
        words=digest_of(event.purpose),
    )
    return _asked(state, event.consent_id, wish, envelope)


@_apply.register
def _use_asked(event: events.JudicialUseRequested, state: SharedItem, envelope: Envelope) -> SharedItem:
    words = digest_of(event.proceedings)
    wish = Wish(kind=ConsentKind.JUDICIAL_USE, by_agency_id=event.by_agency_id, words=words)
    return _asked(state, event.consent_id, wish, envelope)


def _asked(state: SharedItem, consent_id: UUID, wish: Wish, envelope: Envelope) -> SharedItem:
    state = _begun(state, consent_id, envelope)
    return replace(state, consents=_with(state.consents, consent_id, Consent(consent_id=consent_id, wish=wish)))


@_apply.register
def _onward_agreed(event: events.OnwardSharingAuthorised, state: SharedItem, envelope: Envelope) -> SharedItem:
    asked = state.consents.get(event.consent_id)
    if asked is None:
        return state
    given = replace(asked, is_given=True, valid_until=event.valid_until, given_at=_moment(envelope))
    return replace(state, consents=_with(state.consents, event.consent_id, given))


@_apply.register(events.JudicialUseAuthorised)
@_apply.register(events.JudicialUseRefused)
@_apply.register(events.OnwardSharingRefused)
def _answered(
    event: events.JudicialUseAuthorised | events.JudicialUseRefused | events.OnwardSharingRefused,
    state: SharedItem,
    envelope: Envelope,
) -> SharedItem:
    asked = state.consents.get(event.consent_id)
    if asked is None:
        return state
    is_given = isinstance(event, events.JudicialUseAuthorised)
    answered = replace(asked, is_given=is_given, given_at=_moment(envelope))
    return replace(state, consents=_with(state.consents, event.consent_id, answered))


@_apply.register
def _conditions(event: events.HandlingConditionsSet, state: SharedItem, _envelope: Envelope) -> SharedItem:
    return replace(state, marking=_wordless(event.marking), words=words_of(event.marking.handling_text))


@_apply.register
def _restricted(event: events.RestrictionImposed, state: SharedItem, envelope: Envelope) -> SharedItem:
    recipients = event.recipients
    restriction = Restriction(
        restriction_id=event.restriction_id,
        by_agency_id=event.by_agency_id,
        own_use_only=event.own_use_only,
        marking=_wordless(event.marking),
        recipients=None if recipients is None else {each.agency_id: each for each in recipients},
        asked=frozenset(event.to_confirm),
        unconfirmed=frozenset(event.to_confirm),
    )
    state = _begun(state, event.restriction_id, envelope)
    return replace(state, restrictions=_with(state.restrictions, event.restriction_id, restriction))


@_apply.register
def _noted(event: events.RestrictionConfirmed, state: SharedItem, _envelope: Envelope) -> SharedItem:
    return _changed(
        state, event.restriction_id, lambda was: replace(was, unconfirmed=was.unconfirmed - {event.agency_id})
    )


@_apply.register
def _reminded(event: events.RestrictionReminderSent, state: SharedItem, _envelope: Envelope) -> SharedItem:
    return _changed(state, event.restriction_id, lambda was: replace(was, reminded=was.reminded | {event.agency_id}))


@_apply.register
def _listed(event: events.RestrictionLeftUnconfirmed, state: SharedItem, _envelope: Envelope) -> SharedItem:
    return _changed(state, event.restriction_id, lambda was: replace(was, listed=was.listed | {event.agency_id}))


@_apply.register
def _lifted(event: events.RestrictionLifted, state: SharedItem, _envelope: Envelope) -> SharedItem:
    return _changed(state, event.restriction_id, lambda was: replace(was, is_lifted=True))


@_apply.register
def _recalled(event: events.ItemRecalled, state: SharedItem, envelope: Envelope) -> SharedItem:
    gone = frozenset(event.from_agencies)
    recall = Recall(recall_id=event.recall_id, from_agencies=gone, unconfirmed=gone)
    left = {agency_id: holder for agency_id, holder in state.holders.items() if agency_id in gone}
    kept = {agency_id: holder for agency_id, holder in state.holders.items() if agency_id not in gone}
    recalls = _with(state.recalls, event.recall_id, recall)
    state = _begun(state, event.recall_id, envelope)
    return replace(state, holders=kept, recalled={**state.recalled, **left}, recalls=recalls)


@_apply.register
def _given_back(event: events.RecallConfirmed, state: SharedItem, _envelope: Envelope) -> SharedItem:
    before = state.recalls.get(event.recall_id)
    if before is None:
        return state
    given_back = replace(before, unconfirmed=before.unconfirmed - {event.agency_id})
    return replace(state, recalls=_with(state.recalls, event.recall_id, given_back))


@_apply.register
def _kept_longer(event: events.RetentionExtended, state: SharedItem, _envelope: Envelope) -> SharedItem:
    return replace(state, review_on=event.review_on, erase_on=event.erase_on, extensions=state.extensions + 1)


@_apply.register
def _held(event: events.LegalHoldPlaced, state: SharedItem, envelope: Envelope) -> SharedItem:
    state = _begun(state, event.hold_id, envelope)
    return replace(state, holds=_with(state.holds, event.hold_id, event.by_agency_id))


@_apply.register
def _released(event: events.LegalHoldLifted, state: SharedItem, _envelope: Envelope) -> SharedItem:
    return replace(state, holds={key: held for key, held in state.holds.items() if key != event.hold_id})


@_apply.register
def _erased(event: events.ContentErased, state: SharedItem, _envelope: Envelope) -> SharedItem:
    return replace(state, content_id=None, erased_up_to=event.up_to_version)


def _changed(state: SharedItem, restriction_id: UUID, change: Callable[[Restriction], Restriction]) -> SharedItem:
    """Of a restriction that is not known, nothing is."""
    before = state.restrictions.get(restriction_id)
    if before is None:
        return state
    return replace(state, restrictions=_with(state.restrictions, restriction_id, change(before)))


def _begun(state: SharedItem, thing_id: UUID, envelope: Envelope) -> SharedItem:
    return replace(state, begun=_with(state.begun, thing_id, _moment(envelope)))


def _moment(envelope: Envelope) -> datetime | None:
    """When it happened in the world; a clock that is a little ahead does not make others wait."""
    return None if envelope.occurred_at is None else min(envelope.occurred_at, envelope.recorded_at)


def _with(held: Mapping[K, V], key: K, value: V) -> Mapping[K, V]:
    return {**held, key: value}


def _wordless(marking: Marking) -> Marking:
    """The words of H3 are operational text, which a state never keeps."""
    return marking_with(marking, handling_text=None)
