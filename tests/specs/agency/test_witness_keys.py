"""The keys with which an agency countersigns checkpoints."""

from domain.agency import AGENCY
from domain.agency.commands import DeclareWitnessKey, WithdrawWitnessKey
from domain.agency.events import WitnessKeyDeclared, WitnessKeyWithdrawn
from domain.agency.rules import AWitnessKeyIsDeclaredOnce, OnlyADeclaredWitnessKeyIsWithdrawn
from domain.refusal import InvalidInput, NotPermitted
from domain.vocabulary import Role
from tests.support.agencies import agency, person
from tests.support.checkpoints import WITNESS_KEY
from tests.support.given import given

KEY = str(WITNESS_KEY.verifying_key)
KEY_ID = WITNESS_KEY.verifying_key.key_id.hex()
AN_AGENCY = agency("FR-SPOC", "FR")
ADMINISTRATOR = person("anna", "FR-SPOC", Role.AGENCY_ADMINISTRATOR)
DECLARED = WitnessKeyDeclared(agency_id="FR-SPOC", key=KEY, key_id=KEY_ID)
WITHDRAWN = WitnessKeyWithdrawn(agency_id="FR-SPOC", key_id=KEY_ID, reason="The machine was stolen")
DECLARE = DeclareWitnessKey(agency_id="FR-SPOC", key=KEY)
WITHDRAW = WithdrawWitnessKey(agency_id="FR-SPOC", key_id=KEY_ID, reason="The machine was stolen")


def test_the_agency_declares_the_key_it_countersigns_with() -> None:
    then = given(AGENCY, AN_AGENCY).when(DECLARE, by=ADMINISTRATOR)
    then.then(DECLARED)
    assert then.state.witness_keys == (KEY,)


def test_another_agency_declares_no_key_for_it() -> None:
    foreign = person("ben", "DE-BKA", Role.AGENCY_ADMINISTRATOR)
    given(AGENCY, AN_AGENCY).when(DECLARE, by=foreign).refused(NotPermitted)


def test_a_key_whose_id_is_not_its_own_is_refused() -> None:
    forged = KEY.replace(KEY_ID, "00000000")
    command = DeclareWitnessKey(agency_id="FR-SPOC", key=forged)
    assert given(AGENCY, AN_AGENCY).when(command, by=ADMINISTRATOR).refused(InvalidInput).field == "key"


def test_a_key_is_declared_once_and_never_again_after_it_was_withdrawn() -> None:
    given(AGENCY, AN_AGENCY, DECLARED).when(DECLARE, by=ADMINISTRATOR).refused(AWitnessKeyIsDeclaredOnce)
    given(AGENCY, AN_AGENCY, DECLARED, WITHDRAWN).when(DECLARE, by=ADMINISTRATOR).refused(AWitnessKeyIsDeclaredOnce)


def test_a_key_is_withdrawn_with_a_reason() -> None:
    then = given(AGENCY, AN_AGENCY, DECLARED).when(WITHDRAW, by=ADMINISTRATOR)
    then.then(WITHDRAWN)
    assert then.state.witness_keys == ()


def test_only_a_declared_key_is_withdrawn() -> None:
    given(AGENCY, AN_AGENCY).when(WITHDRAW, by=ADMINISTRATOR).refused(OnlyADeclaredWitnessKeyIsWithdrawn)
    given(AGENCY, AN_AGENCY, DECLARED, WITHDRAWN).when(WITHDRAW, by=ADMINISTRATOR).refused(
        OnlyADeclaredWitnessKeyIsWithdrawn
    )
