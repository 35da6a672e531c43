"""What an operator may choose of who may come in: the issuer of tokens, and what its claims mean.

It must not read the environment, nor reach an issuer.
"""

from collections.abc import Iterable, Mapping
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field
from pydantic_settings import BaseSettings

from domain.marking import HIGHEST, rank
from domain.vocabulary import Classification, Role

__all__ = ["IdentitySettings", "KeyFile", "identity_faults", "levels_of", "roles_of", "words"]

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "Ed25519")
"""All that may be allowed: with public keys. Shared secrets and `none` cannot be."""


def _file(path: Path) -> Path:
    if not path.is_file():
        raise ValueError("names no file")
    return path


def _algorithms(text: str) -> str:
    unknown = [each for each in words(text) if each not in ALGORITHMS]
    if unknown or not words(text):
        raise ValueError(f"names algorithms with public keys, of {', '.join(ALGORITHMS)}")
    return text


def _networks(text: str) -> str:
    try:
        found = [ip_network(each) for each in words(text)]
    except ValueError:
        found = []
    if not found or any(network.prefixlen == 0 for network in found):
        raise ValueError("names addresses or networks such as 10.0.0.5 or fd00::/64, and not all of them")
    return text


def _role_values(text: str) -> str:
    for value, role in _pairs(text):
        if not value or role not in Role.__members__:
            raise ValueError(f"has pairs such as judges=INVESTIGATION_OPENER, whose roles are {', '.join(Role)}")
    return text


def _level_values(text: str) -> str:
    for value, level in _pairs(text):
        if not value or level not in Classification.__members__:
            raise ValueError(f"has pairs such as eu-secret=SECRET, whose levels are {', '.join(Classification)}")
    return text


KeyFile = Annotated[Path, AfterValidator(_file)]
Claim = Annotated[str, Field(min_length=1, max_length=200, pattern=r"^\S+$")]


class IdentitySettings(BaseSettings):
    """The settings of who may come in; a part of those of a process."""

    production: bool | None = Field(
        None,
        description="Whether real people's data is served: issuer and pages over https alone, no GraphiQL, no "
        "development tokens. Absent: true where ENTENTE_DATABASE_URL or ENTENTE_TOKEN_ISSUER is set.",
        examples=["true"],
    )
    token_issuer: str | None = Field(
        None,
        min_length=1,
        description="The identity provider whose bearer tokens are trusted, as it stands in their `iss`; its keys are "
        "found by its discovery document. Absent: the local issuer of development tokens, embedded database only.",
        examples=["https://login.example.org/realms/police"],
    )
    token_keys: KeyFile | None = Field(
        None,
        description="File with the issuer's public keys (JWK set), for a machine that cannot reach it. Absent: they "
        "are fetched from it.",
        examples=["/etc/entente/jwks.json"],
    )
    token_algorithms: Annotated[str, AfterValidator(_algorithms)] = Field(
        "RS256,PS256,ES256,EdDSA,Ed25519",
        description="Algorithms with which the issuer may sign, parted by commas.",
        examples=["ES256"],
    )
    token_audience: str = Field(
        "entente",
        min_length=1,
        description="What stands in `aud` of tokens for us.",
        examples=["https://entente.example"],
    )
    token_skew_s: float = Field(
        30.0, ge=0, le=300, description="Seconds that the issuer's clock may differ from ours.", examples=["5"]
    )
    issuer_keys_minutes: float = Field(
        10.0,
        gt=0,
        le=1_440,
        description="Minutes after which the issuer's keys, and what it says of itself, are fetched anew.",
        examples=["60"],
    )
    issuer_outage_minutes: float = Field(
        240.0,
        gt=0,
        le=10_080,
        description="Minutes that its keys go on to serve while the issuer cannot be reached.",
        examples=["60"],
    )
    issuer_timeout_s: float = Field(
        5.0, gt=0, le=60, description="Seconds that the issuer may take for an answer.", examples=["10"]
    )
    issuer_authority: KeyFile | None = Field(
        None,
        description="File with the certificates that are trusted to name the issuer (PEM). Absent: the machine's.",
        examples=["/etc/entente/issuer-ca.pem"],
    )
    claim_member: Claim = Field(
        "sub",
        description="Claim that names the person, as investigations admit it. Dots lead into a claim: `a.b` is b in a.",
        examples=["preferred_username"],
    )
    claim_agency: Claim = Field(
        "agency",
        description="Claim with the code of the agency for which the person acts.",
        examples=["entente.agency"],
    )
    claim_unit: Claim = Field(
        "unit", description="Claim with the code of its unit; a token may be without.", examples=["entente.unit"]
    )
    claim_roles: Claim = Field(
        "roles",
        description="Claim with the roles: a list, or a text parted by spaces.",
        examples=["resource_access.entente.roles"],
    )
    role_values: Annotated[str, AfterValidator(_role_values)] | None = Field(
        None,
        description="What the values of that claim allow here, as `value=ROLE` parted by commas; a value may stand "
        "twice, and one that stands nowhere allows nothing. Absent: our own names of roles.",
        examples=["jit-admins=AGENCY_ADMINISTRATOR,judges=INVESTIGATION_OPENER"],
    )
    claim_clearance: Claim | None = Field(
        None,
        description="Claim that names up to where its bearer may be cleared: of it and the clearance that an "
        "investigation grants, the lower counts, everywhere. A token without it, or with another value, is cleared for "
        "nothing. Absent: no claim limits what investigations grant.",
        examples=["entente.clearance"],
    )
    clearance_values: Annotated[str, AfterValidator(_level_values)] | None = Field(
        None,
        description="What the values of that claim stand for, as `value=LEVEL` parted by commas. Absent: our own names "
        "of levels.",
        examples=["eu-secret=SECRET,eu-restricted=RESTRICTED"],
    )
    client_id: str | None = Field(
        None,
        min_length=1,
        description="As what the issuer knows our pages: browsers sign in there, by authorization code with PKCE. "
        "Absent: by a token alone.",
        examples=["entente-pages"],
    )
    client_secret: KeyFile | None = Field(
        None,
        description="File with the secret of that client. Absent: it is a public client.",
        examples=["/etc/entente/client-secret"],
    )
    public_address: str | None = Field(
        None,
        pattern=r"^https?://[^/\s?#]+$",
        description="Scheme and host under which browsers reach our pages, without a path. Needed with "
        "ENTENTE_CLIENT_ID.",
        examples=["https://entente.example.org"],
    )
    sign_in_scopes: str = Field(
        "openid",
        pattern=r"^openid( \S+)*$",
        description="Scopes that are asked for at the sign-in, parted by spaces; `openid` comes first.",
        examples=["openid entente"],
    )
    certificate_header: Literal["Client-Cert", "X-Forwarded-Client-Cert", "X-SSL-Client-Cert"] | None = Field(
        None,
        description="Header in which a proxy that ends TLS tells of a machine's certificate: as RFC 9440, Envoy or "
        "nginx has it. Absent: none counts.",
        examples=["Client-Cert"],
    )
    certificate_proxies: Annotated[str, AfterValidator(_networks)] | None = Field(
        None,
        description="Addresses or networks of these proxies, parted by commas; from others the header is refused. "
        "Needed with ENTENTE_CERTIFICATE_HEADER.",
        examples=["10.0.0.5,fd00::/64"],
    )
    session_idle_minutes: float = Field(
        60.0,
        ge=2,
        le=1_440,
        description="Minutes without a use after which a browser's session ends.",
        examples=["15"],
    )
    session_hours: float = Field(
        12.0, gt=0, le=24 * 30, description="Hours after which a browser's session ends, used or not.", examples=["8"]
    )


def words(text: str) -> list[str]:
    """This will part a text at its commas."""
    return [each.strip() for each in text.split(",") if each.strip()]


def _pairs(text: str) -> list[tuple[str, str]]:
    parted = [each.rpartition("=") for each in words(text)]
    return [(value.strip(), role.strip()) for value, _, role in parted]


def roles_of(text: str) -> dict[str, frozenset[Role]]:
    """This will read a table of roles that was found to be one."""
    table: dict[str, frozenset[Role]] = {}
    for value, role in _pairs(text):
        table[value] = table.get(value, frozenset()) | {Role(role)}
    return table


def levels_of(text: str) -> dict[str, Classification]:
    """This will read a table of levels that was found to be one; of a value that stands twice the lowest counts."""
    table: dict[str, Classification] = {}
    for value, level in _pairs(text):
        table[value] = min(table.get(value, HIGHEST), Classification(level), key=rank)
    return table


def identity_faults(given: Mapping[str, str]) -> Iterable[str]:
    """This will tell what does not fit together. given: values by the names of settings, in small letters."""
    if "token_keys" in given and "token_issuer" not in given:
        yield "ENTENTE_TOKEN_KEYS: is of no use without ENTENTE_TOKEN_ISSUER, which names whose keys they are"
    if ("certificate_header" in given) != ("certificate_proxies" in given):
        yield "ENTENTE_CERTIFICATE_HEADER and ENTENTE_CERTIFICATE_PROXIES: are set together or not at all"
    if "clearance_values" in given and "claim_clearance" not in given:
        yield "ENTENTE_CLEARANCE_VALUES: is of no use without ENTENTE_CLAIM_CLEARANCE, whose values they are"
    if "client_id" in given:
        yield from _client_faults(given)
    is_address = urlsplit(given.get("token_issuer", "https:")).scheme in ("https", "http")
    if not is_address and "token_keys" not in given:
        rule = "must be an https address where ENTENTE_TOKEN_KEYS is not set"
        yield f"ENTENTE_TOKEN_ISSUER: {rule}; accepted is for example https://login.example.org/realms/police"


def _client_faults(given: Mapping[str, str]) -> Iterable[str]:
    if "token_issuer" not in given or "token_keys" in given:
        yield "ENTENTE_CLIENT_ID: browsers sign in at ENTENTE_TOKEN_ISSUER; set it, and not ENTENTE_TOKEN_KEYS"
    if "public_address" not in given:
        yield "ENTENTE_PUBLIC_ADDRESS: is needed with ENTENTE_CLIENT_ID; such as https://entente.example.org"
    if given["client_id"] == given.get("token_audience", IdentitySettings.model_fields["token_audience"].default):
        yield "ENTENTE_CLIENT_ID: must not be ENTENTE_TOKEN_AUDIENCE, or an id token would pass for an access token"
