"""Gives the countries, bodies and teams of a file their codes in the directory, and remembers which were met.

It must not register anything: what was met is registered by `interpretation/directory.py`.
"""

import hashlib
import re
import tomllib
import unicodedata
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

from consumers.files.mapping import Mapping
from domain.reference import countries

__all__ = ["AgencyBook", "Named", "code_of"]

AGENCY_CODE_LENGTH = 32
UNIT_CODE_LENGTH = 48
"""Lengths of codes in domain/vocabulary.py."""


@dataclass(frozen=True, slots=True)
class Named:
    """An agency as it will be registered."""

    code: str
    name: str
    country: str | None
    tz: str


@dataclass(slots=True)
class AgencyBook:
    """The agencies and units of one import. notes: what was unknown, each once."""

    mapping: Mapping
    agencies: dict[str, Named] = field(default_factory=dict)
    units: dict[tuple[str, str], str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    _known: dict[tuple[str, str], str] = field(default_factory=dict)

    def agency(self, country: str, agency: str = "") -> str:
        """This will give the code of an agency from the country or name that a row has; empty texts mean unknown."""
        code = self._known.get((country, agency))
        if code is None:
            code = self._known[country, agency] = self._meet(country, agency)
        return code

    def unit(self, agency_code: str, text: str) -> str:
        """This will give the code of a unit; spellings that differ in case and punctuation only are one unit."""
        code = self._known.get((agency_code, "/" + text))
        if code is None:
            code = f"{agency_code}/{code_of(text, UNIT_CODE_LENGTH)}"
            self._known[agency_code, "/" + text] = code
            spelling = text.strip()[:300]
            self.units[agency_code, code] = min(spelling, self.units.get((agency_code, code), spelling))
        return code

    def zone(self, agency_code: str) -> str:
        """This will name the time zone of an agency that was met."""
        return self.agencies[agency_code].tz

    def country_of(self, text: str) -> str | None:
        """This will find the country of a spelling, by the mapping's own list first."""
        own = self.mapping.values.country.get(text)
        return (own or None) if own is not None else countries.alpha2(text)

    def _meet(self, country_text: str, agency_text: str) -> str:
        named = self._named(country_text.strip(), agency_text.strip())
        self.agencies.setdefault(named.code, named)
        return named.code

    def _named(self, country_text: str, agency_text: str) -> Named:
        rules = self.mapping.agencies
        country = self.country_of(country_text) if country_text else None
        zone = _zones().get(country, self.mapping.time.zone) if country else self.mapping.time.zone
        if agency_text:
            code = rules.bodies.get(agency_text) or code_of(agency_text, AGENCY_CODE_LENGTH)
            return Named(code, agency_text[:300], country, zone)
        if country is not None:
            name = rules.name.format(country=countries.name(country))
            return Named(rules.code.format(country=country), name, country, zone)
        if country_text:
            return self._of_no_country(country_text, zone)
        if self.mapping.columns is not None and self.mapping.columns.country:
            self.notes.append(f"Some events name no country: they stand under {rules.unknown}.")
        return Named(rules.unknown, rules.unknown_name, None, zone)

    def _of_no_country(self, text: str, zone: str) -> Named:
        bodies = {name.casefold(): code for name, code in self.mapping.agencies.bodies.items()}
        if text.casefold() in bodies:
            return Named(bodies[text.casefold()], text, None, zone)
        rules = self.mapping.agencies
        if text in self.mapping.values.country:
            self.notes.append(f"{text!r} stands for an unknown country: its events stand under {rules.unknown}.")
            return Named(rules.unknown, rules.unknown_name, None, zone)
        self.notes.append(f"{text[:80]!r} is no country that is known: it has an agency of its own.")
        code = "ZZ-" + code_of(text, AGENCY_CODE_LENGTH - 3)
        return Named(code, f"Unknown country {text[:80]!r} of imported records", None, zone)


def code_of(text: str, length: int) -> str:
    """This will make a code of A-Z, 0-9 and hyphens; where letters would be lost, a hash keeps it unique."""
    plain = unicodedata.normalize("NFKD", text)
    kept = "".join(c for c in plain if not unicodedata.combining(c)).upper()
    code = re.sub(r"[^A-Z0-9]+", "-", kept).strip("-")
    is_whole = not re.search(r"[^\W_A-Z0-9]", kept)
    if code and is_whole and len(code) <= length:
        return code if len(code) > 1 else f"{code}-0"
    mark = hashlib.sha256(kept.encode("utf-8", "surrogatepass")).hexdigest()[:8].upper()
    return f"{code[: length - 9]}-{mark}".lstrip("-")


@cache
def _zones() -> dict[str, str]:
    text = (resources.files("consumers.files") / "zones.toml").read_text(encoding="utf-8")
    return {country: str(zone) for country, zone in tomllib.loads(text).items()}
