"""What the processes count that take in messages, publish, fold by partition and keep the clocks, for Prometheus.

It must not know whose message or limit it was: each label is a word of a list that ends.
"""

from collections.abc import Iterable, Mapping

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

__all__ = ["ClockMeasures", "FoldMeasures", "IntakeMeasures", "PublishMeasures"]

PORTION_S = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30)
"""Bounds of how long a portion takes: from one event to the transactions of a broker that gives up."""


class IntakeMeasures:
    """Of a process that takes in messages of gateways. registry: where it is read."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._taken = Counter(
            "entente_messages_taken_in", "Messages of gateways, by outcome.", ("outcome",), registry=self.registry
        )
        self._refused = Counter(
            "entente_messages_refused", "Messages that became dead letters, by reason.", ("reason",),
            registry=self.registry,
        )  # fmt: skip
        self._lag = Gauge(
            "entente_intake_partition_lag_messages",
            "Messages that partitions of this number have left, of all topics that this process reads.",
            ("partition",), registry=self.registry,
        )  # fmt: skip

    def count(self, outcomes: dict[str, int]) -> None:
        """This will count what a transaction came to. outcomes: as `consumers.inbound.receiving.Taken.counts`."""
        for outcome, number in outcomes.items():
            self._taken.labels(outcome).inc(number)

    def refused(self, reasons: Iterable[str]) -> None:
        """This will count what was refused. reasons: of each, a word of `consumers.contracts.Reason` or `refused`."""
        for reason in reasons:
            self._refused.labels(reason).inc()

    def stands(self, lags: Mapping[int, int]) -> None:
        """This will tell how much is left. lags: messages, by the number of the partition."""
        _told(self._lag, lags)


class PublishMeasures:
    """Of the process that publishes. registry: where it is read; audiences are words of ours."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._portion_s = Histogram(
            "entente_publish_seconds", "Until a portion of the log was out to an audience.", ("audience",),
            registry=self.registry, buckets=PORTION_S,
        )  # fmt: skip
        self._events = Counter(
            "entente_publish_events", "Events told to an audience by this process.", ("audience",),
            registry=self.registry,
        )  # fmt: skip
        self._letters = Counter("entente_publish_letters", "Dead letters sent.", registry=self.registry)
        self._faults = Counter(
            "entente_publish_faults", "Turns that a fault ended; another begins.", ("audience",),
            registry=self.registry,
        )  # fmt: skip

    def told(self, audience: str, events: int, seconds: float) -> None:
        """This will count a portion of the log that is out."""
        self._events.labels(audience).inc(events)
        self._portion_s.labels(audience).observe(seconds)

    def posted(self, letters: int) -> None:
        """This will count dead letters that are out."""
        self._letters.inc(letters)

    def failed(self, audience: str) -> None:
        """This will note that a fault ended a turn."""
        self._faults.labels(audience).inc()


class FoldMeasures:
    """Of a process that folds what partitions bring. registry: where it is read."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._messages = Counter("entente_fold_messages", "Messages of our own topic folded.", registry=self.registry)
        self._portion_s = Histogram(
            "entente_fold_seconds", "Until a portion was folded into all read models.", registry=self.registry,
            buckets=PORTION_S,
        )  # fmt: skip
        self._lag = Gauge(
            "entente_fold_lag_messages", "Messages that a partition of this process has left.", ("partition",),
            registry=self.registry,
        )  # fmt: skip
        self._faults = Counter("entente_fold_faults", "Turns that a fault ended.", registry=self.registry)

    def folded(self, messages: int, seconds: float) -> None:
        """This will count a portion."""
        self._messages.inc(messages)
        self._portion_s.observe(seconds)

    def stands(self, lags: Mapping[int, int]) -> None:
        """This will tell how much is left. lags: messages, by the number of the partition."""
        _told(self._lag, lags)

    def failed(self) -> None:
        """This will note that a fault ended a turn."""
        self._faults.inc()


def _told(gauge: Gauge, lags: Mapping[int, int]) -> None:
    """A partition that went to another process is told there alone."""
    gauge.clear()
    for partition, lag in lags.items():
        gauge.labels(str(partition)).set(lag)


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
