"""Takes contents in and hands them out: who may is decided by the items' read model and the domain, never here.

It must not know HTTP, nor hold a connection to the database while a slow sender or reader takes its time.
"""

import logging
from collections.abc import AsyncGenerator, AsyncIterable, Awaitable, Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from api.files.refusing import ContentErased, DownloadCut, NoContentKept
from api.files.scanning import Scanner
from api.identity.bearer import Bearer
from api.viewing import Pool, viewer_of, viewing
from domain.aggregate import Actor, Submission
from domain.application import Accepted, Application
from domain.event import ActorKind
from domain.investigation.vocabulary import MemberRole
from domain.item.commands import RecordContentDeposit
from domain.item.rules.registering import ContentIsDepositedOnce
from domain.ledger import Access, AccessKind, SubjectKind
from domain.refusal import NotFound, NotPermitted
from domain.storage import Content, ContentGone, LogDamaged, Measured, Registered, Vault
from projections.investigations.queries import members
from projections.items.queries import ItemRow, items_of
from projections.viewer import Viewer

__all__ = ["Deposited", "Depot", "HandedOut", "Note"]

LOG = logging.getLogger(__name__)

VAULT = Actor(actor_id="entente-vault", kind=ActorKind.PROCESS)
"""Who records that a content arrived; the event names the member who brought it."""

IN, OUT = "PUT /items/{itemId}/content", "GET /items/{itemId}/content"
"""How the ledger calls the two ways, also where somebody stands at the machine itself."""

Note = Callable[[Sequence[Access]], Awaitable[None]]
"""Writes accesses down for good before it returns. Raises LedgerUnavailable where it cannot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deposited:
    """A content is kept. is_new: not by an earlier upload; position: of what recorded that, where it is new."""

    item_id: UUID
    sha256: str
    size_bytes: int
    is_new: bool
    position: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOut:
    """A content on its way out. pieces: to be read to the end or closed; they raise DownloadCut."""

    item_id: UUID
    sha256: str
    size_bytes: int
    media_type: str | None
    pieces: AsyncGenerator[bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Depot:
    """Where contents come in and go out. pool: connections that may read; now: returns an aware datetime in UTC.

    note: of the access ledger; scanner: None where nothing is scanned; largest_bytes: of one content.
    """

    pool: Pool
    vault: Vault
    application: Application
    note: Note
    now: Callable[[], datetime]
    scanner: Scanner | None = None
    largest_bytes: int = 100_000_000
    statement_limit_s: float = 10.0

    async def deposit(self, bearer: Bearer, item_id: UUID, stream: AsyncIterable[bytes]) -> Deposited:
        """This will keep the content of an item as it comes in, where it is the one that was registered.

        Raises Refused, ScannerUnavailable; then nothing is kept.
        """
        row = await self._to_fill(bearer, item_id)
        registered = Registered(row.content_sha256, row.size_bytes, self.largest_bytes)
        if row.has_content:
            return _had(row, await _measured(stream, registered))
        try:
            async with aclosing(self._watched(stream)) as watched:
                content = await self.vault.put(item_id, watched, registered)
        except ContentGone:
            await self._to_fill(bearer, item_id)
            raise NotFound from None
        return await self._recorded(bearer, row, content)

    async def hand_out(self, bearer: Bearer, item_id: UUID) -> HandedOut:
        """This will begin to hand out the content of an item, once the access is written down.

        Raises Refused, LedgerUnavailable; LogDamaged where it is not what was kept.
        """
        row = await self._seen(bearer, item_id, OUT)
        if row.is_erased:
            raise ContentErased(item_id, row.erased_at, row.erasure_reason)
        if row.content_id is None or row.size_bytes is None:
            raise NoContentKept
        pieces = self._pieces(bearer, row)
        first = await anext(pieces)
        await self._noted(bearer, item_id, OUT, AccessKind.DOWNLOAD)
        return HandedOut(
            item_id=item_id,
            sha256=row.content_sha256,
            size_bytes=row.size_bytes,
            media_type=row.media_type,
            pieces=_before(first, pieces),
        )

    async def _seen(self, bearer: Bearer, item_id: UUID, way: str) -> ItemRow:
        row = await self._look(bearer, item_id)
        if row is None:
            await self._noted(bearer, item_id, way, AccessKind.DENIAL)
            raise NotFound
        return row

    async def _look(self, bearer: Bearer, item_id: UUID) -> ItemRow | None:
        viewer = self._viewer(bearer)
        async with viewing(self.pool, viewer, self.statement_limit_s) as connection:
            return (await items_of(connection, viewer, [item_id])).get(item_id)

    async def _to_fill(self, bearer: Bearer, item_id: UUID) -> ItemRow:
        """The item, where the bearer may bring its content; the domain looks again before that is recorded."""
        row = await self._seen(bearer, item_id, IN)
        if not row.is_owner:
            raise NotPermitted("Only the originator does this.", remedy=f"Ask {row.originator_agency_id}.")
        viewer, case = self._viewer(bearer), row.investigation_id
        async with viewing(self.pool, viewer, self.statement_limit_s) as connection:
            roles = {each.member_id: each.role for each in (await members(connection, viewer, (case,)))[case]}
        if roles.get(bearer.member_id) in (None, MemberRole.READER):
            raise NotPermitted(
                "A reader changes nothing.", remedy="Ask an administrator of the space for another role."
            )
        if row.is_erased:
            raise ContentErased(item_id, row.erased_at, row.erasure_reason)
        return row

    async def _recorded(self, bearer: Bearer, row: ItemRow, content: Content) -> Deposited:
        """Where nobody knows what became of the command, the content stays; the clock deletes it if it is forsaken."""
        command = RecordContentDeposit(
            item_id=row.item_id,
            content_id=content.content_id,
            content_sha256=row.content_sha256,
            size_bytes=content.size_bytes,
            deposited_by=bearer.member_id,
        )
        submission = Submission(command=command, command_id=content.content_id, actor=VAULT)
        outcome = await self.application.handle(submission)
        if isinstance(outcome, Accepted):
            return Deposited(
                item_id=row.item_id,
                sha256=row.content_sha256,
                size_bytes=content.size_bytes,
                is_new=True,
                position=outcome.position,
            )
        await self.vault.drop(content.content_id)
        if isinstance(outcome, ContentIsDepositedOnce):
            return _had(row, content.size_bytes)
        raise outcome

    async def _pieces(self, bearer: Bearer, row: ItemRow) -> AsyncGenerator[bytes]:
        """Each piece leaves only where the bearer may see the item at that moment."""
        if row.content_id is None:
            return
        async with aclosing(self.vault.get(row.content_id)) as pieces:
            try:
                async for piece in pieces:
                    await self._require_sight(bearer, row)
                    yield piece
            except ContentGone:
                raise DownloadCut("the content is gone") from None
            except LogDamaged as damage:
                LOG.critical("a content is damaged", extra={"item_id": str(row.item_id), "fault": str(damage)})
                raise

    async def _require_sight(self, bearer: Bearer, row: ItemRow) -> None:
        if bearer.expires_at <= self.now():
            raise DownloadCut("the token has expired")
        seen = await self._look(bearer, row.item_id)
        if seen is None or seen.content_id != row.content_id:
            raise DownloadCut("the item is not for this person any more")

    async def _noted(self, bearer: Bearer, item_id: UUID, way: str, kind: AccessKind) -> None:
        access = Access(
            kind=kind,
            at=self.now(),
            member_id=bearer.member_id,
            agency_id=bearer.agency_id,
            way=way,
            subject=SubjectKind.ITEM,
            subject_ids=(item_id,),
        )
        await self.note((access,))

    def _viewer(self, bearer: Bearer) -> Viewer:
        return viewer_of(bearer, self.now())

    def _watched(self, stream: AsyncIterable[bytes]) -> AsyncGenerator[bytes]:
        return _passed(stream) if self.scanner is None else self.scanner.watching(stream)


async def _passed(stream: AsyncIterable[bytes]) -> AsyncGenerator[bytes]:
    async for part in stream:
        yield part


async def _before(first: bytes, rest: AsyncGenerator[bytes]) -> AsyncGenerator[bytes]:
    async with aclosing(rest):
        yield first
        async for piece in rest:
            yield piece


async def _measured(stream: AsyncIterable[bytes], registered: Registered) -> int:
    """A repeated upload has to be the same content, or its sender would believe what is not so."""
    measured = Measured(registered)
    async for part in stream:
        measured.take(part)
    measured.end()
    return measured.size_bytes


def _had(row: ItemRow, size_bytes: int) -> Deposited:
    return Deposited(item_id=row.item_id, sha256=row.content_sha256, size_bytes=size_bytes, is_new=False)
