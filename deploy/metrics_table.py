"""The table of all numbers that processes tell, for deploy/RUNBOOK.md: generated from what tells them.

It must not ask a database.
"""

from collections.abc import Iterable, Iterator

from prometheus_client import CollectorRegistry, ProcessCollector
from prometheus_client.gc_collector import GCCollector
from prometheus_client.metrics_core import Metric

from api.insight.measures import Measures
from consumers.measuring import ClockMeasures, FoldMeasures, IntakeMeasures, PublishMeasures
from deploy.standings import Standings

__all__ = ["described", "metrics_table"]

HEAD = ["| number | kind | told by | meaning |", "|---|---|---|---|"]


def metrics_table() -> str:
    """This will render all numbers as a Markdown table, in the order of their names within each process."""
    lines = [
        f"| `{name}` | {family.type} | {teller} | {family.documentation} |"
        for teller, families in described()
        for family in sorted(families, key=lambda each: each.name)
        for name in [_told_name(family)]
    ]
    return "\n".join([*HEAD, *lines]) + "\n"


def described() -> Iterator[tuple[str, Iterable[Metric]]]:
    """This will name who tells which numbers."""
    yield "`serve`", Measures().described()
    yield "`clock`", ClockMeasures().registry.collect()
    yield "`consume`", IntakeMeasures().registry.collect()
    yield "`publish`", PublishMeasures().registry.collect()
    yield "`project --partitions`", FoldMeasures().registry.collect()
    yield "each", Standings("").describe()
    yield "each", _of_the_machine()


def _of_the_machine() -> list[Metric]:
    registry = CollectorRegistry()
    ProcessCollector(registry=registry)
    GCCollector(registry=registry)
    return [each for each in registry.collect() if each.name.startswith(("process_", "python_gc_"))]


def _told_name(family: Metric) -> str:
    """Counters are told with an ending that the family's own name lacks."""
    return f"{family.name}_total" if family.type == "counter" else family.name


if __name__ == "__main__":
    print(metrics_table(), end="")  # noqa: T201  # to be put into the document
