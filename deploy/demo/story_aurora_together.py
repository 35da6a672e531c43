"""Sample story, continued: what the partners of Aurora sign, allow one another, and do together.

It must not tell what they ask one another: that stands in `story_aurora_requests.py`.
"""

from datetime import timedelta
from uuid import UUID

from deploy.demo.cast import CAMILLE, DEVI, JONAS, SANNE, VLAD
from deploy.demo.stage import CONFIDENTIALITY, DAY, Stage
from domain.agency.commands import GiveStandingAuthorisation
from domain.investigation.commands import (
    CancelJointActivity,
    ChangeMemberClearance,
    RecordJointActivity,
    RequireConfidentiality,
)
from domain.investigation.vocabulary import ActivityKind
from domain.vocabulary import Channel, Classification

__all__ = ["sign_and_meet"]

SECOND_VERSION = "V2"


def sign_and_meet(stage: Stage) -> None:
    """This will let the partners sign, meet and consent."""
    space = stage.id("investigation")
    _sign(stage, space)
    _meet(stage, space)
    _consent(stage)


def _sign(stage: Stage, space: UUID) -> None:
    """All but one of them have signed the new version; his name is on the list of exceptions."""
    for version, days in ((CONFIDENTIALITY, 48), (SECOND_VERSION, 30)):
        valid_from = (stage.present - days * DAY).date()
        required = RequireConfidentiality(investigation_id=space, version=version, valid_from=valid_from)
        stage.act(CAMILLE, days * DAY, required)
    for member, days in ((CAMILLE, 29), (SANNE, 28), (VLAD, 27), (DEVI, 20)):
        stage.sign(CAMILLE, member, days * DAY, SECOND_VERSION)
    cleared = ChangeMemberClearance(
        investigation_id=space,
        member_id=JONAS.member_id,
        clearance=Classification.RESTRICTED,
        valid_until=(stage.present + 365 * DAY).date(),
    )
    stage.act(CAMILLE, 26 * DAY, cleared)


def _meet(stage: Stage, space: UUID) -> None:
    training = RecordJointActivity(
        investigation_id=space,
        activity_id="wallets-course",
        kind=ActivityKind.TRAINING,
        title="Course on following payments through mixing services",
        agencies=("FR-OLCN", "NL-LTD", "RO-DIC"),
        place="The Hague",
        persons_count=14,
    )
    stage.act(SANNE, 25 * DAY, training)
    coordination = RecordJointActivity(
        investigation_id=space,
        activity_id="servers-meeting",
        kind=ActivityKind.COORDINATION,
        title="Who secures which server on the day of action",
        agencies=("FR-OLCN", "DE-ZDE", "NL-LTD", "RO-DIC", "IO-GS"),
        persons_count=9,
    )
    stage.act(CAMILLE, timedelta(days=7), coordination)
    visit = RecordJointActivity(
        investigation_id=space,
        activity_id="visit-bucharest",
        kind=ActivityKind.VISIT,
        title="Visit to the unit in Bucharest",
        agencies=("FR-OLCN", "RO-DIC"),
    )
    stage.act(VLAD, 5 * DAY, visit)
    cancelled = CancelJointActivity(
        investigation_id=space, activity_id="visit-bucharest", reason="Moved to the day of action"
    )
    stage.act(VLAD, 4 * DAY, cancelled)


def _consent(stage: Stage) -> None:
    """What comes from France, the Netherlands may pass on to Germany, for a year."""
    today = stage.present.date()
    given = GiveStandingAuthorisation(
        agency_id=CAMILLE.agency_id,
        authorisation_id=stage.id("standing authorisation"),
        from_agency_id=SANNE.agency_id,
        to_agency_id=JONAS.agency_id,
        crime_areas=("CYBERCRIME",),
        valid_from=today,
        valid_until=today + 365 * DAY,
        purpose="Addresses of servers that the German hosting unit can have secured.",
    )
    stage.act(CAMILLE, timedelta(0), given, Channel.OTHER)
