"""The trace of a command: its id follows from the command's, so that no process has to tell it to another.

It must not be written into the log: an event is the same whether or not anybody traces.
Source: W3C Trace Context, 3.2.2 (ids of 16 and 8 bytes, not all zero); OpenTelemetry, IdGenerator.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from opentelemetry import trace
from opentelemetry.context import Context
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.id_generator import RandomIdGenerator
from opentelemetry.sdk.trace.sampling import Decision
from opentelemetry.trace import Link, SpanContext, TraceFlags

__all__ = ["Commanded", "GivenIds", "begin_trace", "ids_of"]

PURPOSE = b"entente trace of a command\n"
"""Never to change while traces are kept: processes of two programs would derive two."""

_GIVEN: ContextVar[SpanContext | None] = ContextVar("entente_given_ids", default=None)


def ids_of(command_id: UUID, provider: TracerProvider) -> SpanContext:
    """This will derive the trace of a command and the span that it begins with.

    Whether it is kept, the sampler says by the id alone: it does so alike wherever its settings are the same.
    """
    derived = sha256(PURPOSE + command_id.bytes).digest()
    trace_id, span_id = int.from_bytes(derived[:16]), int.from_bytes(derived[16:24])
    decision = provider.sampler.should_sample(Context(), trace_id, "command").decision
    flags = TraceFlags(TraceFlags.SAMPLED if decision is Decision.RECORD_AND_SAMPLE else TraceFlags.DEFAULT)
    return SpanContext(trace_id, span_id, is_remote=True, trace_flags=flags)


@dataclass(frozen=True, slots=True)
class Commanded:
    """A command that was recorded. begun_ns: when it was taken in hand, since 1970."""

    name: str
    command_id: UUID
    begun_ns: int


def begin_trace(provider: TracerProvider, of: trace.Span, commanded: Commanded) -> None:
    """This will begin the trace of a command that was recorded while a span lasted; the two are linked both ways."""
    given, links = ids_of(commanded.command_id, provider), [Link(of.get_span_context())]
    with _its_ids(given):
        root = provider.get_tracer("entente").start_span(
            f"command {commanded.name}", Context(), links=links, start_time=commanded.begun_ns
        )
    root.end()
    of.add_link(given)


@contextmanager
def _its_ids(given: SpanContext) -> Iterator[None]:
    """This will give the span that the block begins these ids."""
    token = _GIVEN.set(given)
    try:
        yield
    finally:
        _GIVEN.reset(token)


class GivenIds(RandomIdGenerator):
    """Chance, but for those that are given."""

    def generate_trace_id(self) -> int:
        """This will return 16 bytes."""
        given = _GIVEN.get()
        return given.trace_id if given else super().generate_trace_id()

    def generate_span_id(self) -> int:
        """This will return 8 bytes."""
        given = _GIVEN.get()
        return given.span_id if given else super().generate_span_id()
