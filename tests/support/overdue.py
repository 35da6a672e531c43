"""Requests whose limits come near and pass, and a clock that tests move.

It must not hold expectations: these stand in the tests.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import psycopg

from consumers.clock import ClockWork
from domain.agency.commands import RegisterAgency, RegisterUnit
from domain.aggregate import Actor, Command, Submission
from domain.application import Accepted, Application
from domain.event import ActorKind, Recorded
from domain.occurred import exactly
from domain.request.commands import ConfirmReceipt, DraftRequest, SendRequest
from domain.request.events import RequestContent
from domain.storage import EventLog
from domain.vocabulary import Instrument, Urgency
from projections.catalogue import READ_MODELS
from projections.engine import prepare
from tests.support.keys import KEYRING
from tests.support.projecting import following

__all__ = ["ASKED", "ASKING", "SENT", "Moment", "World", "send", "submit", "world"]

SENT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
"""A Monday, far from holidays and changes of the clocks."""

OPERATOR = Actor(actor_id="operator", kind=ActorKind.IMPORT)
ASKING = Actor(actor_id="ada", agency_id="FI-ASK")
ASKED = Actor(actor_id="ben", agency_id="SE-ASKED")


@dataclass(slots=True)
class Moment:
    """A clock that stands until a test moves it; aware, UTC."""

    at: datetime

    def __call__(self) -> datetime:
        """This will tell the time."""
        return self.at


@dataclass(frozen=True, slots=True)
class World:
    """A log with its read models following, and an application whose present is `now`."""

    conninfo: str
    log: EventLog
    application: Application
    now: Moment

    def work(self, batch: int = 500) -> ClockWork:
        """This will make what one clock process works with."""
        return ClockWork(log=self.application, now=self.now, batch=batch, longest_pause=timedelta(milliseconds=50))

    def recorded(self, topic: str) -> list[Recorded]:
        """This will list the events of a topic."""
        return [each for each in self.log.read(0, 10_000) if topic == each.event.TOPIC.removeprefix("request.")]


@contextmanager
def world(conninfo: str) -> Iterator[World]:
    """This will open a world at the moment of sending, with two agencies."""
    now = Moment(SENT)
    with psycopg.connect(conninfo) as connection:
        prepare(connection, READ_MODELS)
    with EventLog(conninfo, KEYRING) as log, Application(log, now=now) as application, following(conninfo, READ_MODELS):
        opened = World(conninfo, log, application, now)
        for code, country in (("FI-ASK", "FI"), ("SE-ASKED", "SE")):
            submit(
                opened,
                OPERATOR,
                RegisterAgency(agency_id=code, name=code, country=country, tz="UTC", languages=("en",)),
            )
        unit = RegisterUnit(agency_id="FI-ASK", unit_id="FI-ASK/CYBER", name="Cyber", valid_from=date(2020, 1, 1))
        submit(opened, OPERATOR, unit)
        yield opened


def send(opened: World, count: int = 1) -> list[UUID]:
    """This will send requests under Directive (EU) 2023/977 that arrive at SENT, and return their ids."""
    return [_send(opened) for _ in range(count)]


def submit(opened: World, actor: Actor, command: Command) -> Accepted:
    """This will submit a command as of the world's present, and insist that it is accepted."""
    outcome = opened.application.submit(
        Submission(command=command, command_id=uuid4(), actor=actor, occurred=exactly(opened.now.at))
    ).result(60)
    assert isinstance(outcome, Accepted), outcome
    return outcome


def _send(opened: World) -> UUID:
    request = uuid4()
    draft = DraftRequest(
        request_id=request,
        requesting_agency_id="FI-ASK",
        requesting_unit_id="FI-ASK/CYBER",
        requested_agency_id="SE-ASKED",
        content=content(),
    )
    for actor, command in (
        (ASKING, draft),
        (ASKING, SendRequest(request_id=request)),
        (ASKED, ConfirmReceipt(request_id=request)),
    ):
        submit(opened, actor, command)
    return request


def content() -> RequestContent:
    """This will make a complete request."""
    return RequestContent(
        instrument=Instrument.EU_2023_977,
        urgency=Urgency.ROUTINE,
        crime_area="CYBERCRIME",
        purpose="To find the owner of a server",
        subject="Who rented the server",
        link_of_purpose_and_data="The server was used in the attack",
        legal_basis="Directive (EU) 2023/977 Art. 5",
        use_restrictions="None",
        language="en",
    )
