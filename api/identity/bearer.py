"""The bearer of a verified token, and the port through which tokens are verified.

It must not know how tokens are signed or carried.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

from domain.aggregate import Actor
from domain.event import ActorKind
from domain.marking import HIGHEST
from domain.vocabulary import Classification, Role

__all__ = [
    "Bearer", "IdentityUnavailable", "InvalidToken", "IssuerUnavailable", "TokenVerifier", "known_level", "known_roles",
]  # fmt: skip

LONG_AGO = datetime.min.replace(tzinfo=UTC)


class InvalidToken(Exception):  # named for what it says of the token, as the domain's refusals are
    """The token is missing, expired, or not signed by an issuer that is trusted here."""


class IdentityUnavailable(Exception):  # same
    """Who asks cannot be told at this moment."""


class IssuerUnavailable(IdentityUnavailable):
    """The issuer's keys are not known at this moment, so no token of it can be judged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearer:
    """A person and the agency for which it acts, as its token says.

    issued_at: aware datetime in UTC; where none is told, before anything that was revoked. expires_at: same; from then
    on it is not accepted any more. token_id: by which the token alone can be revoked; None where it has no id.
    session: the digest of the one by which it came; None where by a token. ceiling: up to where the token lets it be
    cleared, whatever investigations grant; None for nothing.
    """

    member_id: str
    agency_id: str
    unit_id: str | None
    roles: frozenset[Role]
    expires_at: datetime
    issued_at: datetime = LONG_AGO
    token_id: str | None = None
    session: bytes | None = None
    ceiling: Classification | None = HIGHEST

    def actor(self) -> Actor:
        """This will return the actor of the commands that the bearer issues."""
        return Actor(
            actor_id=self.member_id,
            kind=ActorKind.PERSON,
            agency_id=self.agency_id,
            unit_id=self.unit_id,
            roles=self.roles,
            ceiling=self.ceiling,
        )


def known_roles(names: Iterable[str]) -> frozenset[Role]:
    """This will read roles that were kept by name; one that there is no longer allows nothing."""
    return frozenset(Role(name) for name in names if name in Role.__members__)


def known_level(name: str | None) -> Classification | None:
    """This will read a level that was kept by name; one that there is no longer opens nothing."""
    return next((level for level in Classification if level.value == name), None)


class TokenVerifier(Protocol):
    """Anything that can tell a good token from a bad one."""

    async def verify(self, token: str) -> Bearer:
        """This will return the bearer; raises InvalidToken where the token is not good at this moment.

        It may have to ask an issuer for its keys first; raises IssuerUnavailable where these cannot be had.
        """
        ...
