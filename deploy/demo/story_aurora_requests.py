"""What the partners of the sample story Aurora ask one another.

It must not be smoother than life: on time, late, clarified, redirected, refused, still running, one of each.
"""

from deploy.demo.cast import CAMILLE, DEVI, JONAS, SANNE, VLAD
from deploy.demo.stage import DAY, HOUR, Asked, Stage, step
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

__all__ = ["ask_one_another", "content_of"]


def ask_one_another(stage: Stage) -> None:
    """This will let each request of the story take its course."""
    _evidence_from_a_server(stage)
    _urgent_question_with_clarification(stage)
    _urgent_question_running(stage)
    _late_acknowledgement_and_extension(stage)
    _redirected_question(stage)
    _refused_question(stage)
    _analysis_by_the_organisation(stage)


def content_of(instrument: Instrument, subject: str, urgency: Urgency = Urgency.ROUTINE) -> RequestContent:
    """This will say what a request of the story asks."""
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
        content=content_of(Instrument.EU_EIO, "Forensic image of the command server at a provider in Frankfurt."),
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
    asked = Asked(name="subscriber", of="NL-LTD", content=content_of(Instrument.EU_2023_977, subject, Urgency.URGENT))
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
    asked = Asked(name="device", of="RO-DIC", content=content_of(Instrument.EU_2023_977, subject, Urgency.URGENT))
    request = stage.ask(CAMILLE, 7 * HOUR, asked)
    stage.course(request, step(VLAD, 6.7 * HOUR, ConfirmReceipt, automatic=True))
    wallet = content_of(Instrument.EU_2023_977, "Holder of a wallet that received two ransoms.", Urgency.URGENT)
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
        content=content_of(Instrument.EU_EIO, "Search of two flats in Cluj and seizure of data carriers."),
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
    asked = Asked(name="portal", of="FR-OLCN", content=content_of(Instrument.EU_2023_977, subject))
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
    content = content_of(Instrument.EU_2023_977, "Call records of a lawyer's office.")
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
    content = content_of(Instrument.INTERPOL_CHANNEL, subject)
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
