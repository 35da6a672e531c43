"""What each event of a shared item changes in its register, beside the domain's own state.

It must not fail on any history that the domain lets happen, nor look at a clock.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any
from uuid import UUID

from domain.erasure import without_texts
from domain.event import Recorded
from domain.item import events
from domain.item.concerning import concerned
from domain.item.evolution import evolve
from domain.item.vocabulary import ItemKind, Recipient
from projections.holding import holdings, without_digests
from projections.items.folded import Asked, Copy, Folded, Imposed, Moment, Obligation, Words
from projections.items.rows import ObligationKind

__all__ = ["take"]

What = tuple[ObligationKind, UUID]
"""An obligation of several agencies, and the id that it is known by."""

CORRECTABLE = ("title", "provenance", "purpose", "legal_basis")
"""Texts that a correction replaces; of all others it changes the content alone."""


def take(folded: Folded, recorded: Recorded) -> None:
    """This will take an event into the item."""
    before = folded.item
    folded.item = without_digests(evolve(before, recorded))
    if recorded.event.ERASES:
        _forget(folded)
    if change := _CHANGES.get(type(recorded.event)):
        change(folded, recorded.event, recorded)
    known = concerned(recorded.event, before)
    agencies = sorted(known) if known is not None else [each.agency_id for each in holdings(folded.item)]
    folded.touched.update(dict.fromkeys(agencies, Moment(recorded.envelope.recorded_at, recorded.position)))


def _forget(folded: Folded) -> None:
    """All that people wrote, also in asking, restricting and giving back; the domain's own state has no words."""
    folded.words = without_texts(folded.words)
    folded.copies = {each: without_texts(copy) for each, copy in folded.copies.items()}
    folded.imposed = {each: without_texts(imposed) for each, imposed in folded.imposed.items()}
    folded.asked = {each: without_texts(asked) for each, asked in folded.asked.items()}


def _registered(folded: Folded, event: events.ItemRegistered, _recorded: Recorded) -> None:
    folded.words = Words(event.title, event.provenance, event.purpose, event.legal_basis, event.marking.handling_text)


def _corrected(folded: Folded, event: events.ItemCorrected, _recorded: Recorded) -> None:
    if folded.words and event.field in CORRECTABLE:
        setattr(folded.words, event.field, event.right_value)


def _conditions(folded: Folded, event: events.HandlingConditionsSet, _recorded: Recorded) -> None:
    if folded.words:
        folded.words.handling_text = event.marking.handling_text


def _evaluated(folded: Folded, event: Any, recorded: Recorded) -> None:
    folded.evaluated[event.by_agency_id] = _when(recorded).at


def _shared(folded: Folded, event: Any, recorded: Recorded) -> None:
    _given(folded, event.recipients, folded.item.originator_agency_id, recorded)
    for copy in (folded.copies[each.agency_id] for each in event.recipients):
        if event.request_id is None:
            copy.is_spontaneous = True
        elif event.request_id not in copy.request_ids:
            copy.request_ids.append(event.request_id)


def _passed_on(folded: Folded, event: events.ItemSharedOnward, recorded: Recorded) -> None:
    _given(folded, (event.recipient,), event.by_agency_id, recorded)
    folded.passed.setdefault(event.by_agency_id, {}).setdefault(event.recipient.agency_id, _when(recorded).at)


def _given(folded: Folded, recipients: Iterable[Recipient], by_agency_id: str, recorded: Recorded) -> None:
    """A copy that was taken back begins anew; who has one keeps when and from whom it had it first."""
    since = _when(recorded)
    for recipient in recipients:
        agency_id = recipient.agency_id
        copy = folded.copies.get(agency_id)
        if copy is None or copy.recalled_at is not None:
            copy = folded.copies[agency_id] = Copy(by_agency_id, since)
        copy.persons = sorted({*copy.persons, *recipient.persons})
        if folded.item.kind is ItemKind.EVIDENCE and copy.confirmed_at is None:
            _owe(folded, (agency_id,), (ObligationKind.RECEIPT, folded.item.item_id), recorded)


def _received(folded: Folded, event: events.ItemReceiptConfirmed, recorded: Recorded) -> None:
    if copy := folded.copies.get(event.agency_id):
        copy.confirmed_at = copy.confirmed_at or _when(recorded).at
    _confirm(folded, event.agency_id, (ObligationKind.RECEIPT, folded.item.item_id), recorded)


def _restricted(folded: Folded, event: events.RestrictionImposed, recorded: Recorded) -> None:
    text = event.marking.handling_text
    folded.imposed[event.restriction_id] = Imposed(_when(recorded).at, event.reason, text)
    _owe(folded, event.to_confirm, (ObligationKind.RESTRICTION, event.restriction_id), recorded)


def _noted(folded: Folded, event: events.RestrictionConfirmed, recorded: Recorded) -> None:
    _confirm(folded, event.agency_id, (ObligationKind.RESTRICTION, event.restriction_id), recorded)


def _reminded(folded: Folded, event: events.RestrictionReminderSent, recorded: Recorded) -> None:
    if owed := _owed(folded, event):
        owed.reminded_at = _when(recorded).at


def _listed(folded: Folded, event: events.RestrictionLeftUnconfirmed, recorded: Recorded) -> None:
    if owed := _owed(folded, event):
        owed.listed_at = _when(recorded).at


def _owed(
    folded: Folded, event: events.RestrictionReminderSent | events.RestrictionLeftUnconfirmed
) -> Obligation | None:
    return folded.obligations.get(f"{ObligationKind.RESTRICTION} {event.restriction_id} {event.agency_id}")


def _lifted(folded: Folded, event: events.RestrictionLifted, recorded: Recorded) -> None:
    if imposed := folded.imposed.get(event.restriction_id):
        imposed.lifted_at = _when(recorded).at
    for each in folded.obligations.values():
        if each.obligation_id == event.restriction_id and each.confirmed_at is None:
            each.ended_at = _when(recorded).at


def _recalled(folded: Folded, event: events.ItemRecalled, recorded: Recorded) -> None:
    at = _when(recorded).at
    for agency_id in event.from_agencies:
        if copy := folded.copies.get(agency_id):
            copy.recalled_at, copy.returned_at, copy.kept_because = at, None, None
        receipt = folded.obligations.get(f"{ObligationKind.RECEIPT} {folded.item.item_id} {agency_id}")
        if receipt and receipt.confirmed_at is None:
            receipt.ended_at = at
    _owe(folded, event.from_agencies, (ObligationKind.RECALL, event.recall_id), recorded)


def _given_back(folded: Folded, event: events.RecallConfirmed, recorded: Recorded) -> None:
    copy = folded.copies.get(event.agency_id)
    if copy and copy.recalled_at is not None:
        copy.returned_at, copy.kept_because = _when(recorded).at, event.kept_because
    _confirm(folded, event.agency_id, (ObligationKind.RECALL, event.recall_id), recorded)


def _onward_asked(folded: Folded, event: events.OnwardSharingRequested, recorded: Recorded) -> None:
    folded.asked[event.consent_id] = Asked(_when(recorded), event.purpose)


def _use_asked(folded: Folded, event: events.JudicialUseRequested, recorded: Recorded) -> None:
    folded.asked[event.consent_id] = Asked(_when(recorded), event.proceedings)


def _agreed(folded: Folded, event: Any, recorded: Recorded) -> None:
    _answer(folded, event.consent_id, event.conditions, recorded)


def _refused(folded: Folded, event: Any, recorded: Recorded) -> None:
    _answer(folded, event.consent_id, event.reason, recorded)


def _answer(folded: Folded, consent_id: UUID, answer: str | None, recorded: Recorded) -> None:
    if asked := folded.asked.get(consent_id):
        asked.answered_at, asked.answer = _when(recorded).at, answer


def _erased(folded: Folded, event: events.ContentErased, recorded: Recorded) -> None:
    folded.erased_at, folded.erasure_reason = _when(recorded).at, event.reason.value
    folded.erasure_explanation = event.explanation


def _owe(folded: Folded, agencies: Iterable[str], what: What, recorded: Recorded) -> None:
    """What is owed already is not owed twice."""
    kind, known_as = what
    for agency_id in agencies:
        owed = Obligation(
            kind=kind,
            obligation_id=known_as,
            agency_id=agency_id,
            since=_when(recorded),
            recorded_since=recorded.envelope.recorded_at,
        )
        before = folded.obligations.get(owed.key)
        if before is None or before.ended_at is not None or before.confirmed_at is not None:
            folded.obligations[owed.key] = owed


def _confirm(folded: Folded, agency_id: str, what: What, recorded: Recorded) -> None:
    kind, known_as = what
    owed = folded.obligations.get(f"{kind} {known_as} {agency_id}")
    if owed and owed.confirmed_at is None:
        owed.confirmed_at, owed.ended_at = _when(recorded).at, None


def _when(recorded: Recorded) -> Moment:
    envelope = recorded.envelope
    return Moment(envelope.occurred_at or envelope.recorded_at, recorded.position)


_CHANGES: Mapping[type, Callable[[Folded, Any, Recorded], None]] = {
    events.ItemRegistered: _registered,
    events.ItemCorrected: _corrected,
    events.HandlingConditionsSet: _conditions,
    events.ItemEvaluated: _evaluated,
    events.EvaluationRevised: _evaluated,
    events.IntelligenceShared: _shared,
    events.EvidenceShared: _shared,
    events.ItemSharedOnward: _passed_on,
    events.ItemReceiptConfirmed: _received,
    events.RestrictionImposed: _restricted,
    events.RestrictionConfirmed: _noted,
    events.RestrictionReminderSent: _reminded,
    events.RestrictionLeftUnconfirmed: _listed,
    events.RestrictionLifted: _lifted,
    events.ItemRecalled: _recalled,
    events.RecallConfirmed: _given_back,
    events.OnwardSharingRequested: _onward_asked,
    events.JudicialUseRequested: _use_asked,
    events.OnwardSharingAuthorised: _agreed,
    events.JudicialUseAuthorised: _agreed,
    events.OnwardSharingRefused: _refused,
    events.JudicialUseRefused: _refused,
    events.ContentErased: _erased,
}
"""Event class -> its change; all others change the domain's own state alone."""
