"""What partners do together outside requests: trainings, meetings, exercises, visits, coordination.

It must not change what was recorded: a mistake is cancelled with its reason, and recorded anew.
"""

from collections.abc import Iterable
from typing import Annotated
from uuid import UUID

from msgspec import Meta

from domain.aggregate import Act, Decision, command
from domain.investigation.commands.conditions import require_not_archived
from domain.investigation.events import JointActivityCancelled, JointActivityRecorded
from domain.investigation.permissions import contributor, one_of_the_activity
from domain.investigation.rules import (
    AJointActivityIsRecordedOnce,
    AJointActivityJoinsPartners,
    OnlyARecordedActivityIsCancelled,
)
from domain.investigation.state import Investigation
from domain.investigation.vocabulary import ActivityKind
from domain.vocabulary import AgencyCode, Line, OperationalText

__all__ = ["DECISIONS", "CancelJointActivity", "RecordJointActivity"]

FEWEST = 2
"""Agencies that it takes to do something together."""

PersonsCount = Annotated[int, Meta(ge=1, le=100_000, description="How many persons, 1 to 100,000.")]


@command(aggregate_id="investigation_id")
class RecordJointActivity:
    """Put on record what partners did together; when it was held is told by occurredAt, to the day or as known.

    activity_id: unique within the investigation. title: what it was about. agencies: codes of all that took part, at
    least two. place: where it was held. persons_count: how many persons took part, of all agencies together.
    """

    investigation_id: UUID
    activity_id: Line
    kind: ActivityKind
    title: OperationalText
    agencies: tuple[AgencyCode, ...]
    place: OperationalText | None = None
    persons_count: PersonsCount | None = None


@command(aggregate_id="investigation_id")
class CancelJointActivity:
    """Say that a joint activity was not held, or was recorded by mistake; it stays on record as cancelled."""

    investigation_id: UUID
    activity_id: Line
    reason: Line


def _record(command: RecordJointActivity, state: Investigation, act: Act) -> Iterable[JointActivityRecorded]:
    require_not_archived(state)
    if command.activity_id in state.activities:
        raise AJointActivityIsRecordedOnce(activity_id=command.activity_id)
    agencies = tuple(dict.fromkeys(command.agencies))
    strangers = [each for each in agencies if not state.was_partner_during(each, act.occurred)]
    if strangers or len(agencies) < FEWEST:
        raise AJointActivityJoinsPartners(strangers=strangers)
    yield JointActivityRecorded(
        investigation_id=command.investigation_id,
        activity_id=command.activity_id,
        kind=command.kind,
        title=command.title,
        agencies=agencies,
        place=command.place,
        persons_count=command.persons_count,
    )


def _cancel(command: CancelJointActivity, state: Investigation, _act: Act) -> Iterable[JointActivityCancelled]:
    require_not_archived(state)
    agencies = state.activities.get(command.activity_id)
    if agencies is None or command.activity_id in state.cancelled_activities:
        raise OnlyARecordedActivityIsCancelled(activity_id=command.activity_id)
    yield JointActivityCancelled(
        investigation_id=command.investigation_id,
        activity_id=command.activity_id,
        agencies=agencies,
        reason=command.reason,
    )


DECISIONS = (
    Decision(command=RecordJointActivity, decide=_record, may=contributor),
    Decision(command=CancelJointActivity, decide=_cancel, may=one_of_the_activity),
)
