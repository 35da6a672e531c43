"""A row: the texts of one event under the names that the file gives them.

It must not know the format it was read from.
"""

from dataclasses import dataclass

__all__ = ["FIELD_LIMIT", "Row", "too_long"]

FIELD_LIMIT = 20_000
"""Characters of one field: the length of the longest text that an event may carry (domain/vocabulary.py)."""


@dataclass(slots=True)
class Row:
    """One event of the file. line: counted from 1; part: such as `trace 3, event 2`, empty where the line says all."""

    line: int
    part: str
    fields: dict[str, str]


def too_long(fields: dict[str, str]) -> str | None:
    """This will say which field no event could carry: one that is too long or holds a NUL; None where all are well."""
    values = fields.values()
    if max(map(len, values), default=0) <= FIELD_LIMIT and "\x00" not in "".join(values):
        return None
    for name, value in fields.items():
        if len(value) > FIELD_LIMIT:
            return f"the field {name[:80]!r} has {len(value):,} characters, more than {FIELD_LIMIT:,}"
        if "\x00" in value:
            return f"the field {name[:80]!r} holds a NUL character"
    return None
