"""How the value of a leaf is written as JSON in SQL, exactly as ordinary execution writes it (api/scalars.py).

It must not know any field. Text is escaped by PostgreSQL's to_json, which escapes what JSON demands and no more.
"""

from collections.abc import Callable, Mapping
from typing import Any, LiteralString

from graphql import GraphQLEnumType, get_named_type, get_nullable_type, is_list_type, is_non_null_type

from api.reads.declaring import Declined

__all__ = ["cursor_of", "duration_text", "float_text", "json_of", "quoted", "utc_text"]


# As datetime.isoformat writes it: microseconds only where there are any, and then all six. to_json takes half the time
# of to_char.
_MOMENT: LiteralString = """
(CASE WHEN date_trunc('second', {l}) = {l} THEN left(to_json({l})::text, 20)
      ELSE rpad(left(to_json({l})::text, -1), 27, '0') END || '+00:00"')""".replace("{l}", "(({x}) AT TIME ZONE 'UTC')")


def utc_text(sql: LiteralString) -> LiteralString:
    """This will write a timestamptz as datetime.isoformat does in UTC."""
    return ("btrim(" + _MOMENT + ", '\"')").replace("{x}", sql)


_FLOAT_TEXT: LiteralString = "({x}::text || CASE WHEN {x} = trunc({x}) THEN '.0' ELSE '' END)"


def float_text(sql: LiteralString) -> LiteralString:
    """This will write a double precision as Python's repr does, where it is finite and nearer to 0 than 1e15.

    Both write the fewest digits that tell it from all others; PostgreSQL writes no fraction where there is none, and
    begins earlier to write an exponent: at 1e15, where Python does at 1e16. Below 0.0001 both do.
    """
    return _FLOAT_TEXT.replace("{x}", sql)


# As msgspec writes a timedelta: days and seconds, of which microseconds are the fraction. 86,400,000,000 are a day.
_DURATION: LiteralString = """(SELECT CASE WHEN told.us = 0 THEN 'P0D' ELSE
    CASE WHEN told.us < 0 THEN '-' ELSE '' END || 'P'
    || CASE WHEN abs(told.us) >= 86400000000 THEN abs(told.us) / 86400000000 || 'D' ELSE '' END
    || CASE WHEN told.us %% 86400000000 = 0 THEN ''
            ELSE 'T' || trim_scale(abs(told.us) %% 86400000000 / 1000000::numeric) || 'S' END END
    FROM (SELECT (extract(epoch FROM {x}) * 1000000)::bigint) told (us))"""


def duration_text(sql: str) -> str:
    """This will write an interval without months as api/scalars.py does."""
    return _DURATION.replace("{x}", sql)


def _in_quotes(sql: str) -> str:
    """Of what never holds a character that JSON escapes."""
    return f"('\"' || ({sql})::text || '\"')"


def _escaped(sql: str) -> str:
    return f"to_json(({sql})::text)::text"


def _plain(sql: str) -> str:
    return f"({sql})::text"


def _moment(sql: str) -> str:
    return _MOMENT.replace("{x}", sql)


def _length(sql: str) -> str:
    return _in_quotes(duration_text(sql))


WRITERS: Mapping[str, Callable[[str], str]] = {
    "String": _escaped,
    "ID": _escaped,
    "UUID": _in_quotes,
    "Date": _in_quotes,
    "DateTime": _moment,
    "Duration": _length,
    "Int": _plain,
    "Position": _plain,
    "ByteCount": _plain,
    "Boolean": _plain,
}
"""Scalar -> how it is written. Others are left to ordinary execution; of floats a field has to know the size."""

IN_LISTS = frozenset({"String", "ID", "UUID"})
"""Scalars that an array writes by itself as JSON."""


def json_of(kind: Any, sql: str) -> str:  # Any: a type of the schema, as the library has it
    """This will write an expression of the type of a field as JSON; raises Declined for what is not covered."""
    named, outer = get_named_type(kind), get_nullable_type(kind)
    is_enum = isinstance(named, GraphQLEnumType)
    if is_list_type(outer):
        if not is_enum and named.name not in IN_LISTS:
            raise Declined(f"a list of {named.name}")
        written = f"to_json({sql})::text"
    elif is_enum:
        written = _in_quotes(sql)
    elif named.name in WRITERS:
        written = WRITERS[named.name](sql)
    else:
        raise Declined(f"a value of {named.name}")
    return written if is_non_null_type(kind) else f"coalesce({written}, 'null')"


def cursor_of(order: str, keys: tuple[str, ...]) -> str:
    """This will write a cursor as projections/paging.py does: base64url of a JSON array, without padding."""
    told = " || ',' || ".join(_escaped(key) for key in keys)
    array = f"convert_to('[{quoted(order)},' || {told} || ']', 'UTF8')"
    return f"translate(encode({array}, 'base64'), '+/=' || chr(10), '-_')"


def quoted(text: str) -> str:
    """This will write a name of the schema, or of ours, as a JSON string within an SQL literal."""
    if not text.replace("_", "").replace(" ", "").isalnum() or not text.isascii():
        raise Declined(f"the name {text!r}")
    return f'"{text}"'
