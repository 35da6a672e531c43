"""The probe of figures over all cases: nobody without the role is answered, and no number is told of few cycles.

It must not round as the product does: it knows how much could be told at most.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import psycopg

from domain.vocabulary import Role
from projections.cells.publishing import publish
from tests.leaks.asking import Asker
from tests.support.cooperation_oracle import told_cycles

__all__ = ["aggregates"]

FAR = date(2090, 1, 1)
"""By then all that happened has matured."""

SENT = """{
  cooperation(scope: AUTHORISED_AGGREGATE, metrics: [M1], groupBy: [FROM_AGENCY, TO_AGENCY, MONTH]) {
    publication { boundary roundedTo leastInvestigations version }
    groups(first: 200) { nodes { fromAgencyId toAgencyId month figures { name n } } }
  }
}"""

STEP, CASES = 5, 3

Cell = tuple[str, str, str]


def aggregates(asker: Asker) -> Iterator[str]:
    """A pair and month is told where three cases have five cycles each, by whole fives of each; else not at all."""
    refused = replace(asker, roles=()).signed().post(SENT)
    asker.told()
    if [each["extensions"]["code"] for each in refused.get("errors", ())] != ["NOT_PERMITTED"]:
        yield f"aggregates: {asker.person.member_id}: answered without the role"
    _publish(asker)
    most = _most(asker)
    told = replace(asker, roles=(Role.COOPERATION_ANALYST,)).ask(SENT)["cooperation"]
    for group in told["groups"]["nodes"]:
        cell = group["fromAgencyId"], group["toAgencyId"], group["month"]
        for figure in group["figures"]:
            asker.told()
            if figure["n"] > most[cell] or figure["n"] % STEP:
                yield f"aggregates: {asker.person.member_id}: {cell} {figure}, of {most[cell]} at most"


def _publish(asker: Asker) -> None:
    """This will publish all there is, as if a long time had passed."""
    asker.house.settle()
    with psycopg.connect(str(asker.house.given.pool.conninfo), autocommit=True) as connection:
        connection.execute("TRUNCATE cells.months CASCADE")
        assert publish(connection, FAR, datetime.now(UTC)).months


def _most(asker: Asker) -> Counter[Cell]:
    """How many of each pair and month there may be told of: blocks are no larger than cases."""
    sizes = Counter(
        (
            (each.sent.requesting_agency_id, each.agency, str(each.begun.at.date().replace(day=1))),
            each.sent.investigation_id,
        )
        for each in told_cycles(asker.oracle.log, None)
    )
    large = {key: size // STEP * STEP for key, size in sizes.items() if size >= STEP}
    cases = Counter(cell for cell, _ in large)
    found: Counter[Cell] = Counter()
    for (cell, _), size in large.items():
        found[cell] += size if cases[cell] >= CASES else 0
    return found
