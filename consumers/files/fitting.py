"""Tells a mapping that is for another kind of file by the columns and activities that the rows do not have.

It must not look at single rows: a few that do not fit are told one by one.
"""

from collections.abc import Iterable

from consumers.files.events import EventReader
from consumers.files.mapping import Mapping
from domain.refusal import InvalidInput

__all__ = ["require_fit"]

FEWEST = 0.01
"""Share of rows that must have a column, or an activity that the mapping knows. In logs that fit nearly all have."""

FEW_ROWS = 10
"""Of fewer rows it cannot be said that none has a known activity."""

NAMES_SHOWN = 30
ACCEPTED = "a mapping with the file's own names of columns or attributes"

DECISIVE = ("case", "activity", "time", "country", "agency")
"""Keys without whose columns a file is misunderstood: what happened in which case, when, and whose work it was."""

NEVER_EMPTY = frozenset({"case", "activity", "time"})
"""Those of which some row must have a value, too; whose work it was may be unknown throughout."""


def require_fit(reader: EventReader, mapping: Mapping) -> None:
    """This will raise InvalidInput (field `mapping.…`) where the mapping is not for rows such as were read."""
    for key in DECISIVE:
        names = getattr(mapping.columns, key)
        is_empty = key in NEVER_EMPTY & reader.never_met
        if names and (is_empty or reader.rows_with(key) < FEWEST * reader.count):
            _refuse(mapping, reader, f"columns.{key}", f"none, or nearly none, has a value in {' or '.join(names)}")
    named = {name.casefold() for name in mapping.activities} - {"*"}
    if len(named) > 1 and reader.count >= FEW_ROWS and _known(reader, named) < FEWEST * reader.count:
        met = _shown(sorted({activity for activity, _ in reader.activities}))
        _refuse(mapping, reader, "activities", f"none, or nearly none, has an activity that it knows, but {met}")


def _known(reader: EventReader, named: set[str]) -> int:
    """This will count the rows whose activity, alone or with its transition, is among the named."""
    return sum(
        count
        for (activity, transition), count in reader.activities.items()
        if activity.casefold() in named or f"{activity}/{transition}".casefold() in named
    )


def _refuse(mapping: Mapping, reader: EventReader, key: str, why: str) -> None:
    rule = f"the mapping {mapping.log.name} does not fit: of {reader.count:,} rows {why}; "
    raise InvalidInput(field=f"mapping.{key}", rule=rule + f"the file has {_shown(reader.names)}", accepted=ACCEPTED)


def _shown(names: Iterable[str]) -> str:
    listed = list(names)
    more = f" and {len(listed) - NAMES_SHOWN} more" if len(listed) > NAMES_SHOWN else ""
    return ", ".join(name[:60] for name in listed[:NAMES_SHOWN]) + more
