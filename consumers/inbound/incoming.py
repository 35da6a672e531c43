"""A message as it goes through the inbox: where it stands, what it says or why it was refused.

It must not read the tables of the inbox, nor decide a command.
"""

from collections.abc import Sequence
from uuid import UUID

from msgspec import Struct

from consumers.contracts import Refusal
from consumers.inbound.register import Line, Place
from domain.aggregate import Submission
from domain.derived_id import derived_id

__all__ = ["Came", "Incoming", "message_id_of"]

NAMESPACE = UUID("0f0a7f6e-52a3-5f0c-8a38-0c7d5a3b9c41")
"""Namespace of the ids of messages; never to change, or messages would be taken in again."""


class Came(Struct, frozen=True):
    """A message byte for byte. headers: in order, with repetitions."""

    key: bytes | None
    value: bytes | None
    headers: Sequence[tuple[str, bytes | None]]


class Incoming(Struct, frozen=True, kw_only=True):
    """A message with what was found out before anything was asked of the database.

    digest: keyed, of what decides on its effect; line: what has to keep its order, None where the message
    does not tell. Either there is a submission or a refusal.
    """

    message_id: UUID
    place: Place
    came: Came
    digest: bytes
    line: Line | None = None
    source: str | None = None
    id: str | None = None
    type: str | None = None
    trace: str | None = None
    submission: Submission | None = None
    refusal: Refusal | None = None


def message_id_of(place: Place, name: tuple[str, str] | None) -> UUID:
    """This will derive the id of a message from what its sender calls it, or else from where it stands.

    name: source and id. The topic belongs to it: nobody uses up the ids of somebody else.
    """
    if name is None:
        return derived_id(NAMESPACE, f"{place.topic_id}/{place.partition}/{place.offset}")
    source, id_ = name
    return derived_id(NAMESPACE, f"{place.topic}\n{source}\n{id_}")
