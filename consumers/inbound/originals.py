"""Keeps what came of a message under a key of its own, so that it can be destroyed.

It must not know the tables.
"""

import msgspec
from msgspec import Struct

from consumers.contracts import Refusal
from consumers.inbound.incoming import Came, Incoming
from consumers.inbound.register import Original
from domain.storage import Keyring
from domain.storage.content_boxes import ContentBoxes

__all__ = ["Kept", "close", "open_again"]


class Kept(Struct, frozen=True):
    """A message as it came, and why it was refused last; None of one that waits for another."""

    came: Came
    refusal: Refusal | None


_DECODER = msgspec.msgpack.Decoder(Kept)


def close(incoming: Incoming, refusal: Refusal | None, keyring: Keyring) -> Original:
    """This will encrypt a message as it came."""
    boxes, wrapped = ContentBoxes.begin(incoming.message_id, keyring)
    kept = msgspec.msgpack.encode(Kept(incoming.came, refusal))
    return Original(incoming.message_id, wrapped, boxes.close(0, kept, is_last=True))


def open_again(original: Original, keyring: Keyring) -> Kept:
    """This will decrypt it. Raises WrongMasterKey, LogDamaged."""
    boxes = ContentBoxes.reopen(original.message_id, original.wrapped, keyring)
    return _DECODER.decode(boxes.open(0, original.box, is_last=True))
