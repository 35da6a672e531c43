"""Folds what partners agreed on and did together: each event becomes a row, and nothing is remembered between batches.

It must not change a row, but for the texts of joint activities where the investigation's are erased.
"""

from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import LiteralString
from uuid import UUID

from psycopg import sql

from domain.event import Recorded
from domain.vocabulary import ERASED
from projections.engine.read_model import ReadModel, Row, Table, Tables
from projections.need_to_know import BY_SETTINGS, cases_of
from projections.partnership.written import ACTIVITIES, CANCELLATIONS, WRITTEN

__all__ = ["PARTNERSHIP", "Partnership"]

_PREFIX = "investigation."

# The activities of a case, as they are written, without their texts.
_WITHOUT_TEXTS = sql.SQL("""
SELECT investigation_id::text, activity_id, kind, %(erased)s::text,
       CASE WHEN place IS NOT NULL THEN %(erased)s::text END, agencies::text, persons_count, sort_at::text,
       held_from::text, held_until::text, held_precision, held_tz, recorded_at::text, position
FROM joint_activities WHERE investigation_id = %(case)s
""")

# Why activities of a case were cancelled, without what was written.
_WITHOUT_REASONS = sql.SQL("""
SELECT investigation_id::text, activity_id, cancelled_at::text, %(erased)s::text
FROM joint_activity_cancellations WHERE investigation_id = %(case)s
""")

_ERASED = ((ACTIVITIES, _WITHOUT_TEXTS), (CANCELLATIONS, _WITHOUT_REASONS))

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

    def fold(self, batch: Sequence[Recorded], tables: Tables) -> None:
        """This will append the row of each event that has one, in order; a batch is written table by table."""
        waiting: dict[str, tuple[Table, list[Row]]] = {}
        for recorded in batch:
            event = recorded.event
            if event.ERASES and event.TOPIC.startswith(_PREFIX):
                self._write(waiting, tables)
                self._erase(recorded.envelope.aggregate_id, tables)
            elif (way := WRITTEN.get(type(event))) is not None:
                table, write = way
                waiting.setdefault(event.TOPIC, (table, []))[1].append(write(event, recorded))
        self._write(waiting, tables)

    def _write(self, waiting: dict[str, tuple[Table, list[Row]]], tables: Tables) -> None:
        for table, rows in waiting.values():
            tables.append(table, rows)
        waiting.clear()

    def _erase(self, case_id: UUID, tables: Tables) -> None:
        for table, without in _ERASED:
            rows = tables.fetch(without, case=case_id, erased=ERASED)
            tables.replace(table, [str(case_id)] if rows else [], rows)


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
