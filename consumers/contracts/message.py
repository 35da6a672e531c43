"""A message of a gateway, read: which command, from whom, about which case, and what makes it count once.

It must not decide anything about the command.
"""

from collections.abc import Mapping
from uuid import UUID

from msgspec import Struct

from domain.aggregate import Actor, Command, Submission
from domain.derived_id import derived_id
from domain.event import ActorKind
from domain.occurred import Occurred
from domain.vocabulary import Channel

__all__ = ["Message", "Trace", "command_id_of"]

GATEWAYS = UUID("5d7a4d0c-5a3f-5c1e-8f53-0b9a1c7d2e64")
"""Namespace of the command ids of messages; never to change, or a repeat would be applied again."""


def command_id_of(source: str, id_: str) -> UUID:
    """This will derive the command's id from the message's source and id; a source holds no line feed."""
    return derived_id(GATEWAYS, f"{source}\n{id_}")


class Trace(Struct, frozen=True):
    """W3C Trace Context, handed on as it came."""

    parent: str
    state: str | None = None


class Message(Struct, frozen=True, kw_only=True):
    """A message that is what its contract says.

    agency: code of the agency whose topic it came by; gateway: its name within that agency; subject: the case in whose
    order it stands, or the agency's code for the directory; actor: the person on whose behalf, None for the gateway's
    own account; content_sha256: of all that decides on the effect, the same for a repeat in the other mode or with
    another trace, as 64 hexadecimal digits; others: attributes that we do not know.
    """

    topic: str
    agency: str
    gateway: str
    source: str
    id: str
    type: str
    subject: str
    command: Command
    command_id: UUID
    occurred: Occurred
    content_sha256: str
    actor: str | None = None
    expected_version: int | None = None
    channel: Channel = Channel.OTHER
    external_ref: str | None = None
    correlation_id: UUID | None = None
    causation_id: UUID | None = None
    trace: Trace | None = None
    others: Mapping[str, str]

    def submission(self) -> Submission:
        """This will submit the command for the agency, by its gateway.

        Without a person the gateway itself acts, under a name that no person can bear.
        """
        return Submission(
            command=self.command,
            command_id=self.command_id,
            actor=Actor(
                actor_id=self.actor or f"gateway:{self.agency}:{self.gateway}",
                kind=ActorKind.GATEWAY,
                agency_id=self.agency,
            ),
            occurred=self.occurred,
            expected_version=self.expected_version,
            channel=self.channel,
            external_ref=self.external_ref,
            correlation_id=self.correlation_id,
            causation_id=self.causation_id,
        )
