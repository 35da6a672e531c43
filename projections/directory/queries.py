"""Reads of the directory, which everybody signed in may see.

They must not decide who is competent: `competent_units` hands the agencies to domain.routing.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import msgspec
from psycopg import AsyncConnection

from domain.agency.state import Agency
from domain.reference import crime_areas
from domain.routing import Proposal, Wanted, propose
from projections.directory import statements
from projections.directory.rows import (
    AgencyFilter,
    AgencyRoleRow,
    AgencyRow,
    CompetenceRow,
    ContactRow,
    UnitFilter,
    UnitRow,
)  # fmt: skip
from projections.paging import Page, Paging, as_code, cut, window
from projections.reading import containing, read_plain

__all__ = [
    "AgencyFilter", "AgencyRoleRow", "AgencyRow", "CompetenceRow", "ContactRow", "UnitFilter", "UnitRow", "agencies",
    "agencies_of", "agency", "competent_units", "unit", "units",
]  # fmt: skip

_AGENCIES, _UNITS = "agencies", "units"

_BEYOND = "\U0010ffff"
"""A text that comes after every code."""


async def agencies(connection: AsyncConnection[Any], wanted: AgencyFilter, paging: Paging) -> Page[AgencyRow]:
    """This will return a page of the agencies by code. Raises InvalidInput for a bad page or cursor."""
    asked = window(paging, _AGENCIES, as_code)
    parameters: dict[str, object] = {
        "country": wanted.country,
        "role": wanted.role.value if wanted.role else None,
        "day": wanted.on,
        "pattern": containing(wanted.text),
        "above": (asked.after or ("",))[0],
        "below": (asked.before or (_BEYOND,))[0],
        "limit": asked.limit,
    }
    statement = statements.AGENCIES_BACKWARD if asked.backward else statements.AGENCIES_FORWARD
    rows = [_agency(row) for row in await read_plain(connection, statement, parameters)]
    return cut(rows, asked, _AGENCIES, lambda row: (row.agency_id,))


async def agency(connection: AsyncConnection[Any], agency_id: str) -> AgencyRow | None:
    """This will return one agency; None where there is none."""
    known_as = agency_id.replace("\0", "")
    return (await agencies_of(connection, [known_as])).get(known_as)


async def agencies_of(connection: AsyncConnection[Any], ids: Sequence[str]) -> Mapping[str, AgencyRow]:
    """This will return those of some agencies that there are, by code."""
    rows = await read_plain(connection, statements.SOME, {"agencies": list(ids)})
    return {row["agency_id"]: _agency(row) for row in rows}


async def units(connection: AsyncConnection[Any], wanted: UnitFilter, paging: Paging) -> Page[UnitRow]:
    """This will return a page of the units by code. Raises InvalidInput for a bad page or cursor."""
    asked = window(paging, _UNITS, as_code)
    parameters: dict[str, object] = {
        "agency": wanted.agency_id,
        "family": wanted.family,
        "day": wanted.on,
        "above": (asked.after or ("",))[0],
        "below": (asked.before or (_BEYOND,))[0],
        "limit": asked.limit,
    }
    statement = statements.UNITS_BACKWARD if asked.backward else statements.UNITS_FORWARD
    rows = [_unit(row) for row in await read_plain(connection, statement, parameters)]
    return cut(rows, asked, _UNITS, lambda row: (row.unit_id,))


async def unit(connection: AsyncConnection[Any], unit_id: str) -> UnitRow | None:
    """This will return one unit with its competences; None where there is none."""
    rows = await read_plain(connection, statements.UNIT, {"unit": unit_id.replace("\0", "")})
    return _unit(rows[0]) if rows else None


async def competent_units(connection: AsyncConnection[Any], wanted: Wanted) -> Proposal:
    """This will propose the units that domain.routing finds competent, closest first.

    Raises InvalidInput naming an unknown crime area or region.
    """
    parameters = {"areas": list(crime_areas.lineage(wanted.crime_area)), "agency": wanted.agency_id}
    rows = await read_plain(connection, statements.COMPETENT, parameters)
    return propose([msgspec.json.decode(row["folded"], type=Agency) for row in rows], wanted)


def _agency(columns: dict[str, Any]) -> AgencyRow:
    roles = columns["roles"] or []
    return msgspec.convert({**columns, "roles": roles, "contact": _contact(columns["contact"])}, AgencyRow)


def _unit(columns: dict[str, Any]) -> UnitRow:
    spells = msgspec.json.decode(columns.pop("suspensions"), type=list[_Spell])
    lasting = [spell.suspended_from for spell in spells if spell.active_from is None]
    competences = msgspec.json.decode(columns.pop("competences"), type=tuple[CompetenceRow, ...])
    contact = _contact(columns.pop("contact"))
    return UnitRow(**columns, contact=contact, competences=competences, suspended_from=min(lasting, default=None))


class _Spell(msgspec.Struct):
    suspended_from: date
    active_from: date | None = None


def _contact(stored: str | None) -> ContactRow | None:
    return None if stored is None else msgspec.json.decode(stored, type=ContactRow)
