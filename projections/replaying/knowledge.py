"""What an agency could lawfully see of a case at a moment: all that one of its members of then could.

It must not say who may be told of it: whoever asks sees of it what is for them besides. It is built of what was shared,
received, consented to, restricted and recalled by then, and of the memberships, clearances and compartments of then.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, LiteralString
from uuid import UUID

from psycopg import AsyncConnection

from projections.items.rows import ItemRow
from projections.reading import Replayed
from projections.replaying.past import Past
from projections.replaying.statements import over_then
from projections.replaying.visible import seen
from projections.timeline import queries as timeline
from projections.viewer import Viewer

__all__ = ["Knowledge", "knowledge"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """What was for an agency. requests: ids; items: as they stood for it, by id; entries: places in the log."""

    requests: frozenset[UUID]
    items: Mapping[UUID, ItemRow]
    entries: frozenset[int]


@dataclass(frozen=True, slots=True)
class _AsThen:
    """A past under its own memberships, for those who took part then, whoever takes part now."""

    past: Past

    def asked(self, statement: LiteralString, parameters: Mapping[str, object]) -> tuple[LiteralString, dict[str, Any]]:
        """This will return the statement over the past, and all its parameters."""
        rewritten = over_then(statement)
        return rewritten.statement, {**parameters, **self.past.parameters(rewritten.tables)}


async def knowledge(connection: AsyncConnection[Any], past: Past, agency_id: str, at: datetime) -> Knowledge:
    """This will return what an agency could lawfully see; nothing where no member of it took part. at: the moment."""
    source, today = Replayed(connection, _AsThen(past)), at.astimezone(UTC).date()
    requests: set[UUID] = set()
    items: dict[UUID, ItemRow] = {}
    entries: set[int] = set()
    for member in past.rows("membership"):
        if member["agency_id"] == agency_id and member["is_active"]:
            viewer = Viewer(member_id=str(member["member_id"]), agency_id=agency_id, today=today)
            found = await seen(source, viewer, past.case_id, at)
            requests |= {row.request_id for row in found.requests}
            items |= {row.item_id: row for row in found.items}
            entries |= await timeline.positions(source, viewer, past.case_id)
    return Knowledge(requests=frozenset(requests), items=items, entries=frozenset(entries))
