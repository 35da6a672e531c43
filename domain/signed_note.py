"""Signed notes: a text with the signatures of those who vouch for it, and the keys that make and verify these.

It must not know what a note says, nor where keys are kept.
Source of the format: C2SP signed-note, with Ed25519 (RFC 8032).
"""

from base64 import b64decode, b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

__all__ = ["Malformed", "NoteSignature", "SignedNote", "SigningKey", "VerifyingKey"]

ED25519 = b"\x01"
"""What the format writes before a key of this kind."""

KEY_BYTES, SIGNATURE_BYTES, ID_BYTES = 32, 64, 4

DASH = "\N{EM DASH} "
"""How a line with a signature begins."""


class Malformed(ValueError):
    """A text is no signed note, no signature, or no key."""


@dataclass(frozen=True, slots=True)
class NoteSignature:
    """One signature of a note. name: of the key; key_id: 4 bytes that tell keys of one name apart."""

    name: str
    key_id: bytes
    signature: bytes

    @classmethod
    def parse(cls, line: str) -> Self:
        """This will read the line of a signature, with or without its line feed. Raises Malformed."""
        name, space, encoded = line.rstrip("\n").removeprefix(DASH).partition(" ")
        if not line.startswith(DASH) or not space or not _is_name(name):
            raise Malformed("a line with a signature is: — name base64")
        raw = _decoded(encoded)
        if len(raw) != ID_BYTES + SIGNATURE_BYTES:
            raise Malformed("a signature has 4 bytes of the key's id and 64 of Ed25519")
        return cls(name, raw[:ID_BYTES], raw[ID_BYTES:])

    def __str__(self) -> str:
        return f"{DASH}{self.name} {b64encode(self.key_id + self.signature).decode()}\n"


@dataclass(frozen=True, slots=True)
class SignedNote:
    """A text, which ends with a line feed, and its signatures."""

    text: str
    signatures: tuple[NoteSignature, ...] = ()

    @classmethod
    def parse(cls, note: str) -> Self:
        """This will read a note. Raises Malformed where it is none, or has no signature."""
        text, blank, lines = note.rpartition("\n\n")
        if not blank or not text or not lines.endswith("\n"):
            raise Malformed("a signed note is a text, an empty line, and lines with signatures")
        if any(ord(letter) < ord(" ") and letter != "\n" for letter in note):
            raise Malformed("a signed note holds no control characters")
        return cls(text + "\n", tuple(map(NoteSignature.parse, lines[:-1].split("\n"))))

    def with_signatures(self, more: Iterable[NoteSignature]) -> Self:
        """This will add signatures that the note does not carry yet."""
        return type(self)(self.text, tuple(dict.fromkeys((*self.signatures, *more))))

    def __str__(self) -> str:
        return f"{self.text}\n{''.join(map(str, self.signatures))}"


@dataclass(frozen=True, slots=True)
class VerifyingKey:
    """The public key of a name, written as `name+id+key`; public: its 32 bytes."""

    name: str
    public: bytes

    @classmethod
    def parse(cls, vkey: str) -> Self:
        """This will read a key. Raises Malformed, also where the id is not that of the key."""
        name, key_id, raw = _parts(vkey.strip())
        key = cls(name, raw)
        if key_id != key.key_id.hex():
            raise Malformed("the id in the key is not the key's")
        return key

    @property
    def key_id(self) -> bytes:
        """The first 4 bytes of SHA-256 of the name, a line feed, and the key with its kind."""
        return sha256(self.name.encode() + b"\n" + ED25519 + self.public).digest()[:ID_BYTES]

    def signed(self, note: SignedNote) -> bool:
        """This will tell whether the note carries a signature of this key that is true of its text."""
        return any(self.verifies(note.text, signature) for signature in note.signatures)

    def verifies(self, text: str, signature: NoteSignature) -> bool:
        """This will tell whether a signature is this key's, and true of the text."""
        if (signature.name, signature.key_id) != (self.name, self.key_id):
            return False
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature.signature, text.encode())
        except InvalidSignature:
            return False
        return True

    def __str__(self) -> str:
        return f"{self.name}+{self.key_id.hex()}+{b64encode(ED25519 + self.public).decode()}"


@dataclass(frozen=True, slots=True, repr=False)
class SigningKey:
    """The secret key of a name; never printed by accident. seed: its 32 bytes."""

    name: str
    seed: bytes

    @classmethod
    def parse(cls, written: str) -> Self:
        """This will read a key as `written` made it. Raises Malformed, which shows nothing of it."""
        private, _, rest = written.strip().partition("+KEY+")
        if private != "PRIVATE":
            raise Malformed("a secret key begins with PRIVATE+KEY+")
        name, key_id, seed = _parts(rest)
        key = cls(name, seed)
        if key_id != key.verifying_key.key_id.hex():
            raise Malformed("the id in the key is not the key's")
        return key

    @classmethod
    def generated(cls, name: str) -> Self:
        """This will make a new key from the system's randomness. Raises Malformed for a name that is none."""
        if not _is_name(name):
            raise Malformed("the name of a key has no spaces and no plus")
        return cls(name, Ed25519PrivateKey.generate().private_bytes_raw())

    @property
    def verifying_key(self) -> VerifyingKey:
        """The public key that belongs to it."""
        public = Ed25519PrivateKey.from_private_bytes(self.seed).public_key()
        return VerifyingKey(self.name, public.public_bytes(Encoding.Raw, PublicFormat.Raw))

    def sign(self, text: str) -> NoteSignature:
        """This will sign a text."""
        signature = Ed25519PrivateKey.from_private_bytes(self.seed).sign(text.encode())
        return NoteSignature(self.name, self.verifying_key.key_id, signature)

    def written(self) -> str:
        """This will write the key for a file that nobody else may read."""
        key_id = self.verifying_key.key_id.hex()
        return f"PRIVATE+KEY+{self.name}+{key_id}+{b64encode(ED25519 + self.seed).decode()}\n"


def _parts(written: str) -> tuple[str, str, bytes]:
    parts = written.split("+", 2)  # base64 may hold a plus itself
    if len(parts) != len(("name", "id", "key")) or not _is_name(parts[0]):
        raise Malformed("a key is written name+id+base64")
    raw = _decoded(parts[2])
    if raw[:1] != ED25519 or len(raw) != 1 + KEY_BYTES:
        raise Malformed("a key has one byte 0x01 for Ed25519 and 32 bytes")
    return parts[0], parts[1], raw[1:]


def _is_name(text: str) -> bool:
    return bool(text) and "+" not in text and text.isprintable() and not any(map(str.isspace, text))


def _decoded(text: str) -> bytes:
    try:
        return b64decode(text, validate=True)
    except ValueError as error:
        raise Malformed("it is not base64") from error
