"""The key of the local issuer: made once per data directory, readable for its owner alone.

It must not serve a database that others share: there an identity provider signs.
"""

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from api.identity.tokens import LocalIssuer, new_signing_key
from deploy.faults import Fault
from deploy.settings import Settings

__all__ = ["local_issuer", "require_trial"]

Now = Callable[[], datetime]

NO_LOCAL_ISSUER = "Development tokens exist only with the embedded database and its local issuer."


def local_issuer(settings: Settings, now: Now) -> LocalIssuer:
    """This will return the issuer of development tokens. Raises Fault where the database is not the embedded one."""
    require_trial(settings)
    return LocalIssuer(_key(settings.data), now)


def require_trial(settings: Settings) -> None:
    """This will raise a Fault where development tokens must not exist, which says what to set."""
    if settings.is_production or not settings.is_embedded or settings.token_issuer is not None:
        raise Fault(NO_LOCAL_ISSUER, remedy=_remedy(settings))


def _remedy(settings: Settings) -> str:
    """What to set, or to let sign."""
    if settings.token_issuer is not None:
        return "Let the issuer named by ENTENTE_TOKEN_ISSUER sign; development tokens come back once it is unset."
    why = "ENTENTE_PRODUCTION" if settings.is_embedded else "ENTENTE_DATABASE_URL"
    return (
        "Set ENTENTE_TOKEN_ISSUER to the address of your identity provider (and ENTENTE_TOKEN_KEYS where it cannot be "
        f"reached), ENTENTE_CLAIM_AGENCY to the claim with the agency; or unset {why}."
    )


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
