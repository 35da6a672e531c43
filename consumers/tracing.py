"""How the processes beside the API are traced: what one of them does at a time, within the traces of its messages.

It must not choose whether anything is traced: whoever starts the process does. A trace is named by its `traceparent`
(W3C Trace Context), as messages bear it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import LiteralString, Protocol
from uuid import UUID

from domain.aggregate import Submission
from domain.application import Accepted, Result

__all__ = ["NoTracing", "Span", "Tracing", "traced", "unasked"]


class Span(Protocol):
    """A stretch of time in which one thing was done, to several messages perhaps."""

    def here(self) -> AbstractContextManager[object]:
        """This will have what the block does, in this thread, be part of it."""
        ...

    def recorded(self, command: str, command_id: UUID) -> None:
        """This will begin the trace of a command that was recorded in it: that which `Tracing.trace_of` names."""
        ...

    def end(self, numbers: Mapping[str, int], fault: str = "") -> None:
        """This will end it. numbers: of what it came to, by words of our own; fault: the type of what ended it."""
        ...


class Tracing(Protocol):
    """Makes spans. Names are words of our own code."""

    def begin(self, name: LiteralString, traces: Iterable[str]) -> Span:
        """This will begin a span: within the one trace of all messages, or beside several and linked to each."""
        ...

    def begin_unasked(self, name: LiteralString, causes: Iterable[str]) -> Span:
        """This will begin a trace with what no message asks for, linked to the traces of what it follows from.

        causes: not looked at where nobody listens.
        """
        ...

    def step(self, name: str) -> AbstractContextManager[object]:
        """This will trace a part of what is being done."""
        ...

    def trace_of(self, command_id: UUID) -> str | None:
        """This will name the trace of a command, which every process derives alike; None where it is not kept."""
        ...


_NOTHING: AbstractContextManager[object] = nullcontext()


class _Unheard:
    def here(self) -> AbstractContextManager[object]:
        """This will do nothing."""
        return _NOTHING

    def recorded(self, command: str, command_id: UUID) -> None:
        """This will do nothing."""

    def end(self, numbers: Mapping[str, int], fault: str = "") -> None:
        """This will do nothing."""


_UNHEARD = _Unheard()


class NoTracing:
    """Where nobody listens."""

    def begin(self, name: LiteralString, traces: Iterable[str]) -> Span:  # noqa: ARG002  # the port's
        """This will trace nothing."""
        return _UNHEARD

    def begin_unasked(self, name: LiteralString, causes: Iterable[str]) -> Span:  # noqa: ARG002  # the port's
        """This will trace nothing."""
        return _UNHEARD

    def step(self, name: str) -> AbstractContextManager[object]:  # noqa: ARG002  # the port's
        """This will trace nothing."""
        return _NOTHING

    def trace_of(self, command_id: UUID) -> str | None:  # noqa: ARG002  # the port's
        """This will name none."""
        return None


def traced(tracing: Tracing, name: LiteralString, traces: Iterable[str]) -> AbstractContextManager[dict[str, int]]:
    """This will trace the block, which puts the numbers of what it came to into what it is given."""
    return _ended(tracing.begin(name, traces))


@contextmanager
def unasked(tracing: Tracing, name: LiteralString, causes: Iterable[str] = ()) -> Iterator["Submitting"]:
    """This will trace the block, in which commands are submitted that nobody gave; each that is recorded has a trace.

    causes: the traces of what they follow from.
    """
    span = tracing.begin_unasked(name, causes)
    with _ended(span) as numbers:
        yield Submitting(span, numbers)


class Submitting:
    """What is being submitted."""

    def __init__(self, span: Span, numbers: dict[str, int]) -> None:
        self._span, self._numbers = span, numbers

    def came_to(self, submissions: Sequence[Submission], results: Sequence[Result]) -> None:
        """This will note what came of each: a trace begins with a command that was recorded now, not with a repeat."""
        answered = zip(submissions, results, strict=True)
        recorded = [each for each, came in answered if isinstance(came, Accepted) and not came.repeated]
        for each in recorded:
            self._span.recorded(type(each.command).__name__, each.command_id)
        self._numbers |= {"commands": len(submissions), "recorded": len(recorded)}


@contextmanager
def _ended(span: Span) -> Iterator[dict[str, int]]:
    numbers, fault = dict[str, int](), ""
    try:
        with span.here():
            yield numbers
    except Exception as error:
        fault = type(error).__name__
        raise
    finally:
        span.end(numbers, fault)
