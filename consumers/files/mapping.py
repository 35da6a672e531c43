"""Mapping files: what the columns of somebody's file mean, which activity means what, who the agencies are.

They must not hold code: a mapping is data, and a wrong one is refused with the key, the rule and what is accepted.
"""

import re
import tomllib
from datetime import date
from enum import StrEnum
from importlib import resources
from pathlib import Path
from zoneinfo import available_timezones

import msgspec

from domain.investigation.vocabulary import FactKind, SourceGrade
from domain.reference import crime_areas
from domain.refusal import InvalidInput

__all__ = ["FILE_ORDER", "Columns", "Mapping", "Meaning", "load_mapping", "shipped_mappings"]

NAME = re.compile(r"[a-z0-9][a-z0-9_\-]{0,39}")
FILE_ORDER = "@line"
"""In place of a column: the order of the lines decides between equal times."""


class Meaning(StrEnum):
    """What an activity says of the work on a case; anything else is the name of a kind of fact."""

    TAKEN_UP = "TAKEN_UP"
    ASSIGNED = "ASSIGNED"
    QUEUED = "QUEUED"
    WAITING = "WAITING"
    COMPLETED = "COMPLETED"
    CANCELLED = "CANCELLED"
    NOTED = "NOTED"


class Log(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whose file it is. name: stands in every id, so that a renamed file is no new log; cite: named as the source."""

    name: str
    title: str
    cite: str
    format: str = "events"
    grade: SourceGrade = SourceGrade.RECORD


class Columns(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Names of columns or attributes; the first of several that a row has counts; case and punctuation do not.

    details: columns that are told in the text of a fact. sequence: number that orders equal times, or `@line`.
    """

    case: tuple[str, ...]
    activity: tuple[str, ...]
    transition: tuple[str, ...] = ()
    time: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    agency: tuple[str, ...] = ()
    unit: tuple[str, ...] = ()
    sequence: tuple[str, ...] = ()
    details: tuple[str, ...] = ()


class Times(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How times are written. formats: `iso` or strptime patterns; zone: IANA name for times that carry no offset."""

    zone: str = "UTC"
    formats: tuple[str, ...] = ("iso",)


class Values(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What values stand for. missing: texts that mean nothing is known; country: spellings that the reference lacks."""

    missing: tuple[str, ...] = ("",)
    country: dict[str, str] = {}


class Agencies(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How agencies get their codes. code: with `{country}`; unknown: where the country is none; bodies: by name.

    requests: whether work that goes from one agency to another is recorded as a cooperation request.
    valid_from: day from which units are registered; files seldom tell, so it lies before any electronic log.
    """

    code: str = "{country}-IMPORT"
    name: str = "{country}, as named in imported records"
    unknown: str = "ZZ-IMPORT"
    unknown_name: str = "Unknown agency of imported records"
    bodies: dict[str, str] = {}
    requests: bool = True
    valid_from: date = date(1970, 1, 1)


class Case(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a case enters. title: with `{case}`, no operational text.

    crime_area: code for cases whose file names none; crime_areas: from the file's words to codes.
    """

    title: str = "Imported case {case}"
    crime_area: str = "CRIME_ANALYSIS"
    crime_areas: dict[str, str] = {}


class Mapping(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A mapping file. activities: `activity` or `activity/transition` to a Meaning or kind of fact; `*` for others."""

    log: Log
    columns: Columns | None = None
    time: Times = Times()
    values: Values = Values()
    agencies: Agencies = Agencies()
    case: Case = Case()
    activities: dict[str, str] = {}
    grades: dict[str, str] = {}


def shipped_mappings() -> tuple[str, ...]:
    """This will name the mappings that come with Entente."""
    folder = resources.files("consumers.files") / "mappings"
    return tuple(sorted(entry.name.removesuffix(".toml") for entry in folder.iterdir() if entry.name.endswith(".toml")))


def load_mapping(name_or_path: str) -> Mapping:
    """This will load a mapping by name or path. Raises InvalidInput naming the key, the rule and what is accepted."""
    return _checked(_parsed(_text_of(name_or_path), name_or_path))


def _text_of(name_or_path: str) -> str:
    if name_or_path in shipped_mappings():
        return (resources.files("consumers.files") / "mappings" / f"{name_or_path}.toml").read_text(encoding="utf-8")
    accepted = f"{', '.join(shipped_mappings())}, or the path of a TOML file"
    try:
        return Path(name_or_path).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidInput(field="mapping", rule=f"{name_or_path} is not UTF-8", accepted=accepted) from error
    except (OSError, ValueError) as error:
        rule = f"{name_or_path!r} is no shipped mapping and cannot be read as a file"
        raise InvalidInput(field="mapping", rule=rule, accepted=accepted) from error


def _parsed(text: str, name: str) -> Mapping:
    try:
        return msgspec.convert(tomllib.loads(text), Mapping)
    except tomllib.TOMLDecodeError as error:
        raise InvalidInput(field="mapping", rule=f"{name}: {error}", accepted="TOML 1.0") from error
    except msgspec.ValidationError as error:
        rule, _, path = str(error).partition(" - at `$")
        key = path.rstrip("`").lstrip(".")
        raise _wrong(key, rule, _keys_near(key)) from error


def _keys_near(path: str) -> str:
    tables = {"log": Log, "columns": Columns, "time": Times, "values": Values, "agencies": Agencies, "case": Case}
    kind = tables.get(path.split(".", maxsplit=1)[0].split("[", maxsplit=1)[0], Mapping)
    return "the keys " + ", ".join(kind.__struct_fields__) + " with values as in the shipped mappings"


def _wrong(key: str, rule: str, accepted: str) -> InvalidInput:
    return InvalidInput(field=f"mapping.{key}" if key else "mapping", rule=rule, accepted=accepted)


def _checked(mapping: Mapping) -> Mapping:
    if not NAME.fullmatch(mapping.log.name):
        raise _wrong("log.name", f"{mapping.log.name!r} is no name", "1 to 40 of a-z, 0-9, - and _")
    if mapping.log.format not in ("events", "chronology"):
        raise _wrong("log.format", f"{mapping.log.format!r} is no format", "events (XES and CSV) or chronology (JSON)")
    if mapping.time.zone not in available_timezones():
        raise _wrong("time.zone", f"{mapping.time.zone!r} is no time zone", "an IANA name such as Europe/Stockholm")
    if mapping.log.format == "events" and mapping.columns is None:
        raise _wrong("columns", "is missing", "a table with at least case and activity")
    for key in ("code", "name"):
        if "{country}" not in getattr(mapping.agencies, key):
            raise _wrong(
                f"agencies.{key}", "does not hold {country}", "a text with {country}, such as {country}-IMPORT"
            )
    if "{case}" not in mapping.case.title:
        raise _wrong("case.title", "does not hold {case}", "a text with {case}, such as Imported case {case}")
    for key, code in {"crime_area": mapping.case.crime_area, **mapping.case.crime_areas}.items():
        if not crime_areas.exists(code, date.max):
            raise _wrong(
                f"case.{key}", f"{code!r} is no crime area", ", ".join(area.code for area in crime_areas.all())
            )
    _check_lists(mapping)
    return mapping


def _check_lists(mapping: Mapping) -> None:
    kinds = [*Meaning, *FactKind]
    for activity, meaning in mapping.activities.items():
        if meaning not in kinds:
            raise _wrong(f"activities.{activity!r}", f"{meaning!r} is no meaning", ", ".join(kinds))
    for grade, standing in mapping.grades.items():
        if standing not in list(SourceGrade):
            raise _wrong(f"grades.{grade!r}", f"{standing!r} is no grade", ", ".join(SourceGrade))
    for spelling, country in mapping.values.country.items():
        if country and not re.fullmatch("[A-Z]{2}", country):
            raise _wrong(
                f"values.country.{spelling!r}", f"{country!r} is no country", "ISO 3166-1 alpha-2, or empty for unknown"
            )
    if mapping.columns is None:
        return
    for key in ("case", "activity"):
        if not getattr(mapping.columns, key):
            raise _wrong(f"columns.{key}", "names no column", "at least one name of a column")
