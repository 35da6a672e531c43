"""Builds a command from its name and loose fields, such as those of JSON, a form or a line of a file.

It must not know where the fields came from, nor who sends the command.
"""

import dataclasses
import re
from collections.abc import Mapping
from dataclasses import fields as fields_of
from datetime import date, datetime
from difflib import get_close_matches
from functools import cache
from typing import cast
from uuid import UUID

import msgspec

from domain.accepting import accepted_at, what_is_wrong
from domain.aggregate import Command
from domain.catalogue import COMMAND_TYPES
from domain.derived_id import derived_id
from domain.occurred import FIRST_YEAR, LAST_YEAR, is_in_calendar
from domain.refusal import InvalidInput

__all__ = ["CREATED_ID", "build", "created_id"]

CREATED_ID: Mapping[str, str] = {
    "DraftRequest": "request_id",
    "DraftRequestFromHit": "request_id",
    "OpenFollowUp": "followup_id",
    "OpenInvestigation": "investigation_id",
    "OpenReview": "review_id",
    "RegisterIdentifier": "registration_id",
    "RegisterItem": "item_id",
}
"""Commands that create a thing named by a UUID, and the field with it.

The sender does not choose it: whoever could would find out which ids are taken, and so what exists that is not for it
to see (invariant 24)."""

CREATED = UUID("b3a1f6de-6f0b-5b60-9d52-0c9f6f7f3a64")
"""Namespace of the ids of things that agencies create; never to change, or a repeated command would name another."""

PLACE = re.compile(r"^(?P<rule>.*?)(?: - at `\$?\.?(?P<path>.*)`)?$", re.DOTALL)
"""How msgspec says what is wrong and where: `Expected `int`, got `str` - at `$.limits[0].days``."""

MISSING = re.compile(r"required field `(?P<name>\w+)`")

HALF_A_CHARACTER = re.compile("[\ud800-\udfff]")
"""One of the two surrogates of UTF-16 by itself: no UTF-8 can hold it."""


def build(name: str, fields: Mapping[str, object]) -> Command:
    """This will build a command of the catalogue; texts are read as the numbers, dates and ids that they stand for.

    name: the command's class name. Raises InvalidInput naming the command or the path of the offending field.
    """
    if name not in COMMAND_TYPES:
        near = get_close_matches(name, COMMAND_TYPES, n=3) or sorted(COMMAND_TYPES)
        raise InvalidInput(field="command", rule=f"{name!r} is not a command", accepted=", ".join(near))
    kind = COMMAND_TYPES[name][1].command
    _refuse_unknown_fields(kind, fields)
    try:
        built = msgspec.convert(dict(fields), kind, strict=False)
    except msgspec.ValidationError as error:
        raise _invalid(error, kind) from error
    _refuse_unstorable("", built)
    return cast("Command", built)


def created_id(agency_id: str | None, command_id: UUID) -> UUID:
    """This will derive the id of the thing that a command of CREATED_ID creates.

    It follows from who sends which command, so that no two agencies ever name the same thing.
    """
    return derived_id(CREATED, f"{agency_id}:{command_id}")


@cache
def _names_of(kind: type) -> tuple[str, ...]:
    """The names of a dataclass's fields; none of anything else."""
    return tuple(each.name for each in fields_of(kind)) if dataclasses.is_dataclass(kind) else ()


def _refuse_unstorable(path: str, value: object) -> None:
    """Look at each text, number, date and so on within it, with its path."""
    if isinstance(value, str):
        _refuse_unstorable_text(path, value)
    elif isinstance(value, date):
        _refuse_unstorable_date(path, value)
    elif isinstance(value, tuple):
        for place, part in enumerate(value):
            _refuse_unstorable(f"{path}[{place}]", part)
    else:
        kind: type = type(value)
        for name in _names_of(kind):
            _refuse_unstorable(f"{path}.{name}" if path else name, getattr(value, name))


def _refuse_unstorable_text(path: str, value: str) -> None:
    if value.isprintable():  # which neither of the two is
        return
    if "\0" in value:
        raise InvalidInput(field=path, rule="holds the character NUL", accepted="text without U+0000")
    if HALF_A_CHARACTER.search(value):
        raise InvalidInput(field=path, rule="holds half a character", accepted="Unicode text")


def _refuse_unstorable_date(path: str, value: date) -> None:
    if not is_in_calendar(value):
        raise InvalidInput(field=path, rule="the year does not fit", accepted=f"years {FIRST_YEAR} to {LAST_YEAR}")
    if isinstance(value, datetime) and value.tzinfo is None:
        raise InvalidInput(field=path, rule="the time has no offset", accepted="an ISO 8601 time with offset")


def _refuse_unknown_fields(kind: type, fields: Mapping[str, object]) -> None:
    known = _names_of(kind)
    unknown = [name for name in fields if name not in known]
    if unknown:
        raise InvalidInput(field=unknown[0], rule=f"{kind.__name__} has no such field", accepted=", ".join(known))


def _invalid(error: msgspec.ValidationError, kind: type) -> InvalidInput:
    told = PLACE.match(str(error))
    rule, path = (told["rule"], told["path"] or "") if told else (str(error), "")
    missing = MISSING.search(rule)
    if missing:
        path = f"{path}.{missing['name']}".lstrip(".")
        return InvalidInput(field=path, rule="is missing", accepted=accepted_at(kind, path))
    return InvalidInput(field=path or "command", rule=what_is_wrong(rule), accepted=accepted_at(kind, path))
