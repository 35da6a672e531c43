"""Reads of registrations, hits, and the links between cases that follow from them, as far as the viewer may see each.

They must not tell what is not for the viewer from what does not exist.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from psycopg import AsyncConnection

from projections.hits import statements
from projections.hits.rows import (
    HitFilter,
    HitRow,
    LinkRow,
    RateRow,
    RegistrationFilter,
    RegistrationRow,
)
from projections.paging import Keys, Page, Paging, as_code, as_id, as_moment, as_number, cut, window
from projections.reading import read, read_count
from projections.viewer import Viewer

__all__ = [
    "HitFilter", "HitRow", "LinkRow", "RateRow", "RegistrationFilter", "RegistrationRow", "hit", "hits", "hits_total",
    "links", "links_total", "rates", "registrations", "registrations_total",
]  # fmt: skip

_HITS, _LINKS, _REGISTRATIONS = "hits", "case_links", "identifier_registrations"

_BEYOND = str(2**63 - 1)
"""A position that no log reaches."""

_FIRST, _LAST = str(UUID(int=0)), str(UUID(int=2**128 - 1))
_LAST_LINK = "~"
"""Beyond every link's id, which begins with a digit."""


async def hits(connection: AsyncConnection[Any], viewer: Viewer, wanted: HitFilter, paging: Paging) -> Page[HitRow]:
    """This will return a page of the hits that the viewer's side is told of, the latest first.

    Raises InvalidInput for a bad page or cursor.
    """
    asked = window(paging, _HITS, as_number, as_id, as_id)
    below, above = asked.after or (_BEYOND, _LAST, _LAST), asked.before or ("-1", _FIRST, _FIRST)
    bounds = {
        "below_position": below[0], "below_hit": below[1], "below_registration": below[2],
        "above_position": above[0], "above_hit": above[1], "above_registration": above[2],
    }  # fmt: skip
    statement = statements.HITS_BACKWARD if asked.backward else statements.HITS_FORWARD
    rows = await read(connection, statement, {**_hits(viewer, wanted), **bounds, "limit": asked.limit}, HitRow)
    return cut(rows, asked, _HITS, _hit_keys)


async def hits_total(connection: AsyncConnection[Any], viewer: Viewer, wanted: HitFilter) -> int:
    """This will count the hits that `hits` would page through."""
    return await read_count(connection, statements.HITS_TOTAL, _hits(viewer, wanted))


async def hit(connection: AsyncConnection[Any], viewer: Viewer, hit_id: UUID, registration_id: UUID) -> HitRow | None:
    """This will return one side of a hit; None where there is none for the viewer."""
    parameters = {**viewer.parameters, "hit": hit_id, "registration": registration_id}
    rows = await read(connection, statements.ONE_HIT, parameters, HitRow)
    return rows[0] if rows else None


async def registrations(
    connection: AsyncConnection[Any], viewer: Viewer, wanted: RegistrationFilter, paging: Paging
) -> Page[RegistrationRow]:
    """This will return a page of the viewer's own agency's registrations, the latest first.

    Raises InvalidInput for a bad page or cursor.
    """
    asked = window(paging, _REGISTRATIONS, as_number)
    bounds = {"below": (asked.after or (_BEYOND,))[0], "above": (asked.before or ("-1",))[0], "limit": asked.limit}
    statement = statements.REGISTRATIONS_BACKWARD if asked.backward else statements.REGISTRATIONS_FORWARD
    rows = await read(connection, statement, {**_registrations(viewer, wanted), **bounds}, RegistrationRow)
    return cut(rows, asked, _REGISTRATIONS, lambda row: (str(row.position),))


async def registrations_total(connection: AsyncConnection[Any], viewer: Viewer, wanted: RegistrationFilter) -> int:
    """This will count the registrations that `registrations` would page through."""
    return await read_count(connection, statements.REGISTRATIONS_TOTAL, _registrations(viewer, wanted))


async def rates(
    connection: AsyncConnection[Any], viewer: Viewer, investigation_id: UUID, *, days: int
) -> Sequence[RateRow]:
    """This will count what each agency registered for an investigation, day by day, the latest first.

    For the stewards of its lead agency; empty for everybody else. days: back from today, at most 1,000 rows come.
    """
    parameters = {**viewer.parameters, "investigation": investigation_id, "days": days}
    return await read(connection, statements.RATES, parameters, RateRow)


async def links(
    connection: AsyncConnection[Any], viewer: Viewer, investigation_id: UUID | None, paging: Paging
) -> Page[LinkRow]:
    """This will return a page of what the viewer's cases share identifiers with, the latest met first.

    Raises InvalidInput for a bad page or cursor.
    """
    asked = window(paging, _LINKS, as_moment, as_code)
    below, above = asked.after or ("infinity", _LAST_LINK), asked.before or ("-infinity", "")
    bounds = {"below_at": below[0], "below_link": below[1], "above_at": above[0], "above_link": above[1]}
    statement = statements.LINKS_BACKWARD if asked.backward else statements.LINKS_FORWARD
    parameters = {**viewer.parameters, "investigation": investigation_id, **bounds, "limit": asked.limit}
    return cut(await read(connection, statement, parameters, LinkRow), asked, _LINKS, _link_keys)


async def links_total(connection: AsyncConnection[Any], viewer: Viewer, investigation_id: UUID | None) -> int:
    """This will count the links that `links` would page through."""
    parameters = {**viewer.parameters, "investigation": investigation_id}
    return await read_count(connection, statements.LINKS_TOTAL, parameters)


def _hits(viewer: Viewer, wanted: HitFilter) -> dict[str, object]:
    return {
        **viewer.parameters,
        "investigation": wanted.investigation_id,
        "agency": wanted.agency_id,
        "kinds": list(wanted.kinds) or None,
        "standings": list(wanted.standings) or None,
    }


def _registrations(viewer: Viewer, wanted: RegistrationFilter) -> dict[str, object]:
    return {
        **viewer.parameters,
        "investigation": wanted.investigation_id,
        "command": wanted.by_command_id,
        "kinds": list(wanted.kinds) or None,
        "standing": wanted.standing,
    }


def _hit_keys(row: HitRow) -> Keys:
    return str(row.told_position), str(row.hit_id), str(row.registration_id)


def _link_keys(row: LinkRow) -> Keys:
    return row.last_at.isoformat(), row.link_id
