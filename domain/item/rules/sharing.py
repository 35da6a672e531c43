"""Rules on giving an item to agencies, each named by the sentence it enforces.

They must not decide who may ask: that stands in permissions.py.
"""

from domain.refusal import RuleViolation

__all__ = [
    "AReceiptIsConfirmedOnce", "ARecipientCanHoldIt", "ARecipientIsAnotherPartner", "ARecipientIsNotLeftOut",
    "ARequestAnsweredIsOfTheSameInvestigation", "ARequestingAgencyGetsTheAnswer", "AShareReachesSomebodyNew",
    "EachRecipientIsNamedOnce", "EvidenceArrivesUnchanged", "NamedPersonsAreMembers", "TlpRedNamesPersons",
]  # fmt: skip


class EachRecipientIsNamedOnce(RuleViolation):
    """A share names at least one agency, and none twice."""

    remedy = "Name every agency once, with all of its persons."
    field = "recipients"


class ARecipientIsAnotherPartner(RuleViolation):
    """The recipient takes no part in the investigation, or has the item as its originator or as the one who gives."""

    remedy = "Name other agencies that take part."
    field = "recipients"


class TlpRedNamesPersons(RuleViolation):
    """What is TLP:RED goes to persons by name."""

    invariant = 17
    remedy = "Name the persons of each agency who may see it."
    field = "recipients"


class NamedPersonsAreMembers(RuleViolation):
    """A person who is named is no active member of the investigation for that agency."""

    invariant = 17
    remedy = "Name persons who are admitted to the investigation for the agency."
    field = "recipients"


class ARecipientCanHoldIt(RuleViolation):
    """The recipient has nobody who can hold what the marking asks for."""

    invariant = 17
    remedy = "Wait until clearance and compartments are granted there, or name other recipients."
    field = "recipients"


class ARecipientIsNotLeftOut(RuleViolation):
    """A restriction in force leaves the recipient out."""

    invariant = 18
    remedy = "Ask whoever imposed the restriction to lift it."
    field = "recipients"


class AShareReachesSomebodyNew(RuleViolation):
    """All of the recipients have it already."""

    remedy = "Nothing needs to be done."
    field = "recipients"


class ARequestAnsweredIsOfTheSameInvestigation(RuleViolation):
    """The investigation has no such request."""

    remedy = "Name a request of this investigation that was sent, or none."
    field = "request_id"


class ARequestingAgencyGetsTheAnswer(RuleViolation):
    """The agency that sent the request is none of the recipients."""

    remedy = "Share it with the requesting agency, or name no request."
    field = "request_id"


class AReceiptIsConfirmedOnce(RuleViolation):
    """The receipt is confirmed already."""

    remedy = "Nothing needs to be done."


class EvidenceArrivesUnchanged(RuleViolation):
    """The hash of what arrived is missing, or it is not that of the item."""

    remedy = "Compute the SHA-256 of what arrived. Where it differs, tell the originator and do not use the item."
    field = "content_sha256"
