"""Shared items as the schema shows them: what they are, the conditions that bind the viewer's agency, who has them.

It must not decide who may see an item, nor which of its holders.
"""

from datetime import date, datetime
from typing import ClassVar
from uuid import UUID

import strawberry

from api.context import Asked
from api.queries import asking_items
from api.queries.connection import Counted, connected, derived, shown
from api.queries.node import Node
from api.queries.offers import CommandOffer, offered
from api.reads.declaring import Group, Shape
from api.replays import Then
from api.scalars import ByteCount, Position
from api.wording import enum_of
from domain.aggregate import StreamKey
from domain.erasure import ErasureReason
from domain.item.vocabulary import EvaluationScheme, ItemKind
from domain.marking import Pap
from domain.vocabulary import Classification, Handling, Tlp
from projections.items import queries
from projections.items.rows import CopyStanding, RestrictionRow
from projections.paging import Paging

__all__ = ["ITEM", "ItemMarking", "SharedItem", "item_of", "items"]

for published in (Classification, CopyStanding, ErasureReason, EvaluationScheme, Handling, ItemKind, Pap, Tlp):
    enum_of(published)


@strawberry.type(description="Conditions on an item, on independent axes: the strictest of each holds.")
class ItemMarking:
    """Conditions on an item."""

    tlp: Tlp | None = strawberry.field(description="Traffic Light Protocol; null where it sets no limit.")
    handling: list[Handling] = strawberry.field(description="Europol handling codes; empty for none.")
    handling_text: str | None = strawberry.field(description="The restrictions in words; operational text.")
    pap: Pap | None = strawberry.field(description="Permissible actions; null where they set no limit.")
    classification: Classification | None = strawberry.field(description="Level of classification; null for none.")
    compartments: list[str] = strawberry.field(description="Codes of compartments, all of which have to be held.")


@strawberry.type(description="An agency that was given an item, and what became of that copy.")
class ItemHolder:
    """An agency that was given an item."""

    agency_id: str = strawberry.field(description="Code of the agency.")
    from_agency_id: str = strawberry.field(
        description="Code of the agency that gave it: yours where you passed it on, whoever gave it before."
    )
    standing: CopyStanding | None = strawberry.field(
        description="What became of the copy; null for who is neither that agency nor the originator."
    )
    persons: list[str] = strawberry.field(description="Ids of the persons named there; empty for the same.")
    request_ids: list[UUID] = strawberry.field(description="What the giving answered; empty for the same.")
    is_spontaneous: bool | None = strawberry.field(description="Given without a request; null for the same.")
    given_at: datetime = strawberry.field(description="When it was given.")
    confirmed_at: datetime | None = strawberry.field(description="When the receipt was confirmed; null for the same.")
    recalled_at: datetime | None = strawberry.field(description="When it was taken back; null for the same.")
    returned_at: datetime | None = strawberry.field(description="When that was confirmed; null for the same.")
    kept_because: str | None = strawberry.field(
        description="Why something is kept nevertheless; null for the same; operational text."
    )


@strawberry.type(description="What an agency thinks of source and information; never turned into another scheme.")
class ItemEvaluation:
    """What an agency thinks of source and information."""

    agency_id: str = strawberry.field(description="Code of the agency.")
    scheme: EvaluationScheme = strawberry.field(description="The scheme that the codes belong to.")
    source_code: str = strawberry.field(description="Code of the source.")
    information_code: str = strawberry.field(description="Code of the information.")
    evaluated_at: datetime = strawberry.field(description="When it was evaluated last.")


@strawberry.type(description="Conditions that were added to an item's own.")
class ItemRestriction:
    """Conditions that were added to an item's own."""

    row: strawberry.Private[RestrictionRow]
    then: strawberry.Private[Then | None]
    restriction_id: UUID = strawberry.field(description="Id of the restriction.")
    by_agency_id: str = strawberry.field(description="Code of the agency that imposed it.")
    own_use_only: bool = strawberry.field(description="It binds that agency alone.")
    recipients: list[str] | None = strawberry.field(
        description="Codes of the only agencies that may still see the item; null for all, and for recipients."
    )
    reason: str = strawberry.field(description="Why; operational text.")
    imposed_at: datetime = strawberry.field(description="When it was imposed.")
    lifted_at: datetime | None = strawberry.field(description="When it was lifted; null while it holds.")

    @derived("The conditions that it adds.", Group(shape=lambda: ADDED, ask=lambda _asking: {}))
    def marking(self) -> ItemMarking:
        """This will return the conditions."""
        return shown(ItemMarking, self.row, then=self.then)


@strawberry.type(description="Intelligence or evidence that its originator shares, under its conditions.")
class SharedItem(Node):
    """Intelligence or evidence that its originator shares."""

    OWN_ID: ClassVar[str] = "item_id"

    row: strawberry.Private[queries.ItemRow]
    then: strawberry.Private[Then | None]
    item_id: UUID = strawberry.field(description="Id of the item.")
    investigation_id: UUID = strawberry.field(description="Its investigation.")
    kind: ItemKind = strawberry.field(description="Intelligence, or evidence, whose receipt is confirmed.")
    originator_agency_id: str = strawberry.field(description="Code of the agency whose item it is, for ever.")
    title: str = strawberry.field(description="Its title; operational text.")
    provenance: str = strawberry.field(description="Where it comes from; operational text.")
    purpose: str = strawberry.field(description="What it may be used for; operational text.")
    legal_basis: str = strawberry.field(description="By what right it is shared; operational text.")
    crime_area: str | None = strawberry.field(description="Code of the crime area.")
    content_sha256: str = strawberry.field(description="SHA-256 of the content, in hexadecimal.")
    size_bytes: ByteCount | None = strawberry.field(description="Size of the content, where it is known.")
    media_type: str | None = strawberry.field(description="Media type of the content, where it is known.")
    has_content: bool = strawberry.field(description="The content is kept here.")
    retention: str | None = strawberry.field(description="Code of its retention profile.")
    review_on: date | None = strawberry.field(description="When the need to keep it is to be reviewed.")
    erase_on: date | None = strawberry.field(description="When it is to be erased.")
    is_held: bool | None = strawberry.field(description="A legal hold keeps it; null for who is not the originator.")
    is_erased: bool = strawberry.field(description="Content and texts are gone.")
    erased_at: datetime | None = strawberry.field(description="When they were erased.")
    erasure_reason: ErasureReason | None = strawberry.field(description="Why they were erased.")
    erasure_explanation: str | None = strawberry.field(description="The same in words; operational text.")
    request_ids: list[UUID] = strawberry.field(description="Requests that it answers, as far as your agency knows.")
    is_spontaneous: bool = strawberry.field(description="Your agency was given it, or gave it, without a request.")
    registered_at: datetime = strawberry.field(description="When Entente learned of it.")
    since: datetime = strawberry.field(description="Since when your agency has it.")
    updated_at: datetime = strawberry.field(description="When it last changed, as far as your agency may know.")
    version: int = strawberry.field(description="Version of the item, for expectedVersion.")
    position: Position = strawberry.field(description="Place of the last event that your agency may know of.")

    @derived(
        "The conditions that bind your agency now: the item's own with all restrictions.",
        Group(shape=lambda: MARKING, ask=lambda _asking: {}),
    )
    def marking(self) -> ItemMarking:
        """This will return the conditions."""
        return shown(ItemMarking, self.row, then=self.then)

    @derived(
        "Who was given it: all for its originator; for others, themselves and those they passed it on to.",
        asking_items.holders(lambda: HOLDER),
    )
    async def holders(self, info: Asked) -> list[ItemHolder]:
        """This will load the holders of all items of the page at once."""
        rows = await info.context.loaders_of(self.then).copies.load(self.item_id)
        return [shown(ItemHolder, row, then=self.then) for row in rows]

    @derived(
        "What the originator thinks of it, and your agency; the originator sees what all think.",
        asking_items.evaluations(lambda: EVALUATION),
    )
    async def evaluations(self, info: Asked) -> list[ItemEvaluation]:
        """This will load the evaluations of all items of the page at once."""
        rows = await info.context.loaders_of(self.then).evaluations.load(self.item_id)
        return [shown(ItemEvaluation, row, then=self.then) for row in rows]

    @derived(
        "The conditions added to its own, lifted ones too; of those for own use, your agency's.",
        asking_items.restrictions(lambda: RESTRICTION),
    )
    async def restrictions(self, info: Asked) -> list[ItemRestriction]:
        """This will load the restrictions of all items of the page at once."""
        rows = await info.context.loaders_of(self.then).restrictions.load(self.item_id)
        return [shown(ItemRestriction, row, row=row, then=self.then) for row in rows]

    @derived("What might be done with it now, each command with what stands in its way; none of a past.")
    async def commands(self, info: Asked) -> list[CommandOffer]:
        """This will ask the domain beforehand."""
        return [] if self.then else await offered(info, StreamKey("item", self.item_id))


NOTED = ("'i' || {r}.item_id",)

ITEM: Shape = Shape(SharedItem, queries.ItemRow, noted=NOTED)
MARKING: Shape = Shape(ItemMarking, queries.ItemRow)
HOLDER: Shape = Shape(ItemHolder, queries.CopyRow, noted=NOTED)
EVALUATION: Shape = Shape(ItemEvaluation, queries.EvaluationRow, noted=NOTED)
RESTRICTION: Shape = Shape(ItemRestriction, RestrictionRow, noted=NOTED)
ADDED: Shape = Shape(ItemMarking, RestrictionRow)


def item_of(row: queries.ItemRow, then: Then | None = None) -> SharedItem:
    """This will show a row of the register."""
    reason = ErasureReason(row.erasure_reason) if row.erasure_reason else None
    return shown(SharedItem, row, row=row, erasure_reason=reason, then=then)


async def items(info: Asked, asked: queries.ItemFilter, page: Paging, then: Then | None = None) -> Counted[SharedItem]:
    """This will return a page of the items that the viewer may see."""
    context = info.context
    async with context.reading_of(then) as source:
        found = await queries.items(source, context.viewer, asked, page)

    async def count() -> int:
        async with context.reading_of(then) as source:
            return await queries.items_total(source, context.viewer, asked)

    return Counted(count=count, **connected(found, lambda row: item_of(row, then)))
