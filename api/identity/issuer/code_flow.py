"""Signing a browser in at an issuer: authorization code with PKCE, its id token, and the issuer's word that it is over.

It must not begin a session, nor keep anything between the two halves of a sign-in: what binds them is made of a secret
that only the browser holds, so nobody fills our memory by beginning, and no other browser can finish.
Sources: OpenID Connect Core 1.0, 3.1; RFC 7636 (PKCE); RFC 9207 (issuer in the answer); RFC 9700 (best current
practice); OpenID Connect RP-Initiated Logout 1.0; OpenID Connect Back-Channel Logout 1.0.
"""

import base64
import hashlib
import hmac
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from time import monotonic
from urllib.parse import quote, urlencode

import httpx
import msgspec

from api.identity.bearer import Bearer, InvalidToken, IssuerUnavailable
from api.identity.claims import ClaimMapping, Unmapped
from api.identity.issuer.discovery import Description, Issuer, WrongIssuer
from api.identity.sessions import Begun
from api.identity.verifying import LONGEST_TOKEN, KeySource, TokenRules, checked, claims_of

__all__ = ["AT_MOST", "Client", "CodeFlow", "NotSignedIn", "flow_rules"]

LOG = logging.getLogger(__name__)

AT_MOST = timedelta(minutes=10)
"""How long somebody may take at the issuer: to find a phone, not to have lunch."""

LOGGED_OUT = "http://schemas.openid.net/event/backchannel-logout"


class NotSignedIn(InvalidToken):
    """The answer of the issuer does not sign this browser in. rule: what is wrong with it, without what it says."""

    def __init__(self, rule: str) -> None:
        super().__init__(rule)
        self.rule = rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """What the issuer knows us as. secret: None for a public client. returns_to, leaves_to: addresses of ours."""

    client_id: str
    secret: str | None
    returns_to: str
    leaves_to: str
    scopes: str = "openid"


class _Tokens(msgspec.Struct, frozen=True):
    id_token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeFlow:
    """One issuer, one client. rules: of id tokens, which are for the client and for nobody else.

    fresh_s: for how long the issuer's description serves, so that who begins at random makes us ask it no more often.
    """

    issuer: Issuer
    keys: KeySource
    client: Client
    rules: TokenRules
    mapping: ClaimMapping
    now: Callable[[], datetime]
    fresh_s: float = 600.0
    _described: list[tuple[float, Description]] = field(default_factory=list)

    async def address(self, browser: str) -> str:
        """This will return where the issuer signs people in. browser: its secret. Raises IssuerUnavailable."""
        described = await self._description()
        if described.authorization_endpoint is None or described.token_endpoint is None:
            raise WrongIssuer("it signs nobody in: its description names no endpoints for that")
        if "S256" not in (described.code_challenge_methods_supported or ("S256",)):
            raise WrongIssuer("it does not know PKCE by S256")
        challenge = hashlib.sha256(_made(browser, "verifier").encode()).digest()
        asked = {
            "response_type": "code", "client_id": self.client.client_id, "redirect_uri": self.client.returns_to,
            "scope": self.client.scopes, "state": _made(browser, "state"), "nonce": _made(browser, "nonce"),
            "code_challenge": _coded(challenge), "code_challenge_method": "S256",
        }  # fmt: skip
        return _with(described.authorization_endpoint, asked)

    async def finish(self, browser: str, answer: Mapping[str, str]) -> Begun:
        """This will return with what a session begins. Raises NotSignedIn, Unmapped, IssuerUnavailable.

        answer: the query with which the issuer sent the browser back.
        """
        state = _made(browser, "state")
        if not browser or not hmac.compare_digest(state.encode(), answer.get("state", "").encode()):
            raise _told(NotSignedIn("another browser began it, or too long ago"))
        described = await self._description()
        named = answer.get("iss")
        if named != self.issuer.name and (named or described.authorization_response_iss_parameter_supported):
            raise _told(NotSignedIn("the answer is of another issuer"))
        if "error" in answer or not answer.get("code"):
            raise _told(NotSignedIn("the issuer let nobody in"))
        token = await self._redeemed(described.token_endpoint or "", answer["code"], browser)
        try:
            return await self._begun(token, browser)
        except Unmapped as unmapped:
            LOG.warning("who signed in is not told who acts", extra={"part": unmapped.part, "rule": unmapped.rule})
            raise

    async def leaving(self, id_token: str | None) -> str | None:
        """This will return where the issuer's own session is ended; None where it has no such place or is away."""
        try:
            described = await self._description()
        except IssuerUnavailable:
            return None
        if id_token is None or described.end_session_endpoint is None:
            return None
        asked = {"id_token_hint": id_token, "client_id": self.client.client_id}
        return _with(described.end_session_endpoint, {**asked, "post_logout_redirect_uri": self.client.leaves_to})

    async def logged_out(self, logout_token: str) -> tuple[str | None, str | None]:
        """This will return subject and session of which the issuer says that they are over. Raises InvalidToken."""
        claims = await self._claims(logout_token)
        events = claims.get("events")
        subject, session = (_text(claims.get(name)) for name in ("sub", "sid"))
        is_logout = isinstance(events, Mapping) and isinstance(events.get(LOGGED_OUT), Mapping)
        if not is_logout or "nonce" in claims or (subject is None and session is None):
            raise InvalidToken
        return subject, session

    async def _description(self) -> Description:
        """The issuer's description, not older than it may be. Raises IssuerUnavailable."""
        if not self._described or monotonic() - self._described[0][0] > self.fresh_s:
            self._described[:] = [(monotonic(), await self.issuer.description())]
        return self._described[0][1]

    async def _redeemed(self, endpoint: str, code: str, browser: str) -> str:
        """The id token for a code."""
        form = {
            "grant_type": "authorization_code", "code": code, "redirect_uri": self.client.returns_to,
            "client_id": self.client.client_id, "code_verifier": _made(browser, "verifier"),
        }  # fmt: skip
        response = await self.issuer.answer("POST", endpoint, form, self._proof())
        if response.status_code != httpx.codes.OK:
            raise _told(NotSignedIn(f"the issuer does not take the code: status {response.status_code}"))
        try:
            return msgspec.json.decode(response.content, type=_Tokens).id_token
        except (msgspec.MsgspecError, ValueError, RecursionError) as error:
            raise _told(NotSignedIn("the issuer gave no id token")) from error

    def _proof(self) -> str | None:
        """RFC 6749, 2.3.1: each of the pair is form-encoded before they are joined."""
        if self.client.secret is None:
            return None
        pair = f"{quote(self.client.client_id, safe='')}:{quote(self.client.secret, safe='')}"
        return "Basic " + base64.b64encode(pair.encode()).decode()

    async def _begun(self, id_token: str, browser: str) -> Begun:
        claims = await self._claims(id_token)
        nonce = claims.get("nonce")
        if not isinstance(nonce, str) or not hmac.compare_digest(nonce.encode(), _made(browser, "nonce").encode()):
            raise _told(NotSignedIn("the id token was not made for this sign-in"))
        person, envelope = self.mapping.person(claims), checked(claims, self.rules, self.now())
        issued_at = datetime.fromtimestamp(envelope.iat, UTC)
        bearer = Bearer(
            member_id=person.member,
            agency_id=person.agency,
            unit_id=person.unit,
            roles=person.roles,
            ceiling=person.ceiling,
            issued_at=issued_at,
            expires_at=datetime.fromtimestamp(envelope.exp, UTC),
        )
        return Begun(
            bearer=bearer,
            sign_in=hashlib.sha256(_made(browser, "state").encode()).digest(),
            subject=_text(claims.get("sub")),
            issuer_session=_text(claims.get("sid")),
            issuer_token=id_token,
        )

    async def _claims(self, token: str) -> Mapping[str, object]:
        """What a token for this client says that was made a moment ago. Raises NotSignedIn."""
        if len(token) > LONGEST_TOKEN:
            raise _told(NotSignedIn("a token of the issuer is too long"))
        try:
            claims = await claims_of(token, self.keys, self.rules)
            envelope = checked(claims, self.rules, self.now())
        except InvalidToken as error:
            raise _told(NotSignedIn("a token of the issuer is not good, or not for this client")) from error
        is_old = self.now().timestamp() - envelope.iat > AT_MOST.total_seconds() + self.rules.skew_s
        is_anothers = claims.get("azp", self.client.client_id) != self.client.client_id
        if (
            is_old
            or is_anothers
            or (not isinstance(envelope.aud, str) and len(envelope.aud) > 1 and "azp" not in claims)
        ):
            raise _told(NotSignedIn("a token of the issuer is an old one, or another client's"))
        return claims


def flow_rules(rules: TokenRules, client: Client) -> TokenRules:
    """This will return the rules of id tokens: those of access tokens, but for whom they are."""
    return replace(rules, audience=client.client_id)


def _made(browser: str, part: str) -> str:
    """A part of a sign-in that follows from the browser's secret, and tells nothing of it nor of another part."""
    return _coded(hmac.digest(browser.encode(), f"entente sign-in {part}".encode(), "sha256"))


def _coded(part: bytes) -> str:
    return base64.urlsafe_b64encode(part).rstrip(b"=").decode()


def _with(address: str, asked: Mapping[str, str]) -> str:
    return f"{address}{'&' if '?' in address else '?'}{urlencode(asked)}"


def _text(told: object) -> str | None:
    return told if isinstance(told, str) and told else None


def _told(refusal: NotSignedIn) -> NotSignedIn:
    LOG.warning("somebody was not signed in", extra={"rule": refusal.rule})
    return refusal
