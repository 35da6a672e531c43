"""Specs of traces: what is traced, within which trace, and that nothing of a case or a person is told."""

import asyncio
import subprocess
import sys
from typing import Any

import pytest
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from psycopg import AsyncConnection

from api.insight.correlating import correlation, request_begun
from deploy.insight import chosen_insight
from deploy.tracing import OpenTelemetry, named
from domain.storage.append import APPEND, ERASE
from domain.storage.writer import BEGIN
from tests.support.canaries import CANARY, seen_in
from tests.support.collector import collecting

TRACE = "0af7651916cd43dd8448eb211c80319c"
PARENT = f"00-{TRACE}-b7ad6b7169203331-01"


def headers(parent: str = PARENT) -> list[tuple[bytes, bytes]]:
    return [(b"traceparent", parent.encode("latin-1", "replace")), (b"tracestate", f"a={CANARY[-9:]}".encode())]


def told(span: ReadableSpan) -> str:
    return str(span.to_json())


def test_a_request_goes_on_with_the_trace_that_it_names(tracing: OpenTelemetry, heard: InMemorySpanExporter) -> None:
    with request_begun() as request_id, tracing.request("POST", headers()) as span:
        of_the_log = correlation()
        span.answered("200")

    (one,) = heard.get_finished_spans()
    assert of_the_log == {"request_id": request_id, "trace_id": TRACE}
    assert format(one.context.trace_id, "032x") == TRACE
    assert dict(one.attributes or {}) == {
        "http.request.method": "POST", "http.response.status_code": "200", "entente.request_id": request_id
    }  # fmt: skip
    assert seen_in(told(one)) == ""


@pytest.mark.parametrize("parent", ["", CANARY, "00-" + "0" * 32 + "-b7ad6b7169203331-01", PARENT + CANARY])
def test_what_names_no_trace_begins_one(tracing: OpenTelemetry, heard: InMemorySpanExporter, parent: str) -> None:
    with tracing.request(CANARY, headers(parent)):
        pass

    (one,) = heard.get_finished_spans()
    assert one.parent is None
    assert one.name == "HTTP"
    assert seen_in(told(one)) == ""


def test_a_step_is_within_what_it_is_a_step_of(tracing: OpenTelemetry, heard: InMemorySpanExporter) -> None:
    with tracing.request("POST", headers()), tracing.step("command SendReminder") as span:
        span.answered("accepted")

    step, request = heard.get_finished_spans()
    assert step.parent is not None
    assert step.parent.span_id == request.context.span_id
    assert dict(step.attributes or {}) == {"entente.outcome": "accepted"}


def test_of_a_fault_its_type_alone_is_told(tracing: OpenTelemetry, heard: InMemorySpanExporter) -> None:
    with pytest.raises(ValueError, match=CANARY), tracing.request("POST", headers()):
        raise ValueError(CANARY)

    (one,) = heard.get_finished_spans()
    assert one.status.description == "ValueError"
    assert seen_in(told(one)) == ""


def test_a_statement_is_named_by_what_it_does_and_to_which_table() -> None:
    statement = (
        "\n-- The name of a witness is in Porto.\nSELECT e.text FROM read.timeline_entries e JOIN read.items USING (id)"
    )

    assert named(f"{statement} WHERE text = '{CANARY}'") == "SELECT read.timeline_entries read.items"
    assert named("") == "SQL"


def test_a_statement_that_takes_the_append_lock_or_changes_something_is_named_by_that() -> None:
    assert named(BEGIN) == "BEGIN pg_advisory_xact_lock log.events"
    assert named(APPEND) == "INSERT log.events log.commands log.keys"
    assert named(ERASE) == "DELETE vault.contents log.keys log.events"
    assert named("WITH told AS (SELECT text FROM read.items FOR UPDATE) SELECT * FROM told") == "SELECT read.items"


async def asked(conninfo: str, tracing: OpenTelemetry, *statements: tuple[str, dict[str, Any]]) -> None:
    kind = tracing.cursor()
    async with await AsyncConnection.connect(conninfo, autocommit=True, cursor_factory=kind) as connection:
        await connection.execute("SELECT 1")
        with tracing.request("POST", headers()):
            for statement, given in statements:
                await connection.execute(statement, given)


@pytest.mark.postgres
def test_a_statement_is_traced_within_a_request_without_what_it_was_given(
    database: str, tracing: OpenTelemetry, heard: InMemorySpanExporter
) -> None:
    statement = "SELECT %(text)s::text AS told FROM log.events LIMIT 1"
    asyncio.run(asked(database, tracing, (statement, {"text": CANARY})))

    of_statement, of_request = heard.get_finished_spans()
    assert of_statement.name == "SELECT log.events"
    assert of_statement.parent is not None
    assert of_statement.parent.span_id == of_request.context.span_id
    assert seen_in(told(of_statement)) == ""


@pytest.mark.postgres
def test_a_statement_that_fails_tells_no_value(
    database: str, tracing: OpenTelemetry, heard: InMemorySpanExporter
) -> None:
    with pytest.raises(Exception, match="invalid input syntax"):
        asyncio.run(asked(database, tracing, ("SELECT %(text)s::text::int", {"text": CANARY})))

    assert [seen_in(told(each)) for each in heard.get_finished_spans()] == ["", ""]
    assert {each.status.description for each in heard.get_finished_spans()} == {"InvalidTextRepresentation"}


def test_where_no_collector_is_named_nothing_is_imported() -> None:
    program = (
        "import sys\nfrom deploy.insight import chosen_insight\n"
        "with chosen_insight('serve'): print([name for name in sys.modules if 'opentelemetry.sdk' in name])"
    )
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, env={})

    assert told.stdout.strip() == "[]"


def test_where_a_collector_is_named_traces_go_there_at_the_latest_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    with collecting() as collector:
        monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", collector.address)
        with chosen_insight("serve") as heard, heard.insight.tracing.request("GET", headers()):
            pass

    assert collector.paths == ["/v1/traces"]
    assert [each.trace_id.hex() for each in collector.spans()] == [TRACE]
    assert collector.processes() == {"entente-serve"}
