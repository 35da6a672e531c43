"""Sample history: what five agencies asked one another over more than a year, in three cases that went before.

It must not leave anything to do: every request is answered or refused, and closed. It is told by numbers, so that
figures of cooperation, trends and yearly statistics have something true to rest on from the first start.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from deploy.demo.cast import CAMILLE, EBBA, JONAS, SAMIRA, SANNE, VLAD
from deploy.demo.stage import CONFIDENTIALITY, DAY, HOUR, Asked, SampleMember, Stage, step
from domain.investigation.commands import OpenInvestigation, StartOperationalPhase
from domain.investigation.vocabulary import LegalBasisKind
from domain.request.commands import (
    AcknowledgeRequest,
    CloseRequest,
    ConfirmReceipt,
    ProvideFinalReply,
    RefuseRequest,
)
from domain.request.events import RequestContent
from domain.vocabulary import Instrument, Outcome, RefusalGround, Urgency

__all__ = ["basalt", "cormorant", "driftwood"]

MONTH = timedelta(days=30.4)
FIRST_MONTH = 14
GOLDEN = 0.6180339887498949
"""Its multiples, less whole numbers, spread evenly over 0 to 1: like chance, but always the same."""


@dataclass(frozen=True, slots=True)
class Habit:
    """How one agency asks another. monthly: requests of each month as a digit, the oldest first.

    days: until the usual reply, in the first month and in the last. refused_every: one in so many, 0 for none.
    """

    who: SampleMember
    whom: SampleMember
    monthly: str
    days: tuple[float, float]
    refused_every: int = 0
    instrument: Instrument = Instrument.EU_2023_977


HABITS = (
    Habit(CAMILLE, SANNE, "12122223232445", (9.0, 2.5), 9),
    Habit(CAMILLE, JONAS, "22222122222212", (5.0, 5.0), 6),
    Habit(SANNE, CAMILLE, "21212122122222", (3.0, 7.5), 8),
    Habit(JONAS, SANNE, "01101101110111", (4.0, 4.0)),
    Habit(SANNE, JONAS, "10101101011011", (6.0, 5.0), 4),
    Habit(CAMILLE, VLAD, "01101110111111", (11.0, 9.0), 3),
    Habit(VLAD, CAMILLE, "00101010101011", (4.0, 3.0)),
    Habit(JONAS, CAMILLE, "01001010101010", (5.0, 4.0)),
    Habit(CAMILLE, EBBA, "00001000100010", (2.0, 2.0)),
    Habit(CAMILLE, SAMIRA, "00100010100101", (16.0, 14.0), 2, Instrument.MLA_GENERAL),
)

GROUNDS = (
    RefusalGround.NOT_AVAILABLE,
    RefusalGround.REQUEST_NOT_COMPLIANT,
    RefusalGround.NOT_AVAILABLE,
    RefusalGround.JEOPARDISES_INVESTIGATION_OR_SAFETY,
    RefusalGround.JUDICIAL_AUTHORISATION_REFUSED,
)

RISING = "FINANCIAL_CRIME_AND_CORRUPTION"
STEADY = ("CYBERCRIME", "DIGITAL_FORENSICS")
RISE = 3
"""In the last so many months half of all requests are of the crime area that rises; before, one in eight."""


def basalt(present: datetime) -> Stage:
    """This will tell the first of the cases, so that it stands at `present` (aware datetime)."""
    return _case(Stage("basalt", present, "Europe/Paris"), "Basalt", 0)


def cormorant(present: datetime) -> Stage:
    """This will tell the second."""
    return _case(Stage("cormorant", present, "Europe/Paris"), "Cormorant", 1)


def driftwood(present: datetime) -> Stage:
    """This will tell the third."""
    return _case(Stage("driftwood", present, "Europe/Paris"), "Driftwood", 2)


CASES = 3


def _case(stage: Stage, title: str, place: int) -> Stage:
    _set_up(stage, title)
    for habit in HABITS:
        for number, ago in enumerate(_moments(habit.monthly)):
            if number % CASES == place:
                _ask(stage, habit, number, ago)
    return stage


def _set_up(stage: Stage, title: str) -> None:
    space = stage.id("investigation")
    opened = OpenInvestigation(
        investigation_id=space,
        reference=f"DEMO-{(stage.present - 520 * DAY).year}-{title.upper()}",
        title=title,
        crime_areas=("CYBERCRIME", RISING),
        legal_basis=LegalBasisKind.TASK_FORCE_ARRANGEMENT,
        lead_agency_id=CAMILLE.agency_id,
        first_member_id=CAMILLE.member_id,
        confidentiality_version=CONFIDENTIALITY,
    )
    stage.act(CAMILLE, 520 * DAY, opened)
    for member in (SANNE, JONAS, VLAD, EBBA, SAMIRA):
        stage.bring_in(CAMILLE, member, 515 * DAY)
    stage.act(CAMILLE, 500 * DAY, StartOperationalPhase(investigation_id=space))


def _moments(monthly: Sequence[str]) -> Iterator[timedelta]:
    """How long ago each request of a habit was sent, the oldest first; the last more than a month ago."""
    for month, count in enumerate(monthly):
        for each in range(int(count)):
            within = (each + _spread(month)) / int(count)
            yield (FIRST_MONTH + 1 - month - within) * MONTH


def _spread(number: int) -> float:
    return (number * GOLDEN) % 1


def _ask(stage: Stage, habit: Habit, number: int, sent: timedelta) -> None:
    name = f"{habit.who.agency_id} asks {habit.whom.agency_id} {number}"
    request = stage.ask(
        habit.who, sent, Asked(name=name, of=habit.whom.agency_id, content=_content(habit, number, sent))
    )
    received = sent - (0.5 + 5 * _spread(number + 3)) * HOUR
    replied = max(received - _takes(habit, number, sent), 3 * DAY)
    is_refused = habit.refused_every and number % habit.refused_every == habit.refused_every - 1
    stage.course(
        request,
        step(habit.whom, received, ConfirmReceipt),
        step(habit.whom, received - min(0.3 * (received - replied), 2 * DAY), AcknowledgeRequest),
        step(
            habit.whom, replied, RefuseRequest, grounds=(GROUNDS[number % len(GROUNDS)],), explanation="See the ground."
        )
        if is_refused
        else step(
            habit.whom, replied, ProvideFinalReply, outcome=_outcome(number), summary="As far as it is known here."
        ),
        step(habit.who, replied - DAY, CloseRequest),
    )


def _takes(habit: Habit, number: int, sent: timedelta) -> timedelta:
    """From receipt to reply: what was usual then, from a third of it to about twice as much."""
    first, last = habit.days
    passed = 1 - sent / (FIRST_MONTH * MONTH)
    days: float = (first + (last - first) * passed) * (0.35 + 1.5 * _spread(number) ** 1.5)
    return days * DAY


def _outcome(number: int) -> Outcome:
    return (Outcome.POSITIVE, Outcome.POSITIVE, Outcome.PARTIAL, Outcome.POSITIVE, Outcome.NEGATIVE)[number % 5]


def _content(habit: Habit, number: int, sent: timedelta) -> RequestContent:
    is_recent = sent < (RISE + 1) * MONTH
    is_rising = number % (2 if is_recent else 8) == 1
    return RequestContent(
        instrument=habit.instrument,
        urgency=Urgency.ROUTINE,
        crime_area=RISING if is_rising else STEADY[number // 2 % len(STEADY)],
        purpose="Find who ran the accounts through which the proceeds went.",
        subject=f"Holders and movements of account {number + 1} of the list.",
        link_of_purpose_and_data="The accounts stand in records that were seized.",
        legal_basis="Arrangement of the partners, point 4",
        use_restrictions="Only for this investigation.",
        language="en",
    )
