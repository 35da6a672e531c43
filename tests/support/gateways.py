"""Two agencies, cases with a request each, and what the gateway of one of them sends about these.

It must not take anything in, nor hold expectations.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

from consumers.inbound.incoming import Came, Incoming
from consumers.inbound.interpreting import Interpreter
from consumers.inbound.register import Place
from domain.agency.commands import RegisterAgency
from domain.aggregate import Command, Submission
from domain.application import Accepted, Application
from domain.event import Recorded
from domain.investigation.commands import AcceptInvitation, InvitePartner, OpenInvestigation
from domain.investigation.vocabulary import LegalBasisKind, PartnerRole
from domain.occurred import parse_occurred
from domain.request.commands import DraftRequest, SendRequest
from domain.request.events import ReminderSent
from tests.support.agencies import IMPORTER
from tests.support.keys import KEYRING
from tests.support.requests import DE, FR, content

__all__ = ["BEFORE", "TOPIC", "TOPIC_ID", "Gateway", "case", "notes", "request_of", "set_up"]

NAMESPACE = UUID("b7a0c3a4-54ab-4a4f-9a11-0f6f1f0d7a10")
BEFORE = parse_occurred("2026-03-01T08:00:00+01:00")
TOPIC, TOPIC_ID = f"entente.in.{FR}.v1", UUID(int=7)


def case(number: int) -> UUID:
    """This will name a case."""
    return uuid5(NAMESPACE, f"case {number}")


def request_of(number: int) -> UUID:
    """This will name the request in a case."""
    return uuid5(NAMESPACE, f"request {number}")


def set_up(application: Application, cases: int) -> None:
    """This will let there be so many cases, in each of which FR has sent a request to DE."""
    asked = [
        Submission(command=each, command_id=uuid5(NAMESPACE, repr(each)), actor=IMPORTER, occurred=BEFORE)
        for each in _commands(cases)
    ]
    outcomes = application.submit_batch(asked)
    assert all(isinstance(each, Accepted) for each in outcomes), outcomes


def _commands(cases: int) -> Iterator[Command]:
    for agency, tz in ((FR, "Europe/Paris"), (DE, "Europe/Berlin")):
        yield RegisterAgency(agency_id=agency, name=agency, country=agency[:2], languages=("en",), tz=tz)
    for number in range(cases):
        yield OpenInvestigation(
            investigation_id=case(number), reference=f"JIT-{number}", title="Harbour", crime_areas=("CYBERCRIME",),
            legal_basis=LegalBasisKind.TREATY, lead_agency_id=FR, first_member_id="lena",
        )  # fmt: skip
        yield InvitePartner(investigation_id=case(number), agency_id=DE, role=PartnerRole.PARTY)
        yield AcceptInvitation(investigation_id=case(number), agency_id=DE)
        yield DraftRequest(
            request_id=request_of(number), investigation_id=case(number), requesting_agency_id=FR,
            requesting_unit_id=f"{FR}/DESK", requested_agency_id=DE, content=content(),
        )  # fmt: skip
        yield SendRequest(request_id=request_of(number))


@dataclass(slots=True)
class Gateway:
    """Sends messages to one partition, and has them interpreted as they stand there."""

    partition: int = 0
    sent: int = 0

    def reminder(self, number: int, note: str, **changes: Any) -> Incoming:
        """This will remind the other side in a case. changes: of its attributes, `data` and `key`."""
        return self.put(*reminder(number, note, **changes))

    def put(self, key: bytes | None, value: bytes | None, headers: Sequence[tuple[str, bytes | None]]) -> Incoming:
        """This will let any message stand there next."""
        place = Place(TOPIC, TOPIC_ID, self.partition, self.sent)
        self.sent += 1
        return Interpreter(KEYRING.digest).first_time(place, Came(key, value, headers))


def reminder(number: int, note: str, **changes: Any) -> tuple[bytes | None, bytes, list[tuple[str, bytes | None]]]:
    """This will write a reminder in a case: key, value and headers, in binary mode."""
    data = changes.pop("data", {"requestId": str(request_of(number)), "note": note})
    key = changes.pop("key", str(case(number)).encode())
    attributes = {
        "specversion": "1.0", "id": f"{number}-{note}", "source": f"urn:entente:{FR}:siena-1",
        "type": "eu.entente.request.SendReminder.v1", "subject": str(case(number)),
        "time": "2026-03-04T10:15:00+01:00", **changes,
    }  # fmt: skip
    headers = [(f"ce_{name}", str(text).encode()) for name, text in attributes.items()]
    return key, json.dumps(data).encode(), [("content-type", b"application/json"), *headers]


def notes(events: Sequence[Recorded]) -> list[str | None]:
    """This will list what reminders say, in the order of the log."""
    return [each.event.note for each in events if isinstance(each.event, ReminderSent)]
