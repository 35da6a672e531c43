"""Blocks of request cycles that the same people may see, put straight into the tables that figures are read from.

It must not round, nor say what is published of them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid5

import psycopg

from projections.catalogue import READ_MODELS
from projections.engine import prepare

__all__ = ["ATTACKER", "EYE", "PAIRS", "Block", "add", "put"]

NAMESPACE = UUID("0a6d1a64-2a7f-4f0b-9d5c-5b8a4e6f9c01")
PAIRS = (("FR-SPOC", "DE-BKA"), ("DE-BKA", "FR-SPOC"), ("FR-SPOC", "NL-SPOC"))
ATTACKER, EYE = "AT-SPOC", "IO-GS"
"""Who is a member of cases 0 and 1 without clearance; and who sees everything."""

MEMBERS = tuple((case, EYE, 5) for case in range(6)) + tuple((case, ATTACKER, 0) for case in range(2))

INSERT = """
INSERT INTO read.cooperation_cycles
    (request_id, cycle, investigation_id, requesting_agency_id, requested_agency_id, instrument, crime_area, urgency,
     need_rank, need_compartments, need_agencies, sent_at, received_at, taken_up_at, taking_up_s, finished_at,
     response_s, response_net_s, is_on_time_net, is_on_time_gross, outcome, is_refused, grounds, clarifications,
     redirections, is_misrouted, from_position, from_at)
VALUES (%(id)s, 1, %(case)s, %(asking)s, %(asked)s, 'EU_EIO', 'CYBERCRIME', 'ROUTINE', %(rank)s, '{}', %(agencies)s,
        %(sent)s, %(sent)s, %(taken_up)s, %(taking_up)s, %(finished)s, %(seconds)s, %(seconds)s, %(on_time)s,
        %(on_time)s, %(outcome)s, %(refused)s, '{}', 0, 0, false, 0, %(sent)s)
"""

MEMBER = """
INSERT INTO read.membership VALUES (%(case)s, %(agency)s, %(agency)s, 'MEMBER', true, false, NULL, %(rank)s, NULL, '{}',
                                    '2020-01-01', NULL) ON CONFLICT DO NOTHING
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Cycles of a pair and a month that need the same. case: None before any; rank: of the marking.

    days: after how many each was answered, None while open; refused: how many of the answered ones were refused.
    for_attacker: of those before any investigation.
    """

    days: tuple[float | None, ...]
    case: int | None = 0
    pair: tuple[str, str] = PAIRS[0]
    month: date = date(2025, 1, 1)
    rank: int = 0
    refused: int = 0
    for_attacker: bool = False
    salt: str = field(default="")


def put(conninfo: str, blocks: Iterable[Block]) -> None:
    """This will let these blocks be all there is; nothing is published."""
    with psycopg.connect(conninfo, autocommit=True) as connection:
        prepare(connection, READ_MODELS)
        connection.execute("TRUNCATE cells.months CASCADE")
        connection.execute("TRUNCATE read.cooperation_cycles, read.membership")
        for case, agency, rank in MEMBERS:
            asked = {"case": _case(case), "agency": agency, "rank": rank}
            connection.execute(MEMBER, asked)
        add(connection, blocks)


def add(connection: psycopg.Connection, blocks: Iterable[Block]) -> None:
    """This will put more of them there."""
    rows = [row for place, block in enumerate(blocks) for row in _rows(place, block)]
    connection.cursor().executemany(INSERT, rows)


def _case(case: int | None) -> UUID | None:
    return None if case is None else uuid5(NAMESPACE, f"case {case}")


def _rows(place: int, block: Block) -> Iterator[dict[str, object]]:
    answered = 0
    for number, days in enumerate(block.days):
        sent = datetime(block.month.year, block.month.month, 2, tzinfo=UTC) + timedelta(hours=number)
        is_refused = days is not None and answered < block.refused
        answered += days is not None
        agencies = [block.pair[1], EYE, *([ATTACKER] if block.for_attacker else [])]
        yield {
            "id": uuid5(NAMESPACE, f"{block.salt} {place} {number} {block}"),
            "case": _case(block.case),
            "asking": block.pair[0],
            "asked": block.pair[1],
            "rank": block.rank,
            "agencies": agencies if block.case is None else None,
            "sent": sent,
            "taken_up": None if days is None else sent + timedelta(hours=3),
            "taking_up": None if days is None else 10_800.0,
            "finished": None if days is None else sent + timedelta(days=days),
            "seconds": None if days is None else days * 86_400,
            "on_time": None if days is None else days < 30,
            "outcome": None if days is None or is_refused else "POSITIVE",
            "refused": is_refused,
        }
