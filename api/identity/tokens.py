"""Short development tokens: issued by the local issuer of the embedded default, and verified against its key.

It must not keep keys: whoever makes an issuer brings one.
Sources: RFC 7519 (JWT), RFC 9864 (algorithm name `Ed25519`).
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from joserfc import jwt
from joserfc.jwk import KeySet, OKPKey

from api.identity.claims import ACCEPTED, ClaimMapping, Unmapped
from api.identity.verifying import FixedKeys, JwtVerifier, TokenRules
from domain.marking import HIGHEST
from domain.refusal import InvalidInput
from domain.vocabulary import Classification, Role

__all__ = ["AUDIENCE", "LOCAL_ISSUER", "LocalIssuer", "TokenGrant", "new_signing_key"]

AUDIENCE = "entente"
LOCAL_ISSUER = "entente-local"
ALGORITHM = "Ed25519"


CLEARANCE = "clearance"
"""The claim that is a ceiling here. A token without it is cleared for nothing, as anywhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenGrant:
    """What a token is to say. ceiling: up to where its bearer may be cleared; lifetime: from now on."""

    member_id: str
    agency_id: str
    unit_id: str | None = None
    roles: Iterable[Role] = ()
    ceiling: Classification | None = HIGHEST
    lifetime: timedelta = timedelta(hours=12)


def new_signing_key() -> str:
    """This will make a private Ed25519 key, as the JSON text of a JWK; keep it where only the server reads it."""
    return json.dumps(OKPKey.generate_key("Ed25519", auto_kid=True).as_dict(private=True))


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
            **({CLEARANCE: grant.ceiling.value} if grant.ceiling else {}),
            "iat": int(issued_at.timestamp()),
            "exp": int((issued_at + grant.lifetime).timestamp()),
        }
        try:
            ClaimMapping().person(claims)
        except Unmapped as unmapped:
            raise _unfit(grant, unmapped) from unmapped
        return jwt.encode({"alg": ALGORITHM, "kid": self._key.kid}, dict(claims), self._key, algorithms=[ALGORITHM])

    def verifier(self) -> JwtVerifier:
        """This will return a verifier that trusts this issuer alone."""
        public = KeySet([OKPKey.import_key(self._key.as_dict(private=False))])
        rules = TokenRules(issuer=LOCAL_ISSUER, audience=AUDIENCE, algorithms=(ALGORITHM,))
        return JwtVerifier(FixedKeys(public), rules, self._now, ClaimMapping(clearance=CLEARANCE))


def _unfit(grant: TokenGrant, unmapped: Unmapped) -> InvalidInput:
    value = {"member": grant.member_id, "agency": grant.agency_id}.get(unmapped.part, grant.unit_id)
    claim = {"member": "sub"}.get(unmapped.part, unmapped.part)
    return InvalidInput(field=claim, rule=f"{value!r} cannot stand in a token", accepted=ACCEPTED[unmapped.part])
