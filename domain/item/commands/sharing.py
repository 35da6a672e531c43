"""Giving an item to agencies, and saying that it arrived unchanged.

They must not decide what a recipient may do with it: see consents.py.
"""

from collections.abc import Iterable
from uuid import UUID

from domain.aggregate import Act, Decision, command
from domain.beforehand import foretold
from domain.event import ActorKind
from domain.investigation import INVESTIGATION
from domain.investigation.readers import reader_of
from domain.item.events import EvidenceShared, IntelligenceShared, ItemReceiptConfirmed
from domain.item.permissions import holder, originator
from domain.item.recipients import require_recipients
from domain.item.rules.sharing import (
    AReceiptIsConfirmedOnce,
    ARequestAnsweredIsOfTheSameInvestigation,
    ARequestingAgencyGetsTheAnswer,
    AShareReachesSomebodyNew,
    EvidenceArrivesUnchanged,
)
from domain.item.state import SharedItem
from domain.item.steps import given_side, in_work
from domain.item.vocabulary import ContentHash, ItemKind, Recipient
from domain.need_to_know import denial
from domain.request import REQUEST, Request
from domain.vocabulary import AgencyCode

__all__ = ["DECISIONS", "ConfirmItemReceipt", "ShareItem"]


@command(aggregate_id="item_id")
class ShareItem:
    """Give your item to agencies of the investigation.

    recipients: of what is TLP:RED each with the persons who may see it. request_id: the request that it answers;
    none where it is shared spontaneously.
    """

    item_id: UUID
    recipients: tuple[Recipient, ...]
    request_id: UUID | None = None


@command(aggregate_id="item_id")
class ConfirmItemReceipt:
    """Say that your agency has the item. content_sha256: of what arrived; evidence needs it.

    agency_id: the acting agency where it is missing; an import names it.
    """

    item_id: UUID
    content_sha256: ContentHash | None = None
    agency_id: AgencyCode | None = None


def _share(command: ShareItem, item: SharedItem, act: Act) -> Iterable[IntelligenceShared | EvidenceShared]:
    require_recipients(item, command.recipients, item.originator_agency_id, act)
    if command.request_id is not None:
        _require_request(command.request_id, command, item, act)
    elif not any(_is_new(recipient, item) for recipient in command.recipients):
        raise AShareReachesSomebodyNew
    shared = EvidenceShared if item.kind is ItemKind.EVIDENCE else IntelligenceShared
    yield shared(item_id=command.item_id, recipients=command.recipients, request_id=command.request_id)


def _require_request(request_id: UUID, command: ShareItem, item: SharedItem, act: Act) -> None:
    request = act.facts.of(REQUEST, request_id)
    if request.investigation_id != item.investigation_id or not request.is_sent or _is_hidden(request, item, act):
        raise ARequestAnsweredIsOfTheSameInvestigation
    if request.requesting_agency_id not in {recipient.agency_id for recipient in command.recipients}:
        raise ARequestingAgencyGetsTheAnswer


def _is_hidden(request: Request, item: SharedItem, act: Act) -> bool:
    """True where the actor may not see the request, which is then as good as none (invariant 24)."""
    reader = reader_of(act.facts.of(INVESTIGATION, item.investigation_id), act.actor, act.recorded_at.date())
    return act.actor.kind is not ActorKind.IMPORT and denial(reader, request.need) is not None


def _is_new(recipient: Recipient, item: SharedItem) -> bool:
    held = item.holders.get(recipient.agency_id)
    if held is None or not held.persons.issuperset(recipient.persons):
        return True
    return held.is_for_persons and not recipient.persons


def _confirm(command: ConfirmItemReceipt, item: SharedItem, act: Act) -> Iterable[ItemReceiptConfirmed]:
    agency_id = given_side(command.agency_id, item, act)
    if item.holders[agency_id].has_confirmed:
        raise AReceiptIsConfirmedOnce
    is_needed = item.kind is ItemKind.EVIDENCE or command.content_sha256 is not None
    if is_needed and command.content_sha256 != item.content_sha256:
        raise EvidenceArrivesUnchanged
    yield ItemReceiptConfirmed(item_id=command.item_id, agency_id=agency_id, content_sha256=command.content_sha256)


@foretold
def _unconfirmed(_command: type, item: SharedItem, act: Act) -> None:
    held = item.holders.get(act.actor.agency_id or "")
    if held is not None and held.has_confirmed:
        raise AReceiptIsConfirmedOnce


DECISIONS = (
    Decision(command=ShareItem, decide=in_work(_share), may=originator),
    Decision(command=ConfirmItemReceipt, decide=in_work(_unconfirmed(_confirm)), may=holder),
)
