"""Sample story, continued: what the partners of Aurora share, asked for and unasked, and under which conditions.

It must not tell what became of these conditions: that stands in `story_aurora_conditions.py`.
"""

from dataclasses import dataclass, replace
from hashlib import sha256

from deploy.demo.cast import CAMILLE, DEVI, JONAS, SANNE, VLAD
from deploy.demo.stage import DAY, HOUR, Asked, SampleMember, Stage, step
from deploy.demo.story_aurora_requests import content_of
from domain.investigation.commands import ChangeMemberClearance, DefineCompartment, GrantCompartment
from domain.item.commands import ConfirmItemReceipt, EvaluateItem, RegisterItem, ShareItem
from domain.item.vocabulary import EvaluationScheme, ItemKind, Recipient
from domain.marking import Marking
from domain.request.commands import AcknowledgeRequest, ConfirmReceipt, ProvideFinalReply
from domain.vocabulary import Classification, Handling, Instrument, Outcome, Tlp

__all__ = ["PASSPORT", "RESELLER", "VICTIMS", "WALLETS", "share_items"]

COVERT = "COVERT"
"""The compartment of whoever may know of accounts that officers use under a false name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """What somebody registers and shares. name: unique within the story; size: of a content that is not kept here.

    days: how long before the story's present; to: whom, of what is TLP:RED by name; answers: a request of the story.
    """

    name: str
    of: SampleMember
    days: float
    to: tuple[SampleMember, ...]
    answers: str | None = None
    title: str
    provenance: str
    marking: Marking
    kind: ItemKind = ItemKind.INTELLIGENCE
    retention: str | None = None
    size: int | None = None
    media_type: str | None = None
    content: bytes | None = None


CAUTIOUS = Marking(tlp=Tlp.AMBER, handling=(Handling.H2,))

RESELLER = Thing(
    name="item reseller",
    of=SANNE,
    days=0.7,
    to=(CAMILLE,),
    answers="subscriber",
    title="Customer record of the reseller behind the address",
    provenance="Answer of a hosting provider in Rotterdam to an order of the public prosecutor",
    marking=CAUTIOUS,
    retention="INTERPOL_NOMINAL",
)
WALLETS = Thing(
    name="item wallets",
    of=CAMILLE,
    days=17,
    to=(SANNE, JONAS, VLAD, DEVI),
    title="Wallets named in the ransom notes, with first and last payment",
    provenance="Collected from the complaints of hospitals",
    marking=Marking(tlp=Tlp.AMBER),
    media_type="text/csv",
    content=b"wallet,first payment,last payment\nsample-1,2026-03-01,2026-05-17\nsample-2,2026-03-09,2026-04-02\n",
)
VICTIMS = Thing(
    name="item victims",
    of=CAMILLE,
    days=13,
    to=(SANNE, VLAD),
    title="List of hospitals found on the server, first version",
    provenance="Read from a screenshot; some names are guessed",
    marking=Marking(tlp=Tlp.GREEN),
)
PASSPORT = Thing(
    name="item passport",
    of=JONAS,
    days=21,
    to=(CAMILLE, SANNE),
    title="Copy of a passport found in the reseller's portal",
    provenance="Upload of a customer",
    marking=Marking(tlp=Tlp.AMBER),
)
IMAGE = Thing(
    name="item server image, first disk",
    of=JONAS,
    days=2,
    to=(CAMILLE, SANNE),
    answers="server image",
    title="Forensic image of the command server, first disk",
    provenance="Taken at the provider in Frankfurt in the presence of two witnesses",
    marking=Marking(tlp=Tlp.AMBER, handling=(Handling.H1,), classification=Classification.RESTRICTED),
    kind=ItemKind.EVIDENCE,
    size=512_110_190_592,
    media_type="application/octet-stream",
)
NEGOTIATOR = Thing(
    name="item negotiator",
    of=VLAD,
    days=6,
    to=(CAMILLE,),
    title="Who writes for the operators in the negotiations",
    provenance="A human source, met twice",
    marking=Marking(tlp=Tlp.RED, handling=(Handling.H1, Handling.H2)),
)
ACCOUNT = Thing(
    name="item account",
    of=SANNE,
    days=9,
    to=(CAMILLE, VLAD),
    answers="account",
    title="Messages to the account that an officer uses in the reseller's forum",
    provenance="Written down by the officer on the same day",
    marking=Marking(tlp=Tlp.AMBER_STRICT, classification=Classification.RESTRICTED, compartments=(COVERT,)),
    retention="JIT_OPERATIONAL",
)


def share_items(stage: Stage) -> None:
    """This will let the partners share what they know and what they secured, asked for and unasked."""
    _clear_and_reserve(stage)
    for thing in (PASSPORT, WALLETS, VICTIMS):
        _share(stage, thing)
    _ask_in_the_compartment(stage)
    for thing in (ACCOUNT, NEGOTIATOR, IMAGE, RESELLER):
        _share(stage, thing)
    _evaluate_and_confirm(stage)


def _clear_and_reserve(stage: Stage) -> None:
    """Germany and the international organisation do not hold the compartment."""
    space, until = stage.id("investigation"), (stage.present + 365 * DAY).date()
    for member in (CAMILLE, SANNE, VLAD):
        cleared = ChangeMemberClearance(
            investigation_id=space,
            member_id=member.member_id,
            clearance=Classification.CONFIDENTIAL,
            valid_until=until,
        )
        stage.act(CAMILLE, 25 * DAY, cleared)
    defined = DefineCompartment(investigation_id=space, compartment=COVERT, name="Accounts under a false name")
    stage.act(CAMILLE, 24 * DAY, defined)
    for member in (CAMILLE, SANNE, VLAD):
        granted = GrantCompartment(investigation_id=space, compartment=COVERT, member_id=member.member_id)
        stage.act(CAMILLE, 24 * DAY, granted)


def _ask_in_the_compartment(stage: Stage) -> None:
    """Nobody else learns that there was a question."""
    content = replace(
        content_of(Instrument.EU_2023_977, "What was written to the account in the reseller's forum since May?"),
        marking=ACCOUNT.marking,
    )
    request = stage.ask(CAMILLE, 10 * DAY, Asked(name="account", of=SANNE.agency_id, content=content))
    stage.course(
        request,
        step(SANNE, 9.9 * DAY, ConfirmReceipt),
        step(SANNE, 9.5 * DAY, AcknowledgeRequest),
        step(SANNE, 9 * DAY, ProvideFinalReply, outcome=Outcome.POSITIVE, summary="Shared as an item."),
    )


def _evaluate_and_confirm(stage: Stage) -> None:
    """France has confirmed that the evidence arrived unchanged, the Netherlands have not."""
    evaluated = ((CAMILLE, WALLETS, "B1"), (VLAD, NEGOTIATOR, "B3"), (SANNE, RESELLER, "A2"), (CAMILLE, RESELLER, "B2"))
    for who, thing, codes in evaluated:
        _evaluate(stage, who, thing, codes)
    for who, thing, days in ((JONAS, WALLETS, 16), (VLAD, ACCOUNT, 8), (CAMILLE, IMAGE, 1.5), (CAMILLE, RESELLER, 0.6)):
        confirmed = ConfirmItemReceipt(item_id=stage.id(thing.name), content_sha256=_hash_of(thing))
        stage.act(who, days * DAY, confirmed)


def _share(stage: Stage, thing: Thing) -> None:
    registered = RegisterItem(
        item_id=stage.id(thing.name),
        investigation_id=stage.id("investigation"),
        kind=thing.kind,
        title=thing.title,
        content_sha256=_hash_of(thing),
        provenance=thing.provenance,
        purpose="Identify the operators of the Aurora ransomware and stop further attacks.",
        legal_basis="JIT agreement 2026-014, Art. 5",
        marking=thing.marking,
        size_bytes=thing.size if thing.content is None else len(thing.content),
        media_type=thing.media_type,
        crime_area="CYBERCRIME",
        retention=thing.retention,
    )
    stage.act(thing.of, thing.days * DAY, registered)
    shared = ShareItem(
        item_id=stage.id(thing.name),
        recipients=tuple(_recipient(member, thing.marking) for member in thing.to),
        request_id=stage.id(thing.answers) if thing.answers else None,
    )
    stage.act(thing.of, thing.days * DAY, shared)


def _recipient(member: SampleMember, marking: Marking) -> Recipient:
    persons = (member.member_id,) if marking.tlp is Tlp.RED else ()
    return Recipient(agency_id=member.agency_id, persons=persons)


def _evaluate(stage: Stage, who: SampleMember, thing: Thing, codes: str) -> None:
    """By a code of the source and one of the information."""
    evaluated = EvaluateItem(
        item_id=stage.id(thing.name),
        scheme=EvaluationScheme.EUROPOL_4X4,
        source_code=codes[0],
        information_code=codes[1],
    )
    stage.act(who, 14 * HOUR, evaluated)


def _hash_of(thing: Thing) -> str:
    """Of what is not kept here, nobody has the content either."""
    return sha256(thing.content or thing.name.encode()).hexdigest()
