"""What is sealed as a checkpoint, and who countersigns it."""

from uuid import UUID

from domain.agency import AGENCY
from domain.agency.events import WitnessKeyDeclared, WitnessKeyWithdrawn
from domain.application_rules import NothingBeginsTwice
from domain.checkpoint import CHECKPOINT, Checkpoint
from domain.checkpoint.commands import SealCheckpoint, WitnessCheckpoint
from domain.checkpoint.events import CheckpointWitnessed
from domain.checkpoint.rules import (
    ACheckpointCarriesTheLogsSignature,
    AWitnessSignatureIsTrueOfTheCheckpoint,
    AWitnessSignsOnce,
    AWitnessSignsWithADeclaredKey,
)
from domain.checkpoint.text import checkpoint_id
from domain.event import ActorKind, Event
from domain.refusal import InvalidInput, NotFound, NotPermitted
from domain.signed_note import NoteSignature, SigningKey
from domain.vocabulary import Role
from tests.support.agencies import CLOCK, IMPORTER, agency, person
from tests.support.checkpoints import LOG_KEY, ORIGIN, WITNESS_KEY, note_of, sealed
from tests.support.given import Given, given

KEY = str(LOG_KEY.verifying_key)
SEAL = SealCheckpoint(checkpoint_id=checkpoint_id(ORIGIN, 7), note=str(note_of(7)), key=KEY)
ADMINISTRATOR = person("anna", "FR-SPOC", Role.AGENCY_ADMINISTRATOR)

WITNESS = str(WITNESS_KEY.verifying_key)
WITNESS_ID = WITNESS_KEY.verifying_key.key_id.hex()
DECLARED = WitnessKeyDeclared(agency_id="FR-SPOC", key=WITNESS, key_id=WITNESS_ID)
WITHDRAWN = WitnessKeyWithdrawn(agency_id="FR-SPOC", key_id=WITNESS_ID, reason="lost")
TRUE_LINE = str(WITNESS_KEY.sign(note_of(7).text))


def witnessing(line: str = TRUE_LINE, agency_id: str = "FR-SPOC") -> WitnessCheckpoint:
    return WitnessCheckpoint(checkpoint_id=checkpoint_id(ORIGIN, 7), agency_id=agency_id, signature=line)


def sealed_and_known(*of_agency: Event) -> Given[Checkpoint]:
    return given(CHECKPOINT, sealed()).knowing(AGENCY, "FR-SPOC", agency("FR-SPOC", "FR"), *of_agency)


def test_the_clock_seals_a_checkpoint_that_the_log_signed() -> None:
    given(CHECKPOINT).when(SEAL, by=CLOCK).then(sealed(7))


def test_a_size_is_sealed_once() -> None:
    given(CHECKPOINT, sealed(7)).when(SEAL, by=CLOCK).refused(NothingBeginsTwice)


def test_no_person_and_no_import_seals() -> None:
    given(CHECKPOINT).when(SEAL, by=ADMINISTRATOR).refused(NotPermitted)
    given(CHECKPOINT).when(SEAL, by=IMPORTER).refused(NotPermitted)


def test_a_checkpoint_that_another_key_signed_is_refused() -> None:
    other = SigningKey(ORIGIN, bytes(32))
    command = SealCheckpoint(checkpoint_id=SEAL.checkpoint_id, note=str(note_of(7, key=other)), key=KEY)
    given(CHECKPOINT).when(command, by=CLOCK).refused(ACheckpointCarriesTheLogsSignature)


def test_a_checkpoint_is_signed_under_the_name_of_its_log() -> None:
    other = SigningKey("other.example/log", LOG_KEY.seed)
    note = str(note_of(7, key=other))
    command = SealCheckpoint(checkpoint_id=SEAL.checkpoint_id, note=note, key=str(other.verifying_key))
    given(CHECKPOINT).when(command, by=CLOCK).refused(ACheckpointCarriesTheLogsSignature)


def test_what_is_no_signed_checkpoint_is_refused() -> None:
    command = SealCheckpoint(checkpoint_id=SEAL.checkpoint_id, note="Dear log", key=KEY)
    assert given(CHECKPOINT).when(command, by=CLOCK).refused(InvalidInput).field == "note"


def test_a_checkpoint_has_the_id_that_its_size_gives_it() -> None:
    command = SealCheckpoint(checkpoint_id=UUID(int=1), note=SEAL.note, key=KEY)
    assert given(CHECKPOINT).when(command, by=CLOCK).refused(InvalidInput).field == "checkpointId"


def test_a_partner_countersigns_with_a_declared_key() -> None:
    countersigned = CheckpointWitnessed(
        checkpoint_id=SEAL.checkpoint_id, agency_id="FR-SPOC", signature=TRUE_LINE, key=WITNESS, key_id=WITNESS_ID
    )
    sealed_and_known(DECLARED).when(witnessing(), by=ADMINISTRATOR).then(countersigned)


def test_a_partners_gateway_countersigns_too() -> None:
    gateway = person("gateway-7", "FR-SPOC")
    as_gateway = type(gateway)(actor_id="gateway-7", agency_id="FR-SPOC", kind=ActorKind.GATEWAY)
    assert sealed_and_known(DECLARED).when(witnessing(), by=as_gateway).state.witnesses == {("FR-SPOC", WITNESS_ID)}
    sealed_and_known(DECLARED).when(witnessing(), by=gateway).refused(NotPermitted)


def test_nobody_countersigns_for_another_agency() -> None:
    foreign = person("ben", "DE-BKA", Role.AGENCY_ADMINISTRATOR)
    sealed_and_known(DECLARED).when(witnessing(), by=foreign).refused(NotPermitted)


def test_a_key_that_was_never_declared_or_was_withdrawn_countersigns_nothing() -> None:
    sealed_and_known().when(witnessing(), by=ADMINISTRATOR).refused(AWitnessSignsWithADeclaredKey)
    sealed_and_known(DECLARED, WITHDRAWN).when(witnessing(), by=ADMINISTRATOR).refused(AWitnessSignsWithADeclaredKey)


def test_a_signature_of_another_checkpoint_is_refused() -> None:
    of_another = str(WITNESS_KEY.sign(note_of(8).text))
    then = sealed_and_known(DECLARED).when(witnessing(of_another), by=ADMINISTRATOR)
    then.refused(AWitnessSignatureIsTrueOfTheCheckpoint)


def test_a_forged_signature_is_refused() -> None:
    forged = str(NoteSignature(WITNESS_KEY.name, WITNESS_KEY.verifying_key.key_id, bytes(64)))
    then = sealed_and_known(DECLARED).when(witnessing(forged), by=ADMINISTRATOR)
    then.refused(AWitnessSignatureIsTrueOfTheCheckpoint)


def test_what_is_no_signature_is_refused() -> None:
    then = sealed_and_known(DECLARED).when(witnessing("my name"), by=ADMINISTRATOR)
    assert then.refused(InvalidInput).field == "signature"


def test_a_key_countersigns_a_checkpoint_once() -> None:
    once = sealed_and_known(DECLARED).when(witnessing(), by=ADMINISTRATOR).after
    once.when(witnessing(), by=ADMINISTRATOR).refused(AWitnessSignsOnce)


def test_what_was_never_sealed_is_not_countersigned() -> None:
    given(CHECKPOINT).knowing(AGENCY, "FR-SPOC", DECLARED).when(witnessing(), by=ADMINISTRATOR).refused(NotFound)
