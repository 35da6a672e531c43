"""A case of thousands of entries: requests that take their course between four agencies, and facts of the world.

It must not hold expectations, nor draw anything at random.
"""

from datetime import datetime, timedelta
from itertools import cycle, islice

from deploy.demo.cast import CAMILLE, JONAS, SANNE, VLAD
from deploy.demo.stage import CONFIDENTIALITY, DAY, HOUR, Asked, SampleMember, Stage, step
from domain.investigation.commands import OpenInvestigation, RecordFact, StartOperationalPhase
from domain.investigation.vocabulary import FactKind, LegalBasisKind, SourceGrade
from domain.request.commands import AcknowledgeRequest, AssignUnit, CloseRequest, ConfirmReceipt, ProvideFinalReply
from domain.request.events import RequestContent
from domain.vocabulary import Instrument, Outcome, Urgency

__all__ = ["LONG_CASE", "long_case"]

LONG_CASE = "Meridian"
"""Its title."""

PARTNERS = (CAMILLE, SANNE, JONAS, VLAD)
SPAN = 700 * DAY
OF_A_REQUEST = 7
"""Entries that each request adds."""


def long_case(present: datetime, entries: int = 5_400) -> Stage:
    """This will tell of a case with so many entries, a third of them facts; it stands at `present` (aware datetime).

    Of 5,400, each partner sees 5,000: what is drafted is its agency's own.
    """
    stage = Stage("meridian", present, "Europe/Paris")
    _set_up(stage)
    requests = (entries - len(stage.submissions)) * 2 // 3 // OF_A_REQUEST
    pairs = cycle((one, other) for one in PARTNERS for other in PARTNERS if one is not other)
    for number, (asks, asked) in enumerate(islice(pairs, requests)):
        _request(stage, number, SPAN * (requests - number) / requests + 10 * DAY, (asks, asked))
    facts = entries - len(stage.submissions)
    for number in range(facts):
        _fact(stage, number, SPAN * (facts - number) / facts)
    return stage


def _set_up(stage: Stage) -> None:
    opened = OpenInvestigation(
        investigation_id=stage.id("investigation"),
        reference="TF-MERIDIAN",
        title=LONG_CASE,
        crime_areas=("CYBERCRIME",),
        legal_basis=LegalBasisKind.TASK_FORCE_ARRANGEMENT,
        lead_agency_id=CAMILLE.agency_id,
        first_member_id=CAMILLE.member_id,
        confidentiality_version=CONFIDENTIALITY,
    )
    stage.act(CAMILLE, SPAN + 40 * DAY, opened)
    for member in PARTNERS[1:]:
        stage.bring_in(CAMILLE, member, SPAN + 38 * DAY)
    stage.act(CAMILLE, SPAN + 30 * DAY, StartOperationalPhase(investigation_id=stage.id("investigation")))


def _request(stage: Stage, number: int, ago: timedelta, sides: tuple[SampleMember, SampleMember]) -> None:
    asks, asked = sides
    content = RequestContent(
        instrument=Instrument.EU_2023_977,
        urgency=Urgency.ROUTINE,
        urgency_reason=None,
        crime_area="CYBERCRIME",
        purpose="To find who rented the servers.",
        subject=f"Subscriber of address block {number}",
        link_of_purpose_and_data="The block carried the attack.",
        legal_basis="Arrangement of the task force",
        use_restrictions="For the task force only.",
        language="en",
    )
    request = stage.ask(asks, ago, Asked(name=f"request {number}", of=asked.agency_id, content=content))
    replied = {"outcome": Outcome.POSITIVE, "summary": f"Rented by a reseller, contract {number}."}
    stage.course(
        request,
        step(asked, ago - HOUR, ConfirmReceipt),
        step(asked, ago - 3 * HOUR, AcknowledgeRequest),
        step(asked, ago - 4 * HOUR, AssignUnit, unit_id=asked.unit_id),
        step(asked, ago - timedelta(days=2 + number % 9), ProvideFinalReply, **replied),
        step(asks, ago - timedelta(days=3 + number % 9), CloseRequest),
    )


def _fact(stage: Stage, number: int, ago: timedelta) -> None:
    member = PARTNERS[number % len(PARTNERS)]
    fact = RecordFact(
        investigation_id=stage.id("investigation"),
        fact_id=f"fact {number}",
        kind=FactKind.INCIDENT,
        text=f"Attack {number} on a hospital became known.",
        source=f"Report {number}",
        grade=SourceGrade.OFFICIAL,
        actors=(member.agency_id,),
    )
    stage.act(member, ago, fact)
