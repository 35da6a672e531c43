"""What `entente db status` says of read models that several processes fold by the partitions of our own topic.

It must not ask the database: it is told.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

__all__ = ["lines_of_parts"]

SHOWN = ("place", "position")


def lines_of_parts(divided: Any) -> list[str]:
    """This will say it in one line for each partition. divided: `projections.engine.Divided` as a dict, or None."""
    if not divided or not divided["parts"]:
        return []
    partitions = groupby(divided["parts"], key=lambda part: (part["source"], part["number"]))
    return [_line(*where, tuple(parts)) for where, parts in partitions] + [_lacking(divided["lag_events"])]


def _line(source: str, number: int, parts: Sequence[dict[str, Any]]) -> str:
    """Read models that are equally far are told once. The topic's id, by which sources differ, is left to `--json`."""
    far = ", ".join(f"{name} {_span(part[name] for part in parts)}" for name in SHOWN)
    line = f"partition {number} of {source.partition('/')[0]}: {far}"
    gone = [part["model"] for part in parts if not part["is_whole"]]
    return f"{line}; messages were gone before they were folded into {', '.join(gone)}" if gone else line


def _span(values: Iterable[int]) -> str:
    found = sorted(values)
    return str(found[0]) if found[0] == found[-1] else f"{found[0]} to {found[-1]}"


def _lacking(lag_events: dict[str, int]) -> str:
    behind = [f"{model} {lag:,}" for model, lag in lag_events.items() if lag]
    return f"the partitions lack of the log: {', '.join(behind) or 'nothing'}"
