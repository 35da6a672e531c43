"""Loads what many nodes of one answer need with one statement, and each thing once per request.

It must not outlive its request, nor decide who may see what: the read models do.
"""

import asyncio
from collections.abc import Awaitable, Callable, Hashable
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from strawberry.dataloader import DataLoader

from projections.board import queries as board
from projections.directory import queries as directory
from projections.followups import queries as followups
from projections.investigations import queries as investigations
from projections.items import queries as items
from projections.outlook import queries as outlook
from projections.reading import Replayed, Source
from projections.reviews import queries as reviews
from projections.viewer import Viewer

__all__ = ["Loaders", "Reading"]

Reading = Callable[[], AbstractAsyncContextManager[Source]]
Asked = tuple[UUID, datetime]
Row = TypeVar("Row")
K = TypeVar("K", bound=Hashable)


class Loader(DataLoader[K, Row]):
    """A loader whose waiters wait each for itself.

    A field that fails makes graphql-core cancel its neighbours, and what they wait for with them; others may wait for
    the same, and would find it cancelled.
    """

    def load(self, key: K) -> Awaitable[Row]:
        """This will load one thing together with all others that are asked for at once."""
        return asyncio.shield(super().load(key))


class Loaders:
    """The loaders of one request, of the present or of one past. reading: lends what is read."""

    def __init__(self, reading: Reading, viewer: Viewer) -> None:
        self._reading, self._viewer = reading, viewer
        self.clocks: Loader[Asked, tuple[board.ClockRow, ...]] = Loader(self._clocks)
        self.request: Loader[Asked, board.RequestRow | None] = Loader(self._requests)
        self.followup: Loader[Asked, followups.FollowUpRow | None] = Loader(self._followups)
        self.agency: Loader[str, directory.AgencyRow | None] = Loader(self._agencies)
        self.partners: Loader[UUID, tuple[investigations.PartnerRow, ...]] = Loader(self._partners)
        self.members: Loader[UUID, tuple[investigations.MemberRow, ...]] = Loader(self._members)
        self.investigation: Loader[UUID, investigations.InvestigationRow | None] = Loader(self._investigations)
        self.item: Loader[UUID, items.ItemRow | None] = Loader(self._items)
        self.copies: Loader[UUID, tuple[items.CopyRow, ...]] = Loader(self._copies)
        self.evaluations: Loader[UUID, tuple[items.EvaluationRow, ...]] = Loader(self._evaluations)
        self.expected_reply: Loader[outlook.OpenRequest, outlook.ReplyRow | None] = Loader(self._expected)
        self.restrictions: Loader[UUID, tuple[items.RestrictionRow, ...]] = Loader(self._restrictions)
        self.review: Loader[UUID, reviews.ReviewRow | None] = Loader(self._reviews)
        self.confirmations: Loader[UUID, tuple[reviews.ConfirmationRow, ...]] = Loader(self._confirmations)
        self.annotations: Loader[UUID, tuple[reviews.AnnotationRow, ...]] = Loader(self._annotations)
        self.findings: Loader[UUID, tuple[reviews.FindingRow, ...]] = Loader(self._findings)
        self.answers: Loader[UUID, tuple[reviews.AnswerRow, ...]] = Loader(self._answers)
        self.addressees: Loader[UUID, tuple[reviews.AddresseeRow, ...]] = Loader(self._addressees)

    async def _clocks(self, asked: list[Asked]) -> list[tuple[board.ClockRow, ...]]:
        found: dict[Asked, tuple[board.ClockRow, ...]] = {}
        for at in {at for _, at in asked}:
            wanted = tuple({request_id for request_id, moment in asked if moment == at})
            async with self._reading() as connection:
                rows = await board.clocks(connection, self._viewer, wanted, at=at)
            found |= {(request_id, at): clocks for request_id, clocks in rows.items()}
        return [found.get(one, ()) for one in asked]

    async def _requests(self, asked: list[Asked]) -> list[board.RequestRow | None]:
        return await self._at(asked, board.requests_of)

    async def _followups(self, asked: list[Asked]) -> list[followups.FollowUpRow | None]:
        return await self._at(asked, followups.followups_of)

    async def _at(self, asked: list[Asked], rows_of: Callable[..., Awaitable[dict[UUID, Row]]]) -> list[Row | None]:
        """Things as of moments, in one statement for each moment: a page has one."""
        found: dict[Asked, Row] = {}
        for at in {at for _, at in asked}:
            async with self._reading() as connection:
                rows = await rows_of(connection, self._viewer, {one for one, moment in asked if moment == at}, at=at)
            found |= {(one, at): row for one, row in rows.items()}
        return [found.get(one) for one in asked]

    async def _agencies(self, codes: list[str]) -> list[directory.AgencyRow | None]:
        async with self._reading() as source:
            connection = source.connection if isinstance(source, Replayed) else source  # the directory has no past
            found = await directory.agencies_of(connection, codes)
        return [found.get(one) for one in codes]

    async def _partners(self, ids: list[UUID]) -> list[tuple[investigations.PartnerRow, ...]]:
        async with self._reading() as connection:
            found = await investigations.partners(connection, self._viewer, tuple(ids))
        return [found.get(one, ()) for one in ids]

    async def _members(self, ids: list[UUID]) -> list[tuple[investigations.MemberRow, ...]]:
        async with self._reading() as connection:
            found = await investigations.members(connection, self._viewer, tuple(ids))
        return [found.get(one, ()) for one in ids]

    async def _investigations(self, ids: list[UUID]) -> list[investigations.InvestigationRow | None]:
        async with self._reading() as connection:
            return [await investigations.investigation(connection, self._viewer, one) for one in ids]

    async def _items(self, ids: list[UUID]) -> list[items.ItemRow | None]:
        async with self._reading() as connection:
            found = await items.items_of(connection, self._viewer, ids)
        return [found.get(one) for one in ids]

    async def _copies(self, ids: list[UUID]) -> list[tuple[items.CopyRow, ...]]:
        async with self._reading() as connection:
            found = await items.copies(connection, self._viewer, ids)
        return [found.get(one, ()) for one in ids]

    async def _evaluations(self, ids: list[UUID]) -> list[tuple[items.EvaluationRow, ...]]:
        async with self._reading() as connection:
            found = await items.evaluations(connection, self._viewer, ids)
        return [found.get(one, ()) for one in ids]

    async def _restrictions(self, ids: list[UUID]) -> list[tuple[items.RestrictionRow, ...]]:
        async with self._reading() as connection:
            found = await items.restrictions(connection, self._viewer, ids)
        return [found.get(one, ()) for one in ids]

    async def _expected(self, waiting: list[outlook.OpenRequest]) -> list[outlook.ReplyRow | None]:
        async with self._reading() as connection:
            return await outlook.expected_replies(connection, self._viewer, waiting)

    async def _reviews(self, ids: list[UUID]) -> list[reviews.ReviewRow | None]:
        async with self._reading() as connection:
            found = await reviews.reviews_of(connection, self._viewer, ids)
        return [found.get(one) for one in ids]

    async def _confirmations(self, ids: list[UUID]) -> list[tuple[reviews.ConfirmationRow, ...]]:
        async with self._reading() as connection:
            found = await reviews.confirmations(connection, self._viewer, ids)
        return [found.get(one, ()) for one in ids]

    async def _annotations(self, ids: list[UUID]) -> list[tuple[reviews.AnnotationRow, ...]]:
        async with self._reading() as connection:
            found = await reviews.annotations(connection, self._viewer, ids)
        return [found.get(one, ()) for one in ids]

    async def _findings(self, ids: list[UUID]) -> list[tuple[reviews.FindingRow, ...]]:
        async with self._reading() as connection:
            found = await reviews.findings(connection, self._viewer, ids)
        return [found.get(one, ()) for one in ids]

    async def _answers(self, ids: list[UUID]) -> list[tuple[reviews.AnswerRow, ...]]:
        async with self._reading() as connection:
            found = await reviews.answers(connection, self._viewer, ids)
        return [found.get(one, ()) for one in ids]

    async def _addressees(self, ids: list[UUID]) -> list[tuple[reviews.AddresseeRow, ...]]:
        async with self._reading() as connection:
            found = await reviews.addressees(connection, self._viewer, ids)
        return [found.get(one, ()) for one in ids]
