"""Measures a content as it passes, and refuses one that is not what was registered.

It must not keep any of it.
"""

from dataclasses import dataclass
from hashlib import sha256

from domain.refusal import InvalidInput

__all__ = ["Measured", "Registered"]


@dataclass(frozen=True, slots=True)
class Registered:
    """What a content is to be. sha256: 64 hexadecimal digits; size_bytes: where it was told; most: bytes at most."""

    sha256: str
    size_bytes: int | None
    most: int


class Measured:
    """One content that passes. size_bytes: of what has passed so far."""

    def __init__(self, registered: Registered) -> None:
        self._registered, self._hash = registered, sha256()
        self.size_bytes = 0

    def take(self, piece: bytes) -> None:
        """This will take the next piece into account. Raises InvalidInput as soon as there is too much of it."""
        self._hash.update(piece)
        self.size_bytes += len(piece)
        told = self._registered.size_bytes
        if told is not None and self.size_bytes > told:
            raise _misfit("is larger than was registered", f"{told} bytes")
        if self.size_bytes > self._registered.most:
            raise _misfit("is too large", f"at most {self._registered.most} bytes")

    def end(self) -> None:
        """This will say that nothing more comes. Raises InvalidInput where it is not what was registered."""
        told = self._registered.size_bytes
        if told is not None and self.size_bytes != told:
            raise _misfit(f"has {self.size_bytes} bytes", f"{told} bytes, as was registered")
        if self._hash.hexdigest() != self._registered.sha256:
            raise _misfit(
                f"has the SHA-256 {self._hash.hexdigest()}",
                f"the content with the registered SHA-256 {self._registered.sha256}",
            )


def _misfit(rule: str, accepted: str) -> InvalidInput:
    return InvalidInput(field="content", rule=rule, accepted=accepted)
