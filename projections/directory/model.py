"""Folds the agencies' events with the domain's own evolve, and writes the agencies and units that changed.

It must not interpret periods: who is competent on a day is asked of the domain.
"""

from collections.abc import Iterable
from dataclasses import replace
from importlib.resources import files

import msgspec
from psycopg import sql

from domain.agency.events import AgencyRegistered
from domain.agency.state import Agency, Unit, evolve
from domain.event import Recorded
from projections import policies
from projections.engine.memory import Batch, Memory
from projections.engine.read_model import ReadModel, Row, Table, Tables, array, moment

__all__ = ["DIRECTORY", "Directory"]

_REMEMBERED = 2_000
"""Agencies that stay in memory: more than all countries have single points of contact."""

_AGENCIES = Table(
    "agencies",
    ("agency_id", "name", "country", "tz", "languages", "contact", "unit_count", "version", "folded"),
    key=("agency_id", "text"),
)

_ROLES = Table("agency_roles", ("agency_id", "role", "valid_from", "valid_to"), key=("agency_id", "text"))

_UNITS = Table(
    "units",
    (
        "unit_id", "agency_id", "name", "family", "valid_from", "valid_to", "suspensions", "contact", "competences",
        "areas",
    ),
    key=("unit_id", "text"),
)  # fmt: skip

# The agencies that are not in memory.
_FOLDED = sql.SQL("SELECT agency_id, version, folded FROM agencies WHERE agency_id = ANY(%(ids)s)")

_PREFIX = "agency."

_decode = msgspec.json.Decoder(Agency).decode
_encode = msgspec.json.Encoder().encode

Versioned = tuple[int, Agency]


class Directory:
    """The folding: remembers the agencies it met last."""

    def __init__(self) -> None:
        self._agencies: Memory[str, Versioned] = Memory(_REMEMBERED)
        self._before: dict[str, Agency] = {}

    def fold(self, batch: Batch, tables: Tables) -> None:
        """This will bring the agencies of the batch up to date."""
        own = [each for each in batch if each.event.TOPIC.startswith(_PREFIX)]
        self._recall(own, tables)
        for recorded in own:
            agency_id = _agency_id(recorded)
            _, agency = self._agencies.get(agency_id) or (0, Agency())
            self._before.setdefault(agency_id, agency)
            after = evolve(agency, recorded)
            if after.is_known or isinstance(recorded.event, AgencyRegistered):
                self._agencies.put(agency_id, (recorded.envelope.aggregate_version, after))

    def write(self, tables: Tables) -> None:
        """This will write the agencies that changed, and of their units those that did."""
        before, self._before = self._before, {}
        known = {each: versioned for each in sorted(before) if (versioned := self._agencies.get(each))}
        gone = self._agencies.written(known)
        tables.replace(_AGENCIES, gone, [_agency(*versioned) for versioned in known.values()])
        tables.replace(_ROLES, gone, [row for _, agency in known.values() for row in _roles(agency)])
        units = [
            (agency, unit)
            for each, (_, agency) in known.items()
            for unit in agency.units.values()
            if unit is not before[each].units.get(unit.unit_id)
        ]
        tables.replace(_UNITS, [unit.unit_id for _, unit in units], [_unit(*pair) for pair in units])
        self._agencies.shrink()

    def _recall(self, own: Iterable[Recorded], tables: Tables) -> None:
        def fetch(missing: list[str]) -> Iterable[tuple[str, Versioned]]:
            rows = tables.fetch(_FOLDED, ids=missing)
            return ((agency_id, (version, _decode(folded))) for agency_id, version, folded in rows)

        self._agencies.recall(map(_agency_id, own), fetch)


def _agency_id(recorded: Recorded) -> str:
    return str(getattr(recorded.event, "agency_id", ""))


def _json(value: object) -> str | None:
    return None if value is None else _encode(value).decode()


def _agency(version: int, agency: Agency) -> Row:
    return (
        agency.agency_id,
        agency.name,
        agency.country,
        agency.tz,
        array(agency.languages),
        _json(agency.contact),
        len(agency.units),
        version,
        _json(replace(agency, standing_authorisations={})),  # these are for the eyes of the three named agencies
    )


def _roles(agency: Agency) -> Iterable[Row]:
    for held in agency.roles:
        yield agency.agency_id, held.role.value, moment(held.valid_from), moment(held.valid_to)


def _unit(agency: Agency, unit: Unit) -> Row:
    competences = tuple(unit.competences.values())
    return (
        unit.unit_id,
        agency.agency_id,
        unit.name,
        unit.family,
        moment(unit.valid_from),
        moment(unit.valid_to),
        _json(unit.suspensions),
        _json(unit.contact),
        _json(competences),
        array(sorted({area for competence in competences for area in competence.crime_areas})),
    )


DIRECTORY = ReadModel(
    name="directory",
    version=4,
    definition=files(__package__).joinpath("table.sql").read_text(encoding="utf-8"),
    tables=("agencies", "agency_roles", "units"),
    begin=Directory,
    policies=policies.DIRECTORY,
)
