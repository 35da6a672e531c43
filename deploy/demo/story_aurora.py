"""Sample story: ransomware against hospitals, worked by five partners under several instruments.

It must not be smoother than life: on time, late, clarified, redirected, refused, still running, one of each.
"""

from datetime import date, datetime, timedelta

from deploy.demo.cast import CAMILLE, DEVI, JONAS, SANNE, VLAD
from deploy.demo.stage import Asked, Stage, step
from domain.followup.commands import AssignFollowUp, OpenFollowUp, SetFollowUpDueDate
from domain.followup.events import SourceKind
from domain.investigation.commands import (
    AcceptInvitation,
    AdmitMember,
    InvitePartner,
    OpenInvestigation,
    RecordAgreement,
    RecordFact,
    StartOperationalPhase,
)
from domain.investigation.vocabulary import FactKind, LegalBasisKind, MemberRole, PartnerRole, SourceGrade
from domain.request.commands import (
    AcceptRequest,
    AcknowledgeRequest,
    AskClarification,
    AssignUnit,
    ClassifyAvailability,
    CloseRequest,
    ConfirmReceipt,
    ExtendTimeLimit,
    GiveFeedback,
    ProvideClarification,
    ProvideFinalReply,
    ProvideInterimReply,
    RecordAuthorisationRefusal,
    RedirectRequest,
    RefuseRequest,
    SeekAuthorisation,
    SendReminder,
    StartExecution,
)
from domain.request.events import RequestContent
from domain.vocabulary import Availability, Channel, Instrument, Obligation, Outcome, RefusalGround, Urgency, UsedIn

__all__ = ["aurora"]

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)

PARTNERS = (
    (SANNE, PartnerRole.PARTY, 59),
    (JONAS, PartnerRole.PARTY, 58),
    (VLAD, PartnerRole.PARTY, 57),
    (DEVI, PartnerRole.PARTICIPANT, 56),
)


def aurora(present: datetime) -> Stage:
    """This will tell the story so that it stands at `present` (aware datetime)."""
    stage = Stage("aurora", present, "Europe/Paris")
    _set_up(stage)
    _evidence_from_a_server(stage)
    _urgent_question_with_clarification(stage)
    _urgent_question_running(stage)
    _late_acknowledgement_and_extension(stage)
    _redirected_question(stage)
    _refused_question(stage)
    _analysis_by_the_organisation(stage)
    _what_comes_next(stage)
    return stage


def _set_up(stage: Stage) -> None:
    space = stage.id("investigation")
    opened = OpenInvestigation(
        investigation_id=space,
        reference="JIT-2026-014",
        title="Aurora",
        crime_areas=("CYBERCRIME", "FINANCIAL_CRIME_AND_CORRUPTION"),
        legal_basis=LegalBasisKind.JIT_AGREEMENT,
        lead_agency_id=CAMILLE.agency_id,
        first_member_id=CAMILLE.member_id,
    )
    stage.act(CAMILLE, timedelta(days=60), opened)
    for member, role, days in PARTNERS:
        agency = member.agency_id
        ago = timedelta(days=days)
        stage.act(CAMILLE, ago, InvitePartner(investigation_id=space, agency_id=agency, role=role))
        stage.act(member, ago - timedelta(hours=5), AcceptInvitation(investigation_id=space, agency_id=agency))
        admitted = AdmitMember(
            investigation_id=space, member_id=member.member_id, agency_id=agency, role=MemberRole.LEADER
        )
        stage.act(CAMILLE, ago - timedelta(hours=6), admitted)
    _agree(stage)


def _agree(stage: Stage) -> None:
    space = stage.id("investigation")
    signed = (stage.present - timedelta(days=52)).date()
    agreed = RecordAgreement(
        investigation_id=space, reference="JIT agreement 2026-014", signed_on=signed, valid_from=signed
    )
    stage.act(CAMILLE, timedelta(days=51), agreed)
    end = date.fromordinal(stage.present.date().toordinal() + 300)
    stage.act(CAMILLE, timedelta(days=50), StartOperationalPhase(investigation_id=space, planned_end=end))
    meeting = RecordFact(
        investigation_id=space,
        fact_id="kick-off",
        kind=FactKind.COORDINATION_MEETING,
        text="Kick-off meeting of the five partners; division of work on servers, wallets and victims agreed.",
        source="Minutes of the meeting, item 3",
        grade=SourceGrade.OFFICIAL,
        actors=("FR-OLCN", "NL-LTD", "DE-ZDE", "RO-DIC", "IO-GS"),
    )
    stage.act(CAMILLE, timedelta(days=49), meeting)


def _content(instrument: Instrument, subject: str, urgency: Urgency = Urgency.ROUTINE) -> RequestContent:
    return RequestContent(
        instrument=instrument,
        urgency=urgency,
        urgency_reason=None if urgency is Urgency.ROUTINE else "A further hospital is likely to be hit within days.",
        crime_area="CYBERCRIME",
        purpose="Identify the operators of the Aurora ransomware and stop further attacks.",
        subject=subject,
        link_of_purpose_and_data="The data come from infrastructure that the operators used in the attacks.",
        legal_basis="JIT agreement 2026-014, Art. 5",
        use_restrictions="Only for this investigation; no judicial use without consent.",
        language="en",
    )


def _evidence_from_a_server(stage: Stage) -> None:
    asked = Asked(
        name="server image",
        of="DE-ZDE",
        channel=Channel.E_CODEX,
        content=_content(Instrument.EU_EIO, "Forensic image of the command server at a provider in Frankfurt."),
    )
    request = stage.ask(CAMILLE, 36 * DAY, asked)
    stage.course(
        request,
        step(JONAS, 36 * DAY - 3 * HOUR, ConfirmReceipt),
        step(JONAS, 33 * DAY, AcknowledgeRequest, note="Annex B sent."),
        step(JONAS, 32 * DAY, AssignUnit, unit_id="DE-ZDE/HOSTING"),
        step(JONAS, 10 * DAY, AcceptRequest),
        step(JONAS, 9 * DAY, StartExecution),
        step(JONAS, 2 * DAY, ProvideInterimReply, summary="First image taken; the second disk is encrypted."),
    )


def _urgent_question_with_clarification(stage: Stage) -> None:
    subject = "Subscriber behind an address that controlled the attack last night."
    asked = Asked(name="subscriber", of="NL-LTD", content=_content(Instrument.EU_2023_977, subject, Urgency.URGENT))
    request = stage.ask(CAMILLE, 26 * HOUR, asked)
    question = stage.id("subscriber question")
    stage.course(
        request,
        step(SANNE, 26 * HOUR, ConfirmReceipt, automatic=True),
        step(SANNE, 25.8 * HOUR, AcknowledgeRequest),
        step(SANNE, 25.7 * HOUR, ClassifyAvailability, availability=Availability.DIRECT),
        step(SANNE, 25.5 * HOUR, AssignUnit, unit_id="NL-LTD/DIGITAL"),
        step(SANNE, 24 * HOUR, AskClarification, clarification_id=question, question="In which time zone?"),
        step(CAMILLE, 22 * HOUR, ProvideClarification, clarification_id=question, answer="UTC, to the second."),
        step(SANNE, 17 * HOUR, ProvideFinalReply, outcome=Outcome.POSITIVE, summary="A reseller; records follow."),
        step(CAMILLE, 15 * HOUR, CloseRequest),
        step(CAMILLE, 14 * HOUR, GiveFeedback, usefulness=5, used_in=(UsedIn.LEAD,)),
    )


def _urgent_question_running(stage: Stage) -> None:
    subject = "Location of a device that negotiates with a hospital at this moment."
    asked = Asked(name="device", of="RO-DIC", content=_content(Instrument.EU_2023_977, subject, Urgency.URGENT))
    request = stage.ask(CAMILLE, 7 * HOUR, asked)
    stage.course(request, step(VLAD, 6.7 * HOUR, ConfirmReceipt, automatic=True))
    wallet = _content(Instrument.EU_2023_977, "Holder of a wallet that received two ransoms.", Urgency.URGENT)
    late = stage.ask(CAMILLE, 30 * HOUR, Asked(name="wallet", of="RO-DIC", content=wallet))
    stage.course(
        late,
        step(VLAD, 29 * HOUR, ConfirmReceipt),
        step(VLAD, 28 * HOUR, AcknowledgeRequest),
        step(CAMILLE, 5 * HOUR, SendReminder, note="The limit passed this morning."),
    )


def _late_acknowledgement_and_extension(stage: Stage) -> None:
    asked = Asked(
        name="search",
        of="RO-DIC",
        channel=Channel.E_CODEX,
        content=_content(Instrument.EU_EIO, "Search of two flats in Cluj and seizure of data carriers."),
    )
    request = stage.ask(SANNE, 29 * DAY, asked)
    stage.course(
        request,
        step(VLAD, 28 * DAY, ConfirmReceipt),
        step(VLAD, 20 * DAY, AcknowledgeRequest),
        step(VLAD, 19 * DAY, AssignUnit, unit_id="RO-DIC/NORD"),
        step(
            VLAD,
            DAY,
            ExtendTimeLimit,
            obligation=Obligation.DECIDE,
            by=20 * DAY,
            reason="The court sits again only next month.",
            estimate_utc=stage.present + 15 * DAY,
        ),
    )


def _redirected_question(stage: Stage) -> None:
    subject = "Log files of a reseller's customer portal."
    asked = Asked(name="portal", of="FR-OLCN", content=_content(Instrument.EU_2023_977, subject))
    request = stage.ask(JONAS, 5 * DAY, asked)
    stage.course(
        request,
        step(CAMILLE, 5 * DAY - HOUR, ConfirmReceipt),
        step(CAMILLE, 4 * DAY, RedirectRequest, to_agency_id="NL-LTD", reason="The portal is run from Rotterdam."),
        step(SANNE, 4 * DAY - HOUR, ConfirmReceipt),
        step(SANNE, 3 * DAY, AcknowledgeRequest),
        step(SANNE, 3 * DAY, AssignUnit, unit_id="NL-LTD/DIGITAL"),
        step(SANNE, DAY, ProvideFinalReply, outcome=Outcome.PARTIAL, summary="The last 30 days; older logs are gone."),
    )


def _refused_question(stage: Stage) -> None:
    content = _content(Instrument.EU_2023_977, "Call records of a lawyer's office.")
    request = stage.ask(CAMILLE, 12 * DAY, Asked(name="calls", of="DE-ZDE", content=content))
    denied = "Records of a lawyer's office are protected."
    stage.course(
        request,
        step(JONAS, 12 * DAY - HOUR, ConfirmReceipt),
        step(JONAS, 11 * DAY, AcknowledgeRequest),
        step(JONAS, 11 * DAY, SeekAuthorisation, authority="Amtsgericht (sample)"),
        step(JONAS, 8 * DAY, RecordAuthorisationRefusal, authority="Amtsgericht (sample)", reason=denied),
        step(
            JONAS, 7 * DAY, RefuseRequest, grounds=(RefusalGround.JUDICIAL_AUTHORISATION_REFUSED,), explanation=denied
        ),
        step(CAMILLE, 6 * DAY, CloseRequest),
    )


def _analysis_by_the_organisation(stage: Stage) -> None:
    subject = "Compare the ransom notes with those known from other regions."
    content = _content(Instrument.INTERPOL_CHANNEL, subject)
    asked = Asked(name="notes", of="IO-GS", content=content, channel=Channel.I_24_7)
    request = stage.ask(CAMILLE, 15 * DAY, asked)
    stage.course(
        request,
        step(DEVI, 15 * DAY - 2 * HOUR, ConfirmReceipt),
        step(DEVI, 14 * DAY, AcknowledgeRequest),
        step(DEVI, 14 * DAY, AssignUnit, unit_id="IO-GS/CYBER"),
        step(DEVI, 13 * DAY, StartExecution),
        step(DEVI, 3 * DAY, ProvideInterimReply, summary="The same wording was used in two cases in other regions."),
    )


def _what_comes_next(stage: Stage) -> None:
    content = _content(Instrument.EU_EIO, "Production of the reseller's customer files.")
    stage.draft(CAMILLE, 2 * HOUR, Asked(name="draft", of="NL-LTD", content=content))
    followup = stage.id("notify hospitals")
    opened = OpenFollowUp(
        followup_id=followup,
        investigation_id=stage.id("investigation"),
        source=SourceKind.MEETING,
        source_ref="Coordination meeting of last week, item 4",
        task="Warn the hospitals on the list that was found on the server.",
    )
    stage.act(CAMILLE, 6 * DAY, opened)
    stage.act(CAMILLE, 6 * DAY, AssignFollowUp(followup_id=followup, agency_id="NL-LTD", unit_id="NL-LTD/DIGITAL"))
    stage.act(CAMILLE, 6 * DAY, SetFollowUpDueDate(followup_id=followup, due_utc=stage.present + 2 * DAY))
