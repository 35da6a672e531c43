"""What the processes that take in messages and keep the clocks count, for Prometheus.

It must not know whose message or limit it was: each label is a word of a list that ends.
"""

from prometheus_client import CollectorRegistry, Counter, Gauge

__all__ = ["ClockMeasures", "IntakeMeasures"]


class IntakeMeasures:
    """Of a process that takes in messages of gateways. registry: where it is read."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._taken = Counter(
            "entente_messages_taken_in", "Messages of gateways, by outcome.", ("outcome",), registry=self.registry
        )

    def count(self, outcomes: dict[str, int]) -> None:
        """This will count what a transaction came to. outcomes: as `consumers.inbound.receiving.Taken.counts`."""
        for outcome, number in outcomes.items():
            self._taken.labels(outcome).inc(number)


class ClockMeasures:
    """Of the process that keeps the clocks. registry: where it is read."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._is_active = Gauge(
            "entente_clock_active",
            "1 in the process that keeps the clocks, 0 in one that stands by.",
            registry=self.registry,
        )
        self._looked_at = Gauge(
            "entente_clock_looked_at_seconds",
            "When the clocks were looked at last, since 1970.",
            registry=self.registry,
        )
        self._recorded = Counter(
            "entente_clock_limits", "Limits acted on, by outcome.", ("outcome",), registry=self.registry
        )
        self._faults = Counter("entente_clock_faults", "Rounds that a fault ended.", registry=self.registry)

    def looked(self, at_s: float, outcomes: dict[str, int]) -> None:
        """This will note a round that is done. at_s: since 1970; outcomes: limits by what came of them."""
        self._is_active.set(1)
        self._looked_at.set(at_s)
        for outcome, number in outcomes.items():
            self._recorded.labels(outcome).inc(number)

    def failed(self) -> None:
        """This will note that the round was ended by a fault, and with it that another may be active."""
        self._is_active.set(0)
        self._faults.inc()
