"""Why a message is refused: one exception with a stable reason, and what of the message is to blame.

It must not carry anything that the message says: what people write stands in no reason.
"""

from enum import StrEnum

__all__ = ["MessageRefused", "Reason"]

LONGEST_NAME = 100
"""Characters of a name that the sender made up; nothing longer is echoed."""


class Reason(StrEnum):
    """Why a message became a dead letter. The codes never change; new ones may join.

    The first eleven are said of a message by itself, the others of what it asks for.
    """

    TOO_LARGE = "too_large"
    TOO_DEEP = "too_deep"
    BAD_ENCODING = "bad_encoding"
    DUPLICATE_NAME = "duplicate_name"
    NOT_A_CLOUDEVENT = "not_a_cloudevent"
    ATTRIBUTE_INVALID = "attribute_invalid"
    SOURCE_NOT_ALLOWED = "source_not_allowed"
    UNKNOWN_TYPE = "unknown_type"
    OTHER_SCHEMA = "other_schema"
    SCHEMA_INVALID = "schema_invalid"
    KEY_MISMATCH = "key_mismatch"
    ID_REUSED = "id_reused"
    NOT_PERMITTED = "not_permitted"
    NOT_FOUND = "not_found"
    RULE_VIOLATED = "rule_violated"
    CONFLICT = "conflict"
    HANDLER_FAULT = "handler_fault"
    DISCARDED = "discarded"


MEANINGS: dict[Reason, str] = {
    Reason.TOO_LARGE: "the value, a header or all headers together are larger than the limits",
    Reason.TOO_DEEP: "lists and objects are nested deeper than the limit",
    Reason.BAD_ENCODING: "not UTF-8, not JSON, or text that holds what no text holds",
    Reason.DUPLICATE_NAME: "a header or a name within an object stands twice",
    Reason.NOT_A_CLOUDEVENT: "no CloudEvent 1.0 in binary or structured mode with JSON data",
    Reason.ATTRIBUTE_INVALID: "an attribute is missing or does not have its form",
    Reason.SOURCE_NOT_ALLOWED: "the source may not send to this topic",
    Reason.UNKNOWN_TYPE: "no message of this type is accepted",
    Reason.OTHER_SCHEMA: "dataschema names another schema than that of the type",
    Reason.SCHEMA_INVALID: "the data does not fit the type's schema",
    Reason.KEY_MISMATCH: "the key is not the subject, so that order within the case would be lost",
    Reason.ID_REUSED: "this source has sent other content under this id",
    Reason.NOT_PERMITTED: "the sender may see the thing, and may not do this to it",
    Reason.NOT_FOUND: "there is no such thing, or it is not for the sender to see",
    Reason.RULE_VIOLATED: "a rule of cooperation forbids it; the rule's code is told",
    Reason.CONFLICT: "the thing is at another version than the sender decided on",
    Reason.HANDLER_FAULT: "a fault on our side that this message meets each time",
    Reason.DISCARDED: "an operator gave it up, with a reason",
}
"""What each code says."""


class MessageRefused(Exception):
    """The message is not what its contract says.

    field: header, attribute (`ce_subject`) or path within the data (`data.content.crimeArea`); rule: what it breaks;
    accepted: what would be accepted.
    """

    def __init__(self, reason: Reason, *, field: str, rule: str, accepted: str) -> None:
        self.reason, self.rule, self.accepted = reason, rule, accepted
        self.field = _shown(field)
        super().__init__(f"{reason}: {self.field} {rule}; accepted: {accepted}")


def _shown(name: str) -> str:
    """A name as it may stand in logs and headers: short, and with nothing that is not printed."""
    return "".join(each if each.isprintable() else "?" for each in name[:LONGEST_NAME])
