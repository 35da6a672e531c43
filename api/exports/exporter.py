"""Makes exports: finds out what is inside, puts that on record, then hands it out piece by piece.

It must not decide who may see what: the source does. It must not hold a connection while a slow reader takes its time.
"""

import logging
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable, Iterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from time import monotonic
from uuid import UUID

from domain.ledger import Access, AccessKind, SubjectKind
from domain.refusal import NotFound
from projections.exporting import (
    ENDINGS,
    MEDIA_TYPES,
    ExportCut,
    ExportOrder,
    Head,
    Source,
    Survey,
    Walk,
    pieces,
    surveyed,
)
from projections.exporting.order import Proofs

__all__ = ["Asker", "Export", "Exporter"]

LOG = logging.getLogger(__name__)

IDS = 500
"""Things that one line of the ledger names at most."""

Note = Callable[[Sequence[Access]], Awaitable[None]]
"""Writes accesses down for good before it returns. Raises LedgerUnavailable where it cannot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """Who asks, by which way. expires_at: aware, UTC; from then on nothing leaves."""

    member_id: str
    agency_id: str
    way: str
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """An export on its way out. walk: counts what was written; pieces: to be read to the end or closed.

    The pieces raise ExportCut.
    """

    head: Head
    walk: Walk
    pieces: AsyncGenerator[bytes]

    @property
    def name(self) -> str:
        """A file name, which tells an id at most."""
        order = self.head.order
        scope = f"case-{order.case_id}" if order.case_id else "all-cases"
        return f"{scope}.{ENDINGS[order.format]}"

    @property
    def media_type(self) -> str:
        """What it is."""
        return MEDIA_TYPES[self.head.order.format]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exporter:
    """Where exports come from. now: returns an aware datetime in UTC; largest_rows: of one export.

    note: of the access ledger; proofs: against the newest checkpoint, None where none was sealed yet.
    """

    note: Note
    proofs: Callable[[], Awaitable[Proofs | None]]
    now: Callable[[], datetime]
    largest_rows: int

    async def begin(self, source: Source, order: ExportOrder, asker: Asker) -> Export:
        """This will find out what the export holds, and put it on record; from then on it may leave.

        Raises Refused, LedgerUnavailable.
        """
        try:
            survey = await surveyed(source, order, self.largest_rows)
        except NotFound:
            await self._note_denial(order, asker)
            raise
        head = Head(
            made_at=self.now(),
            by=f"{asker.member_id}@{asker.agency_id}",
            order=order,
            marking=survey.marking,
            rows=survey.total,
            until=survey.until,
            proofs=await self.proofs(),
        )
        await self.note(tuple(_accesses(head, survey, asker)))
        walk = Walk(source, order, survey)
        return Export(head=head, walk=walk, pieces=self._guarded(walk, head, asker))

    async def _guarded(self, walk: Walk, head: Head, asker: Asker) -> AsyncGenerator[bytes]:
        """Each piece leaves only while the token lasts; the source decides on the rest. Its rate is logged."""
        began, size = monotonic(), 0
        written = pieces(walk, head)
        try:
            async with aclosing(written):
                async for piece in written:
                    if asker.expires_at <= self.now():
                        raise ExportCut
                    size += len(piece)
                    yield piece
        finally:
            took = monotonic() - began
            facts = {"rows": walk.rows, "of_rows": head.rows, "bytes": size, "seconds": round(took, 3)}
            LOG.info("export %s", head.order.format, extra=facts)

    async def _note_denial(self, order: ExportOrder, asker: Asker) -> None:
        """An id that was asked for in vain is noted alike, whether or not it names something."""
        if order.case_id is not None:
            await self.note((_access(asker, self.now(), AccessKind.DENIAL, (order.case_id,)),))


def _accesses(head: Head, survey: Survey, asker: Asker) -> Iterator[Access]:
    """One line for the cases, and one for each few hundred of the marked things inside."""
    order, marking = head.order, head.marking
    cases = (order.case_id,) if order.case_id else tuple(survey.cases)
    things: tuple[tuple[SubjectKind, Iterable[UUID]], ...] = (
        (SubjectKind.INVESTIGATION, cases),
        (SubjectKind.ITEM, sorted(survey.items)),
        (SubjectKind.REQUEST, sorted(survey.requests)),
    )
    for subject, ids in things:
        for some in _parts(ids):
            yield Access(
                kind=AccessKind.EXPORT,
                at=head.made_at,
                member_id=asker.member_id,
                agency_id=asker.agency_id,
                way=asker.way,
                subject=subject,
                subject_ids=some,
                sought=order.sought,
                row_count=head.rows,
                ceiling_tlp=marking.tlp,
                ceiling_level=marking.classification,
            )


def _access(asker: Asker, at: datetime, kind: AccessKind, ids: tuple[UUID, ...]) -> Access:
    return Access(
        kind=kind,
        at=at,
        member_id=asker.member_id,
        agency_id=asker.agency_id,
        way=asker.way,
        subject=SubjectKind.ITEM,
        subject_ids=ids,
    )


def _parts(ids: Iterable[UUID]) -> Iterator[tuple[UUID, ...]]:
    left = iter(ids)
    while some := tuple(islice(left, IDS)):
        yield some
