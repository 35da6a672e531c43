"""Signed notes and their keys are read and written as C2SP says, and nothing else passes for one."""

import pytest

from domain.checkpoint.text import CheckpointText
from domain.signed_note import Malformed, NoteSignature, SignedNote, SigningKey, VerifyingKey
from tests.support.checkpoints import LOG_KEY, WITNESS_KEY, note_of

PETER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
"""The key and the note below are the example of Go's own package of signed notes."""

ENOCH = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
    "\n"
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)


def test_a_note_that_another_program_signed_verifies() -> None:
    assert VerifyingKey.parse(PETER).signed(SignedNote.parse(ENOCH))
    assert not VerifyingKey.parse(PETER).signed(SignedNote.parse(ENOCH.replace("answer", "problem")))


def test_notes_and_keys_are_written_as_they_were_read() -> None:
    assert str(SignedNote.parse(ENOCH)) == ENOCH
    assert str(VerifyingKey.parse(PETER)) == PETER
    assert SigningKey.parse(LOG_KEY.written()) == LOG_KEY
    assert LOG_KEY.seed.hex() not in repr(LOG_KEY)


def test_a_countersigned_note_carries_both_signatures_once() -> None:
    note = note_of()
    twice = note.with_signatures([WITNESS_KEY.sign(note.text), WITNESS_KEY.sign(note.text)])

    assert len(twice.signatures) == 2
    assert LOG_KEY.verifying_key.signed(SignedNote.parse(str(twice)))
    assert WITNESS_KEY.verifying_key.signed(SignedNote.parse(str(twice)))


def test_a_generated_key_signs_what_its_public_half_verifies() -> None:
    key = SigningKey.generated("new.example")
    assert VerifyingKey.parse(str(key.verifying_key)).signed(SignedNote("a\n", (key.sign("a\n"),)))


def test_a_checkpoint_is_read_as_it_was_written_also_without_a_time() -> None:
    text = CheckpointText.of(note_of(7))
    assert CheckpointText.parse(str(text)) == text
    assert CheckpointText.parse("log\n0\n" + "A" * 43 + "=\n").at is None


@pytest.mark.parametrize(
    "note",
    ["", "text\n", "\n\n— a b\n", "text\n\n— a b", "text\n\nnobody\n", "te\rxt\n\n— a b\n", ENOCH.replace("x08", "x0")],
)
def test_what_is_no_note_is_refused(note: str) -> None:
    with pytest.raises(Malformed):
        SignedNote.parse(note)


@pytest.mark.parametrize("key", ["", "name", "na me+c74f20a3+AA==", PETER.replace("c74f", "c74e"), PETER[:-1] + "!"])
def test_what_is_no_key_is_refused(key: str) -> None:
    with pytest.raises(Malformed):
        VerifyingKey.parse(key)
    with pytest.raises(Malformed):
        SigningKey.parse(f"PRIVATE+KEY+{key}")
    with pytest.raises(Malformed):
        SigningKey.parse(key)


@pytest.mark.parametrize("line", ["", "— name", "- name AAAA", "— name !!!", "— name AAAA", "— a+b AAAA"])
def test_what_is_no_signature_is_refused(line: str) -> None:
    with pytest.raises(Malformed):
        NoteSignature.parse(line)


@pytest.mark.parametrize(
    "text",
    ["", "log\n", "log\n-1\nAAAA\n", "log\n01\nAAAA\n", "log\n1\nAAAA\n", "log\n1\n" + "A" * 43 + "=\ntime never\n"],
)
def test_what_is_no_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(Malformed):
        CheckpointText.parse(text)
