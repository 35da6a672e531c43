"""Some 200 agencies of 46 countries, of which a few take part in most.

It must not know what they do.
"""

import random
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from domain.agency import events
from domain.aggregate import StreamKey
from domain.vocabulary import AgencyRole
from tests.benchmarks.calibrated.figures import THIRD_COUNTRIES
from tests.support.histories import Told

__all__ = ["Agency", "Parties"]

UNION = (
    "DE", "FR", "IT", "ES", "PL", "NL", "RO", "BE", "SE", "PT", "CZ", "GR", "HU", "AT", "BG", "DK", "FI", "SK", "IE",
    "HR", "LT", "SI", "LV", "EE", "CY", "LU", "MT",
)  # fmt: skip
"""By population, about."""

OTHERS = (
    "GB", "CH", "NO", "UA", "RS", "TR", "US", "AL", "BA", "MK", "ME", "MD", "GE", "CA", "AU", "JP", "BR", "IN", "IS",
)  # fmt: skip

KINDS = (
    ("SPOC", AgencyRole.SPOC),
    ("POLICE", AgencyRole.POLICE),
    ("PROSECUTION", AgencyRole.PROSECUTION),
    ("SIRENE", AgencyRole.SIRENE),
    ("COURT", AgencyRole.COURT),
    ("CUSTOMS", AgencyRole.POLICE),
)

BEFORE = date(2020, 1, 1)


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency. in_union: of a member state."""

    agency_id: str
    country: str
    role: AgencyRole
    in_union: bool

    @property
    def unit_id(self) -> str:
        """Its one unit."""
        return f"{self.agency_id}/DESK"


class Parties:
    """Who takes part, and how often: by rank of the country and of the agency in it (Zipf)."""

    def __init__(self) -> None:
        self._union, self._others = _agencies(UNION, 6, in_union=True), _agencies(OTHERS, 2, in_union=False)
        self.all = (*self._union, *self._others)
        self._union_sums, self._other_sums = _sums(len(UNION), 6), _sums(len(OTHERS), 2)

    def of_union(self, rng: random.Random) -> Agency:
        """This will choose one of a member state."""
        return self._union[bisect(self._union_sums, rng.random() * self._union_sums[-1])]

    def another(self, rng: random.Random, *than: Agency) -> Agency:
        """This will choose one of another country, beyond the Union as often as cases concern third countries."""
        while True:
            beyond = rng.random() < THIRD_COUNTRIES
            among, sums = (self._others, self._other_sums) if beyond else (self._union, self._union_sums)
            found = among[bisect(sums, rng.random() * sums[-1])]
            if all(found.country != each.country for each in than):
                return found

    def told(self) -> Iterator[Told]:
        """This will tell of the directory."""
        for agency in self.all:
            stream = StreamKey("agency", agency.agency_id).stream_id
            for event in _entries(agency):
                yield Told(stream, None, agency.agency_id, event)


def _agencies(countries: Sequence[str], each: int, *, in_union: bool) -> tuple[Agency, ...]:
    return tuple(
        Agency(f"{country}-{name}", country, role, in_union) for country in countries for name, role in KINDS[:each]
    )


def _sums(countries: int, each: int) -> list[float]:
    return list(accumulate(1 / (rank * place) for rank in range(1, countries + 1) for place in range(1, each + 1)))


def _entries(agency: Agency) -> Iterator[events.AgencyEvent]:
    yield events.AgencyRegistered(
        agency_id=agency.agency_id, name=f"{agency.country} {agency.role.title()}", country=agency.country,
        tz="Europe/Paris", languages=("en",),
    )  # fmt: skip
    yield events.AgencyRoleDeclared(agency_id=agency.agency_id, role=agency.role, valid_from=BEFORE)
    yield events.UnitRegistered(
        agency_id=agency.agency_id, unit_id=agency.unit_id, name="Desk", family="CYBERCRIME", valid_from=BEFORE
    )
