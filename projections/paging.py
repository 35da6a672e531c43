"""Keyset paging: opaque cursors over the keys a list is ordered by, forward and backward.

It must not know any table; it never counts rows and never skips them by number.
"""

import base64
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Generic, LiteralString, TypeVar
from uuid import UUID

import msgspec

from domain.refusal import InvalidInput

__all__ = [
    "DEFAULT_PAGE",
    "LARGEST_PAGE",
    "Keys",
    "Page",
    "PageAsked",
    "Paging",
    "Window",
    "as_code",
    "as_moment",
    "as_number",
    "cut",
    "whole_in_memory",
    "window",
]

DEFAULT_PAGE = 50
"""Rows of a page when nothing was asked."""

LARGEST_PAGE = 200
"""Rows of the largest page; asking for more is refused rather than cut in silence."""

Row = TypeVar("Row")
Keys = tuple[str, ...]
Reader = Callable[[str], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paging:
    """Which page: `first` rows after a cursor, or the `last` before one; 1 to 200, 50 when neither is given."""

    first: int | None = None
    after: str | None = None
    last: int | None = None
    before: str | None = None


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """A page in the list's order; cursors[i] belongs to rows[i]."""

    rows: tuple[Row, ...]
    cursors: tuple[str, ...]
    has_next: bool
    has_previous: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """What a statement needs of a `Paging`.

    after / before: key values (texts, to be cast in the statement) that bound what is read; None without a bound.
    limit: one row more than the page, which tells whether there are further rows.
    """

    after: Keys | None
    before: Keys | None
    backward: bool
    size: int

    @property
    def limit(self) -> int:
        """Rows to read."""
        return self.size + 1


@dataclass(frozen=True, slots=True)
class PageAsked:
    """A page as the database is asked for it; the statement returns the window's rows in reading order.

    total: counts the list, where that is written otherwise for what is asked.
    """

    statement: LiteralString
    parameters: Mapping[str, object]
    window: Window
    total: LiteralString = ""


def window(paging: Paging, order: str, *readers: Reader) -> Window:
    """This will check a page asked for in the list called `order`, whose cursors hold one key for each reader.

    readers: raise ValueError for a text that is no such key, before PostgreSQL would.

    Raises InvalidInput for a size outside 1 to 200, for `first` with `last`, and for a cursor that is not of this list.
    """
    if paging.first is not None and paging.last is not None:
        raise InvalidInput(field="last", rule="`first` and `last` exclude each other", accepted="one of the two")
    backward = paging.last is not None or (paging.first is None and paging.before is not None and paging.after is None)
    size = _size("last" if backward else "first", paging.last if backward else paging.first)
    return Window(
        after=_decode("after", paging.after, order, readers),
        before=_decode("before", paging.before, order, readers),
        backward=backward,
        size=size,
    )


def whole_in_memory(rows: Sequence[Row], paging: Paging, order: str) -> Page[Row]:
    """This will page through a list that is at hand; its cursors are places in it. Raises InvalidInput as `window`."""
    asked = window(paging, order, as_number)
    first = int(asked.after[0]) + 1 if asked.after else 0
    end = min(int(asked.before[0]), len(rows)) if asked.before else len(rows)
    places = range(first, end)
    found = list(reversed(places) if asked.backward else places)[: asked.limit]
    page = cut(found, asked, order, lambda place: (str(place),))
    return Page(tuple(rows[place] for place in page.rows), page.cursors, page.has_next, page.has_previous)


def cut(rows: Sequence[Row], asked: Window, order: str, keys_of: Callable[[Row], Keys]) -> Page[Row]:
    """This will make the page of the rows read, which come in reading order: reversed when paging backward."""
    more = len(rows) > asked.size
    kept = list(rows[: asked.size])
    if asked.backward:
        kept.reverse()
    return Page(
        rows=tuple(kept),
        cursors=tuple(_encode(order, keys_of(row)) for row in kept),
        has_next=asked.before is not None if asked.backward else more,
        has_previous=more if asked.backward else asked.after is not None,
    )


def _size(field: str, asked: int | None) -> int:
    if asked is None:
        return DEFAULT_PAGE
    if not 1 <= asked <= LARGEST_PAGE:
        raise InvalidInput(field=field, rule=f"{asked} rows are not a page", accepted=f"1 to {LARGEST_PAGE}")
    return asked


def _encode(order: str, keys: Keys) -> str:
    return base64.urlsafe_b64encode(msgspec.json.encode((order, *keys))).rstrip(b"=").decode()


def _decode(field: str, cursor: str | None, order: str, readers: Sequence[Reader]) -> Keys | None:
    if cursor is None:
        return None
    try:
        padded = cursor.encode("ascii") + b"=" * (-len(cursor) % 4)
        name, *values = msgspec.json.decode(
            base64.b64decode(padded, altchars=b"-_", validate=True), type=tuple[str, ...]
        )
        if name != order:
            raise _foreign(field)
        for read, value in zip(readers, values, strict=True):
            read(value)
    except (ValueError, OverflowError, msgspec.MsgspecError) as error:
        raise _foreign(field) from error
    return tuple(values)


def as_moment(text: str) -> None:
    """This will raise ValueError where the text is neither an aware ISO 8601 time nor `infinity`."""
    if text != "infinity" and (datetime.fromisoformat(text).astimezone(UTC).isoformat() != text):
        raise ValueError(text)


def as_number(text: str) -> None:
    """This will raise ValueError where the text is no number that PostgreSQL's bigint holds."""
    if str(int(text)) != text or not 0 <= int(text) < 2**63:
        raise ValueError(text)


def as_id(text: str) -> None:
    """This will raise ValueError where the text is no UUID as we write it."""
    if str(UUID(text)) != text:
        raise ValueError(text)


def as_code(text: str) -> None:
    """This will raise ValueError where the text cannot be stored."""
    if "\0" in text:
        raise ValueError(text)


def _foreign(field: str) -> InvalidInput:
    return InvalidInput(
        field=field, rule="this is no cursor of this list", accepted="a cursor that a page of the same list gave"
    )
