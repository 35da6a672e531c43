"""By what a process that serves tells of itself: numbers always, traces where the environment names a collector.

It must not import what brings traces out where nobody listens.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from psycopg import AsyncCursor

from api.insight.insight import Insight
from deploy.settings import collector_is_named

__all__ = ["chosen_insight"]

Cursor = type[AsyncCursor[Any]]


@contextmanager
def chosen_insight(process: str) -> Iterator[tuple[Insight, Cursor]]:
    """This will choose for as long as the block lasts; with it comes the kind of cursor that statements are to have.

    Where to, how often and how much is told by the standard's own OTEL_ settings.
    """
    if not collector_is_named():
        yield Insight(), AsyncCursor
        return
    # These take a third of a second to import: only who wants traces pays for them.
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter  # noqa: PLC0415
    from opentelemetry.sdk.trace.export import BatchSpanProcessor  # noqa: PLC0415

    from deploy.tracing import traced  # noqa: PLC0415

    with traced(process, BatchSpanProcessor(OTLPSpanExporter())) as tracing:
        yield Insight(tracing=tracing), tracing.cursor()
