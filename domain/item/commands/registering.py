"""Registering an item, correcting what was said of it, and the arrival of its content.

They must not carry the content: a hash stands for it.
"""

from collections.abc import Iterable
from uuid import UUID

from domain.aggregate import Act, Decision, command, lies_before, timed_exactly
from domain.investigation import INVESTIGATION
from domain.item.events import ContentDeposited, ItemCorrected, ItemRegistered
from domain.item.markings import sound
from domain.item.permissions import acting_agency, depositing, originator, registrant
from domain.item.retention import dates_of
from domain.item.rules.order import AnItemIsRegisteredAfterTheOpening
from domain.item.rules.registering import (
    ACorrectedContentHasAHashOfItsOwn,
    ACrimeAreaIsInUse,
    AnItemBelongsToAnOpenInvestigation,
    AnItemIsRegisteredForAPartner,
    ContentIsDepositedOnce,
    DepositedContentFitsItsHash,
)
from domain.item.state import SharedItem
from domain.item.steps import answering, day_of
from domain.item.vocabulary import ContentHash, CorrectableField, ItemKind, MediaType, Size
from domain.marking import Marking
from domain.reference import crime_areas
from domain.vocabulary import AgencyCode, Code, MemberId, OperationalText

__all__ = ["DECISIONS", "CorrectItem", "RecordContentDeposit", "RegisterItem"]


@command(aggregate_id="item_id")
class RegisterItem:
    """Register intelligence or evidence of your agency; nobody else sees it before it is shared.

    content_sha256: the content itself may stay where it is. provenance: where it comes from; purpose, legal_basis:
    what it may be used for, and by what right. retention: code of a retention profile, from which its dates follow.
    originator_agency_id: the acting agency where it is missing; an import names it.
    """

    item_id: UUID
    investigation_id: UUID
    kind: ItemKind
    title: OperationalText
    content_sha256: ContentHash
    provenance: OperationalText
    purpose: OperationalText
    legal_basis: OperationalText
    marking: Marking
    size_bytes: Size | None = None
    media_type: MediaType | None = None
    crime_area: Code | None = None
    retention: Code | None = None
    originator_agency_id: AgencyCode | None = None


@command(aggregate_id="item_id")
class CorrectItem:
    """Put the right value beside what was said of your item; the wrong one stays on record.

    content_sha256: of the right content, only where the field is CONTENT; its recipients then confirm receipt anew.
    """

    item_id: UUID
    field: CorrectableField
    right_value: OperationalText
    reason: OperationalText
    content_sha256: ContentHash | None = None


@command(aggregate_id="item_id")
class RecordContentDeposit:
    """Record that the content arrived and is kept encrypted; only the process that took it in does this.

    deposited_by: the member of the originator who brought it, and who could register it too.
    """

    item_id: UUID
    content_id: UUID
    content_sha256: ContentHash
    size_bytes: Size
    deposited_by: MemberId | None = None


def _register(command: RegisterItem, _item: SharedItem, act: Act) -> Iterable[ItemRegistered]:
    investigation = act.facts.of(INVESTIGATION, command.investigation_id)
    agency_id = acting_agency(command.originator_agency_id, act)
    if not investigation.is_open:
        raise AnItemBelongsToAnOpenInvestigation
    if not investigation.is_partner(agency_id):
        raise AnItemIsRegisteredForAPartner(agency_id=agency_id)
    if lies_before(act, investigation.opened_at):
        raise AnItemIsRegisteredAfterTheOpening(opened_at=investigation.opened_at, occurred_at=act.occurred.at)
    on = day_of(act)
    if command.crime_area is not None and not crime_areas.exists(command.crime_area, on):
        raise ACrimeAreaIsInUse(
            f"{command.crime_area} is no crime area in use on {on}.{crime_areas.hint(command.crime_area)}",
            crime_area=command.crime_area,
        )
    review_on, erase_on = dates_of(command.retention, on)
    yield ItemRegistered(
        item_id=command.item_id,
        investigation_id=command.investigation_id,
        kind=command.kind,
        originator_agency_id=agency_id,
        title=command.title,
        content_sha256=command.content_sha256,
        size_bytes=command.size_bytes,
        media_type=command.media_type,
        provenance=command.provenance,
        purpose=command.purpose,
        legal_basis=command.legal_basis,
        marking=sound(command.marking, investigation, act),
        crime_area=command.crime_area,
        retention=command.retention,
        review_on=review_on,
        erase_on=erase_on,
    )


def _correct(command: CorrectItem, item: SharedItem, _act: Act) -> Iterable[ItemCorrected]:
    is_of_content = command.field is CorrectableField.CONTENT
    if is_of_content != (command.content_sha256 is not None) or command.content_sha256 == item.content_sha256:
        raise ACorrectedContentHasAHashOfItsOwn(corrected=command.field)
    yield ItemCorrected(
        item_id=command.item_id,
        field=command.field,
        right_value=command.right_value,
        reason=command.reason,
        content_sha256=command.content_sha256,
    )


def _deposit(command: RecordContentDeposit, item: SharedItem, _act: Act) -> Iterable[ContentDeposited]:
    if command.content_sha256 != item.content_sha256:
        raise DepositedContentFitsItsHash
    if item.content_id is not None:
        raise ContentIsDepositedOnce
    yield ContentDeposited(
        item_id=command.item_id,
        content_id=command.content_id,
        content_sha256=command.content_sha256,
        size_bytes=command.size_bytes,
        deposited_by=command.deposited_by,
    )


DECISIONS = (
    Decision(command=RegisterItem, decide=timed_exactly(_register), may=registrant, creates=True),
    Decision(command=CorrectItem, decide=answering(_correct), may=originator),
    Decision(command=RecordContentDeposit, decide=answering(_deposit), may=depositing),
)
