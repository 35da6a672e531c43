"""Which unit should get a request: the competent ones, closest first, each with the reasons of its rank.

It must not assign anything, nor load agencies: whoever asks brings them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from domain.agency.competence import Competence, Fit, Question
from domain.agency.state import Agency, Unit
from domain.reference import crime_areas, regions
from domain.refusal import InvalidInput
from domain.routing_rule import STANDING_RULE, Preference, RoutingRule

__all__ = ["Criterion", "PassedOver", "Proposal", "Proposed", "Wanted", "propose"]


FOREIGN = 10_000
"""The place of a language that a unit does not work in: ISO 639 has fewer languages."""


class Criterion(StrEnum):
    """What a unit must meet, in the order in which it is looked at."""

    CRIME_AREA = "CRIME_AREA"
    REGION = "REGION"
    LANGUAGE = "LANGUAGE"
    DATE = "DATE"
    IN_SERVICE = "IN_SERVICE"
    DAY_AND_NIGHT = "DAY_AND_NIGHT"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a competent unit is sought for.

    region: ISO 3166-1 alpha-2, UN M49 or WORLD; region or language None: any will do. is_urgent: prefer units that are
    reached day and night. agency_id: only units of this agency.
    """

    crime_area: str
    region: str | None = None
    language: str | None = None
    on: date
    is_urgent: bool = False
    agency_id: str | None = None

    @property
    def question(self) -> Question:
        """The same, as a competence understands it."""
        return Question(crime_area=self.crime_area, region=self.region, language=self.language, on=self.on)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """A competent unit. rank: 1 is closest; reasons: why it stands there, as sentences, and before them as facts.

    covering_area, covering_region: what was sought, or what contains it; the region is None where none was sought.
    language_place: 0 for the working language, None where the unit has it not, or none was sought.
    """

    rank: int
    agency_id: str
    unit_id: str
    name: str
    competence_id: str
    is_always_open: bool
    covering_area: str
    covering_region: str | None
    language_place: int | None
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A unit that is competent for the crime area, and the criterion on which the closest of its competences failed."""

    agency_id: str
    unit_id: str
    name: str
    failed: Criterion


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """The competent units, closest first; where there is none, the criterion on which the last candidates failed.

    passed_over: who else is competent for the crime area; by code.
    """

    units: tuple[Proposed, ...]
    passed_over: tuple[PassedOver, ...] = ()
    failed: Criterion | None = None
    explanation: str | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A unit with one of its competences."""

    agency: Agency
    unit: Unit
    competence: Competence

    @property
    def is_always_open(self) -> bool:
        """True when the unit is reached day and night; its agency's contact point counts where it has none."""
        contact = self.unit.contact or self.agency.contact
        return contact is not None and contact.always_open

    def breadth(self, on: date) -> int:
        """How many crime areas the unit is competent for on a day, those included that these cover."""
        held = {area for each in self.unit.competences.values() if each.is_valid(on) for area in each.crime_areas}
        return sum(not held.isdisjoint(crime_areas.lineage(area.code)) for area in crime_areas.all())


@dataclass(frozen=True, slots=True)
class Fitting:
    """A candidate that fits, and how closely. language_place: None where it does not work in the language."""

    candidate: Candidate
    fit: Fit
    language_place: int | None


@dataclass(frozen=True, slots=True)
class Search:
    """What is sought, and by which rule."""

    wanted: Wanted
    rule: RoutingRule

    def fitting(self, candidate: Candidate) -> Fitting | None:
        """This will tell how closely a candidate fits; None where it does not."""
        wanted, competence = self.wanted, candidate.competence
        if not candidate.unit.is_active(wanted.on) or not self.is_awake(candidate):
            return None
        asked = wanted.question if self.rule.language_is_needed else replace(wanted.question, language=None)
        fit = competence.fit(asked)
        return None if fit is None else Fitting(candidate, fit, competence.language_place(wanted.language))

    def is_awake(self, candidate: Candidate) -> bool:
        """True where the candidate is reached when it has to be."""
        return candidate.is_always_open or not (self.wanted.is_urgent and self.rule.day_and_night_is_needed)

    def place(self, found: Fitting) -> tuple[object, ...]:
        """This will tell the place of a candidate: less is closer."""
        weights = tuple(self._distance(found, preference) for preference in self.rule.order)
        return (*weights, found.candidate.unit.unit_id, found.candidate.competence.competence_id)

    def _distance(self, found: Fitting, preference: Preference) -> int:
        match preference:
            case Preference.DAY_AND_NIGHT:
                return int(self.wanted.is_urgent and not found.candidate.is_always_open)
            case Preference.CRIME_AREA:
                return found.fit.area_steps
            case Preference.REGION:
                return found.fit.region_steps
            case Preference.LANGUAGE:
                return FOREIGN if found.language_place is None else found.language_place
            case Preference.SPECIALISED:
                return found.candidate.breadth(self.wanted.on)


def propose(agencies: Iterable[Agency], wanted: Wanted, rule: RoutingRule = STANDING_RULE) -> Proposal:
    """This will rank the units that are competent, whatever the order of the agencies.

    The standing rule: reached day and night (urgent only), then exact area before parent, then narrower region before
    wider, then working language before further ones, then code. Raises InvalidInput naming an unknown area or region.
    """
    _require_known(wanted)
    candidates, search = list(_candidates(agencies, wanted)), Search(wanted, rule)
    fitting = sorted(_closest(candidates, search), key=search.place)
    units = tuple(_proposed(rank, found, search) for rank, found in enumerate(fitting, start=1))
    passed_over = tuple(_passed_over(candidates, search, {unit.unit_id for unit in units}))
    if units:
        return Proposal(units=units, passed_over=passed_over)
    failed, explanation = _why_none(candidates, search)
    return Proposal(units=(), passed_over=passed_over, failed=failed, explanation=explanation)


def _require_known(wanted: Wanted) -> None:
    if not crime_areas.exists(wanted.crime_area, wanted.on):
        raise InvalidInput(
            field="crimeArea", rule=f"{wanted.crime_area!r} is no crime area in use", accepted="a code of the list"
        )
    if wanted.region is not None and not regions.exists(wanted.region):
        raise InvalidInput(
            field="region", rule=f"{wanted.region!r} is no region", accepted="ISO 3166-1 alpha-2, UN M49 or WORLD"
        )


def _candidates(agencies: Iterable[Agency], wanted: Wanted) -> Iterator[Candidate]:
    for agency in agencies:
        if wanted.agency_id in (None, agency.agency_id):
            for unit in agency.units.values():
                yield from (Candidate(agency, unit, held) for held in unit.competences.values())


def _closest(candidates: Iterable[Candidate], search: Search) -> Iterable[Fitting]:
    closest: dict[str, Fitting] = {}
    for candidate in candidates:
        found = search.fitting(candidate)
        if found is not None:
            best = closest.get(candidate.unit.unit_id)
            if best is None or search.place(found) < search.place(best):
                closest[candidate.unit.unit_id] = found
    return closest.values()


def _proposed(rank: int, found: Fitting, search: Search) -> Proposed:
    candidate = found.candidate
    return Proposed(
        rank=rank,
        agency_id=candidate.agency.agency_id,
        unit_id=candidate.unit.unit_id,
        name=candidate.unit.name,
        competence_id=candidate.competence.competence_id,
        is_always_open=candidate.is_always_open,
        covering_area=found.fit.covering_area,
        covering_region=None if search.wanted.region is None else found.fit.covering_region,
        language_place=None if search.wanted.language is None else found.language_place,
        reasons=tuple(_reasons(found, search)),
    )


def _reasons(found: Fitting, search: Search) -> Iterator[str]:
    fit, wanted = found.fit, search.wanted
    if wanted.is_urgent:
        yield "reached day and night" if found.candidate.is_always_open else "not reached day and night"
    exact = fit.area_steps == 0
    yield (
        f"competent for {fit.covering_area} itself" if exact else f"competent for {fit.covering_area}, which covers it"
    )
    if wanted.region is not None:
        exact = fit.region_steps == 0
        yield f"for {wanted.region} itself" if exact else f"for {fit.covering_region}, which contains {wanted.region}"
    if wanted.language is not None:
        spoken = {None: "not among its languages", 0: "its working language"}
        yield f"{wanted.language} is {spoken.get(found.language_place, 'among its languages')}"
    if Preference.SPECIALISED in search.rule.order:
        yield f"crime areas that it is competent for: {found.candidate.breadth(wanted.on)}"


def _passed_over(candidates: list[Candidate], search: Search, fitting: set[str]) -> Iterator[PassedOver]:
    criteria, furthest = list(Criterion), dict[str, tuple[int, Candidate]]()
    for candidate in candidates:
        failed = next((place for place, each in enumerate(criteria) if not _meets(candidate, each, search)), 0)
        if failed > furthest.get(candidate.unit.unit_id, (0,))[0]:
            furthest[candidate.unit.unit_id] = failed, candidate
    for unit_id, (failed, found) in sorted(furthest.items()):
        if unit_id not in fitting:
            yield PassedOver(found.agency.agency_id, unit_id, found.unit.name, criteria[failed])


def _why_none(candidates: list[Candidate], search: Search) -> tuple[Criterion, str]:
    left = candidates
    for criterion in Criterion:
        passed = [candidate for candidate in left if _meets(candidate, criterion, search)]
        if not passed:
            return criterion, _explained(criterion, left, search.wanted)
        left = passed
    raise AssertionError("a candidate that meets every criterion fits")


def _meets(candidate: Candidate, criterion: Criterion, search: Search) -> bool:
    competence, wanted = candidate.competence, search.wanted
    match criterion:
        case Criterion.CRIME_AREA:
            return competence.area_steps(wanted.crime_area) is not None
        case Criterion.REGION:
            return competence.region_steps(wanted.region) is not None
        case Criterion.LANGUAGE:
            return not search.rule.language_is_needed or competence.language_place(wanted.language) is not None
        case Criterion.DATE:
            return competence.is_valid(wanted.on)
        case Criterion.IN_SERVICE:
            return candidate.unit.is_active(wanted.on)
        case Criterion.DAY_AND_NIGHT:
            return search.is_awake(candidate)


def _explained(criterion: Criterion, left: list[Candidate], wanted: Wanted) -> str:
    units = ", ".join(sorted({candidate.unit.unit_id for candidate in left})) or "none"
    match criterion:
        case Criterion.CRIME_AREA:
            return f"No unit is competent for {wanted.crime_area}."
        case Criterion.REGION:
            return f"No unit competent for {wanted.crime_area} covers {wanted.region}; those of other regions: {units}."
        case Criterion.LANGUAGE:
            spoken = ", ".join(sorted({language for candidate in left for language in candidate.competence.languages}))
            return f"No competent unit works in {wanted.language}; {units} in {spoken}."
        case Criterion.DATE:
            return f"No competence covers it on {wanted.on}; it was or will be covered by {units}."
        case Criterion.IN_SERVICE:
            return f"The competent units are suspended or retired on {wanted.on}: {units}."
        case Criterion.DAY_AND_NIGHT:
            return f"It is urgent, and the competent units are not reached day and night: {units}."
