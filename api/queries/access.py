"""The access ledger of an item or of a guarded request, for those whose it is.

It must not tell whether there is such a thing: for everybody else its ledger is empty. Reading it is not noted in it.
"""

from datetime import datetime
from typing import Annotated

import strawberry
from strawberry import UNSET

from api.context import Asked
from api.queries.connection import After, Before, Counted, First, Last, connected, derived, paging, shown
from api.queries.filters import AccessesWanted, wanted
from api.queries.moments import MinPosition
from api.scalars import UuidText, read_uuid
from api.wording import enum_of
from domain.ledger import AccessKind, SubjectKind
from domain.need_to_know import Denial
from projections.accesses import queries
from projections.accesses.rows import AccessFilter, AccessRow, LedgerView, ReaderRow
from projections.paging import Paging

__all__ = ["AccessQueries"]

enum_of(AccessKind)
enum_of(Denial)

MODELS = ("investigations", "accesses")

ItemId = Annotated[UuidText, strawberry.argument(description="Id of the item.")]
RequestId = Annotated[UuidText, strawberry.argument(description="Id of the request.")]


@strawberry.type(description="One access: an answer that showed the thing, a download, or an attempt in vain.")
class Access:
    """One access."""

    kind: AccessKind = strawberry.field(description="What happened.")
    at: datetime = strawberry.field(description="When the answer was made.")
    member_id: str = strawberry.field(description="Id of the person.")
    agency_id: str = strawberry.field(description="Code of the agency for which that person acted.")
    way: str = strawberry.field(description="The fields or commands that were asked, or the route.")
    denial: Denial | None = strawberry.field(description="Why it was refused; the person itself was not told.")


@strawberry.type(description="What one person did with the thing, of the accesses asked for.")
class Reader:
    """What one person did."""

    member_id: str = strawberry.field(description="Id of the person.")
    agency_id: str = strawberry.field(description="Code of the agency for which that person acted.")
    accesses: int = strawberry.field(description="How often it was shown the thing, or took it out.")
    denials: int = strawberry.field(description="How often it was refused.")
    first_at: datetime = strawberry.field(description="The first of them.")
    last_at: datetime = strawberry.field(description="The last of them.")


@strawberry.type
class AccessQueries:
    """What can be read of the access ledger."""

    @derived("Who accessed an item of your agency, and who asked for it in vain; the last recorded first.")
    async def item_accesses(  # noqa: PLR0913  # the arguments of a connection
        self,
        info: Asked,
        item_id: ItemId,
        *,
        filter: AccessesWanted = UNSET,  # noqa: A002  # the argument's public name
        first: First = UNSET,
        after: After = UNSET,
        last: Last = UNSET,
        before: Before = UNSET,
        min_position: MinPosition = UNSET,
    ) -> Counted[Access]:
        """This will return a page of accesses to an item."""
        await info.context.catch_up(min_position, MODELS)
        return await _accesses(info, _of_item(info, item_id, filter), paging(first, after, last, before))

    @derived("The persons who did, each with the first and the last time.")
    async def item_readers(  # noqa: PLR0913  # the arguments of a connection
        self,
        info: Asked,
        item_id: ItemId,
        *,
        filter: AccessesWanted = UNSET,  # noqa: A002  # the argument's public name
        first: First = UNSET,
        after: After = UNSET,
        last: Last = UNSET,
        before: Before = UNSET,
        min_position: MinPosition = UNSET,
    ) -> Counted[Reader]:
        """This will return a page of persons."""
        await info.context.catch_up(min_position, MODELS)
        return await _readers(info, _of_item(info, item_id, filter), paging(first, after, last, before))

    @derived(
        "Who accessed a request that your agency sent marked: classified, in a compartment, TLP AMBER_STRICT or with "
        "a handling code from H1 to H3."
    )
    async def request_accesses(  # noqa: PLR0913  # the arguments of a connection
        self,
        info: Asked,
        request_id: RequestId,
        *,
        filter: AccessesWanted = UNSET,  # noqa: A002  # the argument's public name
        first: First = UNSET,
        after: After = UNSET,
        last: Last = UNSET,
        before: Before = UNSET,
        min_position: MinPosition = UNSET,
    ) -> Counted[Access]:
        """This will return a page of accesses to a request."""
        await info.context.catch_up(min_position, MODELS)
        return await _accesses(info, _of_request(info, request_id, filter), paging(first, after, last, before))

    @derived("The persons who did, each with the first and the last time.")
    async def request_readers(  # noqa: PLR0913  # the arguments of a connection
        self,
        info: Asked,
        request_id: RequestId,
        *,
        filter: AccessesWanted = UNSET,  # noqa: A002  # the argument's public name
        first: First = UNSET,
        after: After = UNSET,
        last: Last = UNSET,
        before: Before = UNSET,
        min_position: MinPosition = UNSET,
    ) -> Counted[Reader]:
        """This will return a page of persons."""
        await info.context.catch_up(min_position, MODELS)
        return await _readers(info, _of_request(info, request_id, filter), paging(first, after, last, before))


def _of_item(info: Asked, item_id: str, given: object) -> LedgerView:
    asked = wanted(AccessFilter, given)
    return LedgerView(info.context.viewer, SubjectKind.ITEM, read_uuid(item_id, "itemId"), asked)


def _of_request(info: Asked, request_id: str, given: object) -> LedgerView:
    asked = wanted(AccessFilter, given)
    return LedgerView(info.context.viewer, SubjectKind.REQUEST, read_uuid(request_id, "requestId"), asked)


async def _accesses(info: Asked, view: LedgerView, page: Paging) -> Counted[Access]:
    context = info.context
    async with context.reading() as connection:
        found = await queries.accesses(connection, view, page)

    async def count() -> int:
        async with context.reading() as connection:
            return await queries.accesses_total(connection, view)

    return Counted(count=count, **connected(found, _access_of))


async def _readers(info: Asked, view: LedgerView, page: Paging) -> Counted[Reader]:
    context = info.context
    async with context.reading() as connection:
        found = await queries.readers(connection, view, page)

    async def count() -> int:
        async with context.reading() as connection:
            return await queries.readers_total(connection, view)

    return Counted(count=count, **connected(found, _reader_of))


def _access_of(row: AccessRow) -> Access:
    return shown(Access, row)


def _reader_of(row: ReaderRow) -> Reader:
    return shown(Reader, row)
