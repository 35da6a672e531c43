"""Sample story: ransomware against hospitals, worked by five partners under several instruments.

It must not tell what they ask one another, nor what they share: see the stories that continue it.
"""

from datetime import date, datetime, timedelta

from deploy.demo.cast import CAMILLE, DEVI, JONAS, SANNE, VLAD
from deploy.demo.stage import CONFIDENTIALITY, DAY, HOUR, Asked, Stage
from deploy.demo.story_aurora_conditions import conditions_change
from deploy.demo.story_aurora_items import share_items
from deploy.demo.story_aurora_requests import ask_one_another, content_of
from deploy.demo.story_aurora_together import sign_and_meet
from domain.followup.commands import AssignFollowUp, OpenFollowUp, SetFollowUpDueDate
from domain.followup.events import SourceKind
from domain.investigation.commands import (
    OpenInvestigation,
    RecordAgreement,
    RecordFact,
    StartOperationalPhase,
)
from domain.investigation.vocabulary import FactKind, LegalBasisKind, PartnerRole, SourceGrade
from domain.vocabulary import Instrument

__all__ = ["aurora"]

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
    sign_and_meet(stage)
    ask_one_another(stage)
    _what_comes_next(stage)
    share_items(stage)
    conditions_change(stage)
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
        confidentiality_version=CONFIDENTIALITY,
    )
    stage.act(CAMILLE, timedelta(days=60), opened)
    for member, role, days in PARTNERS:
        stage.bring_in(CAMILLE, member, days * DAY, role)
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


def _what_comes_next(stage: Stage) -> None:
    content = content_of(Instrument.EU_EIO, "Production of the reseller's customer files.")
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
