"""Measures what it costs to write an access down before its answer leaves: the same question with and without.

It must not judge: it prints ratios of one run, in which both take turns.
Run it with `python -m tests.benchmarks.ledger [ROUNDS]`.
"""

import asyncio
import statistics
import sys
import time
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from deploy.postgres_cluster import APP
from tests.api.conftest import CONTENT, OWN_DIRECTORY, Case, opened_case
from tests.support.postgres import fresh_database, running_server, template_of
from tests.support.served import Served, served

ROUNDS, AT_ONCE = 300, 16
QUERY = "query($id: UUID!) { request(requestId: $id) { subject purpose state } }"

Ask = Callable[[str], Awaitable[float]]


def main() -> None:
    """This will ask for a marked and for an unmarked request, one at a time and several at once."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    with (
        running_server("ledger") as server,
        fresh_database(server, template_of(server)) as name,
        served(server.conninfo(APP, name)) as house,
    ):
        house.enter_all(OWN_DIRECTORY)
        case = opened_case(house, "alpha")
        marked = _marked(case)
        house.settle()
        for at_once in (1, AT_ONCE):
            told = house.client.portal.call(partial(_measure, house, (case, marked), rounds, at_once))
            print(f"{at_once:>3} at once: {told}")  # noqa: T201  # what this program is for


def _marked(case: Case) -> str:
    drafted = case.leader.did(
        "draftRequest",
        investigationId=case.id,
        requestingAgencyId="FR-SPOC",
        requestingUnitId="FR-SPOC/CYBER",
        requestedAgencyId="DE-BKA",
        content={**CONTENT, "marking": {"handling": ["H1"]}},
    )
    case.leader.did("sendRequest", requestId=drafted["aggregateId"])
    return str(drafted["aggregateId"])


async def _measure(house: Served, asked: tuple[Case, str], rounds: int, at_once: int) -> str:
    case, marked = asked
    token = {"Authorization": f"Bearer {case.partner.token}"}

    async def ask(request_id: str) -> float:
        begun = time.perf_counter()
        sent: dict[str, Any] = {"query": QUERY, "variables": {"id": request_id}}
        answer = await house.client.inner.post("/graphql", json=sent, headers=token)
        assert answer.json()["data"]["request"] is not None
        return (time.perf_counter() - begun) * 1_000

    noted, plain = await _taking_turns(ask, (marked, case.request), rounds, at_once)
    return f"noted {_shown(noted)}, not noted {_shown(plain)}, ratio {_median(noted) / _median(plain):.2f}"


async def _taking_turns(ask: Ask, ids: tuple[str, str], rounds: int, at_once: int) -> tuple[list[float], list[float]]:
    taken: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        for id_, times in zip(ids, taken, strict=True):
            times.extend(await asyncio.gather(*(ask(id_) for _ in range(at_once))))
    return taken


def _median(times: list[float]) -> float:
    return statistics.median(times)


def _shown(times: list[float]) -> str:
    return f"{_median(times):.2f} ms (99 %: {statistics.quantiles(times, n=100)[98]:.2f} ms)"


if __name__ == "__main__":
    main()
