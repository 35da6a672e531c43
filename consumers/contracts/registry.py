"""The one list of message types: what gateways may send, and what we send.

It must not know how a message is written. A type in it comes from the domain's catalogue, so that a new command or
event is a message without another line; what is left out is left out here, with the reason.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from consumers.contracts.naming import schema_name, type_name
from domain.aggregate import Command
from domain.catalogue import COMMAND_TYPES, EVENT_TYPES
from domain.commanding import CREATED_ID
from domain.event import Event

__all__ = ["CHECKPOINT", "COMMANDS", "EVENTS", "OURS_ALONE", "CommandType", "type_of_event"]

OURS_ALONE: Mapping[str, str] = {
    "RaiseTimeLimitWarning": "the clock alone warns",
    "RecordTimeLimitBreach": "the clock alone records a breach",
    "RemindOfTimeLimit": "an automation alone reminds",
    "RemindOfRestriction": "an automation alone reminds",
    "ListUnconfirmedRestriction": "an automation alone lists an exception",
    "RecordContentDeposit": "contents come in over HTTP, and the process that took one records it",
    "SealCheckpoint": "the log seals itself",
    "RecordAccesses": "the process that served an access records it",
}
"""Commands that a process of ours alone may give, each with the reason."""


@dataclass(frozen=True, slots=True)
class CommandType:
    """A command as a message. created: the field with the id of what it creates, which no sender chooses."""

    message_type: str
    room: str
    command: type[Command]
    created: str | None

    @property
    def name(self) -> str:
        """The command's name in the domain."""
        return self.command.__name__

    @property
    def schema(self) -> str:
        """What dataschema says of it."""
        return schema_name(self.message_type)


def _command_type(room: str, command: type[Command]) -> CommandType:
    name = command.__name__
    return CommandType(type_name(room, name), room, command, CREATED_ID.get(name))


COMMANDS: Mapping[str, CommandType] = MappingProxyType(
    {
        made.message_type: made
        for name, (room, decision) in COMMAND_TYPES.items()
        if name not in OURS_ALONE
        for made in (_command_type(room.name, decision.command),)
    }
)
"""Message type -> the command."""


def _type_of(event: type[Event]) -> str:
    room, _, name = event.TOPIC.partition(".")
    return type_name(room, name, event.VERSION)


EVENTS: Mapping[str, type[Event]] = MappingProxyType({_type_of(kind): kind for kind in EVENT_TYPES.values()})
"""Message type -> the event, in the newest version that we know, of which a reference tells."""


def type_of_event(event: type[Event]) -> str:
    """This will name the message type of an event. Raises LookupError for one that a later program wrote."""
    named = _type_of(event)
    if named not in EVENTS:
        raise LookupError(f"{event.__name__} has no message type")
    return named


CHECKPOINT = type_name("checkpoint", "Checkpoint")
"""The one message that is no reference: a signed checkpoint of the log, whole, so that it can be kept and verified."""
