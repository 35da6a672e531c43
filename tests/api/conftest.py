"""The house served on a fresh database, and two investigations that know nothing of each other.

It must not hold expectations.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from io import StringIO
from typing import Any

import pytest

from deploy.logs import Lines
from deploy.postgres_cluster import APP
from domain.agency.commands import RegisterAgency, RegisterUnit
from domain.agency.shipped import shipped_commands
from domain.vocabulary import Role
from tests.support.postgres import Server, fresh_database
from tests.support.served import Person, Served, served

FIRST_DAY = date(2020, 1, 1)
OPENER = Role.INVESTIGATION_OPENER


OWN_DIRECTORY = (
    RegisterAgency(agency_id="FR-SPOC", name="Desk of France", country="FR", tz="Europe/Paris", languages=("fr", "en")),
    RegisterAgency(
        agency_id="DE-BKA", name="Desk of Germany", country="DE", tz="Europe/Berlin", languages=("de", "en")
    ),
    RegisterUnit(agency_id="FR-SPOC", unit_id="FR-SPOC/CYBER", name="Cyber", valid_from=FIRST_DAY),
)


@pytest.fixture(scope="module")
def shared_case(postgres_server: Server, migrated_template: str) -> "Iterator[tuple[Served, Case]]":
    """A house with one case for all tests of a module, where none minds what another one wrote."""
    with (
        fresh_database(postgres_server, migrated_template) as name,
        with_directory(postgres_server.conninfo(APP, name)) as opened,
    ):
        case = opened_case(opened, "alpha")
        opened.settle()
        yield opened, case


@pytest.fixture
def house(database: str) -> Iterator[Served]:
    """The house with a directory of two agencies of its own beside the shipped one."""
    with with_directory(database) as opened:
        yield opened


@contextmanager
def with_directory(conninfo: str, **chosen: Any) -> Iterator[Served]:
    """This will serve a database with a directory of two agencies of its own. chosen: settings other than usual."""
    with served(conninfo, **chosen) as opened:
        opened.enter_all([*shipped_commands(), *OWN_DIRECTORY])
        yield opened


@dataclass(frozen=True)
class Case:
    """An investigation, a request in it, and who works on it."""

    id: str
    request: str
    leader: Person
    partner: Person


CONTENT: dict[str, Any] = {
    "instrument": "EU_2023_977",
    "urgency": "ROUTINE",
    "crimeArea": "CYBERCRIME",
    "purpose": "To find who rented the servers",
    "subject": "Owner of an address block",
    "linkOfPurposeAndData": "The block carried the attack",
    "legalBasis": "Order 12/2026",
    "useRestrictions": "Intelligence only",
    "language": "en",
}


def opened_case(house: Served, name: str, title: str = "Case") -> Case:
    """This will open an investigation led by FR-SPOC with DE-BKA as partner, and send a request between them."""
    leader = house.person(f"leader-{name}", "FR-SPOC", OPENER)
    partner = house.person(f"partner-{name}", "DE-BKA")
    opened = leader.did(
        "openInvestigation",
        reference=f"{name}/2026",
        title=f"{title} {name}",
        crimeAreas=["CYBERCRIME"],
        legalBasis="TASK_FORCE_ARRANGEMENT",
        leadAgencyId="FR-SPOC",
        firstMemberId=f"leader-{name}",
    )
    case_id = opened["aggregateId"]
    leader.did("invitePartner", investigationId=case_id, agencyId="DE-BKA", role="PARTY")
    house.person("desk", "DE-BKA", Role.AGENCY_ADMINISTRATOR).did(
        "acceptInvitation", investigationId=case_id, agencyId="DE-BKA"
    )
    admit(leader, case_id, (f"partner-{name}", "DE-BKA"), role="LEADER")
    drafted = leader.did(
        "draftRequest",
        investigationId=case_id,
        requestingAgencyId="FR-SPOC",
        requestingUnitId="FR-SPOC/CYBER",
        requestedAgencyId="DE-BKA",
        content={**CONTENT, "subject": f"Subject of {name}"},
    )
    leader.did("sendRequest", requestId=drafted["aggregateId"])
    return Case(case_id, drafted["aggregateId"], leader, partner)


def admit(leader: Person, case_id: str, who: tuple[str, str], role: str = "MEMBER") -> None:
    """This will record that a person (id and agency) signed on confidentiality, and admit it."""
    named = {"investigationId": case_id, "memberId": who[0], "agencyId": who[1]}
    leader.did("recordConfidentialitySignature", **named, version="V1", signedOn="2026-01-05")
    leader.did("admitMember", **named, role=role)


@pytest.fixture
def case(house: Served) -> Case:
    """One case, settled."""
    opened = opened_case(house, "alpha")
    house.settle()
    return opened


@pytest.fixture
def lines() -> Iterator[StringIO]:
    """All that is logged while the test runs, as it would be written."""
    written, root = StringIO(), logging.getLogger()
    handler, before = logging.StreamHandler(written), root.level
    handler.setFormatter(Lines())
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield written
    root.setLevel(before)
    root.removeHandler(handler)
