"""Who is trusted to say who somebody is, as the settings say: the issuer of a deployment, or the local one of a trial.

It must not verify a token itself, nor serve a shared database by the local issuer.
"""

import json
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from api.identity.admission import Admission, admission
from api.identity.bearer import IssuerUnavailable
from api.identity.claims import ClaimMapping, own_roles
from api.identity.issuer.discovery import Issuer, WrongIssuer, issuer_client, public_keys
from api.identity.issuer.keys import IssuerKeys, Keeping
from api.identity.sessions import SessionLimits
from api.identity.verifying import FixedKeys, JwtVerifier, KeySource, TokenRules
from deploy.faults import Fault
from deploy.identity_settings import roles_of, words
from deploy.settings import Settings
from deploy.signing_key import local_issuer

__all__ = ["Now", "opened_admission", "opened_verifier"]

LOG = logging.getLogger(__name__)

MINUTE_S = 60.0

Now = Callable[[], datetime]


@asynccontextmanager
async def opened_admission(settings: Settings, conninfo: str, now: Now) -> AsyncIterator[Admission]:
    """This will open what lets people in. conninfo: of the role that serves. Raises Fault as `opened_verifier` does."""
    limits = SessionLimits(
        idle=timedelta(minutes=settings.session_idle_minutes), longest=timedelta(hours=settings.session_hours)
    )
    skew = timedelta(seconds=settings.token_skew_s if settings.token_issuer else 0)
    async with opened_verifier(settings, now) as verifier, admission(conninfo, verifier, limits, skew) as opened:
        yield opened


@asynccontextmanager
async def opened_verifier(settings: Settings, now: Now) -> AsyncIterator[JwtVerifier]:
    """This will open what verifies bearer tokens. Raises Fault where no issuer is trusted, or what is set is none."""
    if settings.token_issuer is None:
        yield local_issuer(settings, now).verifier()
    elif settings.token_keys is not None:
        yield _verifier(settings, now, _keys_in(settings.token_keys))
    else:
        async with issuer_client(settings.issuer_timeout_s, settings.issuer_authority) as client:
            issuer = Issuer(_address(settings, settings.token_issuer), client, is_https_only=settings.is_production)
            await _tried(issuer)
            yield _verifier(settings, now, IssuerKeys(issuer, _keeping(settings)))


def _verifier(settings: Settings, now: Now, source: KeySource) -> JwtVerifier:
    rules = TokenRules(
        issuer=settings.token_issuer or "",
        audience=settings.token_audience,
        algorithms=tuple(words(settings.token_algorithms)),
        skew_s=settings.token_skew_s,
    )
    return JwtVerifier(source, rules, now, _mapping(settings))


def _mapping(settings: Settings) -> ClaimMapping:
    return ClaimMapping(
        member=settings.claim_member,
        agency=settings.claim_agency,
        unit=settings.claim_unit,
        roles=settings.claim_roles,
        roles_of=own_roles() if settings.role_values is None else roles_of(settings.role_values),
    )


def _keeping(settings: Settings) -> Keeping:
    fresh_s, outage_s = settings.issuer_keys_minutes * MINUTE_S, settings.issuer_outage_minutes * MINUTE_S
    return Keeping(fresh_s=min(fresh_s, outage_s), outage_s=outage_s)


def _address(settings: Settings, name: str) -> str:
    if settings.is_production and urlsplit(name).scheme != "https":
        remedy = "Name the issuer by its https address; for a trial on one machine set ENTENTE_PRODUCTION=false."
        raise Fault("ENTENTE_TOKEN_ISSUER: in production it is reached over https alone.", remedy=remedy)
    return name


async def _tried(issuer: Issuer) -> None:
    """An issuer that is away for the moment does not keep us from starting; one that is none does."""
    try:
        await issuer.keys(await issuer.description())
    except WrongIssuer as wrong:
        remedy = "Set it to the address under which /.well-known/openid-configuration is found, as `iss` has it."
        raise Fault(f"ENTENTE_TOKEN_ISSUER: {wrong.rule}.", remedy=remedy) from wrong
    except IssuerUnavailable as fault:
        LOG.warning("the issuer cannot be reached; nobody new can come in until it is", extra={"reason": str(fault)})


def _keys_in(path: Path) -> FixedKeys:
    try:
        return FixedKeys(public_keys(json.loads(path.read_text(encoding="utf-8"))["keys"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, WrongIssuer) as error:
        remedy = "Put the issuer's public keys into it, as a JWK set."
        raise Fault("ENTENTE_TOKEN_KEYS: the file holds no JWK set.", remedy=remedy) from error
