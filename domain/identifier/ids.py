"""How drawers are named: the key, the kind, and the first digits of a digest, which thousands of others share.

It must not tell a digest: what stands in the log for ever has to fit so many that it points to none.
"""

from uuid import UUID

from domain.aggregate import StreamKey

__all__ = ["ROOM", "drawer_id", "drawer_named"]

ROOM = "identifier"

DIGITS = 3
"""Of 64: 4,096 drawers per key and kind. Of 100 million telephone numbers, 24,000 go into each."""


def drawer_named(key_id: str, kind: str, digest: str) -> str:
    """This will name the drawer of a digest."""
    return f"{key_id}:{kind}:{digest[:DIGITS]}"


def drawer_id(key_id: str, kind: str, digest: str) -> UUID:
    """This will tell the id under which the drawer's stream is stored."""
    return StreamKey(ROOM, drawer_named(key_id, kind, digest)).stream_id
