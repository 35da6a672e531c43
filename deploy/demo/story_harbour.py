"""Sample story: cocaine through ports, worked under a task force's own time limits.

It must not rest on the law alone: partners agreed on time limits among themselves, too.
"""

from datetime import datetime
from hashlib import sha256

from deploy.demo.cast import INES, RUI, SAMIRA, SANNE
from deploy.demo.stage import CONFIDENTIALITY, DAY, HOUR, Asked, Stage, step
from domain.investigation.commands import (
    OpenInvestigation,
    RecordAgreement,
    RecordFact,
    StartOperationalPhase,
)
from domain.investigation.events import AgreedLimit
from domain.investigation.vocabulary import FactKind, LegalBasisKind, SourceGrade
from domain.item.commands import ConfirmItemReceipt, RegisterItem, ShareItem
from domain.item.vocabulary import ItemKind, Recipient
from domain.marking import Marking
from domain.request.commands import (
    AcceptRequest,
    AcknowledgeRequest,
    AssignUnit,
    CloseRequest,
    ConfirmReceipt,
    EscalateRequest,
    GiveFeedback,
    ProvideFinalReply,
    RefuseRequest,
)
from domain.request.events import RequestContent
from domain.vocabulary import (
    Channel,
    Handling,
    Instrument,
    Obligation,
    Outcome,
    RefusalGround,
    Tlp,
    Urgency,
    UsedIn,
)

__all__ = ["harbour"]


def harbour(present: datetime) -> Stage:
    """This will tell the story so that it stands at `present` (aware datetime)."""
    stage = Stage("harbour", present, "Europe/Madrid")
    _set_up(stage)
    _container(stage)
    _overdue_under_the_agreement(stage)
    _refused_under_a_treaty(stage)
    _hit_on_a_vehicle(stage)
    _seals_of_containers(stage)
    return stage


def _set_up(stage: Stage) -> None:
    space = stage.id("investigation")
    opened = OpenInvestigation(
        investigation_id=space,
        reference="TF-HARBOUR",
        title="Harbour",
        crime_areas=("DRUGS", "ORGANISED_CRIME"),
        legal_basis=LegalBasisKind.TASK_FORCE_ARRANGEMENT,
        lead_agency_id=INES.agency_id,
        first_member_id=INES.member_id,
        confidentiality_version=CONFIDENTIALITY,
    )
    stage.act(INES, 120 * DAY, opened)
    for member in (RUI, SANNE, SAMIRA):
        stage.bring_in(INES, member, 118 * DAY)
    signed = (stage.present - 112 * DAY).date()
    limits = (
        AgreedLimit(obligation=Obligation.ACKNOWLEDGE, limit=2 * DAY),
        AgreedLimit(obligation=Obligation.PROVIDE, limit=10 * DAY),
    )
    arrangement = RecordAgreement(
        investigation_id=space, reference="Arrangement", signed_on=signed, valid_from=signed, limits=limits
    )
    stage.act(INES, 111 * DAY, arrangement)
    stage.act(INES, 110 * DAY, StartOperationalPhase(investigation_id=space))
    seized = RecordFact(
        investigation_id=space,
        fact_id="action day 1",
        kind=FactKind.ACTION_DAY,
        text="Joint action day in three ports; four containers opened.",
        source="Report of the lead agency",
        grade=SourceGrade.OFFICIAL,
        actors=("ES-UCP", "PT-DNN", "NL-LTD"),
    )
    stage.act(INES, 20 * DAY, seized)


def _content(instrument: Instrument, subject: str, urgency: Urgency = Urgency.ROUTINE) -> RequestContent:
    return RequestContent(
        instrument=instrument,
        urgency=urgency,
        urgency_reason=None if urgency is Urgency.ROUTINE else "The vehicle is about to leave the country.",
        crime_area="DRUGS",
        purpose="Find the organisers of cocaine shipments through three ports.",
        subject=subject,
        link_of_purpose_and_data="The data concern containers and people seen in the shipments.",
        legal_basis="Arrangement of the task force, point 7",
        use_restrictions="For the task force only.",
        language="en",
    )


def _container(stage: Stage) -> None:
    content = _content(Instrument.TASK_FORCE_AGREEMENT, "Gate records of a container, arrival to collection.")
    request = stage.ask(INES, 40 * DAY, Asked(name="gate records", of="NL-LTD", content=content))
    stage.course(
        request,
        step(SANNE, 40 * DAY - 4 * HOUR, ConfirmReceipt),
        step(SANNE, 39 * DAY, AcknowledgeRequest),
        step(SANNE, 39 * DAY, AssignUnit, unit_id="NL-LTD/PORTS"),
        step(SANNE, 38 * DAY, AcceptRequest),
        step(SANNE, 33 * DAY, ProvideFinalReply, outcome=Outcome.POSITIVE, summary="Collected with a cloned code."),
        step(INES, 31 * DAY, CloseRequest),
        step(INES, 30 * DAY, GiveFeedback, usefulness=5, used_in=(UsedIn.ARREST, UsedIn.SEIZURE)),
    )


def _overdue_under_the_agreement(stage: Stage) -> None:
    content = _content(Instrument.TASK_FORCE_AGREEMENT, "Owners of a fishing boat that met the ship at sea.")
    request = stage.ask(INES, 14 * DAY, Asked(name="boat", of="PT-DNN", content=content))
    stage.course(
        request,
        step(RUI, 13 * DAY, ConfirmReceipt),
        step(RUI, 12 * DAY, AcknowledgeRequest),
        step(RUI, 12 * DAY, AssignUnit, unit_id="PT-DNN/MAR"),
        step(RUI, 11 * DAY, AcceptRequest),
        step(INES, 2 * DAY, EscalateRequest, level=1, to_whom="Head of section", reason="Overdue by a day."),
    )


def _refused_under_a_treaty(stage: Stage) -> None:
    content = _content(Instrument.MLA_GENERAL, "Bank records of a company that chartered the ship.")
    asked = Asked(name="bank records", of="MA-DGC", content=content, channel=Channel.DIPLOMATIC)
    request = stage.ask(INES, 90 * DAY, asked)
    stage.course(
        request,
        step(SAMIRA, 80 * DAY, ConfirmReceipt),
        step(SAMIRA, 75 * DAY, AcknowledgeRequest),
        step(
            SAMIRA,
            50 * DAY,
            RefuseRequest,
            grounds=(RefusalGround.DUAL_CRIMINALITY, RefusalGround.REQUEST_NOT_COMPLIANT),
            explanation="The facts described are no offence there; the translation is missing.",
        ),
    )


def _hit_on_a_vehicle(stage: Stage) -> None:
    content = _content(Instrument.EU_SIRENE, "Supplementary information on a hit on a lorry.", Urgency.URGENT)
    request = stage.ask(INES, 9 * HOUR, Asked(name="lorry", of="PT-DNN", content=content, channel=Channel.SIRENE))
    stage.course(
        request,
        step(RUI, 8.5 * HOUR, ConfirmReceipt, automatic=True),
        step(RUI, 8 * HOUR, AcknowledgeRequest),
    )


def _seals_of_containers(stage: Stage) -> None:
    """Shared with two of the three others, under words of its own."""
    item = stage.id("item seals")
    registered = RegisterItem(
        item_id=item,
        investigation_id=stage.id("investigation"),
        kind=ItemKind.INTELLIGENCE,
        title="Seal numbers of four containers that were opened on the way",
        content_sha256=sha256(b"seals").hexdigest(),
        provenance="Read from the seals on the action day",
        purpose="Find where the containers were opened.",
        legal_basis="Arrangement of the task force, point 7",
        marking=Marking(
            tlp=Tlp.AMBER,
            handling=(Handling.H3,),
            handling_text="Not to be entered into port systems before the arrests.",
        ),
        crime_area="DRUGS",
    )
    stage.act(INES, 19 * DAY, registered)
    recipients = (Recipient(agency_id="PT-DNN"), Recipient(agency_id="NL-LTD"))
    stage.act(INES, 19 * DAY, ShareItem(item_id=item, recipients=recipients))
    stage.act(SANNE, 18 * DAY, ConfirmItemReceipt(item_id=item))
