"""Sample story: drugs in the hulls of yachts; the Netherlands lead, Portugal and Spain are partners.

It must not resemble a real case.
"""

from datetime import datetime, timedelta

from deploy.demo.cast import INES, RUI, SANNE
from deploy.demo.stage import CONFIDENTIALITY, Asked, Stage
from domain.investigation.commands import OpenInvestigation
from domain.investigation.vocabulary import LegalBasisKind
from domain.request.commands import AcknowledgeRequest, AssignUnit, ConfirmReceipt
from domain.request.events import RequestContent
from domain.vocabulary import Instrument, Urgency

__all__ = ["glasswort"]


def glasswort(present: datetime) -> Stage:
    """This will tell the story so that it stands at `present` (aware datetime)."""
    stage = Stage("glasswort", present, "Europe/Amsterdam")
    _open(stage)
    _ask_spain(stage)
    _ask_portugal(stage)
    return stage


def _open(stage: Stage) -> None:
    case = stage.id("investigation")
    opened = OpenInvestigation(
        investigation_id=case,
        reference="DEMO-2026-031",
        title="Glasswort",
        crime_areas=("DRUGS",),
        legal_basis=LegalBasisKind.JIT_AGREEMENT,
        lead_agency_id=SANNE.agency_id,
        first_member_id=SANNE.member_id,
        confidentiality_version=CONFIDENTIALITY,
    )
    stage.act(SANNE, timedelta(days=40), opened)
    for days, member in ((38, RUI), (37, INES)):
        stage.bring_in(SANNE, member, timedelta(days=days))


def _ask_portugal(stage: Stage) -> None:
    """Asked this morning as urgent: the clock runs while somebody reads this."""
    content = _content("Who owned the yacht Tamarix between March and June?", Urgency.URGENT)
    request = stage.ask(SANNE, timedelta(hours=4), Asked(name="portugal", of=RUI.agency_id, content=content))
    stage.act(RUI, timedelta(hours=3.9), ConfirmReceipt(request_id=request))
    stage.act(RUI, timedelta(hours=3), AcknowledgeRequest(request_id=request, note="Being dealt with."))
    stage.act(RUI, timedelta(hours=2.5), AssignUnit(request_id=request, unit_id="PT-DNN/MAR"))


def _ask_spain(stage: Stage) -> None:
    """Asked twenty days ago and never answered: the clock process records the breach."""
    content = _content("Did the yacht Tamarix moor in one of the ports named in the annex?", Urgency.ROUTINE)
    request = stage.ask(SANNE, timedelta(days=20), Asked(name="spain", of=INES.agency_id, content=content))
    stage.act(INES, timedelta(days=19.9), ConfirmReceipt(request_id=request))
    stage.act(INES, timedelta(days=19.5), AcknowledgeRequest(request_id=request))


def _content(subject: str, urgency: Urgency) -> RequestContent:
    return RequestContent(
        instrument=Instrument.EU_2023_977,
        urgency=urgency,
        urgency_reason="The yacht is expected to leave port within two days." if urgency is Urgency.URGENT else None,
        crime_area="DRUGS",
        purpose="To find who fitted the hidden hull of the yacht, and who paid for it.",
        subject=subject,
        link_of_purpose_and_data="The yacht was seen at the place where the packages were found.",
        legal_basis="Directive (EU) 2023/977 Art. 5",
        use_restrictions="For this investigation only.",
        language="en",
    )
