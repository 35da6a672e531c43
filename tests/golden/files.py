"""Where the golden files of stored events are, and how they are written: once.

`python -m tests.golden.files` writes those of event types that have none yet.
It must not overwrite a file: what was stored stays readable for ever.
"""

import json
import sys
from pathlib import Path

import msgspec

from domain.catalogue import EVENT_TYPES
from domain.event import Envelope, Event
from tests.golden.samples import envelope_of, sample_of

__all__ = ["EVENTS", "clear_document", "document_in", "file_of", "versions", "write_missing"]

EVENTS = Path(__file__).parent / "events"


def file_of(topic: str, version: int) -> Path:
    """This will name the golden file of one version of one topic."""
    return EVENTS / f"{topic}.v{version}.json"


def versions() -> list[tuple[str, int]]:
    """This will list every version that any event type ever had."""
    return [(topic, version) for topic, kind in EVENT_TYPES.items() for version in range(1, kind.VERSION + 1)]


def document_in(file: Path) -> bytes:
    """This will read the stored document from a golden file, which only adds line breaks for those who read it."""
    return json.dumps(json.loads(file.read_text()), ensure_ascii=False, separators=(",", ":")).encode()


def write_missing() -> list[Path]:
    """This will write the golden files of present versions that have none yet; those of earlier ones stand by hand."""
    missing = [kind for kind in EVENT_TYPES.values() if not file_of(kind.TOPIC, kind.VERSION).exists()]
    return [_write(kind) for kind in missing]


def clear_document(event: Event, envelope: Envelope) -> bytes:
    """This will write a document with its texts in clear: what the log's documents say once they are opened."""
    return msgspec.json.encode(envelope)[:-1] + b',"data":' + msgspec.json.encode(event) + b"}"


def _write(kind: type[Event]) -> Path:
    state = clear_document(sample_of(kind), envelope_of(kind))
    file = file_of(kind.TOPIC, kind.VERSION)
    with file.open("x") as golden:
        golden.write(json.dumps(json.loads(state), ensure_ascii=False, indent=2) + "\n")
    return file


if __name__ == "__main__":
    sys.stdout.writelines(f"{file}\n" for file in write_missing())
