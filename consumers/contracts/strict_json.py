"""Reads JSON (RFC 8259) so strictly that no two readers can take it for different things.

It must not know what the JSON says. Python's own reader lets the last of two equal names win, takes NaN for a number,
and half a character for a text; how deep it goes before it gives up depends on who calls it.
"""

import json
import math
import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

from consumers.contracts.refusing import MessageRefused, Reason

__all__ = ["DEEPEST", "LARGEST_VALUE", "is_text", "parse", "utf8"]

LARGEST_VALUE = 1_000_000
"""Bytes: the longest texts of a command, of 20,000 characters each, fit several times over."""

DEEPEST = 16
"""Lists and objects within one another; commands need four, and the envelope one more."""

NO_TEXT = re.compile("[\x00\ud800-\udfff]")
"""U+0000, which PostgreSQL cannot store, and half a character."""

WELL_FORMED = "JSON in UTF-8"


def parse(raw: bytes, field: str) -> object:
    """This will read one JSON value. field: how a refusal calls it.

    Raises MessageRefused: TOO_LARGE, BAD_ENCODING, DUPLICATE_NAME, TOO_DEEP.
    """
    if len(raw) > LARGEST_VALUE:
        raise MessageRefused(Reason.TOO_LARGE, field=field, rule="is too large", accepted=f"{LARGEST_VALUE} bytes")
    text = utf8(raw, field)
    try:
        value: object = _READ(text)
    except RecursionError as error:
        raise _too_deep(field) from error
    except _Twice as error:
        raise MessageRefused(
            Reason.DUPLICATE_NAME, field=f"{field}.{error}", rule="stands twice", accepted="each name once"
        ) from error
    except ValueError as error:  # also a number of more digits than Python reads
        raise MessageRefused(Reason.BAD_ENCODING, field=field, rule="is no JSON", accepted=WELL_FORMED) from error
    if _may_be_unsound(raw):
        _require_sound(value, field)
    return value


def utf8(raw: bytes, field: str) -> str:
    """This will decode UTF-8. Raises MessageRefused, BAD_ENCODING."""
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        raise MessageRefused(Reason.BAD_ENCODING, field=field, rule="is no UTF-8", accepted="UTF-8") from error


def is_text(text: str) -> bool:
    """This will tell whether every character of it can be stored."""
    return NO_TEXT.search(text) is None


class _Twice(Exception):
    """A name stands twice in one object."""


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise _Twice(Counter(name for name, _ in pairs).most_common(1)[0][0])
    return made


def _no_number(_constant: str) -> float:
    raise ValueError("NaN and Infinity are no JSON")


def _finite(written: str) -> float:
    number = float(written)
    if not math.isfinite(number):
        raise ValueError("the number is out of range")
    return number


_READ = json.JSONDecoder(object_pairs_hook=_once_each, parse_constant=_no_number, parse_float=_finite).decode
"""Made once: `json.loads` makes one for each value, which takes as long as reading a small one."""


def _may_be_unsound(raw: bytes) -> bool:
    """Only escapes bring in what UTF-8 cannot hold, and few brackets cannot be deep: most messages need no look."""
    return b"\\u" in raw or raw.count(b"[") + raw.count(b"{") > DEEPEST


def _require_sound(value: object, field: str) -> None:
    """Level by level and not by recursion, which a deep value would exhaust."""
    level = [value]
    for _ in range(DEEPEST + 1):
        if not all(is_text(each) for each in level if isinstance(each, str)):
            rule = "holds U+0000 or half a character"
            raise MessageRefused(Reason.BAD_ENCODING, field=field, rule=rule, accepted="Unicode text")
        holders = [each for each in level if isinstance(each, dict | list)]
        if not holders:
            return
        level = [part for each in holders for part in _within(each)]
    raise _too_deep(field)


def _within(value: dict[str, object] | list[object]) -> Iterable[object]:
    return (*value.keys(), *value.values()) if isinstance(value, dict) else value


def _too_deep(field: str) -> MessageRefused:
    return MessageRefused(
        Reason.TOO_DEEP, field=field, rule="is nested too deep", accepted=f"{DEEPEST} lists and objects deep at most"
    )
