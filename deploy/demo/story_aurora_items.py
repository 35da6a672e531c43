"""Sample story, continued: what the partners of Aurora share, asked for and unasked, and under which conditions.

It must not tell what became of these conditions: that stands in `story_aurora_conditions.py`.
"""

from dataclasses import dataclass, replace
from hashlib import sha256
from uuid import UUID

from deploy.demo.cast import CAMILLE, DEVI, JONAS, SANNE, VLAD
from deploy.demo.stage import DAY, HOUR, Asked, SampleMember, Stage, step
from deploy.demo.story_aurora_requests import content_of
from domain.investigation.commands import ChangeMemberClearance, DefineCompartment, GrantCompartment
from domain.item.commands import ConfirmItemReceipt, EvaluateItem, RegisterItem, ShareItem
from domain.item.vocabulary import EvaluationScheme, ItemKind, Recipient
from domain.marking import Marking
from domain.request.commands import AcknowledgeRequest, ConfirmReceipt
from domain.vocabulary import Classification, Handling, Instrument, Tlp

__all__ = ["PASSPORT", "RESELLER", "VICTIMS", "WALLETS", "share_items"]

COVERT = "COVERT"
"""The compartment of whoever may know of accounts that officers use under a false name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """What is registered. name: unique within the story; size: of the content, in bytes."""

    name: str
    title: str
    provenance: str
    marking: Marking
    kind: ItemKind = ItemKind.INTELLIGENCE
    retention: str | None = None
    size: int | None = None
    media_type: str | None = None


CAUTIOUS = Marking(tlp=Tlp.AMBER, handling=(Handling.H2,))

RESELLER = Thing(
    name="reseller",
    title="Customer record of the reseller behind the address",
    provenance="Answer of a hosting provider in Rotterdam to an order of the public prosecutor",
    marking=CAUTIOUS,
    retention="INTERPOL_NOMINAL",
)
WALLETS = Thing(
    name="wallets",
    title="Wallets named in 41 ransom notes, with first and last payment",
    provenance="Collected from the complaints of hospitals",
    marking=Marking(tlp=Tlp.AMBER),
    size=48_213,
    media_type="text/csv",
)
VICTIMS = Thing(
    name="victims",
    title="List of hospitals found on the server, first version",
    provenance="Read from a screenshot; some names are guessed",
    marking=Marking(tlp=Tlp.GREEN),
)
PASSPORT = Thing(
    name="passport",
    title="Copy of a passport found in the reseller's portal",
    provenance="Upload of a customer",
    marking=Marking(tlp=Tlp.AMBER),
)
IMAGE = Thing(
    name="server image, first disk",
    title="Forensic image of the command server, first disk",
    provenance="Taken at the provider in Frankfurt in the presence of two witnesses",
    marking=Marking(tlp=Tlp.AMBER, handling=(Handling.H1,), classification=Classification.RESTRICTED),
    kind=ItemKind.EVIDENCE,
    size=512_110_190_592,
    media_type="application/octet-stream",
)
NEGOTIATOR = Thing(
    name="negotiator",
    title="Who writes for the operators in the negotiations",
    provenance="A human source, met twice",
    marking=Marking(tlp=Tlp.RED, handling=(Handling.H1, Handling.H2)),
)
ACCOUNT = Thing(
    name="account",
    title="Messages to the account that an officer uses in the reseller's forum",
    provenance="Written down by the officer on the same day",
    marking=Marking(tlp=Tlp.AMBER_STRICT, classification=Classification.RESTRICTED, compartments=(COVERT,)),
    retention="JIT_OPERATIONAL",
)


def share_items(stage: Stage) -> None:
    """This will let the partners share what they know and what they secured."""
    _clear_and_reserve(stage)
    _asked_for(stage)
    _unasked(stage)
    _evidence(stage)
    _to_a_person_by_name(stage)
    _in_the_compartment(stage)


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


def _asked_for(stage: Stage) -> None:
    item = _register(stage, SANNE, 0.7, RESELLER)
    _evaluate(stage, SANNE, item, "A2")
    _share(stage, SANNE, 0.7, item, (CAMILLE,), answers="subscriber")
    stage.act(CAMILLE, 15 * HOUR, ConfirmItemReceipt(item_id=item))
    _evaluate(stage, CAMILLE, item, "B2")


def _unasked(stage: Stage) -> None:
    wallets = _register(stage, CAMILLE, 17, WALLETS)
    _evaluate(stage, CAMILLE, wallets, "B1")
    _share(stage, CAMILLE, 17, wallets, (SANNE, JONAS, VLAD, DEVI))
    victims = _register(stage, CAMILLE, 13, VICTIMS)
    _share(stage, CAMILLE, 13, victims, (SANNE, VLAD))
    passport = _register(stage, JONAS, 21, PASSPORT)
    _share(stage, JONAS, 21, passport, (CAMILLE, SANNE))


def _evidence(stage: Stage) -> None:
    """France has confirmed that it arrived unchanged, the Netherlands have not."""
    item = _register(stage, JONAS, 2.2, IMAGE)
    _share(stage, JONAS, 2, item, (CAMILLE, SANNE), answers="server image")
    stage.act(CAMILLE, 1.5 * DAY, ConfirmItemReceipt(item_id=item, content_sha256=_hash_of(IMAGE)))


def _to_a_person_by_name(stage: Stage) -> None:
    item = _register(stage, VLAD, 6, NEGOTIATOR)
    _evaluate(stage, VLAD, item, "B3")
    named = Recipient(agency_id=CAMILLE.agency_id, persons=(CAMILLE.member_id,))
    stage.act(VLAD, 6 * DAY, ShareItem(item_id=item, recipients=(named,)))


def _in_the_compartment(stage: Stage) -> None:
    """Asked and answered between those who hold it; nobody else learns that there was a question."""
    content = replace(
        content_of(Instrument.EU_2023_977, "What was written to the account in the reseller's forum since May?"),
        marking=ACCOUNT.marking,
    )
    request = stage.ask(CAMILLE, 10 * DAY, Asked(name="account", of=SANNE.agency_id, content=content))
    stage.course(request, step(SANNE, 9.9 * DAY, ConfirmReceipt), step(SANNE, 9.5 * DAY, AcknowledgeRequest))
    item = _register(stage, SANNE, 9, ACCOUNT)
    _share(stage, SANNE, 9, item, (CAMILLE, VLAD), answers="account")
    stage.act(VLAD, 8 * DAY, ConfirmItemReceipt(item_id=item))


def _register(stage: Stage, who: SampleMember, days: float, thing: Thing) -> UUID:
    item = stage.id(f"item {thing.name}")
    registered = RegisterItem(
        item_id=item,
        investigation_id=stage.id("investigation"),
        kind=thing.kind,
        title=thing.title,
        content_sha256=_hash_of(thing),
        provenance=thing.provenance,
        purpose="Identify the operators of the Aurora ransomware and stop further attacks.",
        legal_basis="JIT agreement 2026-014, Art. 5",
        marking=thing.marking,
        size_bytes=thing.size,
        media_type=thing.media_type,
        crime_area="CYBERCRIME",
        retention=thing.retention,
    )
    stage.act(who, days * DAY, registered)
    return item


def _evaluate(stage: Stage, who: SampleMember, item: UUID, codes: str) -> None:
    """By the scheme of four codes each: first of the source, then of the information."""
    source, information = codes
    evaluated = EvaluateItem(
        item_id=item, scheme=EvaluationScheme.EUROPOL_4X4, source_code=source, information_code=information
    )
    stage.act(who, 14 * HOUR, evaluated)


def _share(
    stage: Stage, who: SampleMember, days: float, item: UUID, to: tuple[SampleMember, ...], answers: str | None = None
) -> None:
    shared = ShareItem(
        item_id=item,
        recipients=tuple(Recipient(agency_id=member.agency_id) for member in to),
        request_id=stage.id(answers) if answers else None,
    )
    stage.act(who, days * DAY, shared)


def _hash_of(thing: Thing) -> str:
    return sha256(thing.name.encode()).hexdigest()
