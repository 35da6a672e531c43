"""Encrypts a content piece by piece, so that a hundred megabytes pass through a few of memory.

It must not know where the pieces are kept. Each piece is closed with its place and with whether it is the last, so that
none can be changed, swapped, left out or added behind the end.
Source: Hoang, Reyhanitabar, Rogaway, Vizár, "Online Authenticated-Encryption and its Nonce-Reuse Misuse-Resistance",
CRYPTO 2015 (the construction STREAM).
"""

import os
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from domain.storage.faults import LogDamaged
from domain.storage.keyring import KEY_BYTES, Keyring

__all__ = ["PIECE_BYTES", "ContentBoxes", "bound_to_content"]

PIECE_BYTES = 1 << 20
"""Large enough that a statement per piece costs little, small enough that a few are held at a time."""

NONCE_BYTES, LAST, NOT_LAST = 12, b"\1", b"\0"


class ContentBoxes:
    """Closes and opens the pieces of one content with its own key."""

    def __init__(self, content_id: UUID, key: bytes) -> None:
        self._id, self._cipher = content_id.bytes, AESGCM(key)

    @classmethod
    def begin(cls, content_id: UUID, keyring: Keyring) -> tuple["ContentBoxes", bytes]:
        """This will begin a content with a new key; returns the wrapped key too."""
        key = os.urandom(KEY_BYTES)
        return cls(content_id, key), keyring.wrap(key, bound_to_content(content_id))

    @classmethod
    def reopen(cls, content_id: UUID, wrapped: bytes, keyring: Keyring) -> "ContentBoxes":
        """This will go on with the key of a content. Raises WrongMasterKey, LogDamaged."""
        return cls(content_id, keyring.unwrap(wrapped, bound_to_content(content_id)))

    def close(self, place: int, piece: bytes, *, is_last: bool) -> bytes:
        """This will encrypt a piece. place: 0, 1, 2 …; no place is closed twice under one key."""
        return self._cipher.encrypt(_nonce(place), piece, self._id + (LAST if is_last else NOT_LAST))

    def open(self, place: int, box: bytes, *, is_last: bool) -> bytes:
        """This will return a piece. Raises LogDamaged where it is not the one that was closed in this place."""
        try:
            return self._cipher.decrypt(_nonce(place), box, self._id + (LAST if is_last else NOT_LAST))
        except InvalidTag as error:
            raise LogDamaged("a piece of a content was changed, moved or cut off") from error


def _nonce(place: int) -> bytes:
    return place.to_bytes(NONCE_BYTES, "big")


def bound_to_content(content_id: UUID) -> bytes:
    """This will name what the key of a content is bound to."""
    return b"content " + content_id.bytes
