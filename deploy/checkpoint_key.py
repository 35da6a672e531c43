"""The key that signs checkpoints of the log: from a file, or made once in the data directory of the embedded database.

It must not be made for a database that others share: there whoever operates the log makes and keeps it.
"""

import os
from pathlib import Path

from deploy.faults import Fault
from deploy.settings import Settings
from domain.signed_note import Malformed, SigningKey, VerifyingKey

__all__ = ["NAME", "NOT_SEALED", "checkpoint_key", "kept_key", "make_key", "public_key", "seals"]

NAME = "checkpoint-key"
"""The file in the data directory of the embedded database."""

NOT_SEALED = "no checkpoint is sealed: ENTENTE_CHECKPOINT_KEY is not set"
"""What is said where a shared database has no key: nobody could show that the log was rewritten as a whole."""


def seals(settings: Settings) -> bool:
    """This will tell whether a clock process of these settings seals checkpoints."""
    return settings.is_embedded or settings.checkpoint_key is not None


def checkpoint_key(settings: Settings) -> SigningKey | None:
    """This will return the key that signs checkpoints; None where a shared database has none. Raises Fault."""
    if settings.checkpoint_key is not None:
        return _of_log(kept_key(settings.checkpoint_key), settings)
    if not settings.is_embedded:
        return None
    path = settings.data / NAME
    if not path.exists():
        make_key(path, settings.checkpoint_origin)
    return _of_log(kept_key(path), settings)


def public_key(settings: Settings) -> VerifyingKey | None:
    """This will return the public half of the key that signs here; None where there is none yet."""
    path = settings.checkpoint_key or settings.data / NAME
    if settings.checkpoint_key is None and not (settings.is_embedded and path.exists()):
        return None
    return kept_key(path).verifying_key


def kept_key(path: Path) -> SigningKey:
    """This will read a secret key from a file. Raises Fault, which shows nothing of it."""
    try:
        return SigningKey.parse(path.read_text(encoding="utf-8"))
    except OSError as error:
        remedy = "Let the account that runs Entente read it, and nobody else."
        raise Fault(f"The key in {path} cannot be read: {error.strerror}.", remedy=remedy) from error
    except (Malformed, UnicodeDecodeError) as error:
        remedy = "Make one with entente checkpoint key FILE --name NAME."
        raise Fault(f"{path} holds no key that signs.", remedy=remedy) from error


def make_key(path: Path, name: str) -> SigningKey:
    """This will make a key in a new file that its owner alone may read. Raises Fault, also where the file exists."""
    try:
        key = SigningKey.generated(name)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            file.write(key.written())
    except Malformed as error:
        raise Fault(
            f"{name!r}: {error}.", remedy="Name it as your agency's address, such as spoc.example.org."
        ) from error
    except OSError as error:
        remedy = "Name a new file in a directory that you may write to."
        raise Fault(f"No key can be kept in {path}: {error.strerror}.", remedy=remedy) from error
    return key


def _of_log(key: SigningKey, settings: Settings) -> SigningKey:
    if key.name != settings.checkpoint_origin:
        raise Fault(
            f"The key signs checkpoints of {key.name}, and the log is called {settings.checkpoint_origin}.",
            remedy=f"Set ENTENTE_CHECKPOINT_ORIGIN to {key.name}, or make a key of the other name.",
        )
    return key
