"""The bearer of a verified token, and the port through which tokens are verified.

It must not know how tokens are signed or carried.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain.aggregate import Actor
from domain.event import ActorKind
from domain.vocabulary import Role

__all__ = ["Bearer", "InvalidToken", "TokenVerifier"]


class InvalidToken(Exception):  # named for what it says of the token, as the domain's refusals are
    """The token is missing, expired, or not signed by an issuer that is trusted here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearer:
    """A person and the agency for which it acts, as its token says. expires_at: aware datetime in UTC."""

    member_id: str
    agency_id: str
    unit_id: str | None
    roles: frozenset[Role]
    expires_at: datetime

    def actor(self) -> Actor:
        """This will return the actor of the commands that the bearer issues."""
        return Actor(
            actor_id=self.member_id,
            kind=ActorKind.PERSON,
            agency_id=self.agency_id,
            unit_id=self.unit_id,
            roles=self.roles,
        )


class TokenVerifier(Protocol):
    """Anything that can tell a good token from a bad one."""

    async def verify(self, token: str) -> Bearer:
        """This will return the bearer; raises InvalidToken where the token is not good at this moment.

        It may have to ask an issuer for its keys first.
        """
        ...
