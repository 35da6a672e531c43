"""Finds in a row what the mapping's columns name, whatever case and punctuation the file writes them with.

It must not know what a value means.
"""

import re

from consumers.files.mapping import Columns

__all__ = ["Cells"]

Layout = tuple[tuple[str, tuple[str, ...]], ...]


class Cells:
    """Picks values by the mapping's keys. Rows of equal names share one layout, so that names are compared once."""

    def __init__(self, columns: Columns, missing: tuple[str, ...]) -> None:
        keys = (key for key in columns.__struct_fields__ if key != "details")
        self._columns = {key: tuple(map(_plain, getattr(columns, key))) for key in keys}
        self._details: dict[str, tuple[str, ...]] = {_plain(name): (_plain(name),) for name in columns.details}
        self._missing = frozenset(text.casefold() for text in missing)
        self._layouts: dict[tuple[str, ...], tuple[Layout, Layout]] = {}

    def pick(self, fields: dict[str, str]) -> tuple[dict[str, str], list[str]]:
        """This will return the known values by key, and the details as `name value`; what is missing is left out."""
        names = tuple(fields)
        layouts = self._layouts.get(names)
        if layouts is None:
            spelled = {_plain(name): name for name in reversed(names)}
            layouts = self._layouts[names] = (_layout(self._columns, spelled), _layout(self._details, spelled))
        values = self._known(fields, layouts[0])
        return values, [f"{name} {value}" for name, value in self._known(fields, layouts[1]).items()]

    def _known(self, fields: dict[str, str], layout: Layout) -> dict[str, str]:
        known: dict[str, str] = {}
        for key, names in layout:
            for name in names:
                value = fields[name].strip()
                if value and value.casefold() not in self._missing:
                    known[key] = value
                    break
        return known


def _layout(columns: dict[str, tuple[str, ...]], spelled: dict[str, str]) -> Layout:
    found = ((key, tuple(spelled[name] for name in names if name in spelled)) for key, names in columns.items())
    return tuple((key, names) for key, names in found if names)


def _plain(name: str) -> str:
    return " ".join(re.split(r"[\s:_.\-]+", name.casefold().strip("\ufeff ")))
