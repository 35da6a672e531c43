"""Asking the originator, its answers, and what is done with them: passing an item on, and using it in proceedings.

They must not decide who can be given an item: see recipients.py.
"""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from domain.aggregate import Act, Decision, command
from domain.beforehand import Guard, foretold
from domain.item.consenting import basis_of, require_askable, require_open_question, require_use_allowed
from domain.item.events import (
    ItemSharedOnward,
    ItemUsedInProceedings,
    JudicialUseAuthorised,
    JudicialUseRefused,
    JudicialUseRequested,
    OnwardSharingAuthorised,
    OnwardSharingRefused,
    OnwardSharingRequested,
)
from domain.item.parts import Wish, digest_of
from domain.item.permissions import holder, holder_or_originator, originator
from domain.item.recipients import require_partner, require_recipients
from domain.item.rules.consents import AConsentEndsAfterItBegins, OnlyAQuestionAskedIsAnswered
from domain.item.state import SharedItem
from domain.item.steps import answering, day_of, given_side, having_side, in_work, naming
from domain.item.vocabulary import ConsentKind, Recipient
from domain.vocabulary import AgencyCode, OperationalText

__all__ = [
    "DECISIONS", "AuthoriseJudicialUse", "AuthoriseOnwardSharing", "RefuseJudicialUse", "RefuseOnwardSharing",
    "RequestJudicialUse", "RequestOnwardSharing", "ShareOnward", "UseInProceedings",
]  # fmt: skip


@command(aggregate_id="item_id")
class RequestOnwardSharing:
    """Ask the originator to agree that your agency passes the item on to another, for a purpose.

    agency_id: the acting agency where it is missing; an import names it.
    """

    item_id: UUID
    consent_id: UUID
    to_agency_id: AgencyCode
    purpose: OperationalText
    agency_id: AgencyCode | None = None


@command(aggregate_id="item_id")
class AuthoriseOnwardSharing:
    """Agree that your item is passed on as asked. valid_until: the last day on which it may be; none without end."""

    item_id: UUID
    consent_id: UUID
    valid_until: date | None = None
    conditions: OperationalText | None = None


@command(aggregate_id="item_id")
class RefuseOnwardSharing:
    """Say that your item is not to be passed on as asked."""

    item_id: UUID
    consent_id: UUID
    reason: OperationalText


@command(aggregate_id="item_id")
class ShareOnward:
    """Pass an item on that your agency was given.

    H2, TLP:AMBER and above need the originator's consent to this recipient and purpose, in the words of the question,
    or its standing authorisation; TLP:AMBER+STRICT and TLP:RED the consent itself.
    agency_id: the acting agency where it is missing; an import names it.
    """

    item_id: UUID
    recipient: Recipient
    purpose: OperationalText
    agency_id: AgencyCode | None = None


@command(aggregate_id="item_id")
class RequestJudicialUse:
    """Ask the originator to agree that your agency uses the item in proceedings.

    agency_id: the acting agency where it is missing; an import names it.
    """

    item_id: UUID
    consent_id: UUID
    proceedings: OperationalText
    agency_id: AgencyCode | None = None


@command(aggregate_id="item_id")
class AuthoriseJudicialUse:
    """Agree that your item is used in the proceedings that were named."""

    item_id: UUID
    consent_id: UUID
    conditions: OperationalText | None = None


@command(aggregate_id="item_id")
class RefuseJudicialUse:
    """Say that your item is not to be used in the proceedings that were named."""

    item_id: UUID
    consent_id: UUID
    reason: OperationalText


@command(aggregate_id="item_id")
class UseInProceedings:
    """Record that your agency used the item in proceedings; H1 needs the originator's consent to these.

    agency_id: the acting agency where it is missing; an import names it.
    """

    item_id: UUID
    proceedings: OperationalText
    agency_id: AgencyCode | None = None


def _onward(by_agency_id: str, to_agency_id: str, purpose: str) -> Wish:
    kind, words = ConsentKind.ONWARD_SHARING, digest_of(purpose)
    return Wish(kind=kind, by_agency_id=by_agency_id, to_agency_id=to_agency_id, words=words)


def _use(by_agency_id: str, proceedings: str) -> Wish:
    return Wish(kind=ConsentKind.JUDICIAL_USE, by_agency_id=by_agency_id, words=digest_of(proceedings))


def _ask_onward(command: RequestOnwardSharing, item: SharedItem, act: Act) -> Iterable[OnwardSharingRequested]:
    agency_id = given_side(command.agency_id, item, act)
    with naming("to_agency_id"):
        require_partner(command.to_agency_id, item, agency_id, act)
    require_askable(item, command.consent_id, _onward(agency_id, command.to_agency_id, command.purpose))
    yield OnwardSharingRequested(
        item_id=command.item_id,
        consent_id=command.consent_id,
        by_agency_id=agency_id,
        to_agency_id=command.to_agency_id,
        purpose=command.purpose,
    )


def _agree_onward(command: AuthoriseOnwardSharing, item: SharedItem, act: Act) -> Iterable[OnwardSharingAuthorised]:
    require_open_question(item, command.consent_id, ConsentKind.ONWARD_SHARING)
    if command.valid_until is not None and command.valid_until < day_of(act):
        raise AConsentEndsAfterItBegins(valid_until=command.valid_until)
    yield OnwardSharingAuthorised(
        item_id=command.item_id,
        consent_id=command.consent_id,
        valid_until=command.valid_until,
        conditions=command.conditions,
    )


def _refuse_onward(command: RefuseOnwardSharing, item: SharedItem, _act: Act) -> Iterable[OnwardSharingRefused]:
    require_open_question(item, command.consent_id, ConsentKind.ONWARD_SHARING)
    yield OnwardSharingRefused(item_id=command.item_id, consent_id=command.consent_id, reason=command.reason)


def _share_onward(command: ShareOnward, item: SharedItem, act: Act) -> Iterable[ItemSharedOnward]:
    agency_id = given_side(command.agency_id, item, act)
    with naming("recipient"):
        require_recipients(item, (command.recipient,), agency_id, act)
    consent_id, standing_id = basis_of(_onward(agency_id, command.recipient.agency_id, command.purpose), item, act)
    yield ItemSharedOnward(
        item_id=command.item_id,
        by_agency_id=agency_id,
        recipient=command.recipient,
        purpose=command.purpose,
        consent_id=consent_id,
        standing_authorisation_id=standing_id,
    )


def _ask_use(command: RequestJudicialUse, item: SharedItem, act: Act) -> Iterable[JudicialUseRequested]:
    agency_id = given_side(command.agency_id, item, act)
    require_askable(item, command.consent_id, _use(agency_id, command.proceedings))
    yield JudicialUseRequested(
        item_id=command.item_id,
        consent_id=command.consent_id,
        by_agency_id=agency_id,
        proceedings=command.proceedings,
    )


def _agree_use(command: AuthoriseJudicialUse, item: SharedItem, _act: Act) -> Iterable[JudicialUseAuthorised]:
    require_open_question(item, command.consent_id, ConsentKind.JUDICIAL_USE)
    yield JudicialUseAuthorised(item_id=command.item_id, consent_id=command.consent_id, conditions=command.conditions)


def _refuse_use(command: RefuseJudicialUse, item: SharedItem, _act: Act) -> Iterable[JudicialUseRefused]:
    require_open_question(item, command.consent_id, ConsentKind.JUDICIAL_USE)
    yield JudicialUseRefused(item_id=command.item_id, consent_id=command.consent_id, reason=command.reason)


def _use_it(command: UseInProceedings, item: SharedItem, act: Act) -> Iterable[ItemUsedInProceedings]:
    agency_id = having_side(command.agency_id, item, act)
    yield ItemUsedInProceedings(
        item_id=command.item_id,
        agency_id=agency_id,
        proceedings=command.proceedings,
        consent_id=require_use_allowed(_use(agency_id, command.proceedings), item, act),
    )


def _asked(kind: ConsentKind) -> Guard:
    """This will foretell that there is no question of a kind to answer."""

    def require(_command: type, item: SharedItem, _act: Act) -> None:
        if not any(each.wish.kind is kind for each in item.open_consents):
            raise OnlyAQuestionAskedIsAnswered

    return require


_of_sharing, _of_use = foretold(_asked(ConsentKind.ONWARD_SHARING)), foretold(_asked(ConsentKind.JUDICIAL_USE))

DECISIONS = (
    Decision(command=RequestOnwardSharing, decide=in_work(_ask_onward), may=holder),
    Decision(command=AuthoriseOnwardSharing, decide=answering(_of_sharing(_agree_onward)), may=originator),
    Decision(command=RefuseOnwardSharing, decide=answering(_of_sharing(_refuse_onward)), may=originator),
    Decision(command=ShareOnward, decide=in_work(_share_onward), may=holder),
    Decision(command=RequestJudicialUse, decide=in_work(_ask_use), may=holder),
    Decision(command=AuthoriseJudicialUse, decide=answering(_of_use(_agree_use)), may=originator),
    Decision(command=RefuseJudicialUse, decide=answering(_of_use(_refuse_use)), may=originator),
    Decision(command=UseInProceedings, decide=answering(_use_it), may=holder_or_originator),
)
