"""Finds in a row what the mapping's columns name, whatever way the file writes them, and reads its times.

It must not know what a value means, and must not guess a time that is not there or is less exact.
"""

import re
from collections import Counter
from datetime import datetime
from zoneinfo import ZoneInfo

from consumers.files.mapping import Columns, Times
from domain.occurred import Occurred, Precision, exactly, parse_occurred
from domain.refusal import InvalidInput

__all__ = ["Cells", "Clockface"]

Layout = tuple[tuple[str, tuple[str, ...]], ...]

LENGTH_OF_A_DATE = 10
"""A text no longer than `2014-04-11` is a date or a part of one."""


class Cells:
    """Picks values by the mapping's keys. Rows of equal names share one layout, so that names are compared once."""

    def __init__(self, columns: Columns, missing: tuple[str, ...]) -> None:
        keys = (key for key in columns.__struct_fields__ if key != "details")
        self._columns = {key: tuple(map(_plain, getattr(columns, key))) for key in keys}
        self._details: dict[str, tuple[str, ...]] = {_plain(name): (_plain(name),) for name in columns.details}
        self._missing = frozenset(text.casefold() for text in missing)
        self._layouts: dict[tuple[str, ...], tuple[Layout, Layout]] = {}
        self.met: Counter[tuple[str, ...]] = Counter()
        """How many rows had which names."""

    def pick(self, fields: dict[str, str]) -> tuple[dict[str, str], list[str]]:
        """This will return the known values by key, and the details as `name value`; what is missing is left out."""
        names = tuple(fields)
        layouts = self._layouts.get(names)
        if layouts is None:
            spelled = {_plain(name): name for name in reversed(names)}
            layouts = self._layouts[names] = (_layout(self._columns, spelled), _layout(self._details, spelled))
        self.met[names] += 1
        values = self._known(fields, layouts[0])
        return values, [f"{name} {value}" for name, value in self._known(fields, layouts[1]).items()]

    def rows_with(self, key: str) -> int:
        """This will count the rows that had a column of the key, whatever stood in it."""
        return sum(
            count for names, count in self.met.items() if any(key == known for known, _ in self._layouts[names][0])
        )

    def _known(self, fields: dict[str, str], layout: Layout) -> dict[str, str]:
        known: dict[str, str] = {}
        for key, names in layout:
            for name in names:
                value = fields[name].strip()
                if value and value.casefold() not in self._missing:
                    known[key] = value
                    break
        return known


class Clockface:
    """Reads times of one file; `assumed_zone` says whether a time without an offset was met."""

    def __init__(self, times: Times) -> None:
        self._zone = times.zone
        self._local = ZoneInfo(times.zone)
        self._formats = times.formats
        self.assumed_zone = False
        self._unknown = Occurred(None, Precision.UNKNOWN, None, times.zone)

    def read(self, text: str | None) -> Occurred:
        """This will read a time, a partial date or none at all. Raises InvalidInput naming `time`."""
        if not text:
            return self._unknown
        for form in self._formats:
            moment = self._iso(text) if form == "iso" else self._by_pattern(text, form)
            if moment is not None:
                return moment
        raise InvalidInput(field="time", rule=f"{text[:60]!r} is no time", accepted=" or ".join(self._formats))

    def _iso(self, text: str) -> Occurred | None:
        if len(text) <= LENGTH_OF_A_DATE or "/" in text:
            return self._partial(text)
        try:
            return self._exactly(datetime.fromisoformat(text))
        except (ValueError, OverflowError):
            return None

    def _partial(self, text: str) -> Occurred | None:
        try:
            return parse_occurred(text, self._zone)
        except InvalidInput:
            return None

    def _by_pattern(self, text: str, pattern: str) -> Occurred | None:
        try:
            return self._exactly(datetime.strptime(text, pattern))  # noqa: DTZ007  # the zone is added below
        except (ValueError, OverflowError):
            return None

    def _exactly(self, moment: datetime) -> Occurred:
        if moment.tzinfo is None:
            self.assumed_zone = True
            moment = moment.replace(tzinfo=self._local)
        return exactly(moment, self._zone)


def _layout(columns: dict[str, tuple[str, ...]], spelled: dict[str, str]) -> Layout:
    found = ((key, tuple(spelled[name] for name in names if name in spelled)) for key, names in columns.items())
    return tuple((key, names) for key, names in found if names)


def _plain(name: str) -> str:
    return " ".join(re.split(r"[\s:_.\-]+", name.casefold().strip("\ufeff ")))
