"""Request cycles put straight into the table that the outlook reads, for courses of years that no story tells.

It must not decide what a cycle came to: that is the folding's.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid5

import psycopg

from projections.cooperation.model import COOPERATION
from projections.engine import prepare

__all__ = ["Told", "monthly", "tell"]

NAMESPACE = UUID("5f0c1d4e-8a51-4a9b-9d0e-6a1f0b7c2d11")

INSERT = """
INSERT INTO read.cooperation_cycles
    (request_id, cycle, investigation_id, requesting_agency_id, requested_agency_id, instrument, crime_area, urgency,
     need_rank, need_compartments, need_agencies, sent_at, received_at, finished_at, response_s, is_on_time_net,
     is_refused, grounds, clarifications, redirections, is_misrouted, from_position, from_at)
VALUES (%(id)s, 1, %(case)s, %(asking)s, %(asked)s, %(instrument)s, 'CYBERCRIME', 'ROUTINE', %(rank)s, '{}', NULL,
        %(sent)s, %(sent)s, %(finished)s, %(seconds)s, %(on_time)s, %(refused)s, '{}', 0, 0, false, 1, %(sent)s)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A cycle: who asked whom, when, and after how many days it was answered, None while open. rank: of its marking."""

    sent: datetime
    days: float | None = 2.0
    asking: str = "FR-SPOC"
    asked: str = "DE-BKA"
    instrument: str = "EU_EIO"
    case: int = 0
    rank: int = 0
    refused: bool = False


def monthly(first: datetime, counts: Iterable[int], **fields: object) -> list[Told]:
    """This will tell so many cycles in each month from the first on, over four cases."""
    told = []
    for place, count in enumerate(counts):
        number = first.year * 12 + first.month - 1 + place
        start = datetime(number // 12, number % 12 + 1, 1, 9, tzinfo=UTC)
        told += [
            Told(sent=start + timedelta(hours=8 * each), case=each % 4, **fields)  # type: ignore[arg-type]
            for each in range(count)
        ]
    return told


def tell(conninfo: str, cycles: Iterable[Told]) -> None:
    """This will put cycles into the table, making it where there is none."""
    with psycopg.connect(conninfo, autocommit=True) as connection:
        prepare(connection, [COOPERATION])
        connection.cursor().executemany(INSERT, [_row(number, each) for number, each in enumerate(cycles)])


def _row(number: int, told: Told) -> dict[str, object]:
    seconds = None if told.days is None else told.days * 86_400
    return {
        "id": uuid5(NAMESPACE, f"{told.asking}:{told.asked}:{told.sent}:{number}"),
        "case": uuid5(NAMESPACE, f"case {told.case}"),
        "asking": told.asking,
        "asked": told.asked,
        "instrument": told.instrument,
        "rank": told.rank,
        "sent": told.sent,
        "finished": None if seconds is None else told.sent + timedelta(seconds=seconds),
        "seconds": seconds,
        "on_time": None if told.days is None else told.days < 30,
        "refused": told.refused,
    }
