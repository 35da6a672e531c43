"""Where the master key comes from: a file, a program such as that of a key management service, or the data directory.

It must not give it a default, print it, nor make one for a database that others share.
"""

import binascii
import os
import secrets
import shlex
import subprocess
from base64 import b64decode, b64encode
from pathlib import Path

from deploy.faults import Fault
from deploy.settings import Settings
from domain.storage import Keyring, MasterKey

__all__ = ["NAME", "has_master_key", "master_key", "master_key_in"]

NAME = "master-key"
"""The file in the data directory of the embedded database."""

MAKE_ONE = "openssl rand -base64 32"
PATIENCE_S = 30.0
FORM = f"Accepted are 32 random bytes in base64, as `{MAKE_ONE}` prints them."


def master_key(settings: Settings) -> Keyring:
    """This will return the master key under which texts are sealed. Raises Fault where there is none."""
    if settings.master_key_command is not None:
        return _parsed(_printed(settings.master_key_command), "ENTENTE_MASTER_KEY_COMMAND")
    if settings.master_key is not None:
        return _parsed(_text(settings.master_key), "ENTENTE_MASTER_KEY")
    if not settings.is_embedded:
        raise Fault(
            "No master key is set: nothing that people wrote could be read or recorded.",
            remedy=f"Set ENTENTE_MASTER_KEY to the file that holds it; for a new database `{MAKE_ONE}` makes one.",
        )
    return _kept(settings.data)


def has_master_key(settings: Settings) -> bool:
    """This will tell whether there is a master key already, without making one."""
    is_set = settings.master_key_command is not None or settings.master_key is not None
    return is_set or (settings.is_embedded and (settings.data / NAME).exists())


def master_key_in(file: Path) -> Keyring:
    """This will read a master key from a file. Raises Fault where it holds none."""
    return _parsed(_text(file), str(file))


def _kept(data: Path) -> Keyring:
    """Made once per data directory, whole or not at all; whoever comes second finds the key of the first."""
    path, half = data / NAME, data / f"{NAME}.{secrets.token_hex(4)}"
    if not path.exists():
        try:
            _write(half, b64encode(secrets.token_bytes(32)) + b"\n")
            os.link(half, path)
        except FileExistsError:
            pass
        except OSError as error:
            remedy = "Make the database first with entente db init, or choose another directory with --data."
            raise Fault(f"No master key can be kept in {data}: {error.strerror}.", remedy=remedy) from error
        finally:
            half.unlink(missing_ok=True)
    return master_key_in(path)


def _write(path: Path, content: bytes) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _text(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        remedy = "Let the account that runs Entente read it, and nobody else."
        raise Fault(f"The master key in {path} cannot be read: {error.strerror}.", remedy=remedy) from error


def _printed(command: str) -> bytes:
    """What the program prints; a service that keeps the key wrapped has it unwrapped here, once per start."""
    remedy = "Run it as the account that runs Entente; it must print the key and end with exit code 0."
    try:
        done = subprocess.run(shlex.split(command), capture_output=True, check=True, timeout=PATIENCE_S)  # noqa: S603  # the operator's own program
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        raise Fault(f"ENTENTE_MASTER_KEY_COMMAND failed: {type(error).__name__}.", remedy=remedy) from error
    return done.stdout


def _parsed(text: bytes, source: str) -> Keyring:
    try:
        return MasterKey(b64decode(text.strip(), validate=True))
    except (binascii.Error, ValueError) as error:
        raise Fault(f"{source} holds no master key.", remedy=FORM) from error
