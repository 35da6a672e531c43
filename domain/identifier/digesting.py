"""Makes the keyed hash of an identifier, for the gateways of agencies.

It must not be called by anything that serves: Entente never has the key that the agencies share.
Sources: RFC 2104 and FIPS 198-1 (HMAC), FIPS 180-4 (SHA-256), NIST SP 800-107 5.3.2 (length of the key).
"""

import hmac

from domain.identifier.normalising import normalised
from domain.identifier.vocabulary import IdentifierKind
from domain.refusal import InvalidInput

__all__ = ["SHORTEST_KEY_BYTES", "digest_of"]

SHORTEST_KEY_BYTES = 32
"""As long as the hash: a shorter key is the weakest part."""


def digest_of(kind: IdentifierKind, identifier: str, key: bytes) -> str:
    """This will return HMAC-SHA-256 over `KIND:normalised identifier` in UTF-8, as 64 hexadecimal digits.

    key: shared by the agencies, at least 32 bytes. Raises InvalidInput for a short key and an identifier that is none.
    """
    if len(key) < SHORTEST_KEY_BYTES:
        raise InvalidInput(field="key", rule="is too short", accepted=f"at least {SHORTEST_KEY_BYTES} random bytes")
    said = f"{kind.value}:{normalised(kind, identifier)}"
    return hmac.new(key, said.encode(), "sha256").hexdigest()
