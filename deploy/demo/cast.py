"""The invented agencies, units and people of the sample stories.

It must not resemble any real unit or person: countries are real, everything in them is made up.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from uuid import uuid5

import msgspec

from deploy.demo.stage import SAMPLES, SampleMember
from deploy.shipped_directory import shipped_directory
from domain.agency.commands import DeclareAgencyRole, DeclareCompetence, RegisterAgency, RegisterUnit
from domain.aggregate import Actor, Command, Submission
from domain.event import ActorKind
from domain.refusal import InvalidInput
from domain.vocabulary import AgencyCode, AgencyRole, PersonId, Role

__all__ = [
    "CAMILLE",
    "DEVI",
    "EBBA",
    "ILSE",
    "INES",
    "JONAS",
    "MEMBERS",
    "RUI",
    "SAMIRA",
    "SANNE",
    "VLAD",
    "directory",
    "person_of",
]

SINCE = date(2024, 1, 1)
"""From when on the sample units exist: before everything that happens in the stories."""

LEADING = frozenset({Role.INVESTIGATION_OPENER, Role.AGENCY_ADMINISTRATOR})

CAMILLE = SampleMember(
    member_id="camille.morel", name="Camille Morel", agency_id="FR-OLCN", unit_id="FR-OLCN/RANSOM", roles=LEADING
)
SANNE = SampleMember(
    member_id="sanne.visser", name="Sanne Visser", agency_id="NL-LTD", unit_id="NL-LTD/DIGITAL", roles=LEADING
)
JONAS = SampleMember(
    member_id="jonas.weber", name="Jonas Weber", agency_id="DE-ZDE", unit_id="DE-ZDE/HOSTING", roles=LEADING
)
VLAD = SampleMember(
    member_id="vlad.ionescu", name="Vlad Ionescu", agency_id="RO-DIC", unit_id="RO-DIC/NORD", roles=LEADING
)
INES = SampleMember(
    member_id="ines.marin", name="Inés Marín", agency_id="ES-UCP", unit_id="ES-UCP/PORTS", roles=LEADING
)
RUI = SampleMember(member_id="rui.tavares", name="Rui Tavares", agency_id="PT-DNN", unit_id="PT-DNN/MAR", roles=LEADING)
SAMIRA = SampleMember(
    member_id="samira.alaoui", name="Samira Alaoui", agency_id="MA-DGC", unit_id="MA-DGC/STUP", roles=LEADING
)
EBBA = SampleMember(member_id="ebba.lind", name="Ebba Lind", agency_id="SE-NBU", unit_id="SE-NBU/IDENT", roles=LEADING)
DEVI = SampleMember(member_id="devi.raman", name="Devi Raman", agency_id="IO-GS", unit_id="IO-GS/CYBER", roles=LEADING)
ILSE = SampleMember(
    member_id="ilse.jansen",
    name="Ilse Jansen",
    agency_id="NL-LTD",
    roles=frozenset({Role.DIRECTORY_ADMINISTRATOR}),
)

MEMBERS = (CAMILLE, SANNE, JONAS, VLAD, INES, RUI, SAMIRA, EBBA, DEVI, ILSE)
"""All of them; each gets a sign-in link."""


def person_of(member: str, agency: str | None) -> SampleMember:
    """This will return a sample member, or anybody else of a named agency, who has no unit and no roles.

    Raises InvalidInput (field --member or --agency) where an id or a code has a wrong form, or no agency is known.
    """
    _require_form(
        "--member", member, PersonId, "a person's id of 1 to 200 characters without spaces, such as anna.berg"
    )
    if agency is not None:
        _require_form("--agency", agency, AgencyCode, "a code of A-Z, 0-9 and hyphens, such as SE-IMPORT")
    sample = next((known for known in MEMBERS if known.member_id == member), None)
    if sample is not None and agency in (None, sample.agency_id):
        return sample
    if agency is None:
        accepted = "an agency's code, or one of the sample members: " + ", ".join(known.member_id for known in MEMBERS)
        raise InvalidInput(field="--agency", rule=f"is missing, and {member} is no sample member", accepted=accepted)
    return SampleMember(member_id=member, name=member, agency_id=agency)


def _require_form(option: str, text: str, form: object, accepted: str) -> None:
    try:
        msgspec.convert(text, form)
    except msgspec.ValidationError as error:
        raise InvalidInput(field=option, rule=f"{text[:60]!r} has not the form of one", accepted=accepted) from error


AGENCIES = (
    ("FR-OLCN", "Office de lutte contre la criminalité numérique (sample)", "FR", "Europe/Paris", ("fr", "en")),
    ("NL-LTD", "Landelijk Team Digitaal (sample)", "NL", "Europe/Amsterdam", ("nl", "en")),
    ("DE-ZDE", "Zentralstelle Digitale Ermittlungen (sample)", "DE", "Europe/Berlin", ("de", "en")),
    ("RO-DIC", "Direcția de Investigații Cibernetice (sample)", "RO", "Europe/Bucharest", ("ro", "en")),
    ("ES-UCP", "Unidad Central de Puertos (sample)", "ES", "Europe/Madrid", ("es", "en")),
    ("PT-DNN", "Direção Nacional de Narcóticos (sample)", "PT", "Europe/Lisbon", ("pt", "en")),
    ("MA-DGC", "Direction générale de la coopération (sample)", "MA", "Africa/Casablanca", ("ar", "fr")),
    ("SE-NBU", "Nationella barnskyddsenheten (sample)", "SE", "Europe/Stockholm", ("sv", "en")),
)

UNITS = (
    ("FR-OLCN/RANSOM", "Section rançongiciels", "CYBERCRIME_AND_DIGITAL_EVIDENCE"),
    ("FR-OLCN/EVIDENCE", "Section preuve numérique", "DIGITAL_FORENSICS"),
    ("NL-LTD/DIGITAL", "Digital intrusion team", "CYBERCRIME_AND_DIGITAL_EVIDENCE"),
    ("NL-LTD/PORTS", "Port team", "NARCOTICS_AND_ORGANISED_CRIME"),
    ("DE-ZDE/HOSTING", "Referat Hosting", "CYBERCRIME_AND_DIGITAL_EVIDENCE"),
    ("RO-DIC/NORD", "Serviciul Nord", "CYBERCRIME_AND_DIGITAL_EVIDENCE"),
    ("ES-UCP/PORTS", "Grupo Puertos", "NARCOTICS_AND_ORGANISED_CRIME"),
    ("PT-DNN/MAR", "Secção Marítima", "NARCOTICS_AND_ORGANISED_CRIME"),
    ("MA-DGC/STUP", "Bureau des stupéfiants", "NARCOTICS_AND_ORGANISED_CRIME"),
    ("SE-NBU/IDENT", "Identifieringsgruppen", "CRIMES_AGAINST_CHILDREN_AND_TRAFFICKING"),
)


def directory() -> Iterator[Submission]:
    """This will yield the commands that enter the shipped directory, then the sample agencies and units."""
    yield from shipped_directory()
    operator = Actor(actor_id="sample-directory", kind=ActorKind.IMPORT)
    for number, command in enumerate(_commands()):
        yield Submission(command=command, command_id=uuid5(SAMPLES, f"directory {number}"), actor=operator)


def _commands() -> Iterator[Command]:
    for agency_id, name, country, tz, languages in AGENCIES:
        yield RegisterAgency(agency_id=agency_id, name=name, country=country, tz=tz, languages=languages)
        yield DeclareAgencyRole(agency_id=agency_id, role=AgencyRole.POLICE, valid_from=SINCE)
    for unit_id, name, crime_area in UNITS:
        yield from _unit(unit_id, name, crime_area)


def _unit(unit_id: str, name: str, crime_area: str) -> Iterable[Command]:
    agency_id = unit_id.partition("/")[0]
    languages = next(row[4] for row in AGENCIES if row[0] == agency_id)
    yield RegisterUnit(agency_id=agency_id, unit_id=unit_id, name=name, valid_from=SINCE)
    yield DeclareCompetence(
        agency_id=agency_id,
        unit_id=unit_id,
        competence_id=unit_id.partition("/")[2],
        crime_areas=(crime_area,),
        regions=("WORLD",),
        languages=languages,
        valid_from=SINCE,
    )
