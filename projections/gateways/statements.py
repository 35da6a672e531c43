"""The statements by which events find the agencies that are told of them.

They must not lack the conditions of projections/need_to_know.py, nor look at one agency at a time: a chunk of the log
is asked about at once.
"""

from typing import LiteralString

from projections.need_to_know import BY_GATEWAYS, is_party, sees_entry

__all__ = ["AGENCIES", "AUTHORISED", "ENTRIES"]

# The agencies of the case: its partners; of a request that precedes any investigation, who asks and who was asked.
_OF_CASE: LiteralString = """
    SELECT m.agency_id FROM {membership} m WHERE m.investigation_id = e.case_id AND m.is_active
    UNION ALL
    SELECT g.agency_id FROM read.timeline_requests r CROSS JOIN unnest(%(agencies)s::text[]) AS g (agency_id)
    WHERE r.request_id = e.case_id AND {party}
""".replace("{membership}", BY_GATEWAYS.membership).replace("{party}", is_party(BY_GATEWAYS, "r"))

ENTRIES: LiteralString = """
SELECT e.position, g.agency_id FROM read.timeline_entries e CROSS JOIN LATERAL ({of_case}) g
WHERE e.position > %(after)s AND e.position <= %(upto)s AND g.agency_id = ANY(%(agencies)s::text[]) AND {sees}
""".replace("{of_case}", _OF_CASE).replace("{sees}", sees_entry(BY_GATEWAYS, "e", "read.timeline"))
"""Of the entries between two positions: which agencies' gateways may know them, now."""

AUTHORISED: LiteralString = """
SELECT a.agency_id, a.authorisation_id, g.agency_id FROM read.standing_authorisations a
CROSS JOIN unnest(%(agencies)s::text[]) AS g (agency_id)
WHERE a.authorisation_id = ANY(%(ids)s::uuid[]) AND g.agency_id IN (a.agency_id, a.from_agency_id, a.to_agency_id)
"""
"""A standing authorisation is for the three agencies that it names (projections/partnership)."""

AGENCIES: LiteralString = "SELECT agency_id FROM read.agencies ORDER BY agency_id"
"""The codes of all agencies of the directory."""
