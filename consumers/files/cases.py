"""Groups events by their case and brings them into the one order that their content gives them.

It must not depend on the order of the lines, except where the mapping says that it counts.
"""

from collections.abc import Iterable
from datetime import UTC, datetime

from consumers.files.events import SourceEvent

__all__ = ["in_cases"]

LAST = datetime.max.replace(tzinfo=UTC)


def in_cases(events: Iterable[SourceEvent]) -> list[tuple[str, list[SourceEvent]]]:
    """This will return the cases by name, each with its events in their order; inexact ones last."""
    cases: dict[str, list[SourceEvent]] = {}
    for event in events:
        cases.setdefault(event.case, []).append(event)
    for case in cases.values():
        case.sort(key=_order)
        _count_copies(case)
    return sorted(cases.items())


def _order(event: SourceEvent) -> tuple[bool, datetime, tuple[tuple[int, int, str], int], str]:
    return (not event.occurred.is_exact, event.occurred.at or LAST, event.order, event.digest)


def _count_copies(case: list[SourceEvent]) -> None:
    seen: dict[str, int] = {}
    for event in case:
        event.copy = seen.get(event.digest, 0)
        seen[event.digest] = event.copy + 1
