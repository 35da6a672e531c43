"""Reads a chronology as a joint investigation: who joined when, what happened by which source, what is disputed.

It must not make dates more exact than the sources do, nor prefer one source to another.
"""

from collections.abc import Iterator

from consumers.files.agencies import AgencyBook
from consumers.files.interpretation.partners import Partnership, partnership_of
from consumers.files.interpretation.steps import Happening, Origin, Step, Stepping
from consumers.files.mapping import Mapping
from consumers.files.reading.chronicle import Chronicle, Conflict, Fact, Said
from consumers.files.summary import Place, Unused
from domain.aggregate import Command
from domain.investigation.commands import (
    AcceptInvitation,
    InvitePartner,
    OpenInvestigation,
    RecordContradiction,
    RecordFact,
)  # fmt: skip
from domain.investigation.events import Claim
from domain.investigation.vocabulary import FactKind, LegalBasisKind, SourceGrade
from domain.occurred import Occurred, Precision, parse_occurred
from domain.refusal import InvalidInput

__all__ = ["interpret_chronicle"]

LENGTHS = {"year": 4, "month": 7, "day": 10}
"""Characters of an ISO 8601 date of that precision."""

NEEDED_CLAIMS = 2
"""A single claim contradicts nothing that is told; it is recorded as a fact."""

DERIVED = "The date was derived from what the source says; the source does not state it."

Dated = tuple[Place, Fact, Occurred]


def interpret_chronicle(chronicle: Chronicle, mapping: Mapping, book: AgencyBook) -> tuple[list[Step], list[Unused]]:
    """This will return the steps of one case, and the facts that cannot be used with their places."""
    unused = list(chronicle.unused)
    dated = list(_dated(chronicle, mapping, unused))
    dated.sort(key=lambda fact: (fact[2].at is None, str(fact[2].at), fact[1].id, fact[1].digest))
    partnership = partnership_of(chronicle.participants, [(fact, moment) for _, fact, moment in dated], book)
    telling = _Telling(chronicle, mapping, partnership)
    return [*telling.beginning(), *telling.facts(dated), *telling.conflicts()], unused


def _dated(chronicle: Chronicle, mapping: Mapping, unused: list[Unused]) -> Iterator[Dated]:
    for place, fact in chronicle.facts:
        if not (fact.fact.strip() and fact.source.strip()):
            unused.append(Unused(place=place, reason="a fact needs words and a source", case=chronicle.id))
            continue
        try:
            yield place, fact, _moment(fact, mapping.time.zone)
        except InvalidInput as error:
            reason = f"{error.field}: {error.rule}"
            unused.append(Unused(place=place, reason=reason, accepted=error.accepted, case=chronicle.id))


def _moment(fact: Fact, zone: str) -> Occurred:
    precision = (fact.precision or "").strip().casefold()
    if precision == "unknown" or not fact.date:
        return Occurred(None, Precision.UNKNOWN, None, zone)
    length = LENGTHS.get(precision, len(fact.date))
    text = fact.date[:length]
    return parse_occurred(f"{text}/{fact.date_end[:length]}" if fact.date_end else text, zone, field="date")


class _Telling:
    """One chronology being turned into steps."""

    def __init__(self, chronicle: Chronicle, mapping: Mapping, partnership: Partnership) -> None:
        self._chronicle, self._mapping, self._partnership = chronicle, mapping, partnership
        self._stepping = Stepping(mapping.log.name, chronicle.id)
        self._copies: dict[str, int] = {}

    def beginning(self) -> Iterator[Step]:
        lead = self._partnership.lead
        opening = OpenInvestigation(
            investigation_id=self._stepping.case_id,
            reference=self._chronicle.id,
            title=self._mapping.case.title.format(case=self._chronicle.title)[:300],
            crime_areas=(self._crime_area(),),
            legal_basis=LegalBasisKind.IMPORTED_RECORD,
            lead_agency_id=lead,
            first_member_id=self._stepping.actor_id,
        )
        yield self._stepping.step(opening, "opening", Happening(self._partnership.opened, lead))
        for partner in self._partnership.partners:
            key, case_id = f"partner:{partner.agency}", self._stepping.case_id
            invitation = InvitePartner(investigation_id=case_id, agency_id=partner.agency, role=partner.role)
            yield self._stepping.step(invitation, key, Happening(partner.joined, lead))
            acceptance = AcceptInvitation(investigation_id=case_id, agency_id=partner.agency)
            yield self._stepping.step(acceptance, key, Happening(partner.joined, partner.agency))

    def facts(self, dated: list[Dated]) -> Iterator[Step]:
        for place, fact, moment in dated:
            key = self._key(fact.digest)
            happening = Happening(moment, self._acting(fact), None, self._origin(key, place))
            yield self._stepping.step(self._fact(fact, key), key, happening)

    def conflicts(self) -> Iterator[Step]:
        unknown = Occurred(None, Precision.UNKNOWN, None, self._mapping.time.zone)
        for place, conflict in sorted(self._chronicle.conflicts, key=lambda entry: entry[1].digest):
            key = self._key(conflict.digest)
            happening = Happening(unknown, self._partnership.lead, None, self._origin(key, place))
            yield self._stepping.step(self._contradiction(conflict, key), key, happening)

    def _key(self, digest: str) -> str:
        copy = self._copies[digest] = self._copies.get(digest, -1) + 1
        return f"{digest}-{copy}" if copy else digest

    def _acting(self, fact: Fact) -> str:
        codes = self._partnership.codes
        return next((codes[actor] for actor in fact.actors if actor in codes), self._partnership.lead)

    def _origin(self, key: str, place: Place) -> Origin:
        return Origin(key, place, self._chronicle.id)

    def _crime_area(self) -> str:
        told = self._chronicle.crime_area.casefold()
        areas = self._mapping.case.crime_areas
        return next((code for words, code in areas.items() if words.casefold() in told), self._mapping.case.crime_area)

    def _fact(self, fact: Fact, key: str) -> RecordFact:
        codes = self._partnership.codes
        kind = fact.kind.strip().upper()
        return RecordFact(
            investigation_id=self._stepping.case_id,
            fact_id=fact.id.strip()[:300] or key,
            kind=FactKind(kind) if kind in list(FactKind) else FactKind.OTHER,
            text=fact.fact,
            source=fact.source,
            grade=self._grade(fact.source_grade),
            also_sources=fact.also_sources,
            actors=tuple(codes.get(actor, actor)[:300] for actor in fact.actors if actor.strip()),
            addressee=codes.get(fact.addressee, fact.addressee)[:300] if fact.addressee else None,
            unit=fact.unit[:300] if fact.unit else None,
            date_note=DERIVED if fact.derived_date else None,
        )

    def _contradiction(self, conflict: Conflict, key: str) -> Command:
        if len({(said.claim, said.source) for said in conflict.claims}) >= NEEDED_CLAIMS:
            return RecordContradiction(
                investigation_id=self._stepping.case_id,
                contradiction_id=f"contradiction-{key}",
                about=conflict.about,
                claims=tuple(self._claim(said) for said in conflict.claims),
            )
        said = next(iter(conflict.claims), Said("no claim is told", self._mapping.log.cite))
        return RecordFact(
            investigation_id=self._stepping.case_id,
            fact_id=f"contradiction-{key}",
            kind=FactKind.OTHER,
            text=f"{conflict.about}: {said.claim}",
            source=said.source,
            grade=self._grade(said.source_grade),
        )

    def _claim(self, said: Said) -> Claim:
        return Claim(claim=said.claim, source=said.source, grade=self._grade(said.source_grade))

    def _grade(self, text: str) -> SourceGrade:
        grades = {words.casefold(): grade for words, grade in self._mapping.grades.items()}
        return SourceGrade(grades.get(text.strip().casefold(), SourceGrade.SECONDARY))
