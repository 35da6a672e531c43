"""The rule of need-to-know and its SQL say the same of every reader and every thing."""

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, LiteralString

import psycopg
import pytest

from domain.marking import HIGHEST, rank
from domain.need_to_know import Need, Reader, denial, strictest
from domain.vocabulary import Classification
from projections.need_to_know import BY_PARAMETERS, is_asking, is_told, met_case, sees_request
from projections.need_to_know import HOLDS as HOLDS_ROW

pytestmark = pytest.mark.postgres

TODAY = date(2026, 3, 1)
AGENCIES, PERSONS, CODES = ("DE", "FR", "IT"), ("ada", "ben", "cleo"), ("A", "B")
LEVELS = (None, *Classification)

# Pairs of a membership and a row, each judged by a condition over the aliases that the fragments name.
_JUDGED: LiteralString = """
SELECT p.number, coalesce(bool_or({condition}), false) AS is_seen
FROM json_to_recordset(%(pairs)s) AS p (number int, m json, h json)
CROSS JOIN LATERAL json_to_record(p.m) AS m (investigation_id int, member_id text, agency_id text, is_active bool,
    clearance_rank smallint, clearance_until date, compartments text[], role text, is_administrator bool,
    ceiling smallint)
CROSS JOIN LATERAL json_to_record(p.h) AS h (investigation_id int, agency_id text, is_owner bool, is_red bool,
    persons text[], need_rank smallint, need_compartments text[], need_agencies text[], requesting_agency_id text,
    then_rank smallint, then_compartments text[], then_red bool, seen_by text[], is_of_compartment bool)
GROUP BY p.number ORDER BY p.number
"""


@dataclass(frozen=True)
class Membership:
    """A person in an investigation; valid_until: first day without the clearance; ceiling: that of its token."""

    member_id: str
    agency_id: str
    is_active: bool
    clearance: Classification | None
    valid_until: date | None
    compartments: frozenset[str]
    ceiling: Classification | None

    @property
    def reader(self) -> Reader:
        is_valid = self.valid_until is None or self.valid_until > TODAY
        return Reader(
            member_id=self.member_id,
            agency_id=self.agency_id,
            is_member=self.is_active,
            clearance=min(self.clearance, self.ceiling, key=rank) if is_valid else None,
            compartments=self.compartments,
        )

    @property
    def row(self) -> dict[str, Any]:
        return {
            "investigation_id": 1,
            "member_id": self.member_id,
            "agency_id": self.agency_id,
            "is_active": self.is_active,
            "clearance_rank": rank(self.clearance),
            "clearance_until": self.valid_until and self.valid_until.isoformat(),
            "compartments": sorted(self.compartments),
            "ceiling": rank(self.ceiling),
        }


def _some(chance: random.Random, of: Sequence[str]) -> frozenset[str]:
    return frozenset(chance.sample(of, chance.randint(0, len(of))))


def _membership(chance: random.Random) -> Membership:
    ends = (None, TODAY - timedelta(days=1), TODAY, TODAY + timedelta(days=1))
    return Membership(
        member_id=chance.choice(PERSONS),
        agency_id=chance.choice(AGENCIES),
        is_active=chance.random() < 0.9,
        clearance=chance.choice(LEVELS),
        valid_until=chance.choice(ends),
        compartments=_some(chance, CODES),
        ceiling=chance.choice((*LEVELS, HIGHEST, HIGHEST)),
    )


def _need(chance: random.Random) -> Need:
    return Need(
        owner_agency_id=chance.choice(AGENCIES),
        agencies=chance.choice((None, _some(chance, AGENCIES))),
        members=chance.choice((None, _some(chance, PERSONS))),
        classification=chance.choice(LEVELS),
        compartments=_some(chance, CODES),
    )


def _columns(need: Need, agency_id: str, then: Need | None = None) -> dict[str, Any]:
    """What stands in the row that an agency has of a thing: as projections/holding.py and needing.py write it."""
    then = then or need
    return {
        "investigation_id": 1,
        "agency_id": agency_id,
        "is_owner": agency_id == need.owner_agency_id,
        "is_red": need.members is not None,
        "persons": sorted(need.members or ()),
        "need_rank": rank(need.classification),
        "need_compartments": sorted(need.compartments),
        "need_agencies": None if need.agencies is None else sorted(need.agencies),
        "requesting_agency_id": need.owner_agency_id,
        "then_rank": rank(then.classification),
        "then_compartments": sorted(then.compartments),
        "then_red": then.members is not None,
    }


def _has_row(need: Need, agency_id: str) -> bool:
    return agency_id == need.owner_agency_id or need.agencies is None or agency_id in need.agencies


def _judged(conninfo: str, condition: LiteralString, pairs: Sequence[tuple[Membership, dict[str, Any]]]) -> list[bool]:
    rows = [{"number": number, "m": each.row, "h": row} for number, (each, row) in enumerate(pairs)]
    parameters = {"pairs": json.dumps(rows), "viewer_today": TODAY}
    of_pair = condition.replace("%(viewer_ceiling)s", "m.ceiling")
    with psycopg.connect(conninfo) as connection:
        found = connection.execute(_JUDGED.replace("{condition}", of_pair), parameters).fetchall()
    return [bool(row[1]) for row in found]


@pytest.mark.parametrize("seed", range(4))
def test_the_rows_of_holders_open_what_the_rule_opens(database: str, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  # repeatable, not secret
    pairs = [(_membership(chance), _need(chance)) for _ in range(5_000)]
    with_row = [(each, need) for each, need in pairs if _has_row(need, each.agency_id)]

    seen = _judged(database, "m.is_active AND " + HOLDS_ROW, [(m, _columns(n, m.agency_id)) for m, n in with_row])

    assert seen == [denial(each.reader, need) is None for each, need in with_row]
    assert all(denial(each.reader, need) for each, need in pairs if not _has_row(need, each.agency_id))
    assert 0.05 < sum(seen) / len(pairs) < 0.95


@pytest.mark.parametrize("seed", range(4))
def test_the_columns_of_requests_open_what_the_rule_opens(database: str, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  # repeatable, not secret
    pairs = [(_membership(chance), _unnamed(_need(chance))) for _ in range(5_000)]
    condition = _as_pair(sees_request(BY_PARAMETERS, "h"))

    seen = _judged(database, condition, [(m, _columns(n, m.agency_id)) for m, n in pairs])

    assert seen == [denial(each.reader, need) is None for each, need in pairs]
    assert 0.05 < sum(seen) / len(pairs) < 0.95


@pytest.mark.parametrize("seed", range(4))
def test_an_entry_needs_the_stricter_of_then_and_now(database: str, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311  # repeatable, not secret
    pairs = [(_membership(chance), *_then_and_now(chance)) for _ in range(5_000)]
    with_row = [each for each in pairs if _has_row(each[2], each[0].agency_id)]
    then = _as_pair(met_case(BY_PARAMETERS, "h")) + " AND " + is_told(BY_PARAMETERS, "h", "h")
    condition = HOLDS_ROW + " AND " + then.replace("%(viewer_member)s", "m.member_id")

    seen = _judged(database, condition, [(m, _columns(now, m.agency_id, then)) for m, then, now in with_row])

    assert seen == [denial(m.reader, strictest(then, now)) is None for m, then, now in with_row]
    assert 0.02 < sum(seen) / len(pairs) < 0.95


def _unnamed(need: Need) -> Need:
    """A request is for no named persons."""
    return Need(
        owner_agency_id=need.owner_agency_id,
        agencies=need.agencies,
        classification=need.classification,
        compartments=need.compartments,
    )


def _then_and_now(chance: random.Random) -> tuple[Need, Need]:
    """Of then, the row of a holder knows level, compartments and RED; whom RED named is told by the holder's row."""
    then, now = _need(chance), _need(chance)
    was_red, persons = chance.random() < 0.5, now.members or frozenset()
    owner = now.owner_agency_id
    return (
        Need(
            owner_agency_id=owner,
            members=persons if was_red else None,
            classification=then.classification,
            compartments=then.compartments,
        ),
        now,
    )


def _as_pair(condition: LiteralString) -> LiteralString:
    """The membership is the pair's own instead of one that is looked up, and whoever asks is the pair's member."""
    looked_up: LiteralString = "EXISTS (SELECT FROM read.membership m WHERE m.investigation_id = h."
    pair = condition.replace(looked_up + "investigation_id AND ", "(").replace(looked_up + "case_id AND ", "(")
    return "m.is_active AND " + pair.replace(is_asking(BY_PARAMETERS), "m.is_active")
