"""How far read models, automations, publishing and intake are, read from the database whenever somebody looks.

It must not wait for a database that does not answer: it says so, and tells nothing else.
"""

from collections.abc import Iterable, Iterator
from typing import LiteralString

import psycopg
from prometheus_client.metrics_core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from consumers.automations.standing import Standing
from consumers.automations.standing import standings as automations
from consumers.inbound.backlog import Backlog, backlog
from consumers.outbound import Published, published
from projections.engine import Lag, lags

__all__ = ["Standings"]

PATIENCE_S = 3
"""Seconds to connect; a scrape is given up after ten."""

LIMIT_MS = 3_000
"""For each statement."""

# For what this connection asks.
STATEMENT_LIMIT: LiteralString = "SELECT set_config('statement_timeout', %(limit)s, false)"


class Standings(Collector):
    """conninfo: of a role that serves."""

    def __init__(self, conninfo: str) -> None:
        self._conninfo = conninfo

    def describe(self) -> Iterator[Metric]:
        """This will name all that may be told, without asking the database."""
        yield _reachable(is_reached=False)
        yield from _of_models(())
        yield from _of_automations(())
        yield from _of_publishing(())
        yield from _of_intake(Backlog(0, 0, 0, 0))

    def collect(self) -> Iterator[Metric]:
        """This will tell the numbers of this moment."""
        try:
            told = self._asked()
        except psycopg.Error:
            yield _reachable(is_reached=False)
            return
        yield _reachable(is_reached=True)
        yield from told

    def _asked(self) -> list[Metric]:
        with psycopg.connect(self._conninfo, autocommit=True, connect_timeout=PATIENCE_S) as connection:
            connection.execute(STATEMENT_LIMIT, {"limit": f"{LIMIT_MS}ms"})
            return [
                *_of_models(lags(connection)),
                *_of_automations(automations(connection)),
                *_of_publishing(published(connection)),
                *_of_intake(backlog(connection)),
            ]


def _reachable(*, is_reached: bool) -> Metric:
    return GaugeMetricFamily(
        "entente_database_reachable", "1 where the database answered when this was read.", value=float(is_reached)
    )


def _gauge(name: str, told: str, label: str, numbers: Iterable[tuple[str, float]]) -> Metric:
    family = GaugeMetricFamily(name, told, labels=(label,))
    for word, number in numbers:
        family.add_metric((word,), number)
    return family


def _of_models(found: Iterable[Lag]) -> Iterator[Metric]:
    models = tuple(found)
    told = "Events that a read model has not folded."
    yield _gauge("entente_read_model_lag_events", told, "model", ((each.model, each.lag_events) for each in models))
    told = "Since when the first of these is recorded; 0 where there is none."
    yield _gauge("entente_read_model_lag_seconds", told, "model", ((each.model, each.lag_s) for each in models))
    told = "1 where a fault stopped a read model."
    stopped = ((each.model, float(each.fault is not None)) for each in models)
    yield _gauge("entente_read_model_stopped", told, "model", stopped)


def _of_automations(found: Iterable[Standing]) -> Iterator[Metric]:
    each_one = tuple(found)
    told = "Events that an automation has not seen."
    numbers = ((each.automation, float(each.lag_events)) for each in each_one)
    yield _gauge("entente_automation_lag_events", told, "automation", numbers)
    told = "1 where a fault stopped an automation."
    stopped = ((each.automation, float(each.fault is not None)) for each in each_one)
    yield _gauge("entente_automation_stopped", told, "automation", stopped)


def _of_publishing(found: Iterable[Published]) -> Iterator[Metric]:
    audiences = tuple((each.audience.lower(), each) for each in found)
    told = "Events that an audience was not told."
    yield _gauge("entente_publish_lag_events", told, "audience", ((to, each.lag_events) for to, each in audiences))
    told = "1 where publishing to an audience waits for an operator."
    stopped = ((to, float(each.fault is not None)) for to, each in audiences)
    yield _gauge("entente_publish_stopped", told, "audience", stopped)
    messages = CounterMetricFamily("entente_publish_messages", "Messages of events sent, ever.", labels=("audience",))
    for to, each in audiences:
        messages.add_metric((to,), each.messages)
    yield messages


def _of_intake(left: Backlog) -> Iterator[Metric]:
    told = "Messages of gateways that were not taken in when the brokers were last asked."
    yield GaugeMetricFamily("entente_intake_lag_messages", told, value=left.lag)
    told = "Messages of gateways that wait: `rejected` for an operator, `parked` behind these."
    numbers = (("rejected", float(left.rejected)), ("parked", float(left.parked)))
    yield _gauge("entente_intake_waiting_messages", told, "state", numbers)
    yield GaugeMetricFamily("entente_intake_letters_unsent", "Dead letters that are not out.", value=left.letters)
