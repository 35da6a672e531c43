"""Sample story: a wallet that two investigations register without knowing of one another, and what they are told.

It must not use a key that any agency has: the gateways of the samples share one of their own.
"""

from datetime import datetime, timedelta
from hashlib import sha256

from deploy.demo.cast import INES, VLAD
from deploy.demo.stage import DAY, SampleMember, Stage
from domain.identifier.commands import RegisterIdentifier
from domain.identifier.digesting import digest_of
from domain.identifier.vocabulary import IdentifierKind

__all__ = ["wallet"]

KEY_ID, KEY = "SAMPLE-1", sha256(b"the key of the sample agencies").digest()

WALLET = "sample-wallet-of-no-chain-0001"
"""No address of any chain."""


def wallet(present: datetime) -> Stage:
    """This will tell the story so that it stands at `present` (aware datetime).

    Romania has it from Aurora, Spain from Harbour; neither is in the case of the other, and both are told of a hit.
    """
    stage = Stage("wallet", present)
    _register(stage, VLAD, 12 * DAY, "aurora")
    _register(stage, INES, 3 * DAY, "harbour")
    return stage


def _register(stage: Stage, who: SampleMember, ago: timedelta, case: str) -> None:
    registered = RegisterIdentifier(
        registration_id=stage.id(f"registration {case}"),
        key_id=KEY_ID,
        kind=IdentifierKind.WALLET,
        digest=digest_of(IdentifierKind.WALLET, WALLET, KEY),
        investigation_id=Stage(case, stage.present).id("investigation"),
        valid_until=(stage.present + 365 * DAY).date(),
    )
    stage.act(who, ago, registered)
