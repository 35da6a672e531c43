"""The key of the local issuer: made once per data directory, readable for its owner alone.

It must not serve a database that others share: there an identity provider signs.
"""

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from api.identity.tokens import JwtVerifier, LocalIssuer, new_signing_key
from deploy.faults import Fault
from deploy.settings import Settings

__all__ = ["local_issuer", "verifier"]

Now = Callable[[], datetime]


def local_issuer(settings: Settings, now: Now) -> LocalIssuer:
    """This will return the issuer of development tokens. Raises Fault where the database is not the embedded one."""
    if not settings.is_embedded or settings.token_issuer is not None:
        raise Fault(
            "Development tokens exist only with the embedded database and its local issuer.",
            remedy="Let the issuer named by ENTENTE_TOKEN_ISSUER sign, or unset ENTENTE_DATABASE_URL.",
        )
    return LocalIssuer(_key(settings.data), now)


def verifier(settings: Settings, now: Now) -> JwtVerifier:
    """This will return what verifies bearer tokens. Raises Fault where no issuer is trusted, or its keys do not fit."""
    if settings.token_issuer is None or settings.token_keys is None:
        if not settings.is_embedded:
            raise Fault(
                "No issuer of tokens is trusted: nobody could sign in.",
                remedy="Set ENTENTE_TOKEN_ISSUER and ENTENTE_TOKEN_KEYS.",
            )
        return local_issuer(settings, now).verifier()
    try:
        document = settings.token_keys.read_text(encoding="utf-8")
        return JwtVerifier.from_jwks(document, settings.token_issuer, now, algorithm=settings.token_algorithm)
    except (OSError, ValueError, KeyError, TypeError) as error:
        remedy = "Put the issuer's public keys into it, as a JWK set."
        raise Fault("ENTENTE_TOKEN_KEYS: the file holds no JWK set.", remedy=remedy) from error


def _key(data: Path) -> str:
    path = data / "signing-key.json"
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _existing(path)
    except OSError as error:
        remedy = "Make the database first with entente db init, or choose another directory with --data."
        raise Fault(f"No signing key can be kept in {data}: {error.strerror}.", remedy=remedy) from error
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(new_signing_key())
    return path.read_text(encoding="utf-8")


def _existing(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    if not text:
        raise Fault(f"{path} is empty.", remedy="Remove it; tokens that were signed before have to be made again.")
    return text
