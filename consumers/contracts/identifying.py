"""Finds out what a message calls itself where it was refused, so that its refusal counts once as well.

It must not judge the message.
"""

from msgspec import Struct

from consumers.contracts.cloudevents import Headers, opened
from consumers.contracts.decoding import content_digest
from consumers.contracts.refusing import MessageRefused
from consumers.contracts.strict_json import is_text

__all__ = ["Identity", "identify"]

LONGEST = 200
"""Characters of an id, as its attribute has it; what is longer names nothing."""


class Identity(Struct, frozen=True, kw_only=True):
    """What a message says of itself, each None where it does not. content_sha256: as of `Message`."""

    source: str | None = None
    id: str | None = None
    type: str | None = None
    content_sha256: str | None = None

    @property
    def name(self) -> tuple[str, str] | None:
        """Source and id, where both are told."""
        return None if self.source is None or self.id is None else (self.source, self.id)


def identify(value: bytes | None, headers: Headers) -> Identity:
    """This will read what can be read of a message; it raises nothing, whatever the bytes are."""
    try:
        attributes, data = opened(value, headers)
    except MessageRefused:
        return Identity()
    told = {name: attributes.get(name) for name in ("source", "id", "type")}
    short = {name: text for name, text in told.items() if text and len(text) <= LONGEST and is_text(text)}
    try:
        return Identity(**short, content_sha256=content_digest(attributes, data))
    except OverflowError:  # a number that no field holds, and that has no canonical form here
        return Identity(**short)
