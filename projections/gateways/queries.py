"""Which agencies may be told of events: those whose gateway may know them, at the moment of asking.

It must not know how they are told. What is on no timeline is for no gateway, but for the directory and the checkpoints
of the log, which are for everybody who signed in: the access ledger, identifiers and hits stay with the interface.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, LiteralString
from uuid import UUID

from psycopg import Connection
from psycopg.errors import UndefinedTable

from domain.agency.events import AgencyTextsErased, StandingAuthorisationGiven, StandingAuthorisationRevoked
from domain.event import Event, Recorded
from projections.gateways import statements

__all__ = ["MODELS", "agencies", "may_know", "reached"]

MODELS = ("directory", "investigations", "partnership", "timeline")
"""The read models of agencies, of who takes part, of standing authorisations, and of entries."""

FOR_EVERYBODY = frozenset({"agency", "checkpoint"})
"""Rooms of the directory and of the log as a whole."""

_Authorisation = StandingAuthorisationGiven | StandingAuthorisationRevoked

_REACHED: LiteralString = """
SELECT CASE WHEN count(*) = cardinality(%(models)s::text[]) THEN min(position) ELSE 0 END
FROM read.position WHERE model = ANY(%(models)s)
"""


def reached(connection: Connection[Any]) -> int:
    """This will return the position up to which it can be told; 0 where a read model was never made.

    It has to be asked before `may_know`: whoever was shut out by an event is told nothing that was recorded after it.
    """
    ((position,),) = _rows(connection, _REACHED, models=list(MODELS)) or [(0,)]
    return int(position or 0)


def agencies(connection: Connection[Any]) -> tuple[str, ...]:
    """This will name all agencies of the directory, in the order of their codes."""
    return tuple(row[0] for row in _rows(connection, statements.AGENCIES))


def _rows(connection: Connection[Any], statement: LiteralString, **parameters: object) -> list[tuple[Any, ...]]:
    try:
        with connection.transaction():
            return connection.execute(statement, parameters).fetchall()
    except UndefinedTable:  # nobody has ever projected here
        return []


def may_know(
    connection: Connection[Any], chunk: Sequence[Recorded], among: Sequence[str]
) -> Mapping[int, frozenset[str]]:
    """This will find out which of some agencies may be told of which events; of the others nobody may.

    chunk: consecutive events, at least one, up to `reached` at most; their texts are not looked at.
    among: codes of agencies. Returned: by position, where any may.
    """
    found: dict[int, set[str]] = {}
    between = {"after": chunk[0].position - 1, "upto": chunk[-1].position, "agencies": list(among)}
    for position, agency in connection.execute(statements.ENTRIES, between, prepare=True).fetchall():
        found.setdefault(position, set()).add(agency)
    parties = _parties(connection, chunk, among)
    for each in chunk:
        told = _of_directory(each.event, parties, among)
        if told:
            found.setdefault(each.position, set()).update(told)
    return {position: frozenset(told) for position, told in found.items()}


def _of_directory(event: Event, parties: Mapping[tuple[str, UUID], set[str]], among: Sequence[str]) -> Iterable[str]:
    """The directory is for everybody, but for what one agency lets a second one pass on to a third."""
    if isinstance(event, _Authorisation):
        return parties.get((event.agency_id, event.authorisation_id), ())
    if isinstance(event, AgencyTextsErased):
        return {event.agency_id} & set(among)
    return among if event.TOPIC.partition(".")[0] in FOR_EVERYBODY else ()


def _parties(
    connection: Connection[Any], chunk: Sequence[Recorded], among: Sequence[str]
) -> dict[tuple[str, UUID], set[str]]:
    named = [each.event for each in chunk if isinstance(each.event, _Authorisation)]
    found: dict[tuple[str, UUID], set[str]] = {}
    if named:
        asked = {"ids": [each.authorisation_id for each in named], "agencies": list(among)}
        for owner, known_as, agency in connection.execute(statements.AUTHORISED, asked).fetchall():
            found.setdefault((owner, known_as), set()).add(agency)
    return found
