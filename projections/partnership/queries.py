"""Reads of what partners agreed on and did together, as far as the viewer may see it.

They must not tell what is not for the viewer from what does not exist.
"""

from datetime import date
from typing import Any
from uuid import UUID

from psycopg import AsyncConnection

from projections.paging import Keys, Page, Paging, as_moment, as_number, cut, window
from projections.partnership import statements
from projections.partnership.rows import (
    ActivityFilter,
    ActivityRow,
    AuthorisationRow,
    ConfidentialityRow,
    ExceptionRow,
    SignatureRow,
    VersionRow,
)
from projections.reading import read, read_count
from projections.viewer import Viewer

__all__ = [
    "ActivityFilter", "ActivityRow", "AuthorisationRow", "ConfidentialityRow", "ExceptionRow", "SignatureRow",
    "VersionRow", "activities", "activities_total", "authorisations", "authorisations_total", "confidentiality",
]  # fmt: skip

_ACTIVITIES, _AUTHORISATIONS = "joint_activities", "standing_authorisations"

_BEYOND = str(2**63 - 1)
"""A position that no log reaches."""


async def activities(
    connection: AsyncConnection[Any], viewer: Viewer, wanted: ActivityFilter, paging: Paging
) -> Page[ActivityRow]:
    """This will return a page of joint activities in the order in which they were held; undated ones last.

    Raises InvalidInput for a bad page or cursor.
    """
    asked = window(paging, _ACTIVITIES, as_moment, as_number)
    after, before = asked.after or ("-infinity", "-1"), asked.before or ("infinity", _BEYOND)
    bounds = {"after_at": after[0], "after_position": after[1], "before_at": before[0], "before_position": before[1]}
    statement = statements.ACTIVITIES_BACKWARD if asked.backward else statements.ACTIVITIES_FORWARD
    parameters = {**_wanted(viewer, wanted), **bounds, "limit": asked.limit}
    return cut(await read(connection, statement, parameters, ActivityRow), asked, _ACTIVITIES, _keys)


async def activities_total(connection: AsyncConnection[Any], viewer: Viewer, wanted: ActivityFilter) -> int:
    """This will count the activities that `activities` would page through."""
    return await read_count(connection, statements.ACTIVITIES_TOTAL, _wanted(viewer, wanted))


async def confidentiality(
    connection: AsyncConnection[Any], viewer: Viewer, investigation_id: UUID, *, on: date
) -> ConfidentialityRow:
    """This will return what is required, signed and overdue in an investigation; all empty where none is for you."""
    parameters = {**viewer.parameters, "investigation": investigation_id, "day": on}
    versions = await read(connection, statements.VERSIONS, parameters, VersionRow)
    begun = [each for each in versions if each.valid_from <= on]
    return ConfidentialityRow(
        in_force=begun[-1] if begun else None,
        versions=tuple(versions),
        signatures=tuple(await read(connection, statements.SIGNATURES, parameters, SignatureRow)),
        exceptions=tuple(await read(connection, statements.EXCEPTIONS, parameters, ExceptionRow)),
    )


async def authorisations(
    connection: AsyncConnection[Any], viewer: Viewer, on: date | None, paging: Paging
) -> Page[AuthorisationRow]:
    """This will return a page of the standing authorisations that name the viewer's agency, the latest first.

    on: only those that hold on the day. Raises InvalidInput for a bad page or cursor.
    """
    asked = window(paging, _AUTHORISATIONS, as_number)
    bounds = {"below": (asked.after or (_BEYOND,))[0], "above": (asked.before or ("-1",))[0], "limit": asked.limit}
    statement = statements.AUTHORISATIONS_BACKWARD if asked.backward else statements.AUTHORISATIONS_FORWARD
    rows = await read(connection, statement, {**viewer.parameters, "day": on, **bounds}, AuthorisationRow)
    return cut(rows, asked, _AUTHORISATIONS, lambda row: (str(row.position),))


async def authorisations_total(connection: AsyncConnection[Any], viewer: Viewer, on: date | None) -> int:
    """This will count the authorisations that `authorisations` would page through."""
    return await read_count(connection, statements.AUTHORISATIONS_TOTAL, {**viewer.parameters, "day": on})


def _wanted(viewer: Viewer, wanted: ActivityFilter) -> dict[str, object]:
    return {**viewer.parameters, "investigation": wanted.investigation_id, "agency": wanted.agency_id}


def _keys(row: ActivityRow) -> Keys:
    return ("infinity" if row.held_from is None else row.held_from.isoformat(), str(row.position))
