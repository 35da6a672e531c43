"""Specs of traces of transactions: what their statements are called, and within what; nothing of what they hold."""

import asyncio
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from time import time_ns
from uuid import UUID

import psycopg
import pytest
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from deploy.tracing import OpenTelemetry
from deploy.tracing_messages import Watched
from domain.aggregate import StreamKey
from domain.application import Accepted, Application, Outcome, Result
from domain.storage import EventLog
from domain.storage.append import CHUNK, LOCK
from domain.storage.connection import WriterConnection
from tests.support.canaries import CANARY, seen_in
from tests.support.counter_room import CLERK, COUNTER, COUNTER_EVENTS, RaiseCounter, asked
from tests.support.keys import KEYRING
from tests.support.logs import WAIT_S, begun
from tests.support.processes import eventually

pytestmark = [pytest.mark.postgres, pytest.mark.timeout(180)]

WAITING = """
SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = database
WHERE locktype = 'advisory' AND NOT granted AND datname = current_database()
"""
"""Those who wait for the append lock."""

BEGIN = "BEGIN pg_advisory_xact_lock log.events"


@pytest.fixture
def log(database: str) -> Iterator[EventLog]:
    with EventLog(database, KEYRING, COUNTER_EVENTS) as opened:
        yield opened


@pytest.fixture
def counter(log: EventLog) -> UUID:
    """One that was begun by a process of before, so that it has to be loaded."""
    with Application(log, (COUNTER,)) as earlier:
        return begun(earlier)


@pytest.fixture
def application(log: EventLog, tracing: OpenTelemetry) -> Iterator[Application]:
    with Application(log, (COUNTER,), watching=Watched(tracing.provider)) as watched:
        yield watched


def within(heard: InMemorySpanExporter) -> set[tuple[str, str]]:
    """This will name each span with that which it is part of."""
    spans = {each.context.span_id: each for each in heard.get_finished_spans()}
    return {(spans[each.parent.span_id].name, each.name) for each in spans.values() if each.parent}


def called(heard: InMemorySpanExporter, name: str) -> list[ReadableSpan]:
    return [each for each in heard.get_finished_spans() if each.name == name]


def trace_of(span: ReadableSpan) -> int:
    return int(span.context.trace_id)


def raised(tracing: OpenTelemetry, application: Application, counter: UUID) -> Future[Outcome]:
    """This will ask for it within a request of its own."""
    with tracing.request("POST", []):
        return application.submit(asked(RaiseCounter(counter_id=counter, note=CANARY)))


@contextmanager
def held_lock(database: str) -> Iterator[Callable[[], bool]]:
    """Somebody else appends; tells whether somebody waits for it."""
    with psycopg.connect(database) as holder, psycopg.connect(database, autocommit=True) as looking:
        holder.execute(LOCK)
        yield lambda: looking.execute(WAITING).fetchone() == (1,)


def test_each_statement_is_part_of_its_step(
    tracing: OpenTelemetry, application: Application, counter: UUID, heard: InMemorySpanExporter
) -> None:
    assert isinstance(raised(tracing, application, counter).result(WAIT_S), Accepted)

    assert within(heard) == {
        ("POST", "transaction"), ("transaction", "begin"), ("begin", BEGIN), ("begin", "SELECT log.commands"),
        ("transaction", "load"), ("load", "SELECT log.events log.keys"), ("transaction", "decide"),
        ("transaction", "commit"), ("commit", "INSERT log.events log.commands log.keys"), ("commit", "COMMIT"),
    }  # fmt: skip


def test_the_wait_for_the_append_lock_is_within_the_statement_that_takes_it(
    database: str, tracing: OpenTelemetry, application: Application, counter: UUID, heard: InMemorySpanExporter
) -> None:
    with held_lock(database) as is_waited_for:
        outcome = raised(tracing, application, counter)
        assert eventually(is_waited_for)
        while_it_waits_ns = time_ns()
    outcome.result(WAIT_S)

    (waiting,) = called(heard, BEGIN)
    assert (waiting.start_time or 0) < while_it_waits_ns < (waiting.end_time or 0)


def test_a_transaction_of_several_callers_is_linked_to_each_and_has_its_statements_in_a_trace_of_its_own(
    database: str, tracing: OpenTelemetry, application: Application, counter: UUID, heard: InMemorySpanExporter
) -> None:
    with held_lock(database) as is_waited_for:
        first = raised(tracing, application, counter)
        assert eventually(is_waited_for)
        together = [raised(tracing, application, counter) for _ in range(2)]
    outcomes = [each.result(WAIT_S) for each in (first, *together)]

    assert [isinstance(each, Accepted) for each in outcomes] == [True, True, True]
    requests, (alone, shared) = called(heard, "POST"), called(heard, "transaction")
    assert trace_of(alone) == trace_of(requests[0])
    assert {each.context.trace_id for each in shared.links} == {trace_of(each) for each in requests[1:]}
    commits = [trace_of(each) for each in called(heard, "COMMIT")]
    assert commits == [trace_of(alone), trace_of(shared)]


def test_what_another_thread_sends_of_a_long_batch_is_part_of_it_too(
    tracing: OpenTelemetry, application: Application, counter: UUID, heard: InMemorySpanExporter
) -> None:
    with tracing.request("POST", []):
        application.submit_batch([asked(RaiseCounter(counter_id=counter)) for _ in range(CHUNK + 1)])

    assert ("decide", "INSERT log.events log.commands log.keys") in within(heard)
    assert len({trace_of(each) for each in heard.get_finished_spans()}) == 1


def test_what_nobody_traces_who_asks_is_not_traced(
    application: Application, counter: UUID, heard: InMemorySpanExporter
) -> None:
    assert isinstance(application.submit(asked(RaiseCounter(counter_id=counter))).result(WAIT_S), Accepted)

    assert heard.get_finished_spans() == ()


def test_a_question_for_what_one_might_do_is_traced_within_the_request(
    tracing: OpenTelemetry, application: Application, counter: UUID, heard: InMemorySpanExporter
) -> None:
    with tracing.request("POST", []):
        assert asyncio.run(application.offers(StreamKey("counter", counter), CLERK))

    assert within(heard) == {("POST", "SELECT log.events log.keys")}


class Stumbling:
    """Keeps beside the log what the database does not take."""

    lines: Sequence[None] = (None,)

    def before(self, _connection: WriterConnection) -> Collection[int]:
        return ()

    def after(self, connection: WriterConnection, results: Sequence[Result]) -> None:  # noqa: ARG002  # the protocol's
        connection.execute("SELECT %(text)s::text::int", {"text": CANARY})


def test_no_span_tells_what_a_statement_was_given_not_even_one_that_fails(
    tracing: OpenTelemetry, application: Application, counter: UUID, heard: InMemorySpanExporter
) -> None:
    command = asked(RaiseCounter(counter_id=counter, note=CANARY))
    raised(tracing, application, counter).result(WAIT_S)
    with tracing.request("POST", []):
        failed = application.submit_beside([command], Stumbling()).exception(WAIT_S)

    spans = "".join(str(each.to_json()) for each in heard.get_finished_spans())
    of_them = (str(counter), str(command.command_id), CLERK.actor_id, str(CLERK.agency_id))
    assert (type(failed).__name__, seen_in(spans)) == ("InvalidTextRepresentation", "")
    assert [each for each in of_them if each in spans] == []
    assert {each.status.description for each in called(heard, "keep beside")} == {"InvalidTextRepresentation"}
