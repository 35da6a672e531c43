"""Sample story: what two investigations register without knowing of one another, and what they are told.

It must not use a key that any agency has: the gateways of the samples share one of their own.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from deploy.demo.cast import CAMILLE, EBBA, INES, SANNE, VLAD
from deploy.demo.stage import DAY, SampleMember, Stage
from domain.identifier.commands import RegisterIdentifier
from domain.identifier.digesting import digest_of
from domain.identifier.vocabulary import IdentifierKind

__all__ = ["wallet"]

KEY_ID, KEY = "SAMPLE-1", sha256(b"the key of the sample agencies").digest()

IDENTIFIERS = {
    IdentifierKind.WALLET: "sample-wallet-of-no-chain-0001",
    IdentifierKind.PHONE: "+999000000001",
    IdentifierKind.EMAIL: "nobody@sample.invalid",
}
"""No address of any chain, no number that anybody has, and no address that can be (RFC 2606)."""


@dataclass(frozen=True, slots=True)
class Registered:
    """Who registers an identifier, how long ago, and for which story's investigation."""

    who: SampleMember
    ago: timedelta
    case: str
    kind: IdentifierKind


REGISTERED = (
    Registered(VLAD, 12 * DAY, "aurora", IdentifierKind.WALLET),
    Registered(INES, 3 * DAY, "harbour", IdentifierKind.WALLET),
    Registered(CAMILLE, 11 * DAY, "aurora", IdentifierKind.PHONE),
    Registered(EBBA, 4 * DAY, "lantern", IdentifierKind.PHONE),
    Registered(CAMILLE, 10 * DAY, "aurora", IdentifierKind.EMAIL),
    Registered(SANNE, 2 * DAY, "harbour", IdentifierKind.EMAIL),
)


def wallet(present: datetime) -> Stage:
    """This will tell the story so that it stands at `present` (aware datetime).

    Romania has a wallet from Aurora, Spain from Harbour; neither is in the case of the other, and both are told of a
    hit. So are France and Sweden of a telephone number, France and the Netherlands, which is in both, of an address.
    """
    stage = Stage("wallet", present)
    for each in REGISTERED:
        _register(stage, each)
    return stage


def _register(stage: Stage, each: Registered) -> None:
    command = RegisterIdentifier(
        registration_id=stage.id(f"registration {each.case} {each.kind}"),
        key_id=KEY_ID,
        kind=each.kind,
        digest=digest_of(each.kind, IDENTIFIERS[each.kind], KEY),
        investigation_id=Stage(each.case, stage.present).id("investigation"),
        valid_until=(stage.present + 365 * DAY).date(),
    )
    stage.act(each.who, each.ago, command)
