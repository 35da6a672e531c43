"""What the process that serves counts: requests, operations, refusals, commands, sockets, and its pool.

It must not know who asked, nor for what: each label is a word of a list that ends, and whatever is none is `other`.
"""

from collections.abc import Collection, Iterator
from http import HTTPMethod, HTTPStatus
from typing import Protocol

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client.metrics_core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from api.insight.words import COMMAND_OUTCOMES, OPERATION_KINDS, OPERATION_OUTCOMES, OTHER, ROUTES, TRANSPORTS, Codes
from domain.catalogue import COMMAND_TYPES

__all__ = ["Measures", "Pooled"]

REQUEST_S = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10)
"""Bounds of durations: the quickest answer needs less than a millisecond, and no statement more than ten seconds."""

LATE_S = (0.001, 0.005, 0.01, 0.05, 0.1, 0.25, 0.5, 1, 5)
"""Bounds of the lag of the event loop: from what nobody feels to what makes probes fail."""

ROWS = (1, 5, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000)
"""Bounds of the cost of an operation; what is beyond the last is refused (`api/cost.py`)."""

METHODS = frozenset(HTTPMethod)
STATUSES = frozenset(str(int(each)) for each in HTTPStatus) | {"none"}


class Pooled(Protocol):
    """A pool of connections that tells its numbers."""

    def get_stats(self) -> dict[str, int]:
        """This will return them by name."""
        ...


class Measures:
    """One for a process. registry: where all of it is read."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._codes, self._pools = Codes(), _OfPool()
        self._http()
        self._operations()
        self._sockets()
        self.loop_lag = self._histogram("entente_event_loop_lag_seconds", "How late the event loop wakes.", (), LATE_S)

    def _http(self) -> None:
        self._requests = self._counter(
            "entente_http_requests", "Requests answered; `none` where no answer began.", ("route", "method", "status")
        )
        self._request_s = self._histogram(
            "entente_http_request_seconds", "Until an answer was sent, streams left out.", ("route",), REQUEST_S
        )
        self.open_requests = self._gauge("entente_http_open_requests", "Requests that are being answered, streams too.")

    def _operations(self) -> None:
        self._asked = self._counter(
            "entente_graphql_operations",
            "Operations carried out: `partial` has data and errors, `refused` errors of the asker's, `failed` of ours.",
            ("kind", "outcome"),
        )
        self._operation_s = self._histogram(
            "entente_graphql_operation_seconds", "Until the answer to an operation was made.", ("kind",), REQUEST_S
        )
        self.cost = self._histogram("entente_graphql_cost_rows", "Estimated rows of an operation.", (), ROWS)
        self._refusals = self._counter("entente_refusals", "Errors told, by their code.", ("code",))
        self._commands = self._counter("entente_commands", "Commands of people, by outcome.", ("command", "outcome"))

    def _sockets(self) -> None:
        self._open_streams = self._gauge("entente_live_connections", "Open sockets and event streams.", ("transport",))
        self._subscriptions = self._gauge("entente_live_subscriptions", "Open subscriptions.", ("transport",))
        self._messages = self._counter("entente_live_messages", "Messages of subscriptions sent.", ("transport",))
        self._closed = self._counter(
            "entente_live_closed", "Connections closed by us, by code as in api/README.md.", ("transport", "code")
        )

    def _counter(self, name: str, told: str, labels: tuple[str, ...] = ()) -> Counter:
        return Counter(name, told, labels, registry=self.registry)

    def _gauge(self, name: str, told: str, labels: tuple[str, ...] = ()) -> Gauge:
        return Gauge(name, told, labels, registry=self.registry)

    def _histogram(self, name: str, told: str, labels: tuple[str, ...], bounds: tuple[float, ...]) -> Histogram:
        return Histogram(name, told, labels, buckets=bounds, registry=self.registry)

    def answered(self, path: str, method: str, status: str, seconds: float | None) -> None:
        """This will count a request. seconds: None of a stream. status: `none` where no answer began."""
        route = ROUTES.get(path.split("/", 2)[1] if path.startswith("/") else "", OTHER)
        self._requests.labels(route, _among(METHODS, method), _among(STATUSES, status)).inc()
        if seconds is not None:
            self._request_s.labels(route).observe(seconds)

    def operation(self, kind: str, outcome: str, seconds: float) -> None:
        """This will count an operation that was answered. kind: query, mutation, or none where it could not be read."""
        self._asked.labels(_among(OPERATION_KINDS, kind), _among(OPERATION_OUTCOMES, outcome)).inc()
        self._operation_s.labels(_among(OPERATION_KINDS, kind)).observe(seconds)

    def refused(self, code: str) -> None:
        """This will count an error that somebody is told. code: as `extensions.code`."""
        self._refusals.labels(self._codes.known(code)).inc()

    def command(self, name: str, outcome: str) -> None:
        """This will count a command. name: of its class."""
        self._commands.labels(_among(COMMAND_TYPES, name), _among(COMMAND_OUTCOMES, outcome)).inc()

    def opened(self, transport: str, by: int = 1) -> None:
        """This will count a socket or event stream that was opened; that was closed, by -1."""
        self._open_streams.labels(_among(TRANSPORTS, transport)).inc(by)

    def subscribed(self, transport: str, by: int = 1) -> None:
        """This will count a subscription that began; that ended, by -1."""
        self._subscriptions.labels(_among(TRANSPORTS, transport)).inc(by)

    def told(self, transport: str) -> None:
        """This will count a message of a subscription."""
        self._messages.labels(_among(TRANSPORTS, transport)).inc()

    def closed(self, transport: str, code: int) -> None:
        """This will count a connection that we closed. code: of `api.live.messages.Close`, which has a few."""
        self._closed.labels(_among(TRANSPORTS, transport), str(int(code))).inc()

    def described(self) -> Iterator[Metric]:
        """This will name all numbers, those of a pool too, whether or not one is watched."""
        yield from self.registry.collect()
        if self._pools.pool is None:
            yield from self._pools.collect()

    def watch(self, pool: Pooled) -> None:
        """This will tell of a pool whenever the numbers are read; it may open and close meanwhile."""
        if self._pools.pool is None:
            self.registry.register(self._pools)
        self._pools.pool = pool


def _among(known: Collection[str], word: str) -> str:
    return word if word in known else OTHER


class _OfPool(Collector):
    """What a pool tells of itself, at the moment of reading."""

    TOLD = (
        ("pool_size", "entente_pool_connections", "Database connections that are open to read by."),
        ("pool_available", "entente_pool_available", "Of these, idle."),
        ("requests_waiting", "entente_pool_waiting", "Who waits for a connection."),
        ("requests_errors", "entente_pool_refusals", "Who waited for one in vain."),
        ("requests_wait_ms", "entente_pool_waited_milliseconds", "How long all waited for one."),
    )

    NOW = ("connections", "available", "waiting")

    def __init__(self) -> None:
        self.pool: Pooled | None = None

    def collect(self) -> Iterator[Metric]:
        stats = self.pool.get_stats() if self.pool else {}
        for name, metric, told in self.TOLD:
            family = GaugeMetricFamily if metric.endswith(self.NOW) else CounterMetricFamily
            yield family(metric, told, value=stats.get(name, 0))
