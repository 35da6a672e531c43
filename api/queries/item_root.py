"""The root of reading shared items: the items, what is to be confirmed of them, and what was asked of originators.

It must not decide who may see what: the read model is asked as the viewer.
"""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

import strawberry
from strawberry import UNSET

from api.context import Asked
from api.queries import asking_items
from api.queries.connection import After, Before, Counted, First, Last, connected, derived, paging, shown
from api.queries.filters import ConsentsWanted, ItemsWanted, ObligationsWanted, wanted
from api.queries.item import ITEM, SharedItem, item_of, items
from api.queries.moments import AsOfWanted, At, MinPosition, as_of_wanted, moment_of, of_one_case
from api.scalars import UuidText, read_uuid
from api.wording import enum_of
from domain.item.vocabulary import ConsentKind, ItemKind
from projections.items import owed
from projections.items.queries import ItemFilter
from projections.items.rows import ConsentOutcome, ObligationKind

__all__ = ["ItemQueries"]

for published in (ConsentKind, ConsentOutcome, ObligationKind):
    enum_of(published)

MODELS = asking_items.MODELS

ItemId = Annotated[UuidText, strawberry.argument(description="Id of the item.")]


@strawberry.type(description="What an agency is to confirm: it tells of the item only whose it is, and may outlive it.")
class ItemObligation:
    """What an agency is to confirm."""

    item_id: UUID = strawberry.field(description="Id of the item.")
    investigation_id: UUID = strawberry.field(description="Its investigation.")
    item_kind: ItemKind = strawberry.field(description="Intelligence or evidence.")
    originator_agency_id: str = strawberry.field(description="Code of the agency whose item it is.")
    kind: ObligationKind = strawberry.field(description="What is to be confirmed.")
    obligation_id: UUID = strawberry.field(description="Id of the restriction or recall; for a receipt, of the item.")
    agency_id: str = strawberry.field(description="Code of the agency that is to confirm it.")
    since: datetime = strawberry.field(description="Since when, as it happened.")
    recorded_since: datetime = strawberry.field(description="When Entente learned of it.")
    reminded_at: datetime | None = strawberry.field(
        description="When Entente reminded the agency; null where it did not."
    )
    listed_at: datetime | None = strawberry.field(
        description="When it became an exception on record: not confirmed in 72 hours, or its agency left."
    )

    @derived("The item; null for who may not see it any more.")
    async def item(self, info: Asked) -> SharedItem | None:
        """This will load the items of the page at once."""
        row = await info.context.loaders.item.load(self.item_id)
        return item_of(row) if row else None


@strawberry.type(description="A question to an originator, and its answer.")
class ItemConsent:
    """A question to an originator."""

    item_id: UUID = strawberry.field(description="Id of the item.")
    investigation_id: UUID = strawberry.field(description="Its investigation.")
    consent_id: UUID = strawberry.field(description="Id of the question.")
    kind: ConsentKind = strawberry.field(description="What the originator is asked to agree to.")
    originator_agency_id: str = strawberry.field(description="Code of the agency that is asked.")
    by_agency_id: str = strawberry.field(description="Code of the agency that asks.")
    to_agency_id: str | None = strawberry.field(description="Code of the agency that it wants to pass the item on to.")
    purpose: str = strawberry.field(description="What for, or in which proceedings; operational text.")
    asked_at: datetime = strawberry.field(description="When it was asked.")
    outcome: ConsentOutcome | None = strawberry.field(description="The answer; null while the question stands open.")
    answered_at: datetime | None = strawberry.field(description="When it was answered.")
    valid_until: date | None = strawberry.field(description="The last day on which the consent holds.")
    answer: str | None = strawberry.field(description="Conditions, or the reason why not; operational text.")

    @derived("The item.")
    async def item(self, info: Asked) -> SharedItem | None:
        """This will load the items of the page at once."""
        row = await info.context.loaders.item.load(self.item_id)
        return item_of(row) if row else None


@strawberry.type
class ItemQueries:
    """What can be read of shared items."""

    @derived("The shared items that you may see, what your agency got last first.", asking_items.items(lambda: ITEM))
    async def items(  # noqa: PLR0913  # the arguments of a connection
        self,
        info: Asked,
        *,
        filter: ItemsWanted = UNSET,  # noqa: A002  # the argument's public name
        first: First = UNSET,
        after: After = UNSET,
        last: Last = UNSET,
        before: Before = UNSET,
        as_of: AsOfWanted = UNSET,
        min_position: MinPosition = UNSET,
    ) -> Counted[SharedItem]:
        """This will return a page of items."""
        await info.context.catch_up(min_position, MODELS)
        asked = wanted(ItemFilter, filter)
        then = await of_one_case(info, asked.investigation_id, as_of)
        return await items(info, asked, paging(first, after, last, before), then)

    @derived("A shared item; null where there is none for you.", asking_items.item(lambda: ITEM))
    async def item(
        self, info: Asked, item_id: ItemId, *, as_of: AsOfWanted = UNSET, min_position: MinPosition = UNSET
    ) -> SharedItem | None:
        """This will return one item."""
        context, wanted_id, asked = info.context, read_uuid(item_id, "itemId"), as_of_wanted(as_of)
        await context.catch_up(min_position, MODELS)
        row = await context.loaders.item.load(wanted_id)
        if row is None:
            context.note.missed(wanted_id)
            return None
        then = await context.then(row.investigation_id, asked)
        row = await context.loaders_of(then).item.load(wanted_id)
        return item_of(row, then) if row else None

    @derived(
        "What stands unconfirmed, the oldest first: what your agency is to confirm, also of items that it may not see "
        "any more; or what others are to confirm of your agency's items, which is listed after 72 hours."
    )
    async def item_obligations(  # noqa: PLR0913  # the arguments of a connection
        self,
        info: Asked,
        *,
        filter: ObligationsWanted = UNSET,  # noqa: A002  # the argument's public name
        first: First = UNSET,
        after: After = UNSET,
        last: Last = UNSET,
        before: Before = UNSET,
        at: At = UNSET,
        min_position: MinPosition = UNSET,
    ) -> Counted[ItemObligation]:
        """This will return a page of obligations."""
        context, moment = info.context, moment_of(info, at).at
        await context.catch_up(min_position, MODELS)
        view = owed.ObligationView(context.viewer, wanted(owed.ObligationFilter, filter), moment)
        page = paging(first, after, last, before)
        async with context.reading() as connection:
            found = await owed.obligations(connection, view, page)

        async def count() -> int:
            async with context.reading() as connection:
                return await owed.obligations_total(connection, view)

        return Counted(count=count, **connected(found, lambda row: shown(ItemObligation, row)))

    @derived("Questions to originators, the latest first: those that your agency is to answer, or those that it asked.")
    async def item_consents(  # noqa: PLR0913  # the arguments of a connection
        self,
        info: Asked,
        *,
        filter: ConsentsWanted = UNSET,  # noqa: A002  # the argument's public name
        first: First = UNSET,
        after: After = UNSET,
        last: Last = UNSET,
        before: Before = UNSET,
        min_position: MinPosition = UNSET,
    ) -> Counted[ItemConsent]:
        """This will return a page of questions."""
        context = info.context
        await context.catch_up(min_position, MODELS)
        asked = wanted(owed.ConsentFilter, filter)
        async with context.reading() as connection:
            found = await owed.consents(connection, context.viewer, asked, paging(first, after, last, before))

        async def count() -> int:
            async with context.reading() as connection:
                return await owed.consents_total(connection, context.viewer, asked)

        return Counted(count=count, **connected(found, lambda row: shown(ItemConsent, row)))
