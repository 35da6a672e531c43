"""Who is trusted to say who somebody is, as the settings say: the issuer of a deployment, or the local one of a trial.

It must not verify a token itself, nor serve a shared database by the local issuer.
"""

import json
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_network
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from api.identity.admission import Admission, Terms, admission
from api.identity.bearer import IssuerUnavailable
from api.identity.certificates import CertificateHeader
from api.identity.claims import ClaimMapping, own_levels, own_roles
from api.identity.issuer.code_flow import Client, CodeFlow, flow_rules
from api.identity.issuer.discovery import Issuer, WrongIssuer, issuer_client, public_keys
from api.identity.issuer.keys import IssuerKeys, Keeping
from api.identity.sessions import SessionLimits
from api.identity.verifying import FixedKeys, JwtVerifier, TokenRules
from deploy.faults import Fault
from deploy.identity_settings import levels_of, roles_of, words
from deploy.settings import Settings
from deploy.signing_key import local_issuer

__all__ = ["Doors", "Now", "Trust", "opened_doors", "opened_trust"]

LOG = logging.getLogger(__name__)

MINUTE_S = 60.0

Now = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Trust:
    """What verifies bearer tokens, and what signs browsers in at an issuer, where one does."""

    verifier: JwtVerifier
    flow: CodeFlow | None = None


@dataclass(frozen=True, slots=True)
class Doors:
    """What lets people in, and the same flow."""

    admission: Admission
    flow: CodeFlow | None


@asynccontextmanager
async def opened_doors(settings: Settings, conninfo: str, now: Now) -> AsyncIterator[Doors]:
    """This will open all ways in. conninfo: of the role that serves. Raises Fault as `opened_trust` does."""
    limits = SessionLimits(
        idle=timedelta(minutes=settings.session_idle_minutes), longest=timedelta(hours=settings.session_hours)
    )
    skew = timedelta(seconds=settings.token_skew_s if settings.token_issuer else 0)
    terms = Terms(limits=limits, skew=skew, certificates=_certificates(settings))
    async with opened_trust(settings, now) as trust, admission(conninfo, trust.verifier, terms) as opened:
        yield Doors(opened, trust.flow)


@asynccontextmanager
async def opened_trust(settings: Settings, now: Now) -> AsyncIterator[Trust]:
    """This will open who is trusted. Raises Fault where no issuer is, or what is set is none."""
    rules, mapping = _rules(settings), _mapping(settings)
    if settings.token_issuer is None:
        yield Trust(local_issuer(settings, now).verifier())
    elif settings.token_keys is not None:
        yield Trust(JwtVerifier(_keys_in(settings.token_keys), rules, now, mapping))
    else:
        async with _client_of_issuer(settings) as client:
            issuer = Issuer(_address(settings, settings.token_issuer), client, is_https_only=settings.is_production)
            keys = IssuerKeys(issuer, _keeping(settings))
            flow = _flow(settings, issuer, keys, now)
            await _tried(issuer, flow)
            yield Trust(JwtVerifier(keys, rules, now, mapping), flow)


def _client_of_issuer(settings: Settings) -> httpx.AsyncClient:
    try:
        return issuer_client(settings.issuer_timeout_s, settings.issuer_authority)
    except OSError as error:  # what TLS finds wrong with the file is one, too
        remedy = "Put the certificates that are trusted to name the issuer into it, as PEM."
        raise Fault("ENTENTE_ISSUER_AUTHORITY: the file holds no certificates.", remedy=remedy) from error


def _certificates(settings: Settings) -> CertificateHeader | None:
    if settings.certificate_header is None or settings.certificate_proxies is None:
        return None
    return CertificateHeader(settings.certificate_header, tuple(map(ip_network, words(settings.certificate_proxies))))


def _rules(settings: Settings) -> TokenRules:
    return TokenRules(
        issuer=settings.token_issuer or "",
        audience=settings.token_audience,
        algorithms=tuple(words(settings.token_algorithms)),
        skew_s=settings.token_skew_s,
    )


def _flow(settings: Settings, issuer: Issuer, keys: IssuerKeys, now: Now) -> CodeFlow | None:
    us = _client(settings)
    if us is None:
        return None
    rules = flow_rules(_rules(settings), us)
    fresh_s, mapping = settings.issuer_keys_minutes * MINUTE_S, _mapping(settings)
    return CodeFlow(issuer=issuer, keys=keys, client=us, rules=rules, mapping=mapping, now=now, fresh_s=fresh_s)


def _client(settings: Settings) -> Client | None:
    """As what the issuer knows our pages; None where browsers do not sign in there."""
    if settings.client_id is None or settings.public_address is None:
        return None
    if settings.is_production and urlsplit(settings.public_address).scheme != "https":
        remedy = "Put TLS in front of Entente, and set the https address under which browsers reach it."
        raise Fault("ENTENTE_PUBLIC_ADDRESS: in production pages are reached over https alone.", remedy=remedy)
    secret = settings.client_secret.read_text(encoding="utf-8").strip() if settings.client_secret else None
    if secret == "":
        raise Fault("ENTENTE_CLIENT_SECRET: the file is empty.", remedy="Put the client's secret into it.")
    return Client(
        client_id=settings.client_id,
        secret=secret,
        returns_to=f"{settings.public_address}/sign-in/return",
        leaves_to=f"{settings.public_address}/sign-in",
        scopes=settings.sign_in_scopes,
    )


def _mapping(settings: Settings) -> ClaimMapping:
    return ClaimMapping(
        member=settings.claim_member,
        agency=settings.claim_agency,
        unit=settings.claim_unit,
        roles=settings.claim_roles,
        roles_of=own_roles() if settings.role_values is None else roles_of(settings.role_values),
        clearance=settings.claim_clearance,
        levels_of=own_levels() if settings.clearance_values is None else levels_of(settings.clearance_values),
    )


def _keeping(settings: Settings) -> Keeping:
    fresh_s, outage_s = settings.issuer_keys_minutes * MINUTE_S, settings.issuer_outage_minutes * MINUTE_S
    return Keeping(fresh_s=min(fresh_s, outage_s), outage_s=outage_s)


def _address(settings: Settings, name: str) -> str:
    if settings.is_production and urlsplit(name).scheme != "https":
        remedy = "Name the issuer by its https address; for a trial on one machine set ENTENTE_PRODUCTION=false."
        raise Fault("ENTENTE_TOKEN_ISSUER: in production it is reached over https alone.", remedy=remedy)
    return name


async def _tried(issuer: Issuer, flow: CodeFlow | None) -> None:
    """An issuer that is away for the moment does not keep us from starting; one that is none does."""
    try:
        await issuer.keys(await issuer.description())
        if flow is not None:
            await flow.address("")
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
