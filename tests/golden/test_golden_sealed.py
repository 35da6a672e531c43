"""What was sealed once is opened for ever: the form of boxes and of wrapped keys never changes."""

import json
from base64 import b64decode
from pathlib import Path

from domain.catalogue import EVENT_TYPES
from domain.investigation.events import ContradictionRecorded
from domain.storage.documents import Documents
from domain.vocabulary import ERASED
from tests.golden.samples import sample_of
from tests.support.keys import KEYRING

TOPIC = ContradictionRecorded.TOPIC
STORED = json.loads((Path(__file__).parent / "sealed" / f"{TOPIC}.v1.json").read_text())
STATE = json.dumps(STORED["document"], ensure_ascii=False, separators=(",", ":")).encode()
DOCUMENTS = Documents(EVENT_TYPES, KEYRING)


def test_a_sealed_document_is_read_with_its_key() -> None:
    read = DOCUMENTS.read(TOPIC, STATE, 1, b64decode(STORED["wrapped"]))

    assert (read.event, read.is_erased) == (sample_of(ContradictionRecorded), False)


def test_it_is_read_without_its_key_too() -> None:
    read = DOCUMENTS.read(TOPIC, STATE, 1)

    assert isinstance(read.event, ContradictionRecorded)
    assert (read.event.about, [claim.claim for claim in read.event.claims], read.is_erased) == (ERASED, [ERASED], True)
