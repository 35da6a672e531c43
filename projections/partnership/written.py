"""How what partners agreed on and did together is written as rows: one for each event.

It must not decide anything: who has not signed in time is said when it is asked for.
"""

from collections.abc import Callable, Mapping
from typing import Any

from domain.agency import events as of_agency
from domain.event import Recorded
from domain.investigation import events as of_case
from projections.engine.read_model import Row, Table, array, moment

__all__ = ["ACTIVITIES", "AUTHORISATIONS", "CANCELLATIONS", "REVOCATIONS", "WRITTEN"]

_CASE = ("investigation_id", "uuid")
_AGENCY = ("agency_id", "text")

ACTIVITIES = Table(
    "joint_activities",
    (
        "investigation_id", "activity_id", "kind", "title", "place", "agencies", "persons_count", "sort_at",
        "held_from", "held_until", "held_precision", "held_tz", "recorded_at", "position",
    ),
    key=_CASE,
)  # fmt: skip

CANCELLATIONS = Table(
    "joint_activity_cancellations", ("investigation_id", "activity_id", "cancelled_at", "reason"), key=_CASE
)

_VERSIONS = Table(
    "confidentiality_versions",
    ("investigation_id", "version", "valid_from", "days_to_sign", "required_on"),
    key=_CASE,
)

_SIGNATURES = Table(
    "confidentiality_signatures",
    ("investigation_id", "member_id", "agency_id", "version", "signed_on"),
    key=_CASE,
)

AUTHORISATIONS = Table(
    "standing_authorisations",
    (
        "authorisation_id", "agency_id", "from_agency_id", "to_agency_id", "crime_areas", "valid_from", "valid_until",
        "purpose", "position",
    ),
    key=_AGENCY,
)  # fmt: skip

REVOCATIONS = Table("standing_revocations", ("agency_id", "authorisation_id", "revoked_on", "reason"), key=_AGENCY)


def _activity(event: of_case.JointActivityRecorded, recorded: Recorded) -> Row:
    envelope = recorded.envelope
    held_from = moment(envelope.occurred_at)
    return (
        str(event.investigation_id),
        event.activity_id,
        event.kind.value,
        event.title,
        event.place,
        array(event.agencies),
        event.persons_count,
        held_from or "infinity",
        held_from,
        moment(envelope.occurred_until),
        envelope.occurred_precision.value,
        envelope.occurred_tz,
        moment(envelope.recorded_at),
        recorded.position,
    )


def _cancellation(event: of_case.JointActivityCancelled, recorded: Recorded) -> Row:
    return str(event.investigation_id), event.activity_id, moment(recorded.envelope.recorded_at), event.reason


def _version(event: of_case.ConfidentialityRequired, recorded: Recorded) -> Row:
    required_on = recorded.envelope.recorded_at.date()
    case = str(event.investigation_id)
    return case, event.version, moment(event.valid_from), event.days_to_sign, moment(required_on)


def _signature(event: of_case.ConfidentialityAgreementSigned, _recorded: Recorded) -> Row:
    return str(event.investigation_id), event.member_id, event.agency_id, event.version, moment(event.signed_on)


def _authorisation(event: of_agency.StandingAuthorisationGiven, recorded: Recorded) -> Row:
    return (
        str(event.authorisation_id),
        event.agency_id,
        event.from_agency_id,
        event.to_agency_id,
        array(event.crime_areas),
        moment(event.valid_from),
        moment(event.valid_until),
        event.purpose,
        recorded.position,
    )


def _revocation(event: of_agency.StandingAuthorisationRevoked, _recorded: Recorded) -> Row:
    return event.agency_id, str(event.authorisation_id), moment(event.revoked_on), event.reason


WRITTEN: Mapping[type, tuple[Table, Callable[[Any, Recorded], Row]]] = {
    of_case.JointActivityRecorded: (ACTIVITIES, _activity),
    of_case.JointActivityCancelled: (CANCELLATIONS, _cancellation),
    of_case.ConfidentialityRequired: (_VERSIONS, _version),
    of_case.ConfidentialityAgreementSigned: (_SIGNATURES, _signature),
    of_agency.StandingAuthorisationGiven: (AUTHORISATIONS, _authorisation),
    of_agency.StandingAuthorisationRevoked: (REVOCATIONS, _revocation),
}
"""Event class -> the table of its row, and how that is written."""
