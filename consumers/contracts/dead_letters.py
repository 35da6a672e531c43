"""Writes what was refused as a dead letter: the bytes as they came, and in headers why.

It must not repair anything, nor tell a fault's inside. Names that begin with `__connect.errors.` are those of Kafka
Connect, which tools for dead letters know. The last header of a name counts: whatever a sender puts there under our
names stands before ours.
"""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from consumers.contracts.cloudevents import Headers
from consumers.contracts.naming import camel_case_path
from consumers.contracts.refusing import MessageRefused, Reason
from domain.refusal import CommandIdReused, Conflict, InvalidInput, NotFound, NotPermitted, Refused

__all__ = ["HEADERS", "DeadLetter", "Letter", "Place", "Refusal"]


OF_THE_DOMAIN: tuple[tuple[type[Refused], Reason], ...] = (
    (NotFound, Reason.NOT_FOUND),
    (NotPermitted, Reason.NOT_PERMITTED),
    (Conflict, Reason.CONFLICT),
    (CommandIdReused, Reason.ID_REUSED),
    (InvalidInput, Reason.SCHEMA_INVALID),
    (Refused, Reason.RULE_VIOLATED),
)
"""What the domain answers -> the reason; the first that fits."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a message stood: topic, partition and offset, which no other message has."""

    topic: str
    partition: int
    offset: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why and when. code: of the broken rule, for what the domain refused; at: aware, in UTC; attempts: from 1."""

    reason: Reason
    field: str
    rule: str
    accepted: str
    at: datetime
    code: str = ""
    attempts: int = 1

    @classmethod
    def by_domain(cls, refused: Refused, at: datetime) -> "Refusal":
        """This will take over what the domain answered to the command of a sound message."""
        reason = next(reason for kind, reason in OF_THE_DOMAIN if isinstance(refused, kind))
        return cls(
            reason=reason,
            field=f"data.{camel_case_path(refused.field)}" if refused.field else "",
            rule=refused.message,
            accepted=refused.remedy,
            code=refused.code if reason is Reason.RULE_VIOLATED else "",
            at=at,
        )

    @classmethod
    def of(cls, refused: MessageRefused, at: datetime) -> "Refusal":
        """This will take over what the codec said."""
        return cls(reason=refused.reason, field=refused.field, rule=refused.rule, accepted=refused.accepted, at=at)


HEADERS = {
    "__connect.errors.topic": "topic by which it came",
    "__connect.errors.partition": "partition there",
    "__connect.errors.offset": "offset there; the three name the message for ever",
    "__connect.errors.connector.name": "entente-inbound",
    "__connect.errors.stage": "VALUE_CONVERTER where the message is at fault, TASK_PUT where what it asks for is",
    "__connect.errors.exception.message": "field, rule and what is accepted, in words",
    "entente_reason": "one of the reasons",
    "entente_code": "code of the rule, where a rule of the domain refused it",
    "entente_field": "header, attribute or path within the data",
    "entente_rule": "what it breaks",
    "entente_accepted": "what would be accepted",
    "entente_rejected_at": "RFC 3339, UTC",
    "entente_attempts": "how often it was tried",
    "entente_payload_sha256": "of the value as it came, 64 hexadecimal digits",
}
"""What a dead letter adds, name by name, after the headers that came; those with nothing to say are left out."""

OF_THE_MESSAGE = frozenset(list(Reason)[: list(Reason).index(Reason.KEY_MISMATCH) + 1])
"""Reasons that the codec gives."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A dead letter that has to go out. number: from 1, in the order in which they were written."""

    number: int
    message_id: UUID
    letter: "DeadLetter"

    @property
    def topic(self) -> str:
        """The topic by which its message came."""
        return self.letter.place.topic


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """A message with the reason why it was refused. key, value and headers: as they came."""

    place: Place
    key: bytes | None
    value: bytes | None
    headers: Headers
    refusal: Refusal

    def all_headers(self) -> tuple[tuple[str, bytes | None], ...]:
        """This will list the headers that came, and then ours."""
        return (*self.headers, *((name, text.encode()) for name, text in self._told().items() if text))

    def _told(self) -> dict[str, str]:
        why = self.refusal
        return dict(
            zip(
                HEADERS,
                (
                    self.place.topic,
                    str(self.place.partition),
                    str(self.place.offset),
                    "entente-inbound",
                    "VALUE_CONVERTER" if why.reason in OF_THE_MESSAGE else "TASK_PUT",
                    f"{why.field}: {why.rule}; accepted: {why.accepted}",
                    why.reason,
                    why.code,
                    why.field,
                    why.rule,
                    why.accepted,
                    why.at.isoformat(),
                    str(why.attempts),
                    sha256(self.value or b"").hexdigest(),
                ),
                strict=True,
            )
        )
