"""The root of reading checkpoints, and proofs about events that the viewer may see.

It must not prove anything of an event that the viewer may not see: such an event does not exist.
"""

import asyncio
from base64 import b64encode
from collections.abc import Iterable
from datetime import datetime
from typing import Annotated
from uuid import UUID

import strawberry
from strawberry import UNSET

from api.context import Asked
from api.queries.connection import After, Before, Counted, First, Last, connected, derived, paging, shown
from api.queries.moments import MinPosition
from api.scalars import Position, UuidText, read_uuid
from domain.refusal import InvalidInput
from domain.storage.merkle import Span
from projections.checkpoints import queries
from projections.timeline import queries as timeline

__all__ = ["CheckpointQueries"]

CHECKPOINTS, TIMELINE = "checkpoints", "timeline"

Size = Annotated[Position, strawberry.argument(description="How many events of the log.")]
EventId = Annotated[UuidText, strawberry.argument(description="Id of the event.")]


@strawberry.type(description="What the log was at a moment: signed by it, countersigned by partners.")
class Checkpoint:
    """What the log was at a moment."""

    checkpoint_id: UUID = strawberry.field(description="Its id, for witnessCheckpoint.")
    origin: str = strawberry.field(description="Name of the log.")
    size: Position = strawberry.field(description="How many events it covers.")
    root: str = strawberry.field(description="Root of their Merkle tree (RFC 9162), in base64.")
    note: str = strawberry.field(description="The signed note with all signatures: keep it, verify it, countersign it.")
    key: str = strawberry.field(description="The key with which the log signed, as name+id+key.")
    witnesses: list[str] = strawberry.field(description="Codes of the agencies that countersigned.")
    sealed_at: datetime = strawberry.field(description="When it was sealed.")
    position: Position = strawberry.field(description="Place of the event that sealed it.")


@strawberry.type(description="Proof that an event is in the log as a checkpoint covers it (RFC 9162, 2.1.3).")
class InclusionProof:
    """Proof that an event is in the log."""

    position: Position = strawberry.field(
        description="Place of the event in the log, counted from 1: the leaf index of RFC 9162 is one less."
    )
    leaf: str = strawberry.field(description="Hash of the event, in base64.")
    proof: list[str] = strawberry.field(description="Hashes from the leaf up, in base64.")
    checkpoint: Checkpoint = strawberry.field(description="The checkpoint whose root it leads to.")


@strawberry.type(description="Proof that the log only grew from one size to another (RFC 9162, 2.1.4).")
class ConsistencyProof:
    """Proof that the log only grew."""

    from_size: Position = strawberry.field(description="The smaller size.")
    to_size: Position = strawberry.field(description="The larger size.")
    proof: list[str] = strawberry.field(description="Its hashes, in base64.")


@strawberry.type
class CheckpointQueries:
    """What can be read of checkpoints."""

    @derived("The checkpoint that covers most of the log; null before the first.")
    async def checkpoint(self, info: Asked, min_position: MinPosition = UNSET) -> Checkpoint | None:
        """This will return the latest checkpoint."""
        await info.context.catch_up(min_position, (CHECKPOINTS,))
        row = await _latest(info)
        return _shown(row) if row else None

    @derived("All checkpoints, the newest first.")
    async def checkpoints(  # noqa: PLR0913  # the arguments of a connection
        self,
        info: Asked,
        *,
        first: First = UNSET,
        after: After = UNSET,
        last: Last = UNSET,
        before: Before = UNSET,
        min_position: MinPosition = UNSET,
    ) -> Counted[Checkpoint]:
        """This will return a page of checkpoints."""
        await info.context.catch_up(min_position, (CHECKPOINTS,))
        async with info.context.reading() as connection:
            page = await queries.checkpoints(connection, paging(first, after, last, before))

        async def count() -> int:
            async with info.context.reading() as connection:
                return await queries.checkpoints_total(connection)

        return Counted(count=count, **connected(page, _shown))

    @derived("Proof that an event is in the log; null where there is none for you, or no checkpoint covers it yet.")
    async def inclusion_proof(
        self, info: Asked, event_id: EventId, min_position: MinPosition = UNSET
    ) -> InclusionProof | None:
        """This will prove one event against the latest checkpoint."""
        await info.context.catch_up(min_position, (TIMELINE, CHECKPOINTS))
        async with info.context.reading() as connection:
            entry = await timeline.entry(connection, info.context.viewer, read_uuid(event_id, "eventId"))
        row = await _latest(info)
        if entry is None or row is None or entry.position > row.size:
            return None
        tree, position = info.context.dependencies.tree, entry.position
        (leaf,) = await asyncio.to_thread(tree.leaves, Span(position - 1, position))
        path = await asyncio.to_thread(tree.inclusion, position, row.size)
        return InclusionProof(
            position=Position(position), leaf=_texts([leaf])[0], proof=_texts(path), checkpoint=_shown(row)
        )

    @derived("Proof that the log only grew between two sizes; both at most what the latest checkpoint covers.")
    async def consistency_proof(self, info: Asked, from_size: Size, to_size: Size) -> ConsistencyProof:
        """This will prove growth."""
        if from_size > to_size:
            raise InvalidInput(field="fromSize", rule="is larger than toSize", accepted="the smaller size first")
        row = await _latest(info)
        covered = row.size if row else 0
        if not 0 <= from_size <= to_size <= covered:
            accepted = f"0 to {covered}"
            raise InvalidInput(field="toSize", rule="no checkpoint covers that", accepted=accepted)
        path = await asyncio.to_thread(info.context.dependencies.tree.consistency, from_size, to_size)
        return ConsistencyProof(from_size=from_size, to_size=to_size, proof=_texts(path))


async def _latest(info: Asked) -> queries.CheckpointRow | None:
    async with info.context.reading() as connection:
        return await queries.checkpoint(connection)


def _shown(row: queries.CheckpointRow) -> Checkpoint:
    return shown(Checkpoint, row)


def _texts(hashes: Iterable[bytes]) -> list[str]:
    return [b64encode(hash_).decode() for hash_ in hashes]
