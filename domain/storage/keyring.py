"""Wraps the keys of what is sealed under the master key, which alone has to be kept apart from the database.

It must not know where the master key comes from, nor what the wrapped keys open.
"""

import hmac
import os
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hmac import HMAC

from domain.storage.faults import LogDamaged, WrongMasterKey

__all__ = ["KEY_BYTES", "Keyring", "MasterKey"]

KEY_BYTES = 32
"""Of AES-256, for the master key as for the keys under it."""

NAME_BYTES, NONCE_BYTES = 8, 12


class Keyring(Protocol):
    """What keeps the master key: in this process, or in a device that wraps and unwraps and never gives it away."""

    @property
    def name(self) -> str:
        """The master key's name, which tells it from others and betrays nothing of it."""
        ...

    def wrap(self, key: bytes, bound: bytes) -> bytes:
        """This will encrypt a key so that it opens only together with what it is bound to."""
        ...

    def unwrap(self, wrapped: bytes, bound: bytes) -> bytes:
        """This will return the key.

        Raises WrongMasterKey where it was wrapped under another, LogDamaged where it is bound to something else.
        """
        ...

    def digest(self, content: bytes) -> bytes:
        """This will condense something to 32 bytes, in which nobody without the master key can find out a guess."""
        ...


class MasterKey:
    """A master key of 32 bytes, held in this process. Each of its uses has a key of its own, derived from it.

    A wrapped key is the master key's name (8 bytes), a random nonce (12), and the key in AES-256-GCM (48).
    """

    def __init__(self, secret: bytes) -> None:
        if len(secret) != KEY_BYTES:
            raise ValueError(f"a master key has {KEY_BYTES} bytes, not {len(secret)}")
        self._name = _derived(secret, b"entente name")[:NAME_BYTES]
        self._wrapping = AESGCM(_derived(secret, b"entente wrapping"))
        self._digesting = HMAC(_derived(secret, b"entente digesting"), SHA256())

    @property
    def name(self) -> str:
        """The first 8 bytes of a hash, in hexadecimal."""
        return self._name.hex()

    def wrap(self, key: bytes, bound: bytes) -> bytes:
        """This will wrap a key in 68 bytes."""
        nonce = os.urandom(NONCE_BYTES)
        return self._name + nonce + self._wrapping.encrypt(nonce, key, bound)

    def unwrap(self, wrapped: bytes, bound: bytes) -> bytes:
        """This will return the key. Raises WrongMasterKey, LogDamaged."""
        if wrapped[:NAME_BYTES] != self._name:
            raise WrongMasterKey(held=self.name, needed=wrapped[:NAME_BYTES].hex())
        nonce, encrypted = wrapped[NAME_BYTES : NAME_BYTES + NONCE_BYTES], wrapped[NAME_BYTES + NONCE_BYTES :]
        try:
            return self._wrapping.decrypt(nonce, encrypted, bound)
        except InvalidTag as error:
            raise LogDamaged("a wrapped key was changed, or belongs to something else") from error

    def digest(self, content: bytes) -> bytes:
        """This will condense something to 32 bytes (HMAC-SHA256): each command once, so the key is set up only once."""
        digesting = self._digesting.copy()
        digesting.update(content)
        return digesting.finalize()


def _derived(secret: bytes, purpose: bytes) -> bytes:
    """HMAC as a pseudorandom function: from the keys of two uses nobody learns the third (NIST SP 800-108, 4.1)."""
    return hmac.digest(secret, purpose, "sha256")
