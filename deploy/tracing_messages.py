"""Traces of the processes beside the one that serves, and of the transactions of commands, by OpenTelemetry.

It must not be imported where nobody listens, and must not name anything but words of our own code.
Sources: W3C Trace Context; OpenTelemetry semantic conventions of messaging (a batch is linked to what its messages are
part of).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any, ClassVar
from uuid import UUID

from opentelemetry import trace
from opentelemetry.context import Context
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.trace import Link, SpanContext, SpanKind, Status, StatusCode
from psycopg import Cursor
from psycopg.rows import TupleRow

from api.insight.correlating import trace_followed
from consumers.tracing import Span
from deploy.trace_of_command import Commanded, begin_trace, ids_of
from deploy.tracing import PROPAGATOR, carried_out, started

__all__ = ["Messages", "Watched"]

KINDS = {"publish": SpanKind.PRODUCER}
"""Of what is done to messages; they come where it is not told."""


class Messages:
    """Makes spans of one provider for what is done to messages; see `consumers.tracing.Tracing`."""

    def __init__(self, provider: TracerProvider) -> None:
        self._provider, self._tracer = provider, provider.get_tracer("entente")

    def begin(self, name: str, traces: Iterable[str]) -> Span:
        """This will begin a span."""
        parent, links = _within(_contexts(traces))
        span = self._tracer.start_span(name, parent, KINDS.get(name, SpanKind.CONSUMER), links=links)
        span.set_attribute("messaging.system", "kafka")
        return _Begun(self._provider, span)

    def begin_unasked(self, name: str, causes: Iterable[str]) -> Span:
        """This will begin a trace with a span."""
        links = [Link(each) for each in _contexts(causes)]
        return _Begun(self._provider, self._tracer.start_span(name, Context(), SpanKind.INTERNAL, links=links))

    def step(self, name: str) -> AbstractContextManager[object]:
        """This will trace a part of what is being done."""
        return _step(self._tracer, name)

    def trace_of(self, command_id: UUID) -> str | None:
        """This will name the trace of a command."""
        given = ids_of(command_id, self._provider)
        told = f"00-{given.trace_id:032x}-{given.span_id:016x}-{given.trace_flags:02x}"
        return told if given.trace_flags.sampled else None


class _Begun:
    def __init__(self, provider: TracerProvider, span: trace.Span) -> None:
        self._provider, self._span = provider, span
        self._begun_ns = getattr(span, "start_time", 0)  # one that is not kept has none

    @contextmanager
    def here(self) -> Iterator[None]:
        """This will have what the block does be part of it, and its lines in the log name the trace."""
        with (
            trace.use_span(self._span, record_exception=False, set_status_on_exception=False),
            trace_followed(format(self._span.get_span_context().trace_id, "032x")),
        ):
            yield

    def recorded(self, command: str, command_id: UUID) -> None:
        """This will begin the trace of a command."""
        if self._begun_ns:
            begin_trace(self._provider, self._span, Commanded(command, command_id, self._begun_ns))

    def end(self, numbers: Mapping[str, int], fault: str = "") -> None:
        """This will end it."""
        self._span.set_attributes({f"entente.{name}": number for name, number in numbers.items()})
        if fault:
            self._span.set_status(Status(StatusCode.ERROR, fault))
        self._span.end()


class WatchedCursor(Cursor[TupleRow]):
    """Traces each statement within what is being traced, as `TracedCursor` does."""

    tracer: ClassVar[trace.Tracer]

    def execute(self, query: Any, params: Any = None, **more: Any) -> Any:
        """This will carry out a statement."""
        if not trace.get_current_span().is_recording():
            return super().execute(query, params, **more)
        with carried_out(self.tracer, query):
            return super().execute(query, params, **more)


class Watched:
    """Traces transactions within what the command of one caller is part of, or linked to each of several callers."""

    def __init__(self, provider: TracerProvider) -> None:
        self._tracer = provider.get_tracer("entente")
        self.cursor = type("WatchedCursor", (WatchedCursor,), {"tracer": self._tracer})

    def caller(self) -> object:
        """This will tell which span is current, where it is kept."""
        span = trace.get_current_span()
        return span.get_span_context() if span.is_recording() else None

    def together(self, callers: Sequence[object]) -> AbstractContextManager[object]:
        """This will trace a transaction that somebody asked for who is traced."""
        known = {each.span_id: each for each in callers if isinstance(each, SpanContext)}
        return self._transaction(list(known.values())) if known else nullcontext()

    def step(self, name: str) -> AbstractContextManager[object]:
        """This will trace a part of it."""
        return _step(self._tracer, name)

    @contextmanager
    def _transaction(self, known: Sequence[SpanContext]) -> Iterator[None]:
        parent, links = _within(known)
        with started(self._tracer, "transaction", SpanKind.INTERNAL, parent) as span:
            for each in links:
                span.add_link(each.context)
            yield


def _step(tracer: trace.Tracer, name: str) -> AbstractContextManager[object]:
    return started(tracer, name, SpanKind.INTERNAL, None) if trace.get_current_span().is_recording() else nullcontext()


def _within(parents: Sequence[SpanContext]) -> tuple[Context, list[Link]]:
    """What is done for one trace alone belongs into it; what is done for several, beside them."""
    if len({each.trace_id for each in parents}) == 1:
        return trace.set_span_in_context(trace.NonRecordingSpan(parents[0]), Context()), []
    return Context(), [Link(each) for each in parents]


def _contexts(parents: Iterable[str]) -> list[SpanContext]:
    """Each once; what is malformed names none."""
    extracted = [PROPAGATOR.extract({"traceparent": each}, Context()) for each in dict.fromkeys(parents)]
    found = [trace.get_current_span(each).get_span_context() for each in extracted]
    return [each for each in found if each.is_valid]
