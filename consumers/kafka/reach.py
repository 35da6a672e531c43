"""How a broker is reached: addresses, TLS, sign-in; checked at once, and turned into options of the client.

It must not read the environment, nor know who reaches for what.
"""

import ssl
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from kafka.net.sasl.oauth import AbstractTokenProvider
from kafka.record import util as checksums

from consumers.kafka.faults import WrongSetting

__all__ = ["Mechanism", "Reach", "SignIn", "Tls", "require_native_checksums"]

Mechanism = Literal["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512", "OAUTHBEARER"]
RECONNECT_MS = 2_000  # longest pause between two tries: a broker that is back is noticed soon, not after half a minute
PROTOCOLS = {
    (False, False): "PLAINTEXT",
    (True, False): "SSL",
    (False, True): "SASL_PLAINTEXT",
    (True, True): "SASL_SSL",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tls:
    """Encryption of the connection, and whom we trust at its other end (TLS 1.2 or newer, names are checked).

    authority: PEM file of the certificates that are trusted, absent: those of the machine; certificate and key: PEM
    files with which we prove who we are (mutual TLS); key_password: where the key is encrypted.
    """

    authority: Path | None = None
    certificate: Path | None = None
    key: Path | None = None
    key_password: str | None = None

    def options(self) -> dict[str, Any]:
        """This will return the client's options. Raises WrongSetting where a file is not what it should be."""
        if (self.certificate is None) != (self.key is None):
            raise WrongSetting("tls.certificate and tls.key", "are set together or not at all", "two PEM files")
        context = _trusting(self.authority)
        if self.certificate is not None:
            _load("tls.certificate", context.load_cert_chain, self.certificate, self.key, self.key_password or "")
        return {"ssl_context": context}


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn:
    """Sign-in by SASL. user and password for PLAIN and SCRAM; token_file for OAUTHBEARER.

    The file holds one access token (RFC 6750) and is read anew for each connection: who rotates it, replaces it.
    """

    mechanism: Mechanism
    user: str | None = None
    password: str | None = None
    token_file: Path | None = None

    @property
    def proof(self) -> str:
        """What of it shows who we are, as settings are named."""
        return "sign_in.token_file" if self.mechanism == "OAUTHBEARER" else "sign_in.user and sign_in.password"

    def options(self) -> dict[str, Any]:
        """This will return the client's options. Raises WrongSetting where something is missing or does not fit."""
        if self.mechanism == "OAUTHBEARER":
            return {"sasl_mechanism": self.mechanism, "sasl_oauth_token_provider": self._token()}
        if not self.user or not self.password:
            raise WrongSetting(
                "sign_in.user and sign_in.password", f"{self.mechanism} needs both", "a name, a password"
            )
        return {
            "sasl_mechanism": self.mechanism,
            "sasl_plain_username": self.user,
            "sasl_plain_password": self.password,
        }

    def _token(self) -> "TokenOfFile":
        if self.token_file is None:
            raise WrongSetting("sign_in.token_file", "OAUTHBEARER needs it", "a file that holds an access token")
        provider = TokenOfFile(self.token_file)
        provider.token()
        return provider


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Where the brokers are, and how one comes in.

    bootstrap: host:port of some of them; client_id: the name under which they know us;
    patience_s: how long the first connection may take.
    """

    bootstrap: tuple[str, ...]
    client_id: str = "entente"
    tls: Tls | None = None
    sign_in: SignIn | None = None
    patience_s: float = 30.0

    def options(self) -> dict[str, Any]:
        """This will return the options that all clients share.

        Raises WrongSetting, which names the setting, its rule and what is accepted.
        """
        require_native_checksums()
        for address in self.bootstrap:
            _check_address(address)
        if not self.bootstrap:
            raise WrongSetting("bootstrap", "names no broker", "host:port, several parted by commas")
        if self.sign_in is not None and self.sign_in.mechanism in ("PLAIN", "OAUTHBEARER") and self.tls is None:
            raise WrongSetting(
                "sign_in.mechanism", f"{self.sign_in.mechanism} shows its secret without TLS", "TLS as well"
            )
        return {
            "bootstrap_servers": list(self.bootstrap),
            "client_id": self.client_id,
            "bootstrap_timeout_ms": int(self.patience_s * 1_000),
            "reconnect_backoff_max_ms": RECONNECT_MS,
            "security_protocol": PROTOCOLS[self.tls is not None, self.sign_in is not None],
            **(self.tls.options() if self.tls else {}),
            **(self.sign_in.options() if self.sign_in else {}),
        }


class TokenOfFile(AbstractTokenProvider):  # type: ignore[misc]  # the client brings no types
    """Hands the client the token that stands in a file at the moment of sign-in."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self._file = file

    def token(self) -> str:
        """This will read the token. Raises WrongSetting where there is none."""
        try:
            token = self._file.read_text(encoding="ascii").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise WrongSetting("sign_in.token_file", f"{self._file} cannot be read", "a file with a token") from error
        if not token or not token.isprintable() or " " in token:
            raise WrongSetting("sign_in.token_file", f"{self._file} holds no token", "one line, an access token")
        return token


def require_native_checksums() -> None:
    """This will refuse to go on without the native CRC-32C, for want of which reading costs fifteen times the work.

    Raises WrongSetting.
    """
    if checksums.crc32c_c is None:
        raise WrongSetting("crc32c", "the native module is not installed", "pip install of the locked requirements")


def _check_address(address: str) -> None:
    host, colon, port = address.rpartition(":")
    if not (host and colon and port.isdecimal() and 0 < int(port) < 65_536):  # noqa: PLR2004  # the highest port there is
        raise WrongSetting("bootstrap", f"{address!r} is no address", "host:port, several parted by commas")


def _trusting(authority: Path | None) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.SERVER_AUTH)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if authority is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # trusts nobody yet, and checks names
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        _load("tls.authority", context.load_verify_locations, authority)
    return context


def _load(setting: str, load: Callable[..., None], *files: object) -> None:
    try:
        load(*files)
    except (OSError, ssl.SSLError) as error:
        told = f"{files[0]} cannot be used ({getattr(error, 'reason', None) or error.strerror})"
        raise WrongSetting(setting, told, "a readable PEM file, and the password of its key") from error
