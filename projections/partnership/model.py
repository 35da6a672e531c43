"""Folds what partners agreed on and did together: each event becomes a row, and nothing is remembered between batches.

It must not change a row, but for its texts, where those of its investigation or its agency are erased.
"""

from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import Any, LiteralString

from psycopg import sql

from domain.agency.events import AgencyTextsErased
from domain.investigation.events import InvestigationTextsErased
from domain.vocabulary import ERASED
from projections.engine.memory import Batch
from projections.engine.read_model import ReadModel, Row, Table, Tables
from projections.need_to_know import BY_SETTINGS, cases_of
from projections.partnership.written import ACTIVITIES, AUTHORISATIONS, CANCELLATIONS, REVOCATIONS, WRITTEN

__all__ = ["PARTNERSHIP", "Partnership"]

# The activities of a case, as they are written, without their texts.
_WITHOUT_TEXTS = sql.SQL("""
SELECT investigation_id::text, activity_id, kind, %(erased)s::text,
       CASE WHEN place IS NOT NULL THEN %(erased)s::text END, agencies::text, persons_count, sort_at::text,
       held_from::text, held_until::text, held_precision, held_tz, recorded_at::text, position
FROM joint_activities WHERE investigation_id = %(of)s::uuid
""")

# Why activities of a case were cancelled, without what was written.
_WITHOUT_REASONS = sql.SQL("""
SELECT investigation_id::text, activity_id, cancelled_at::text, %(erased)s::text
FROM joint_activity_cancellations WHERE investigation_id = %(of)s::uuid
""")

# What an agency lets others pass on, without what for.
_WITHOUT_PURPOSES = sql.SQL("""
SELECT authorisation_id::text, agency_id, from_agency_id, to_agency_id, crime_areas::text, valid_from::text,
       valid_until::text, %(erased)s::text, position
FROM standing_authorisations WHERE agency_id = %(of)s
""")

# When that was revoked, without why.
_WITHOUT_ENDS = sql.SQL("""
SELECT agency_id, authorisation_id::text, revoked_on::text, %(erased)s::text
FROM standing_revocations WHERE agency_id = %(of)s
""")

_OF_CASE = ((ACTIVITIES, _WITHOUT_TEXTS), (CANCELLATIONS, _WITHOUT_REASONS))
_OF_AGENCY = ((AUTHORISATIONS, _WITHOUT_PURPOSES), (REVOCATIONS, _WITHOUT_ENDS))

Wiped = tuple[str, Sequence[tuple[Table, sql.SQL]]]
"""Whose texts are erased, and how its rows read without them."""

_OF_MEMBERS: LiteralString = "investigation_id IN (" + cases_of(BY_SETTINGS) + ")"

_OF_THE_NAMED: LiteralString = BY_SETTINGS.agency + " IN (agency_id, from_agency_id, to_agency_id)"

# The name without a schema: that of the tables which are being put in place.
_OF_WHAT_IS_SEEN: LiteralString = (
    "(agency_id, authorisation_id) IN (SELECT a.agency_id, a.authorisation_id FROM standing_authorisations a)"
)

_POLICIES: Mapping[str, LiteralString] = {
    "joint_activities": _OF_MEMBERS,
    "joint_activity_cancellations": _OF_MEMBERS,
    "confidentiality_versions": _OF_MEMBERS,
    "confidentiality_signatures": _OF_MEMBERS,
    "standing_authorisations": _OF_THE_NAMED,
    "standing_revocations": _OF_WHAT_IS_SEEN,
}


class Partnership:
    """The folding: keeps no state, only the rows of a batch that are not written yet."""

    def fold(self, batch: Batch, tables: Tables) -> None:
        """This will append the row of each event that has one, in order; a batch is written table by table."""
        waiting: dict[str, tuple[Table, list[Row]]] = {}
        for recorded in batch:
            event = recorded.event
            if (wiped := _wiped(event)) is not None:
                self._write(waiting, tables)
                self._erase(wiped, tables)
            elif (way := WRITTEN.get(type(event))) is not None:
                table, write = way
                waiting.setdefault(event.TOPIC, (table, []))[1].append(write(event, recorded))
        self._write(waiting, tables)

    def write(self, tables: Tables) -> None:
        """This will write nothing: each row was written in its batch."""

    def _write(self, waiting: dict[str, tuple[Table, list[Row]]], tables: Tables) -> None:
        for table, rows in waiting.values():
            tables.append(table, rows)
        waiting.clear()

    def _erase(self, wiped: Wiped, tables: Tables) -> None:
        of, statements = wiped
        for table, without in statements:
            rows = tables.fetch(without, of=of, erased=ERASED)
            tables.replace(table, [of] if rows else [], rows)


def _wiped(event: Any) -> Wiped | None:  # any event
    match event:
        case InvestigationTextsErased(investigation_id=case_id):
            return str(case_id), _OF_CASE
        case AgencyTextsErased(agency_id=agency_id):
            return agency_id, _OF_AGENCY
    return None


PARTNERSHIP = ReadModel(
    name="partnership",
    version=1,
    definition=files(__package__).joinpath("table.sql").read_text(encoding="utf-8"),
    tables=(
        "joint_activities", "joint_activity_cancellations", "confidentiality_versions", "confidentiality_signatures",
        "standing_authorisations", "standing_revocations",
    ),
    begin=Partnership,
    policies=_POLICIES,
)  # fmt: skip
