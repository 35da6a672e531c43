"""What a unit is competent for, and how closely that fits a question.

It must not know units or agencies: it compares one declaration with one question.
"""

from dataclasses import dataclass
from datetime import date

from domain.reference import crime_areas, regions

__all__ = ["Competence", "Fit", "Question", "is_valid_on"]


def is_valid_on(on: date, valid_from: date, valid_to: date | None) -> bool:
    """This will tell whether a day lies within a period; valid_to is the first day after it."""
    return valid_from <= on and (valid_to is None or on < valid_to)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a competent unit is sought for. region or language None: any will do."""

    crime_area: str
    region: str | None
    language: str | None
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """How closely a competence fits; 0 is closest.

    area_steps: 0 the area itself, 1 its parent; region_steps: 0 the region itself, then each wider one;
    language_place: 0 the first language of the competence, and so on.
    """

    area_steps: int
    region_steps: int
    language_place: int
    covering_area: str
    covering_region: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Competence:
    """Competent for each of the areas in each of the regions in each of the languages, from and to a day."""

    competence_id: str
    crime_areas: tuple[str, ...]
    regions: tuple[str, ...]
    languages: tuple[str, ...]
    valid_from: date
    valid_to: date | None = None

    def is_valid(self, on: date) -> bool:
        """True when it holds on the day."""
        return is_valid_on(on, self.valid_from, self.valid_to)

    def area_steps(self, crime_area: str) -> int | None:
        """This will count the steps up to a declared area that covers the one asked; None where none does."""
        return _first_place(crime_areas.lineage(crime_area), self.crime_areas)

    def region_steps(self, region: str | None) -> int | None:
        """This will count the steps out to a declared region that contains the one asked; None where none does."""
        return 0 if region is None else _first_place(regions.lineage(region), self.regions)

    def language_place(self, language: str | None) -> int | None:
        """This will tell the place of a language among the declared ones; None where it is missing."""
        if language is None:
            return 0
        return self.languages.index(language) if language in self.languages else None

    def fit(self, question: Question) -> Fit | None:
        """This will tell how closely it fits the question; None where it does not."""
        area, region = self.area_steps(question.crime_area), self.region_steps(question.region)
        place = self.language_place(question.language)
        if area is None or region is None or place is None or not self.is_valid(question.on):
            return None
        return Fit(
            area_steps=area,
            region_steps=region,
            language_place=place,
            covering_area=crime_areas.lineage(question.crime_area)[area],
            covering_region=self.regions[0] if question.region is None else regions.lineage(question.region)[region],
        )


def _first_place(lineage: tuple[str, ...], declared: tuple[str, ...]) -> int | None:
    return next((place for place, code in enumerate(lineage) if code in declared), None)
