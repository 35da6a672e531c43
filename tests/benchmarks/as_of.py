"""Measures reads of a case as of a moment beside the same reads of now, in a log of any length, in one run.

Run it with `python -m tests.benchmarks.as_of [--events N] [--case N] [--rounds N]`. Each round loads the case from the
log, cuts, reads, folds and asks anew: nothing is kept from the round before. Then the same is asked over HTTP, in this
process and without a network: from the door to the answer, what is put on record of it included.
"""

import argparse
import asyncio
import statistics
import sys
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, LiteralString
from uuid import UUID, uuid4

import psycopg
from psycopg import AsyncConnection

from deploy.postgres_cluster import APP
from domain.event import Recorded
from domain.storage import EventLog
from projections.as_of import AsOf
from projections.board import queries as board
from projections.board.rows import BoardView, RequestFilter
from projections.catalogue import READ_MODELS
from projections.engine.walls import READER
from projections.investigations import queries as investigations
from projections.items import queries as items
from projections.items.rows import ItemFilter
from projections.paging import Paging
from projections.reading import Replayed, Source
from projections.replaying.past import Past
from projections.timeline import queries as timeline
from projections.timeline.rows import CaseView, EntryFilter
from projections.viewer import Viewer
from tests.benchmarks import calibrated
from tests.support.histories import append_history, history
from tests.support.keys import KEYRING
from tests.support.postgres import fresh_database, running_server, template_of
from tests.support.read_models import follow
from tests.support.served import served

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
MOMENT = AsOf(occurred_at=NOW)
WARM_UP = 10
PAGE = Paging(first=50)

OF_CASES = ("investigations", "board", "timeline", "followups", "items")
"""Read models that the reads ask; the others are left out, which would only make the filling longer."""

_SET: LiteralString = """
SELECT set_config('role', %(role)s, false), set_config('entente.member', %(viewer_member)s, false),
       set_config('entente.agency', %(viewer_agency)s, false),
       set_config('entente.today', %(viewer_today)s::date::text, false)
"""

Ask = Callable[[Source, Viewer, UUID], Awaitable[object]]


async def overview(source: Source, viewer: Viewer, case: UUID) -> None:
    """This will ask for the investigation, its partners and members."""
    assert await investigations.investigation(source, viewer, case)
    await investigations.partners(source, viewer, (case,))
    await investigations.members(source, viewer, (case,))


async def of_the_board(source: Source, viewer: Viewer, case: UUID) -> None:
    """This will ask for fifty requests and their clocks."""
    page = await board.requests(source, BoardView(viewer, RequestFilter(investigation_id=case), NOW), PAGE)
    await board.clocks(source, viewer, tuple(row.request_id for row in page.rows), at=NOW)


READS: Mapping[str, Ask] = {
    "overview": overview,
    "board and clocks": of_the_board,
    "items": lambda source, viewer, case: items.items(source, viewer, ItemFilter(investigation_id=case), PAGE),
    "timeline": lambda source, viewer, case: timeline.timeline(source, CaseView(viewer, case, EntryFilter()), PAGE),
}


QUERIES: Mapping[str, str] = {
    "overview": """query($case: UUID!, $asOf: AsOf) { investigation(investigationId: $case, asOf: $asOf) {
        reference title phase requestCount openRequestCount openFollowupCount
        partners { agencyId role } members { memberId role } } }""",
    "board and clocks": """query($case: UUID!, $asOf: AsOf) {
        requests(filter: { investigationId: $case }, first: 50, asOf: $asOf) {
            edges { node { id state subject urgency overdue atRisk clocks { obligation state effectiveDue } } } } }""",
    "items": """query($case: UUID!, $asOf: AsOf) {
        items(filter: { investigationId: $case }, first: 50, asOf: $asOf) { edges { node { id title } } } }""",
    "timeline": """query($case: UUID!, $asOf: AsOf) {
        timeline(caseId: $case, first: 50, asOf: $asOf) { edges { node { eventId kind occurredAt text } } } }""",
}


def a_case_of(events: int) -> Sequence[Recorded]:
    """This will tell a case of about so many events."""
    told = history(seed=5, cases=1, requests=max(1, events // 11))
    case = next(each.envelope.case_id for each in told if each.event.TOPIC == "investigation.InvestigationOpened")
    return [each for each in told if each.envelope.case_id == case][:events]


async def measured(conninfo: str, case: Sequence[Recorded], rounds: int) -> None:
    """This will print the medians of each read, of now and as of a moment, and where the time of the latter goes."""
    case_id, opened = case[0].envelope.aggregate_id, case[0].event
    viewer = Viewer(member_id=opened.first_member_id, agency_id=opened.lead_agency_id, today=NOW.date())  # type: ignore[attr-defined]  # it is InvestigationOpened
    with EventLog(conninfo, KEYRING) as log:
        loading = _median([_taken(lambda: log.unread(case_id)) for _ in range(rounds + WARM_UP)])
        opening = _median([_taken(lambda: log.case(case_id)) for _ in range(rounds + WARM_UP)])
        sys.stdout.write(f"loading {len(case):,} events: {loading:.1f} ms; reading all, texts too: {opening:.1f} ms\n")
        async with await AsyncConnection.connect(conninfo, autocommit=True) as connection:
            await connection.execute(_SET, {**viewer.parameters, "role": READER})
            for name, ask in READS.items():
                now, then, own = [], [], []
                for _ in range(rounds + WARM_UP):
                    began = time.perf_counter()
                    await ask(connection, viewer, case_id)
                    between, worked = time.perf_counter(), time.process_time()
                    await ask(Replayed(connection, Past(case_id, MOMENT, log.unread(case_id))), viewer, case_id)
                    now.append((between - began) * 1_000)
                    then.append((time.perf_counter() - between) * 1_000)
                    own.append((time.process_time() - worked) * 1_000)
                sys.stdout.write(
                    f"{name}: now {_median(now):.1f} ms, as of a moment {_median(then):.1f} ms, "
                    f"{_median(then) / _median(now):.1f}x, of which Python works {_median(own):.1f} ms; "
                    f"the slowest of ten {_tenth(then):.1f} ms\n"
                )


def over_the_api(conninfo: str, case: Sequence[Recorded], rounds: int) -> None:
    """This will print the medians of the same reads over HTTP, of now and as of a moment."""
    opened = case[0].event
    with served(conninfo) as house:
        person = house.person(opened.first_member_id, opened.lead_agency_id)  # type: ignore[attr-defined]  # it is InvestigationOpened
        for name, query in QUERIES.items():
            taken: dict[str, list[float]] = {"now": [], "then": [], "own": []}
            for _ in range(rounds + WARM_UP):
                taken["now"].append(_taken(lambda: person.ask(query, case=str(case[0].envelope.case_id))))  # noqa: B023  # called at once
                worked = time.process_time()
                asked = {"case": str(case[0].envelope.case_id), "asOf": {"occurredAt": NOW.isoformat()}}
                taken["then"].append(_taken(lambda: person.ask(query, **asked)))  # noqa: B023  # called at once
                taken["own"].append((time.process_time() - worked) * 1_000)
            now, then, own = (_median(each) for each in taken.values())
            sys.stdout.write(
                f"{name} over HTTP: now {now:.1f} ms, as of a moment {then:.1f} ms, {then / now:.1f}x, of which Python"
                f" works {own:.1f} ms; the slowest of ten {_tenth(taken['then']):.1f} ms\n"
            )


def _taken(work: Callable[[], Any]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1_000


def _median(taken: list[float]) -> float:
    return statistics.median(taken[WARM_UP:])


def _tenth(taken: list[float]) -> float:
    return statistics.quantiles(taken[WARM_UP:], n=10)[-1]


def main() -> None:
    """This will fill a log, put a case at its end, and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=1_000_000, help="events of others in the log")
    parser.add_argument("--case", type=int, default=1_000, help="events of the case")
    parser.add_argument("--rounds", type=int, default=50)
    given = parser.parse_args()
    models = [model for model in READ_MODELS if model.name in OF_CASES]
    with running_server(uuid4().hex) as server, fresh_database(server, template_of(server)) as name:
        conninfo, began = server.conninfo(APP, name), time.perf_counter()
        if given.events:
            calibrated.fill(conninfo, given.events)
        case = a_case_of(given.case)
        append_history(conninfo, case)
        follow(conninfo, models)
        with psycopg.connect(conninfo, autocommit=True) as connection:
            connection.execute("VACUUM ANALYZE")
        seconds = time.perf_counter() - began
        sys.stdout.write(f"a log of {given.events:,} events, filled and folded in {seconds:.0f} s\n")
        asyncio.run(measured(conninfo, case, given.rounds))
        over_the_api(conninfo, case, given.rounds)


if __name__ == "__main__":
    main()
