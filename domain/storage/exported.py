"""The log, or one case of it, as lines of JSON that can be verified without a database.

It must not open texts: what is encrypted in the log stays so. Events come first, then checkpoints, then the end.
"""

from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Iterator
from uuid import UUID

from msgspec import MsgspecError, Struct
from msgspec.json import Decoder, Encoder

from domain.signed_note import Malformed, SignedNote
from domain.storage.chain import Link
from domain.storage.sealed import SealedCheckpoint

__all__ = [
    "END",
    "Ending",
    "Exported",
    "Lines",
    "case_lines",
    "checkpoint_line",
    "end_line",
    "event_line",
    "read_ending",
    "read_events",
]

Lines = Callable[[], Iterable[bytes]]
"""Opens the file anew and gives its lines: it is read twice, and never held in memory."""


class Exported(Struct, omit_defaults=True):
    """One event. state: the stored document as text; hash: in hexadecimal; proof: of inclusion, hashes in base64."""

    position: int
    stream_id: UUID
    version: int
    topic: str
    state: str
    hash: str
    case_id: UUID | None = None
    proof: tuple[str, ...] | None = None

    @property
    def link(self) -> Link:
        """The event as the chain sees it. Raises ValueError for a hash that is none."""
        state, hash_ = self.state.encode(), bytes.fromhex(self.hash)
        return Link(self.position, self.stream_id, self.version, self.topic, state, hash_, self.case_id)

    @property
    def path(self) -> list[bytes] | None:
        """The proof as hashes. Raises ValueError for one that is none."""
        return None if self.proof is None else [b64decode(each, validate=True) for each in self.proof]


class _Checkpoint(Struct):
    checkpoint: str
    key: str


class _End(Struct):
    position: int
    events: int
    case_id: UUID | None = None


class _EndLine(Struct):
    end: _End


class Ending(Struct):
    """What stands below the events. checkpoints: each with the log's key; events: None where the end is missing."""

    checkpoints: list[tuple[SignedNote, str]]
    events: int | None = None
    case_id: UUID | None = None


_encode = Encoder().encode
_event = Decoder(Exported).decode
_checkpoint = Decoder(_Checkpoint).decode
_end = Decoder(_EndLine).decode

CHECKPOINT, END = b'{"checkpoint":', b'{"end":'
"""How the lines below the events begin."""


def event_line(link: Link, proof: Iterable[bytes] | None = None) -> bytes:
    """This will write one event. proof: of inclusion in the last checkpoint, None where that came before it."""
    path = None if proof is None else tuple(b64encode(hash_).decode() for hash_ in proof)
    return _line(
        Exported(
            position=link.position,
            stream_id=link.originator_id,
            version=link.version,
            topic=link.topic,
            state=link.state.decode(),
            hash=link.hash.hex(),
            case_id=link.case_id,
            proof=path,
        )
    )


def case_lines(links: Iterable[Link], size: int, prove: Callable[[int, int], list[bytes]]) -> Iterator[bytes]:
    """This will write the events of a case, each with its proof against the checkpoint of `size` events."""
    for link in links:
        yield event_line(link, prove(link.position, size) if link.position <= size else None)


def checkpoint_line(sealed: SealedCheckpoint) -> bytes:
    """This will write a checkpoint."""
    return _line(_Checkpoint(str(sealed.note), sealed.key))


def end_line(position: int, events: int, case_id: UUID | None = None) -> bytes:
    """This will write the end, without which a file is known to be cut off."""
    return _line(_EndLine(_End(position, events, case_id)))


def read_events(lines: Iterable[bytes]) -> Iterator[Exported | None]:
    """This will read the events; None for a line that is none. A line that is cut off ends it."""
    for line in lines:
        if line.startswith((CHECKPOINT, END)) or not line.endswith(b"\n"):
            return
        try:
            event = _event(line)
            _ = event.link, event.path
        except (MsgspecError, ValueError):
            yield None
        else:
            yield event


def read_ending(lines: Iterable[bytes]) -> Ending:
    """This will read what stands below the events; a checkpoint that cannot be read counts as missing."""
    ending = Ending([])
    for line in lines:
        try:
            if line.startswith(CHECKPOINT):
                written = _checkpoint(line)
                ending.checkpoints.append((SignedNote.parse(written.checkpoint), written.key))
            elif line.startswith(END):
                end = _end(line).end
                ending.events, ending.case_id = end.events, end.case_id
        except (MsgspecError, Malformed):
            continue
    return ending


def _line(value: Struct) -> bytes:
    return _encode(value) + b"\n"
