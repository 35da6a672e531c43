"""Declaring and withdrawing the keys with which an agency countersigns checkpoints of the log.

It must not verify signatures: that stands with the checkpoints.
"""

from collections.abc import Iterable
from typing import Annotated

from msgspec import Meta

from domain.agency.events import WitnessKeyDeclared, WitnessKeyWithdrawn
from domain.agency.permissions import keeper_of_the_agency
from domain.agency.rules import AWitnessKeyIsDeclaredOnce, OnlyADeclaredWitnessKeyIsWithdrawn
from domain.agency.state import Agency
from domain.aggregate import Act, Decision, command
from domain.refusal import InvalidInput
from domain.signed_note import Malformed, VerifyingKey
from domain.vocabulary import AgencyCode, Line, WitnessKey

__all__ = ["DECISIONS", "DeclareWitnessKey", "WithdrawWitnessKey"]

KeyId = Annotated[
    str, Meta(pattern=r"^[0-9a-f]{8}\Z", description="Id of a key: the eight digits in the middle of it.")
]


@command(aggregate_id="agency_id")
class DeclareWitnessKey:
    """Say with which key an agency countersigns checkpoints of the log."""

    agency_id: AgencyCode
    key: WitnessKey


@command(aggregate_id="agency_id")
class WithdrawWitnessKey:
    """Say that an agency countersigns no more with a key, such as one that was lost."""

    agency_id: AgencyCode
    key_id: KeyId
    reason: Line


def _declare(command: DeclareWitnessKey, agency: Agency, _act: Act) -> Iterable[WitnessKeyDeclared]:
    try:
        key = VerifyingKey.parse(command.key)
    except Malformed as error:
        accepted = "name+id+key, as entente checkpoint key prints it"
        raise InvalidInput(field="key", rule=str(error), accepted=accepted) from error
    if str(key) in (*agency.witness_keys, *agency.former_witness_keys):
        raise AWitnessKeyIsDeclaredOnce(key_id=key.key_id.hex())
    yield WitnessKeyDeclared(agency_id=command.agency_id, key=str(key), key_id=key.key_id.hex())


def _withdraw(command: WithdrawWitnessKey, agency: Agency, _act: Act) -> Iterable[WitnessKeyWithdrawn]:
    if all(VerifyingKey.parse(key).key_id.hex() != command.key_id for key in agency.witness_keys):
        raise OnlyADeclaredWitnessKeyIsWithdrawn(key_id=command.key_id)
    yield WitnessKeyWithdrawn(agency_id=command.agency_id, key_id=command.key_id, reason=command.reason)


DECISIONS = (
    Decision(command=DeclareWitnessKey, decide=_declare, may=keeper_of_the_agency),
    Decision(command=WithdrawWitnessKey, decide=_withdraw, may=keeper_of_the_agency),
)
