"""Reads of figures over all cases, by those whose token has the role; every figure is made of published counts alone.

It must not read a cycle: whatever is asked is a sum of counts that anybody with the role may read, so that two answers
tell no more than these do.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, LiteralString

from psycopg import AsyncConnection

from domain.refusal import InvalidInput, NotPermitted
from domain.vocabulary import Role
from projections.cells.counted import OFFERED
from projections.cells.publishing import ACKNOWLEDGED_WITHIN, LEAST_CASES, SMALLEST
from projections.cells.telling import told_of
from projections.cooperation.comparing import Found, compare, in_order, refuse_without_sides
from projections.cooperation.figures import group_of
from projections.cooperation.rows import CooperationFilter, CooperationView, CooperationWindow, Group, GroupOfFigures
from projections.cooperation.vocabulary import Dimension, WindowKind
from projections.outlook.basis import instant_of
from projections.reading import read, read_plain
from projections.viewer import Viewer

__all__ = ["Publication", "figures", "permit", "publication", "refuse_finer"]

_DIMENSIONS = (
    Dimension.FROM_AGENCY, Dimension.TO_AGENCY, Dimension.FROM_COUNTRY, Dimension.TO_COUNTRY, Dimension.MONTH,
)  # fmt: skip
_FILTERS = ("from_agency_id", "to_agency_id", "from_country", "to_country")


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """What is published. first_month, last_month: their first days; boundary, position: as of which the last one is."""

    first_month: date
    last_month: date
    boundary: date
    position: int
    version: int

    @property
    def rounded_to(self) -> int:
        """Each block's counts are rounded down to multiples of it."""
        return SMALLEST

    @property
    def least_investigations(self) -> int:
        """A month of a pair with fewer is not published."""
        return LEAST_CASES

    @property
    def at(self) -> datetime:
        """The beginning of the boundary, in UTC."""
        return instant_of(self.boundary)


_PUBLICATION: LiteralString = """
SELECT min(month) AS first_month, max(month) AS last_month, max(boundary) AS boundary, max(position) AS position,
       max(version) AS version
FROM cells.months HAVING count(*) > 0
"""

_SUMS: LiteralString = """
SELECT CASE WHEN 'FROM_AGENCY' = ANY(%(by)s::text[]) THEN c.from_agency_id END AS from_agency_id,
       CASE WHEN 'TO_AGENCY' = ANY(%(by)s::text[]) THEN c.to_agency_id END AS to_agency_id,
       CASE WHEN 'FROM_COUNTRY' = ANY(%(by)s::text[]) THEN fa.country END AS from_country,
       CASE WHEN 'TO_COUNTRY' = ANY(%(by)s::text[]) THEN ta.country END AS to_country,
       CASE WHEN 'MONTH' = ANY(%(by)s::text[]) THEN c.month END AS month,
       NULL AS unit_id, NULL AS instrument, NULL AS crime_area, NULL AS urgency, NULL AS day,
       c.counted, sum(c.cycles)::bigint AS cycles
FROM cells.counts c
LEFT JOIN read.agencies fa ON fa.agency_id = c.from_agency_id
LEFT JOIN read.agencies ta ON ta.agency_id = c.to_agency_id
WHERE (%(from_agency_id)s::text IS NULL OR c.from_agency_id = %(from_agency_id)s)
AND (%(to_agency_id)s::text IS NULL OR c.to_agency_id = %(to_agency_id)s)
AND (%(from_country)s::text IS NULL OR fa.country = %(from_country)s)
AND (%(to_country)s::text IS NULL OR ta.country = %(to_country)s)
AND (%(since)s::date IS NULL OR c.month >= %(since)s)
AND (%(until)s::date IS NULL OR c.month < %(until)s)
GROUP BY 1, 2, 3, 4, 5, 11
"""


def permit(viewer: Viewer) -> None:
    """This will let pass whose token has the role; raises NotPermitted, whatever there is."""
    if Role.COOPERATION_ANALYST not in viewer.roles:
        raise NotPermitted(
            "Figures over all cases are for analysts of cooperation.",
            remedy="Ask for the role COOPERATION_ANALYST, or for the figures over what you may see.",
        )


def refuse_finer(view: CooperationView) -> None:
    """This will refuse what is not published, or not so finely; raises InvalidInput that says what is."""
    for metric in view.metrics:
        _refuse_unless(metric in OFFERED, "metrics", f"{metric} is not published", ", ".join(OFFERED))
    for each in view.by:
        _refuse_unless(each in _DIMENSIONS, "group_by", f"{each} is not published", ", ".join(_DIMENSIONS))
    for name in CooperationFilter.__slots__:
        is_free = name in _FILTERS or getattr(view.wanted, name) is None
        _refuse_unless(is_free, f"filter.{name}", "it is not told apart in what is published", ", ".join(_FILTERS))
    _refuse_part_of_a_month(view.window)
    days = ACKNOWLEDGED_WITHIN.days
    is_known = view.thresholds.acknowledge_within_days == days
    _refuse_unless(is_known, "thresholds.acknowledge_within_days", "it was published with another one", str(days))
    refuse_without_sides(view)


async def publication(connection: AsyncConnection[Any]) -> Publication | None:
    """This will tell what is published; None before the first month was."""
    rows = await read(connection, _PUBLICATION, {}, Publication)
    return rows[0] if rows else None


async def figures(connection: AsyncConnection[Any], view: CooperationView) -> tuple[GroupOfFigures, ...]:
    """This will tell the figures of every group in which something is published, in the order of groups.

    Raises NotPermitted without the role, and InvalidInput for what is not published.
    """
    permit(view.viewer)
    refuse_finer(view)
    counts: dict[Group, dict[str, int]] = {}
    for row in await read_plain(connection, _SUMS, _parameters(view)):
        counts.setdefault(group_of(row), {})[row["counted"]] = row["cycles"]
    found: Found = {group: list(told_of(view, told)) for group, told in counts.items()}
    compare(view, found)
    return in_order(view, found)


def _parameters(view: CooperationView) -> dict[str, object]:
    return {
        **{name: getattr(view.wanted, name) for name in _FILTERS},
        "by": list(view.by),
        "since": _month(view.window.since),
        "until": _month(view.window.until),
    }


def _month(moment: datetime | None) -> date | None:
    return None if moment is None else moment.astimezone(UTC).date()


def _refuse_part_of_a_month(window: CooperationWindow) -> None:
    is_cohort = window.kind is WindowKind.COHORT
    _refuse_unless(is_cohort, "window.kind", "months of sending are published", "COHORT")
    for name in ("since", "until"):
        moment: datetime | None = getattr(window, name)
        day = _month(moment)
        is_whole = moment is None or day is None or (day.day == 1 and moment == instant_of(day))
        _refuse_unless(is_whole, f"window.{name}", "whole months are published", "the first moment of a month in UTC")


def _refuse_unless(holds: bool, field: str, rule: str, accepted: str) -> None:  # noqa: FBT001  # what is looked at
    if not holds:
        raise InvalidInput(field=field, rule=rule, accepted=accepted)
