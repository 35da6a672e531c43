"""Takes the operational texts out of a payload into a box that one key opens, and puts them back.

It must not know which texts are operational, nor where boxes and keys are stored.
"""

import os
from typing import Any, NamedTuple
from uuid import UUID

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from domain.operational import EACH, Places
from domain.storage.faults import LogDamaged
from domain.storage.keyring import KEY_BYTES, Keyring
from domain.vocabulary import ERASED

__all__ = ["Part", "Sealed", "Sealing", "bound_to"]

Part = Any  # a value of JSON: what it is, only the type of its event tells

NONCE = bytes(12)
"""The same for every box: no key ever closes a second one."""

_ENCODE = msgspec.json.Encoder().encode
_DECODE = msgspec.json.Decoder(dict[str, Part]).decode


class Sealed(NamedTuple):
    """A payload with ERASED in place of each text taken out, the box that holds them, and its wrapped key."""

    payload: bytes
    box: bytes
    wrapped: bytes


def bound_to(stream_id: UUID, version: int, topic: str) -> bytes:
    """This will name an event so that neither its box nor its key opens anywhere else."""
    return stream_id.bytes + version.to_bytes(8, "big") + topic.encode()


class Sealing:
    """Seals and opens under one keyring."""

    def __init__(self, keyring: Keyring) -> None:
        self._keyring = keyring

    def seal(self, payload: bytes, places: Places, bound: bytes) -> Sealed | None:
        """This will take the texts out of a payload in JSON; None where there are none."""
        fields = _DECODE(payload)
        taken = _taken(fields, places)
        if not taken:
            return None
        key = os.urandom(KEY_BYTES)
        box = AESGCM(key).encrypt(NONCE, _ENCODE(taken), bound)
        return Sealed(_ENCODE(fields), box, self._keyring.wrap(key, bound))

    def open(self, fields: dict[str, Part], box: bytes, wrapped: bytes, bound: bytes) -> None:
        """This will put the texts of a box back into the fields. Raises LogDamaged, WrongMasterKey."""
        try:
            _put_back(fields, _DECODE(self.unsealed(box, wrapped, bound)))
        except (LookupError, TypeError, ValueError) as error:
            raise LogDamaged(f"the sealed texts do not fit into the event: {error!r}") from error

    def unsealed(self, box: bytes, wrapped: bytes, bound: bytes) -> bytes:
        """This will open a box. Raises LogDamaged, WrongMasterKey."""
        try:
            return AESGCM(self._keyring.unwrap(wrapped, bound)).decrypt(NONCE, box, bound)
        except InvalidTag as error:
            raise LogDamaged("the sealed texts were changed, or belong to another event") from error


def _taken(fields: Part, places: Places) -> dict[str, Part]:
    taken: dict[str, Part] = {}
    for name, key, inner in _present(fields, places):
        value = fields[key]
        if value is None:
            continue
        if not inner:
            taken[name], fields[key] = value, ERASED
        elif deeper := _taken(value, inner):
            taken[name] = deeper
    return taken


def _present(fields: Part, places: Places) -> list[tuple[str, Part, Places]]:
    """What of the places a payload has: the name in the box, the key in the payload, and the places within."""
    if EACH not in places:
        return [(name, name, inner) for name, inner in places.items() if name in fields]
    keys = range(len(fields)) if isinstance(fields, list) else list(fields)
    return [(str(key), key, places[EACH]) for key in keys]


def _put_back(fields: Part, taken: dict[str, Part]) -> None:
    for name, value in taken.items():
        key: Part = int(name) if isinstance(fields, list) else name
        if isinstance(value, dict):
            _put_back(fields[key], value)
        else:
            fields[key] = value
