"""The closed lists and bounded texts that commands, events and the public API share.

It must not know any rule: what a value permits is decided in the rooms.
"""

import re
from enum import StrEnum
from typing import Annotated

from msgspec import Meta

__all__ = [
    "ERASED", "AgencyCode", "AgencyRole", "Availability", "Channel", "Classification", "Code", "Country", "Handling",
    "Instrument", "Language", "Line", "MemberId", "Obligation", "OperationalLine", "OperationalText", "Outcome",
    "PersonId", "Prose", "RecordedText", "RefusalGround", "Role", "Scope", "Tlp", "UnitCode", "Urgency",
    "UsedIn", "Usefulness", "WitnessKey", "is_line", "is_person", "is_visible",
]  # fmt: skip

Code = Annotated[
    str,
    Meta(
        pattern=r"^[A-Z0-9][A-Z0-9_.\-]{0,63}\Z",
        description="A stable code in capitals such as CYBERCRIME, at most 64 characters.",
    ),
]
AgencyCode = Annotated[
    str, Meta(pattern=r"^[A-Z0-9][A-Z0-9\-]{1,31}\Z", description="Code of an agency, such as FR-SPOC.")
]
UnitCode = Annotated[
    str,
    Meta(
        pattern=r"^[A-Z0-9][A-Z0-9\-]{1,31}/[A-Z0-9][A-Z0-9_\-]{0,47}\Z",
        description="Code of a unit: agency/unit, such as FR-SPOC/CYBER.",
    ),
]
MemberId = Annotated[
    str,
    Meta(
        pattern=r"^[^\s]{1,200}\Z",
        description="Id of a person, as in the subject of the token: 1 to 200 characters without spaces.",
    ),
]
PERSON = r"^(?!(?i:(?:import|process|gateway|clock|system|entente)(?::|\Z)|entente-))[^\s]{1,200}\Z"
"""Not the names of actors which are no persons: who bore one in a token would be a member of every case it recorded."""

PersonId = Annotated[
    str,
    Meta(
        pattern=PERSON,
        description="Id of a person; not of a process or an import, such as import:cases.",
    ),
]
Country = Annotated[str, Meta(pattern=r"^[A-Z]{2}\Z", description="ISO 3166-1 alpha-2 code of a country, such as FR.")]
Language = Annotated[str, Meta(pattern=r"^[a-z]{2,3}\Z", description="ISO 639 code of a language, such as en.")]
VISIBLE = (
    r"[^\s\x00-\x20\x7f-\xa0\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202f"
    r"\u205f-\u206f\u2800\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0]"
)
"""One character that is seen: none of Unicode's blanks, controls and characters without width."""

ONE_LINE = rf"^(?=[^\n]*{VISIBLE})[^\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]*\Z"
"""Something to see, and nothing that breaks the line, steers a terminal or turns the order of what follows."""

Line = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=300,
        pattern=ONE_LINE,
        description="One line of text, 1 to 300 characters, not blank, without control characters.",
    ),
]
Prose = Annotated[
    str,
    Meta(min_length=1, max_length=20_000, pattern=VISIBLE, description="Text of 1 to 20,000 characters, not blank."),
]
OperationalText = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=20_000,
        pattern=VISIBLE,
        description="Operational or personal text of 1 to 20,000 characters, not blank; never in titles or logs.",
        extra={"operational": True},
    ),
]
OperationalLine = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=300,
        pattern=ONE_LINE,
        description="Operational or personal text on one line, 1 to 300 characters; never in titles or logs.",
        extra={"operational": True},
    ),
]
RecordedText = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=20_000,
        description="Operational or personal text of 1 to 20,000 characters; never in titles, headers or logs.",
        extra={"operational": True},
    ),
]
"""OperationalText as events hold it: what stands in the log is read whatever would be refused today."""

ERASED = "[erased]"
"""What is read in place of an operational text whose key was destroyed."""


WitnessKey = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=300,
        pattern=r"^[^\s+]+\+[0-9a-f]{8}\+[A-Za-z0-9+/]+=*\Z",
        description="A key that verifies signed notes: name+id+key, as `entente checkpoint key` prints it.",
    ),
]


def is_line(text: str) -> bool:
    """This will tell whether it is one line with something to see, see Line."""
    return re.match(ONE_LINE, text) is not None


def is_visible(text: str) -> bool:
    """This will tell whether a text is more than blanks, see VISIBLE."""
    return re.search(VISIBLE, text) is not None


def is_person(member_id: str) -> bool:
    """This will tell whether it may be the id of a person, see PersonId."""
    return re.match(PERSON, member_id) is not None


class Channel(StrEnum):
    """The way an exchange took."""

    SIENA = "SIENA"
    I_24_7 = "I_24_7"
    SIRENE = "SIRENE"
    E_CODEX = "E_CODEX"
    NETWORK_24_7 = "NETWORK_24_7"
    DIPLOMATIC = "DIPLOMATIC"
    LIAISON_OFFICER = "LIAISON_OFFICER"
    JIT_SPACE = "JIT_SPACE"
    OTHER = "OTHER"


class Handling(StrEnum):
    """Europol handling codes."""

    H0 = "H0"
    H1 = "H1"
    H2 = "H2"
    H3 = "H3"


class Tlp(StrEnum):
    """Traffic Light Protocol 2.0 (FIRST)."""

    CLEAR = "CLEAR"
    GREEN = "GREEN"
    AMBER = "AMBER"
    AMBER_STRICT = "AMBER_STRICT"
    RED = "RED"


class Classification(StrEnum):
    """Levels of classified information of the EU and of INTERPOL's RPD Art. 112."""

    OFFICIAL_USE = "OFFICIAL_USE"
    RESTRICTED = "RESTRICTED"
    CONFIDENTIAL = "CONFIDENTIAL"
    SECRET = "SECRET"  # noqa: S105  # a level of classification
    TOP_SECRET = "TOP_SECRET"  # noqa: S105  # same


class Role(StrEnum):
    """What a token allows its bearer beyond the roles held in an investigation."""

    DIRECTORY_ADMINISTRATOR = "DIRECTORY_ADMINISTRATOR"
    AGENCY_ADMINISTRATOR = "AGENCY_ADMINISTRATOR"
    INVESTIGATION_OPENER = "INVESTIGATION_OPENER"
    COOPERATION_ANALYST = "COOPERATION_ANALYST"


class AgencyRole(StrEnum):
    """What an agency is in the channels of cooperation."""

    NCB = "NCB"
    SPOC = "SPOC"
    SIRENE = "SIRENE"
    POLICE = "POLICE"
    PROSECUTION = "PROSECUTION"
    COURT = "COURT"
    EU_BODY = "EU_BODY"
    INTL_ORG = "INTL_ORG"


class Instrument(StrEnum):
    """The legal instrument a request rests on."""

    EU_2023_977 = "EU_2023_977"
    EU_EIO = "EU_EIO"
    EU_EIO_PROVISIONAL = "EU_EIO_PROVISIONAL"
    EU_EIO_INTERCEPTION_NOTICE = "EU_EIO_INTERCEPTION_NOTICE"
    EU_SIRENE = "EU_SIRENE"
    EU_EPOC = "EU_EPOC"
    EU_EPOC_PR = "EU_EPOC_PR"
    COE_BUDAPEST_29 = "COE_BUDAPEST_29"
    COE_2AP_ART7 = "COE_2AP_ART7"
    COE_2AP_ART8 = "COE_2AP_ART8"
    MLA_GENERAL = "MLA_GENERAL"
    INTERPOL_CHANNEL = "INTERPOL_CHANNEL"
    TASK_FORCE_AGREEMENT = "TASK_FORCE_AGREEMENT"


class Urgency(StrEnum):
    """How pressing a request is; URGENT and EMERGENCY need a reason."""

    ROUTINE = "ROUTINE"
    URGENT = "URGENT"
    EMERGENCY = "EMERGENCY"


class Availability(StrEnum):
    """Whether the requested side reaches the information itself (Dir. (EU) 2023/977 Art. 2)."""

    DIRECT = "DIRECT"
    INDIRECT = "INDIRECT"


class Obligation(StrEnum):
    """What a legal clock asks for."""

    ACKNOWLEDGE = "ACKNOWLEDGE"
    DECIDE = "DECIDE"
    EXECUTE = "EXECUTE"
    PROVIDE = "PROVIDE"
    OBJECT = "OBJECT"
    PRESERVE = "PRESERVE"
    REPLY_BY_WISH = "REPLY_BY_WISH"


class Scope(StrEnum):
    """Whether a decision covers the whole request."""

    FULL = "FULL"
    PART = "PART"


class Outcome(StrEnum):
    """What the final reply brought."""

    POSITIVE = "POSITIVE"
    NEGATIVE = "NEGATIVE"
    PARTIAL = "PARTIAL"


class RefusalGround(StrEnum):
    """Why a request is refused: Dir. (EU) 2023/977 Art. 6(1), Dir. 2014/41/EU Art. 11, INTERPOL Constitution Art. 3."""

    NOT_AVAILABLE = "NOT_AVAILABLE"
    REQUEST_NOT_COMPLIANT = "REQUEST_NOT_COMPLIANT"
    JUDICIAL_AUTHORISATION_REFUSED = "JUDICIAL_AUTHORISATION_REFUSED"
    DATA_CATEGORY_EXCLUDED = "DATA_CATEGORY_EXCLUDED"
    INACCURATE_OR_OUTDATED = "INACCURATE_OR_OUTDATED"
    NATIONAL_SECURITY = "NATIONAL_SECURITY"
    JEOPARDISES_INVESTIGATION_OR_SAFETY = "JEOPARDISES_INVESTIGATION_OR_SAFETY"
    LEGAL_PERSON_INTERESTS = "LEGAL_PERSON_INTERESTS"
    MINOR_OFFENCE = "MINOR_OFFENCE"
    NOT_AN_OFFENCE = "NOT_AN_OFFENCE"
    THIRD_PARTY_CONSENT_MISSING = "THIRD_PARTY_CONSENT_MISSING"
    IMMUNITY_OR_PRIVILEGE = "IMMUNITY_OR_PRIVILEGE"
    NE_BIS_IN_IDEM = "NE_BIS_IN_IDEM"
    FUNDAMENTAL_RIGHTS = "FUNDAMENTAL_RIGHTS"
    DUAL_CRIMINALITY = "DUAL_CRIMINALITY"
    INTERPOL_ART_3 = "INTERPOL_ART_3"
    OTHER = "OTHER"


class UsedIn(StrEnum):
    """What the reply was used in, as the requesting side says in its feedback."""

    LEAD = "LEAD"
    ARREST = "ARREST"
    SEIZURE = "SEIZURE"
    CHARGE = "CHARGE"
    NONE = "NONE"


Usefulness = Annotated[int, Meta(ge=1, le=5, description="1 useless to 5 decisive.")]
