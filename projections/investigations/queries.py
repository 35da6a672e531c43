"""Reads of investigations, their partners and members, as far as the viewer is an active member.

They must not tell an investigation that is not for the viewer from one that does not exist.
"""

from collections.abc import Mapping
from typing import Any, LiteralString
from uuid import UUID

import msgspec
from psycopg import AsyncConnection

from projections.investigations import statements
from projections.investigations.rows import (
    AgreementRow,
    InvestigationFilter,
    InvestigationRow,
    MemberRow,
    PartnerRow,
    PartnerStanding,
)  # fmt: skip
from projections.paging import Page, PageAsked, Paging, as_number, cut, window
from projections.reading import Source, containing, read, read_count, read_plain
from projections.viewer import Viewer

__all__ = [
    "ORDER", "AgreementRow", "InvestigationFilter", "InvestigationRow", "MemberRow", "PartnerRow", "PartnerStanding",
    "investigation", "investigations", "investigations_total", "may_see_case", "members", "page_asked", "partners",
]  # fmt: skip

ORDER = "investigations"
"""The name of the list, in its cursors."""

_BEYOND = str(2**63 - 1)
"""A position that no log reaches."""


async def investigations(
    source: Source, viewer: Viewer, wanted: InvestigationFilter, paging: Paging
) -> Page[InvestigationRow]:
    """This will return a page of the viewer's investigations, the most recently changed first.

    Raises InvalidInput for a bad page or cursor.
    """
    asked = page_asked(viewer, wanted, paging)
    rows = await _read(source, asked.statement, asked.parameters)
    return cut(rows, asked.window, ORDER, lambda row: (str(row.position),))


def page_asked(viewer: Viewer, wanted: InvestigationFilter, paging: Paging) -> PageAsked:
    """This will say how a page of `investigations` is read; raises InvalidInput as it does."""
    asked = window(paging, ORDER, as_number)
    bounds = {
        "below": (asked.after or (_BEYOND,))[0],
        "above": (asked.before or ("-1",))[0],
        "limit": asked.limit,
    }
    statement = statements.BACKWARD if asked.backward else statements.FORWARD
    return PageAsked(statement, {**_parameters(viewer, wanted), **bounds}, asked)


async def investigations_total(source: Source, viewer: Viewer, wanted: InvestigationFilter) -> int:
    """This will count the investigations that `investigations` would page through."""
    return await read_count(source, statements.TOTAL, _parameters(viewer, wanted))


async def investigation(source: Source, viewer: Viewer, investigation_id: UUID) -> InvestigationRow | None:
    """This will return one investigation; None where there is none for the viewer."""
    rows = await _read(source, statements.ONE, {**viewer.parameters, "investigation": investigation_id})
    return rows[0] if rows else None


async def partners(
    source: Source, viewer: Viewer, investigation_ids: tuple[UUID, ...]
) -> dict[UUID, tuple[PartnerRow, ...]]:
    """This will return the partners of each investigation that the viewer may see, by agency code; all at once."""
    parameters = {**viewer.parameters, "investigations": list(investigation_ids)}
    rows = await read(source, statements.PARTNERS, parameters, PartnerRow)
    return {each: tuple(row for row in rows if row.investigation_id == each) for each in investigation_ids}


async def members(
    source: Source, viewer: Viewer, investigation_ids: tuple[UUID, ...]
) -> dict[UUID, tuple[MemberRow, ...]]:
    """This will return the members of each investigation that the viewer may see, by member id; all at once."""
    parameters = {**viewer.parameters, "investigations": list(investigation_ids)}
    rows = await read(source, statements.MEMBERS, parameters, MemberRow)
    return {each: tuple(row for row in rows if row.investigation_id == each) for each in investigation_ids}


async def may_see_case(connection: AsyncConnection[Any], viewer: Viewer, case_id: UUID) -> bool:
    """This will say whether the viewer is an active member, of an active partner, of the investigation."""
    cursor = await connection.execute(statements.MAY_SEE, {**viewer.parameters, "investigation": case_id})
    return await cursor.fetchone() is not None


def _parameters(viewer: Viewer, wanted: InvestigationFilter) -> dict[str, object]:
    return {
        **viewer.parameters,
        "phases": [phase.value for phase in wanted.phases] or None,
        "crime_area": wanted.crime_area,
        "lead": wanted.lead_agency_id,
        "pattern": containing(wanted.text),
    }


async def _read(source: Source, statement: LiteralString, parameters: Mapping[str, object]) -> list[InvestigationRow]:
    return [_row(**columns) for columns in await read_plain(source, statement, parameters)]


def _row(agreement: str | None, **columns: Any) -> InvestigationRow:
    agreed = None if agreement is None else msgspec.json.decode(agreement, type=AgreementRow)
    return msgspec.convert({**columns, "agreement": agreed}, InvestigationRow)
