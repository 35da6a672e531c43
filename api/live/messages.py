"""The messages of a socket, and the codes with which it is closed.

It must not know any field, nor who asks.
Source: GraphQL over WebSocket Protocol, subprotocol `graphql-transport-ws` (the older `graphql-ws` is not spoken).
"""

from enum import IntEnum
from typing import Annotated, Any

import msgspec

__all__ = [
    "SUBPROTOCOL", "Close", "Closed", "Complete", "ConnectionInit", "Operation", "Ping", "Pong", "Subscribe",
    "received", "sent",
]  # fmt: skip

SUBPROTOCOL = "graphql-transport-ws"

OperationId = Annotated[str, msgspec.Meta(min_length=1, max_length=100)]


class Close(IntEnum):
    """Why a socket is closed: the protocol's own codes, and from 4440 ours."""

    TRY_AGAIN = 1013
    TOO_BIG = 1009
    FAULT = 1011
    GOING_AWAY = 1012
    BAD_MESSAGE = 4400
    UNAUTHENTICATED = 4401
    FORBIDDEN = 4403
    SUBPROTOCOL_NOT_ACCEPTABLE = 4406
    INIT_TIMEOUT = 4408
    SUBSCRIBER_EXISTS = 4409
    TOO_MANY_INIT_REQUESTS = 4429
    TOO_SLOW = 4440
    TOO_MANY_CONNECTIONS = 4441


class Closed(Exception):  # named for what becomes of the socket
    """The socket is to be closed. reason: at most 123 bytes, shown to the client; it tells of nothing stored."""

    def __init__(self, code: Close, reason: str) -> None:
        super().__init__(code, reason)
        self.code, self.reason = code, reason


class ConnectionInit(msgspec.Struct, frozen=True, tag_field="type", tag="connection_init"):
    """The first message: `Authorization` in its payload, as in a header, or nothing beside a session's cookie."""

    payload: dict[str, Any] | None = None


class Ping(msgspec.Struct, frozen=True, tag_field="type", tag="ping"):
    """Is answered by a pong."""

    payload: dict[str, Any] | None = None


class Pong(msgspec.Struct, frozen=True, tag_field="type", tag="pong"):
    """Is not answered."""

    payload: dict[str, Any] | None = None


class Operation(msgspec.Struct, frozen=True, rename="camel"):
    """A subscription as it is asked for."""

    query: str
    operation_name: str | None = None
    variables: dict[str, Any] | None = None
    extensions: dict[str, Any] | None = None


class Subscribe(msgspec.Struct, frozen=True, tag_field="type", tag="subscribe"):
    """Begins a subscription under an id that the client chose."""

    id: OperationId
    payload: Operation


class Complete(msgspec.Struct, frozen=True, tag_field="type", tag="complete"):
    """Ends a subscription."""

    id: OperationId


_Message = ConnectionInit | Ping | Pong | Subscribe | Complete
_DECODER: msgspec.json.Decoder[_Message] = msgspec.json.Decoder(_Message)


def received(text: str) -> _Message:
    """This will read a message. Raises Closed for what is none of the protocol."""
    try:
        return _DECODER.decode(text)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise Closed(Close.BAD_MESSAGE, "This is no message of graphql-transport-ws.") from error


def sent(kind: str, known_as: str | None = None, payload: object = None) -> str:
    """This will write a message. known_as: id of the subscription that it is of."""
    fields = {"type": kind, "id": known_as, "payload": payload}
    return msgspec.json.encode({name: value for name, value in fields.items() if value is not None}).decode()
