"""The closed lists of a joint investigation.

They must not be extended without a new version of the events that carry them.
"""

from enum import StrEnum

__all__ = [
    "ActivityKind",
    "Direction",
    "FactKind",
    "LegalBasisKind",
    "MemberRole",
    "PartnerRole",
    "Phase",
    "SourceGrade",
]


class Phase(StrEnum):
    """Where a joint investigation stands; CLOSED may be reopened."""

    SETTING_UP = "SETTING_UP"
    OPERATIONAL = "OPERATIONAL"
    POST_OPERATIONAL = "POST_OPERATIONAL"
    CLOSED = "CLOSED"
    ARCHIVED = "ARCHIVED"


class LegalBasisKind(StrEnum):
    """What the joint work rests on."""

    JIT_AGREEMENT = "JIT_AGREEMENT"
    TASK_FORCE_ARRANGEMENT = "TASK_FORCE_ARRANGEMENT"
    TREATY = "TREATY"
    DOMESTIC_LAW = "DOMESTIC_LAW"
    IMPORTED_RECORD = "IMPORTED_RECORD"


class PartnerRole(StrEnum):
    """In what quality an agency takes part (Framework Decision 2002/465/JHA; Reg. (EU) 2023/969)."""

    PARTY = "PARTY"
    PARTICIPANT = "PARTICIPANT"
    OBSERVER = "OBSERVER"


class MemberRole(StrEnum):
    """What a person may do in the space of an investigation."""

    LEADER = "LEADER"
    ADMINISTRATOR = "ADMINISTRATOR"
    MEMBER = "MEMBER"
    SECONDED_MEMBER = "SECONDED_MEMBER"
    READER = "READER"


class FactKind(StrEnum):
    """What kind of fact of the outside world was recorded."""

    INCIDENT = "INCIDENT"
    INVESTIGATION_OPENED = "INVESTIGATION_OPENED"
    CASE_OPENED_AT_AGENCY = "CASE_OPENED_AT_AGENCY"
    COORDINATION_MEETING = "COORDINATION_MEETING"
    TEAM_ESTABLISHED = "TEAM_ESTABLISHED"
    MEMBER_JOINED = "MEMBER_JOINED"
    UNIT_ASSIGNED = "UNIT_ASSIGNED"
    AUTHORISATION = "AUTHORISATION"
    REQUEST_SENT = "REQUEST_SENT"
    REQUEST_REFUSED_OR_UNANSWERED = "REQUEST_REFUSED_OR_UNANSWERED"
    INTELLIGENCE_SHARED = "INTELLIGENCE_SHARED"
    ACTION_DAY = "ACTION_DAY"
    INFRASTRUCTURE_CONTROL = "INFRASTRUCTURE_CONTROL"
    ALERT_TO_TARGETS = "ALERT_TO_TARGETS"
    RESULT_REPORTED = "RESULT_REPORTED"
    FINDINGS_PUBLISHED = "FINDINGS_PUBLISHED"
    AGREEMENT_SIGNED = "AGREEMENT_SIGNED"
    AGREEMENT_EXTENDED = "AGREEMENT_EXTENDED"
    PROSECUTION_DECISION = "PROSECUTION_DECISION"
    TRIAL = "TRIAL"
    VERDICT = "VERDICT"
    FOLLOW_UP = "FOLLOW_UP"
    CASE_CLOSED_OR_SUSPENDED = "CASE_CLOSED_OR_SUSPENDED"
    LESSONS_LEARNED_REVIEW = "LESSONS_LEARNED_REVIEW"
    WORK_TAKEN_UP = "WORK_TAKEN_UP"
    WORK_QUEUED = "WORK_QUEUED"
    WORK_WAITING = "WORK_WAITING"
    WORK_COMPLETED = "WORK_COMPLETED"
    HANDED_OVER = "HANDED_OVER"
    OTHER = "OTHER"


class ActivityKind(StrEnum):
    """What partners do together."""

    TRAINING = "TRAINING"
    MEETING = "MEETING"
    EXERCISE = "EXERCISE"
    VISIT = "VISIT"
    COORDINATION = "COORDINATION"


class SourceGrade(StrEnum):
    """How close a source is to the fact it tells."""

    OFFICIAL = "OFFICIAL"
    PRESS = "PRESS"
    SECONDARY = "SECONDARY"
    RECORD = "RECORD"


class Direction(StrEnum):
    """How an entry runs, seen from one agency."""

    OUTGOING = "OUTGOING"
    INCOMING = "INCOMING"
    INTERNAL = "INTERNAL"
