"""The id of the request that is being answered, for whatever is told of it: log lines, traces, and the answer itself.

It must not be taken over from a client, who could write into our log by it.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

__all__ = ["REQUEST_ID_HEADER", "correlation", "request_begun", "trace_followed", "trace_joined"]

REQUEST_ID_HEADER = b"x-request-id"

_CORRELATION: ContextVar[dict[str, str] | None] = ContextVar("entente_correlation", default=None)


@contextmanager
def request_begun() -> Iterator[str]:
    """This will give the block a new id, 16 hexadecimal digits, which all that it starts inherits."""
    request_id = os.urandom(8).hex()
    token = _CORRELATION.set({"request_id": request_id})
    try:
        yield request_id
    finally:
        _CORRELATION.reset(token)


def trace_joined(trace_id: str) -> None:
    """This will have the log name the trace, too, until the request is answered. trace_id: 32 hexadecimal digits."""
    known = _CORRELATION.get()
    if known is not None:
        known["trace_id"] = trace_id


@contextmanager
def trace_followed(trace_id: str) -> Iterator[None]:
    """This will have the log name a trace for as long as the block lasts, where no request is answered."""
    token = _CORRELATION.set({"trace_id": trace_id})
    try:
        yield
    finally:
        _CORRELATION.reset(token)


def correlation() -> dict[str, str]:
    """This will return what a log line of this moment is to bear: `request_id` and perhaps `trace_id`, or nothing."""
    return dict(_CORRELATION.get() or {})
