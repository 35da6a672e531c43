"""JSON Web Tokens of one issuer, verified against its keys: whoever they come from, and whatever they claim.

It must not know where keys come from, nor follow an address, a key or a certificate that stands in a token.
Sources: RFC 7519 (JWT), RFC 8725 (best current practices: algorithms, issuer and audience are checked), RFC 9068 (JWT
access tokens).
"""

import hashlib
import logging
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any, Protocol

import msgspec
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

from api.identity.bearer import Bearer, InvalidToken
from api.identity.claims import ClaimMapping, Unmapped

__all__ = ["Envelope", "FixedKeys", "HeldKeys", "JwtVerifier", "KeySource", "TokenRules", "checked", "claims_of"]

LOG = logging.getLogger(__name__)

LONGEST_TOKEN = 8_192
"""Characters. Issuers that put groups into tokens stay below it; a header of a request has no more either."""

MOST_KNOWN = 10_000
"""Tokens that were found good and are remembered; each takes about half a kilobyte."""

Moment = Annotated[float, msgspec.Meta(ge=0, le=253_402_300_799)]
"""Seconds since 1970 (RFC 7519, NumericDate), up to the last second of the year 9999."""


class Envelope(msgspec.Struct, frozen=True):
    """What every token says of itself."""

    iss: str
    aud: str | list[str]
    exp: Moment
    iat: Moment
    nbf: Moment = 0
    jti: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenRules:
    """What a token has to fulfil. skew_s: seconds that the issuer's clock may be before or behind ours."""

    issuer: str
    audience: str
    algorithms: tuple[str, ...]
    skew_s: float = 0.0


@dataclass(frozen=True, slots=True)
class HeldKeys:
    """Keys as they are now. generation: another one whenever they changed."""

    keys: KeySet
    generation: int = 0


class KeySource(Protocol):
    """Where keys come from."""

    async def held(self) -> HeldKeys:
        """This will return the keys. Raises IssuerUnavailable."""
        ...

    async def renewed(self) -> HeldKeys:
        """This will look for new keys first, since a token names one that is not among them."""
        ...


class FixedKeys:
    """Keys that do not change."""

    def __init__(self, keys: KeySet) -> None:
        self._held = HeldKeys(keys)

    async def held(self) -> HeldKeys:
        """This will return the keys."""
        return self._held

    async def renewed(self) -> HeldKeys:
        """This will return the same keys."""
        return self._held


class JwtVerifier:
    """Verifies the tokens of one issuer, and remembers the good ones for as long as its keys stay the same."""

    def __init__(
        self, source: KeySource, rules: TokenRules, now: Callable[[], datetime], mapping: ClaimMapping | None = None
    ) -> None:
        self._source, self._rules, self._now = source, rules, now
        self._mapping = mapping or ClaimMapping()
        self._known: OrderedDict[tuple[int, bytes], Bearer] = OrderedDict()

    async def verify(self, token: str) -> Bearer:
        """This will return the bearer of a good token; raises InvalidToken and does not say why."""
        if len(token) > LONGEST_TOKEN:
            raise InvalidToken
        held = await self._source.held()
        known_as = (held.generation, hashlib.sha256(token.encode()).digest())
        bearer = self._known.get(known_as)
        if bearer is None:
            bearer = self._bearer(await claims_of(token, self._source, self._rules))
            self._remember(known_as, bearer)
        if self._now() >= bearer.expires_at:
            raise InvalidToken
        return bearer

    def _bearer(self, claims: Mapping[str, object]) -> Bearer:
        envelope = checked(claims, self._rules, self._now())
        try:
            person = self._mapping.person(claims)
        except Unmapped as unmapped:
            LOG.warning("a good token says not who acts", extra={"part": unmapped.part, "rule": unmapped.rule})
            raise
        return Bearer(
            member_id=person.member,
            agency_id=person.agency,
            unit_id=person.unit,
            roles=person.roles,
            ceiling=person.ceiling,
            issued_at=datetime.fromtimestamp(envelope.iat, UTC),
            expires_at=datetime.fromtimestamp(envelope.exp + self._rules.skew_s, UTC),
            token_id=envelope.jti,
        )

    def _remember(self, known_as: tuple[int, bytes], bearer: Bearer) -> None:
        self._known[known_as] = bearer
        if len(self._known) > MOST_KNOWN:
            self._known.popitem(last=False)


async def claims_of(token: str, source: KeySource, rules: TokenRules) -> Mapping[str, object]:
    """This will return what a token says whose signature is good. Raises InvalidToken, IssuerUnavailable.

    Parameters that the header may have beside key and algorithm are passed over, unless it calls one critical.
    """
    registry = JWSRegistry(algorithms=rules.algorithms, strict_check_header=False)
    try:
        held = await source.held()
        try:
            return _decoded(token, held, registry)
        except InvalidKeyIdError:
            return _decoded(token, await source.renewed(), registry)
    except (JoseError, ValueError, TypeError, KeyError, RecursionError) as error:
        raise InvalidToken from error


def _decoded(token: str, held: HeldKeys, registry: JWSRegistry) -> dict[str, Any]:
    return jwt.decode(token, held.keys, registry=registry).claims


def checked(claims: Mapping[str, object], rules: TokenRules, now: datetime) -> Envelope:
    """This will return what the token says of itself, where that is right at this moment. Raises InvalidToken."""
    try:
        envelope = msgspec.convert(claims, Envelope)
    except msgspec.ValidationError as error:
        raise InvalidToken from error
    audience = [envelope.aud] if isinstance(envelope.aud, str) else envelope.aud
    now_s, skew_s = now.timestamp(), rules.skew_s
    has_begun = max(envelope.nbf, envelope.iat) <= now_s + skew_s
    if envelope.iss != rules.issuer or rules.audience not in audience or not has_begun:
        raise InvalidToken
    if now_s >= envelope.exp + skew_s:
        raise InvalidToken
    return envelope
