"""Sample story: a young investigation that only two of the sample agencies may see.

It must not be visible to anybody else: that is what it shows.
"""

from datetime import datetime

from deploy.demo.cast import CAMILLE, EBBA, SANNE
from deploy.demo.stage import CONFIDENTIALITY, DAY, Asked, Stage, step
from domain.investigation.commands import AcceptInvitation, AdmitMember, InvitePartner, OpenInvestigation
from domain.investigation.vocabulary import LegalBasisKind, MemberRole, PartnerRole
from domain.request.commands import AcknowledgeRequest, ConfirmReceipt
from domain.request.events import RequestContent
from domain.vocabulary import Instrument, Urgency

__all__ = ["lantern"]


def lantern(present: datetime) -> Stage:
    """This will tell the story so that it stands at `present` (aware datetime)."""
    stage = Stage("lantern", present, "Europe/Stockholm")
    space = stage.id("investigation")
    opened = OpenInvestigation(
        investigation_id=space,
        reference="NBU-2026-3",
        title="Lantern",
        crime_areas=("CHILD_SEXUAL_EXPLOITATION",),
        legal_basis=LegalBasisKind.TASK_FORCE_ARRANGEMENT,
        lead_agency_id=EBBA.agency_id,
        first_member_id=EBBA.member_id,
        confidentiality_version=CONFIDENTIALITY,
    )
    stage.act(EBBA, 9 * DAY, opened)
    for agency_id in (SANNE.agency_id, CAMILLE.agency_id):
        stage.act(EBBA, 8 * DAY, InvitePartner(investigation_id=space, agency_id=agency_id, role=PartnerRole.PARTY))
    stage.act(SANNE, 7 * DAY, AcceptInvitation(investigation_id=space, agency_id=SANNE.agency_id))
    stage.sign(EBBA, SANNE, 7 * DAY)
    admitted = AdmitMember(
        investigation_id=space, member_id=SANNE.member_id, agency_id=SANNE.agency_id, role=MemberRole.MEMBER
    )
    stage.act(EBBA, 7 * DAY, admitted)
    _ask(stage)
    return stage


def _ask(stage: Stage) -> None:
    content = RequestContent(
        instrument=Instrument.EU_2023_977,
        urgency=Urgency.ROUTINE,
        crime_area="CHILD_SEXUAL_EXPLOITATION",
        purpose="Identify a child at risk.",
        subject="Place where a picture was taken: a swimming pool with blue tiles.",
        link_of_purpose_and_data="The pool is the only place that the picture shows.",
        legal_basis="Directive (EU) 2023/977 Art. 4",
        use_restrictions="Identification only.",
        language="en",
    )
    request = stage.ask(EBBA, 6 * DAY, Asked(name="pool", of="NL-LTD", content=content))
    stage.course(request, step(SANNE, 6 * DAY, ConfirmReceipt), step(SANNE, 5 * DAY, AcknowledgeRequest))
