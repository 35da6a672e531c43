"""All by which a process that serves tells of itself, in one record.

It must not choose whether anything is traced: whoever starts the process does.
"""

from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from typing import Protocol
from uuid import UUID

from api.insight.measures import Measures

__all__ = ["Headers", "Insight", "NoTracing", "Span", "Tracing"]


Headers = Iterable[tuple[bytes, bytes]]
"""As ASGI has them: names in lower case."""


class Span(Protocol):
    """A stretch of time in which one thing was done."""

    def answered(self, outcome: str) -> None:
        """This will say what came of it: a status, a kind of outcome; never content."""
        ...


class Tracing(Protocol):
    """Makes spans. Names are words of our own code."""

    def request(self, method: str, headers: Headers) -> AbstractContextManager[Span]:
        """This will trace a request, as part of the trace that its `traceparent` names (W3C Trace Context)."""
        ...

    def step(self, name: str) -> AbstractContextManager[Span]:
        """This will trace a part of what is being done."""
        ...

    def command(self, name: str, command_id: UUID) -> AbstractContextManager[Span]:
        """This will trace a command; one that is `accepted` begins the trace of what follows from it."""
        ...


class _Unheard:
    def answered(self, outcome: str) -> None:
        """This will do nothing."""


_NOTHING: AbstractContextManager[Span] = nullcontext(_Unheard())


class NoTracing:
    """Where nobody listens: nothing is made, and nothing is imported for it."""

    def request(self, method: str, headers: Headers) -> AbstractContextManager[Span]:  # noqa: ARG002  # the port's
        """This will trace nothing."""
        return _NOTHING

    def step(self, name: str) -> AbstractContextManager[Span]:  # noqa: ARG002  # the port's
        """This will trace nothing."""
        return _NOTHING

    def command(self, name: str, command_id: UUID) -> AbstractContextManager[Span]:  # noqa: ARG002  # the port's
        """This will trace nothing."""
        return _NOTHING


@dataclass(frozen=True, slots=True)
class Insight:
    """measures: what is counted; tracing: where spans go."""

    measures: Measures = field(default_factory=Measures)
    tracing: Tracing = field(default_factory=NoTracing)
