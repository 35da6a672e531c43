"""Reads the times of a file as exactly as they are written, and no more exactly.

It must not guess a time that is not there.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

from consumers.files.mapping import Times
from domain.occurred import Occurred, Precision, exactly, parse_occurred
from domain.refusal import InvalidInput

__all__ = ["Clockface"]

LENGTH_OF_A_DATE = 10
"""A text no longer than `2014-04-11` is a date or a part of one."""


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
