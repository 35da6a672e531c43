"""JSON Web Tokens: verified against trusted keys, and issued by the local issuer of the embedded default.

It must not keep keys: whoever makes an issuer or a verifier brings them.
Sources: RFC 7519 (JWT), RFC 9864 (algorithm name `Ed25519`), RFC 8725 (one algorithm, issuer and audience are checked).
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Annotated

import msgspec
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, OKPKey

from api.identity.bearer import Bearer, InvalidToken
from domain.refusal import InvalidInput
from domain.vocabulary import AgencyCode, PersonId, Role, UnitCode

__all__ = ["AUDIENCE", "LOCAL_ISSUER", "JwtVerifier", "LocalIssuer", "TokenGrant", "new_signing_key"]

AUDIENCE = "entente"
LOCAL_ISSUER = "entente-local"
ALGORITHM = "Ed25519"
LONGEST_TOKEN = 8_192
"""Characters. A token must fit into a cookie of 4 KiB to sign in with, and none is longer than twice that."""


TELLING = {
    "sub": "1 to 200 characters without spaces, and no name of our own processes or imports such as import:cases",
    "agency": "the code of an agency, such as FR-SPOC",
    "unit": "the code of a unit of that agency, such as FR-SPOC/CYBER",
}
"""Claim -> what is accepted for it."""


class _Claims(msgspec.Struct, frozen=True):
    iss: str
    sub: PersonId
    agency: AgencyCode
    exp: Annotated[int, msgspec.Meta(ge=0, le=253_402_300_799)]  # the last second of the year 9999
    aud: str | list[str]
    unit: UnitCode | None = None
    roles: list[str] = []
    nbf: int = 0

    def __post_init__(self) -> None:
        if self.unit is not None and self.unit.partition("/")[0] != self.agency:
            raise ValueError("the unit is one of the agency's own")  # becomes a ValidationError


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenGrant:
    """What a token is to say. lifetime: from now on."""

    member_id: str
    agency_id: str
    unit_id: str | None = None
    roles: Iterable[Role] = ()
    lifetime: timedelta = timedelta(hours=12)


def new_signing_key() -> str:
    """This will make a private Ed25519 key, as the JSON text of a JWK; keep it where only the server reads it."""
    return json.dumps(OKPKey.generate_key("Ed25519", auto_kid=True).as_dict(private=True))


class JwtVerifier:
    """Verifies tokens of one issuer against its public keys."""

    def __init__(self, keys: KeySet, issuer: str, now: Callable[[], datetime], *, algorithm: str = ALGORITHM) -> None:
        self._keys, self._issuer, self._now, self._algorithm = keys, issuer, now, algorithm

    @classmethod
    def from_jwks(
        cls, document: str, issuer: str, now: Callable[[], datetime], *, algorithm: str = ALGORITHM
    ) -> "JwtVerifier":
        """This will make a verifier of the JSON text of a JWK set; the keys decide whose tokens are trusted."""
        return cls(KeySet.import_key_set(json.loads(document)), issuer, now, algorithm=algorithm)

    async def verify(self, token: str) -> Bearer:
        """This will return the bearer of a good token; raises InvalidToken and does not say why."""
        claims = self._claims_of(token)
        now_s = self._now().timestamp()
        audience = [claims.aud] if isinstance(claims.aud, str) else claims.aud
        if claims.iss != self._issuer or AUDIENCE not in audience or not claims.nbf <= now_s < claims.exp:
            raise InvalidToken
        return Bearer(
            member_id=claims.sub,
            agency_id=claims.agency,
            unit_id=claims.unit,
            roles=frozenset(Role(role) for role in claims.roles if role in Role.__members__),
            expires_at=datetime.fromtimestamp(claims.exp, UTC),
        )

    def _claims_of(self, token: str) -> _Claims:
        if len(token) > LONGEST_TOKEN:
            raise InvalidToken
        try:
            return msgspec.convert(jwt.decode(token, self._keys, algorithms=[self._algorithm]).claims, _Claims)
        except (JoseError, msgspec.ValidationError, ValueError, TypeError, KeyError) as error:
            raise InvalidToken from error


class LocalIssuer:
    """Signs development tokens; exists only where the embedded default serves."""

    def __init__(self, signing_key: str, now: Callable[[], datetime]) -> None:
        self._key = OKPKey.import_key(json.loads(signing_key))
        self._now = now

    def issue(self, grant: TokenGrant) -> str:
        """This will sign a token that says what the grant says; raises InvalidInput where no verifier would take it."""
        issued_at = self._now()
        claims: Mapping[str, object] = {
            "iss": LOCAL_ISSUER,
            "aud": AUDIENCE,
            "sub": grant.member_id,
            "agency": grant.agency_id,
            **({"unit": grant.unit_id} if grant.unit_id else {}),
            "roles": sorted(grant.roles),
            "iat": int(issued_at.timestamp()),
            "exp": int((issued_at + grant.lifetime).timestamp()),
        }
        try:
            msgspec.convert(claims, _Claims)
        except msgspec.ValidationError as error:
            raise _unfit(grant, error) from error
        return jwt.encode({"alg": ALGORITHM, "kid": self._key.kid}, dict(claims), self._key, algorithms=[ALGORITHM])

    def verifier(self) -> JwtVerifier:
        """This will return a verifier that trusts this issuer alone."""
        public = {"keys": [self._key.as_dict(private=False)]}
        return JwtVerifier.from_jwks(json.dumps(public), LOCAL_ISSUER, self._now)


def _unfit(grant: TokenGrant, error: msgspec.ValidationError) -> InvalidInput:
    told = str(error)
    claim = next((name for name in TELLING if f"$.{name}" in told), "unit")
    accepted = TELLING[claim]
    value = {"sub": grant.member_id, "agency": grant.agency_id}.get(claim, grant.unit_id)
    return InvalidInput(field=claim, rule=f"{value!r} cannot stand in a token", accepted=accepted)
