"""Client certificates of machines, as a proxy that ended their TLS tells of them in a header.

It must not believe anybody but the proxies that the operator named, nor judge a certificate: the proxy did, and the
operator registered it by its fingerprint.
Sources: RFC 9440 (Client-Cert); the documentation of Envoy (x-forwarded-client-cert) and of nginx
($ssl_client_escaped_cert).
"""

import base64
import binascii
import hashlib
import logging
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address
from urllib.parse import unquote

from starlette.requests import HTTPConnection

from api.identity.bearer import InvalidToken

__all__ = ["FORMS", "CertificateHeader", "Network", "Untrusted", "fingerprint_of"]

LOG = logging.getLogger(__name__)

Network = IPv4Network | IPv6Network

PEM = re.compile(r"\s*-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----\s*")
HASH = re.compile(r"[0-9a-f]{64}")


class Untrusted(InvalidToken):
    """The header came from where no proxy of ours is, came twice, or holds no certificate."""


def fingerprint_of(der: bytes) -> str:
    """This will return the fingerprint of a certificate: SHA-256 of its DER, in hexadecimal."""
    return hashlib.sha256(der).hexdigest()


def _of_byte_sequence(value: str) -> str:
    """RFC 9440: a byte sequence of RFC 9651, the DER in base64 between colons."""
    if len(value) < len("::") or value[0] != ":" or value[-1] != ":":
        raise ValueError
    return fingerprint_of(base64.b64decode(value[1:-1], validate=True))


def _of_forwarded(value: str) -> str:
    """Envoy: one element, whose `Hash` is the fingerprint; where there are several, a hop before it was believed."""
    if "," in re.sub(r'"[^"]*"', "", value):
        raise ValueError
    found = [pair.partition("=")[2] for pair in value.split(";") if pair.partition("=")[0].lower() == "hash"]
    if len(found) != 1 or not HASH.fullmatch(found[0].lower()):
        raise ValueError
    return found[0].lower()


def _of_escaped_pem(value: str) -> str:
    """Nginx: the PEM with its lines escaped as in an address."""
    found = PEM.fullmatch(unquote(value, errors="strict"))
    if found is None:
        raise ValueError
    return fingerprint_of(base64.b64decode("".join(found[1].split()), validate=True))


FORMS: Mapping[str, Callable[[str], str]] = {
    "Client-Cert": _of_byte_sequence,
    "X-Forwarded-Client-Cert": _of_forwarded,
    "X-SSL-Client-Cert": _of_escaped_pem,
}
"""Header -> what reads the fingerprint of the certificate in it; raises ValueError where there is none."""


@dataclass(frozen=True, slots=True)
class CertificateHeader:
    """Where a proxy tells of a certificate. name: one of FORMS; proxies: whose word counts, by address."""

    name: str
    proxies: tuple[Network, ...]

    def fingerprint(self, connection: HTTPConnection) -> str | None:
        """This will return the fingerprint of the certificate with which a connection came; None without one.

        Raises Untrusted for a header of anybody else: a proxy that forgot to strip it would let anybody be a machine.
        """
        values = connection.headers.getlist(self.name)
        if not values:
            return None
        if len(values) > 1 or not self._is_of_proxy(connection):
            raise _told(Untrusted("the header is not, or not alone, of a proxy that is trusted"))
        try:
            return FORMS[self.name](values[0])
        except (ValueError, binascii.Error) as error:
            raise _told(Untrusted("the header holds no certificate")) from error

    def _is_of_proxy(self, connection: HTTPConnection) -> bool:
        try:
            peer = ip_address(connection.client.host if connection.client else "")
        except ValueError:
            return False
        if isinstance(peer, IPv6Address) and peer.ipv4_mapped is not None:
            peer = peer.ipv4_mapped
        return any(peer in network for network in self.proxies)


def _told(refusal: Untrusted) -> Untrusted:
    LOG.warning("a client certificate was not believed", extra={"rule": str(refusal)})
    return refusal
