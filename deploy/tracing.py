"""Traces by OpenTelemetry: from a request through its operation and statements to the command that came of it.

It must not be imported where nobody listens, and must not name anything but words of our own code: no path, no value,
no text of an exception. Sources: W3C Trace Context; OpenTelemetry semantic conventions of HTTP and of databases.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from http import HTTPMethod
from time import time_ns
from typing import Any, ClassVar
from uuid import UUID

from opentelemetry import trace
from opentelemetry.context import Context
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import SpanProcessor, TracerProvider
from opentelemetry.trace import SpanKind, Status, StatusCode
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator
from psycopg import AsyncCursor
from psycopg.rows import TupleRow

from api.insight.correlating import correlation, trace_joined
from api.insight.insight import Headers, Span
from deploy.trace_of_command import Commanded, GivenIds, begin_trace

__all__ = ["OpenTelemetry", "carried_out", "named", "traced"]

PARENT = b"traceparent"
PROPAGATOR = TraceContextTextMapPropagator()
METHODS = frozenset(HTTPMethod)

VERB = re.compile(r"\s*(?:--[^\n]*\n\s*)*([A-Za-z]+)")
CHANGES = re.compile(r"(?<!FOR )\b(?:INSERT|UPDATE|DELETE)\b")
THING = re.compile(r"\b(?:(?:read|log|inbox|outbox|vault|identity|cells|automations)\.[a-z_]+|pg_advisory_xact_lock\b)")
"""Tables, and the lock of who appends: no statement waits for anything as long."""

MOST_THINGS = 3

ACCEPTED = "accepted"
"""Of a command that was recorded now; one that was before is `repeated`."""

FAILED = 500
"""HTTP status from which on it is our fault."""


@contextmanager
def started(tracer: trace.Tracer, name: str, kind: SpanKind, parent: Context | None) -> Iterator[trace.Span]:
    """This will trace the block. Of an exception its type alone is told: its text may be a person's."""
    with tracer.start_as_current_span(
        name, parent, kind, record_exception=False, set_status_on_exception=False
    ) as span:
        try:
            yield span
        except Exception as error:
            span.set_status(Status(StatusCode.ERROR, type(error).__name__))
            raise


@contextmanager
def carried_out(tracer: trace.Tracer, query: object) -> Iterator[None]:
    """This will trace a statement that the block carries out. query: its text; of composed ones nothing is told."""
    name = named(query if isinstance(query, str) else "")
    with started(tracer, name, SpanKind.CLIENT, None) as span:
        span.set_attribute("db.system.name", "postgresql")
        span.set_attribute("db.query.summary", name)
        yield


class TracedCursor(AsyncCursor[TupleRow]):
    """Traces each statement within what is being traced; a statement by itself begins no trace."""

    tracer: ClassVar[trace.Tracer]

    async def execute(self, query: Any, params: Any = None, **more: Any) -> Any:
        """This will carry out a statement."""
        if not trace.get_current_span().is_recording():
            return await super().execute(query, params, **more)
        with carried_out(self.tracer, query):
            return await super().execute(query, params, **more)


class OpenTelemetry:
    """Makes spans of one provider, whose processors bring them to a collector."""

    def __init__(self, provider: TracerProvider) -> None:
        self.provider = provider
        self._tracer = provider.get_tracer("entente")

    @contextmanager
    def request(self, method: str, headers: Headers) -> Iterator[Span]:
        """This will trace a request within the trace of its `traceparent`, where that is one; sockets begin none."""
        known = method if method in METHODS else "HTTP"
        with started(self._tracer, known, SpanKind.SERVER, _parent(headers)) as span:
            trace_joined(format(span.get_span_context().trace_id, "032x"))
            span.set_attribute("http.request.method", known)
            span.set_attribute("entente.request_id", correlation().get("request_id", ""))
            yield _Told(span, "http.response.status_code")

    @contextmanager
    def step(self, name: str) -> Iterator[Span]:
        """This will trace a part of what is being done."""
        with started(self._tracer, name, SpanKind.INTERNAL, None) as span:
            yield _Told(span, "entente.outcome")

    @contextmanager
    def command(self, name: str, command_id: UUID) -> Iterator[Span]:
        """This will trace a command within the request; one that is recorded begins the trace of what follows it."""
        begun_ns = time_ns()
        with started(self._tracer, f"command {name}", SpanKind.INTERNAL, None) as span:
            told = _Told(span, "entente.outcome")
            yield told
            if told.outcome == ACCEPTED:
                begin_trace(self.provider, span, Commanded(name, command_id, begun_ns))

    def cursor(self) -> type[TracedCursor]:
        """This will make the kind of cursor whose statements are traced here."""
        return type("TracedCursor", (TracedCursor,), {"tracer": self._tracer})


class _Told:
    def __init__(self, span: trace.Span, attribute: str) -> None:
        self._span, self._attribute = span, attribute
        self.outcome = ""

    def answered(self, outcome: str) -> None:
        """This will note what came of it."""
        self.outcome = outcome
        self._span.set_attribute(self._attribute, outcome)
        if outcome.isdecimal() and int(outcome) >= FAILED:
            self._span.set_status(Status(StatusCode.ERROR))


@lru_cache(maxsize=2_000)
def named(statement: str) -> str:
    """This will name a statement by what it does, and to which of our tables: the text itself is not told."""
    found = VERB.match(statement)
    verb = found[1].upper() if found else "SQL"
    if verb == "WITH":
        changes = CHANGES.search(statement)
        verb = changes[0] if changes else "SELECT"
    return " ".join([verb, *list(dict.fromkeys(THING.findall(statement)))[:MOST_THINGS]])


def _parent(headers: Headers) -> Context | None:
    """`tracestate` is left out: it is a client's own text, and would reach the collector."""
    given = next((value for name, value in headers if name == PARENT), None)
    return PROPAGATOR.extract({"traceparent": given.decode("latin-1")}) if given else Context()


@contextmanager
def traced(process: str, processor: SpanProcessor) -> Iterator[OpenTelemetry]:
    """This will make traces for as long as the block lasts, and bring out what is left at its end.

    process: such as `serve`; what OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES say comes before it.
    """
    resource = Resource.create({"service.name": f"entente-{process}"})
    provider = TracerProvider(resource=resource, id_generator=GivenIds())
    provider.add_span_processor(processor)
    try:
        yield OpenTelemetry(provider)
    finally:
        provider.shutdown()
