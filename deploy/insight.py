"""By what a process tells of itself: numbers always, traces where the environment names a collector.

It must not import what brings traces out where nobody listens.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from psycopg import AsyncCursor

from api.insight.insight import Insight
from consumers.tracing import NoTracing, Tracing
from deploy.settings import collector_is_named
from domain.application_watching import NotWatching, Watching

__all__ = ["Heard", "chosen_insight"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """Who hears what of a process.

    insight: of requests; cursor: the kind that their statements are to have; messages: of what is done to messages, or
    unasked; watching: of transactions of commands.
    """

    insight: Insight
    cursor: type[AsyncCursor[Any]]
    messages: Tracing
    watching: Watching


@contextmanager
def chosen_insight(process: str) -> Iterator[Heard]:
    """This will choose for as long as the block lasts.

    Where to, how often and how much is told by the standard's own OTEL_ settings.
    """
    if not collector_is_named():
        yield Heard(insight=Insight(), cursor=AsyncCursor, messages=NoTracing(), watching=NotWatching())
        return
    # These take a third of a second to import: only who wants traces pays for them.
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter  # noqa: PLC0415
    from opentelemetry.sdk.trace.export import BatchSpanProcessor  # noqa: PLC0415

    from deploy.tracing import traced  # noqa: PLC0415
    from deploy.tracing_messages import Messages, Watched  # noqa: PLC0415

    with traced(process, BatchSpanProcessor(OTLPSpanExporter())) as tracing:
        yield Heard(
            insight=Insight(tracing=tracing),
            cursor=tracing.cursor(),
            messages=Messages(tracing.provider),
            watching=Watched(tracing.provider),
        )
