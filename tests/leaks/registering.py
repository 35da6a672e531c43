"""What agencies register at random for their cases, so that hits come of it, and what each side does with them.

It must not hold expectations, nor disturb the chance of all else: it has its own.
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import combinations
from random import Random
from uuid import UUID

from domain.identifier import commands as c
from domain.identifier.ids import drawer_id
from domain.identifier.state import hit_between
from domain.identifier.vocabulary import (
    Disclosure,
    DismissalReason,
    EndReason,
    IdentifierKind,
    RegistrationConditions,
)
from domain.request.commands import DraftRequestFromHit
from domain.vocabulary import Classification, Instrument, Urgency
from tests.leaks.making import COMPARTMENTS, Case, Maker

__all__ = ["KEY_ID", "register"]

KEY_ID, KIND = "EU-2026.1", IdentifierKind.PHONE
DIGESTS = tuple(f"{number:03x}" + "0" * 61 for number in range(6))
EACH = 4
"""Registrations of each partner for each case, of few digests: most meet."""


def register(maker: Maker, cases: Sequence[Case]) -> None:
    """This will let every partner register for every case, and act on what it might have met."""
    chance = Random(len(cases))  # noqa: S311  # a test's chance, which is to be repeatable
    made = [one for case in cases for one in _registrations(maker, case, chance)]
    maker.flush()
    for digest in DIGESTS:
        alike = [each for each in made if each[1].digest == digest]
        for one, other in combinations(alike, 2):
            for agency, own in (one, other):
                _act(maker, chance, (agency, own), hit_between(one[1].registration_id, other[1].registration_id))
    for agency, own in made[::7]:
        ended = c.EndRegistration(
            drawer_id=_drawer(own.digest), registration_id=own.registration_id, reason=EndReason.REGISTERED_IN_ERROR
        )
        maker.do(maker.chief(agency), ended)
    maker.flush()


Made = tuple[str, c.RegisterIdentifier]


def _registrations(maker: Maker, case: Case, chance: Random) -> Iterator[Made]:
    for agency in case.partners:
        for digest in chance.sample(DIGESTS, EACH):
            asked = c.RegisterIdentifier(
                registration_id=UUID(int=chance.getrandbits(128), version=4),
                key_id=KEY_ID,
                kind=KIND,
                digest=digest,
                investigation_id=case.case_id,
                valid_until=(maker.at + timedelta(days=300)).date(),
                conditions=_conditions(case, agency, chance),
            )
            maker.do(maker.chief(agency), asked)
            yield agency, asked


def _conditions(case: Case, agency: str, chance: Random) -> RegistrationConditions:
    """Half of them none; the first of an agency's members is its chief, who registers."""
    chief = case.members[agency][0]
    return chance.choice(
        [
            *[RegistrationConditions()] * 5,
            RegistrationConditions(disclosure=Disclosure.DISCREET),
            RegistrationConditions(classification=Classification.SECRET),
            RegistrationConditions(compartments=COMPARTMENTS[:1]),
            RegistrationConditions(persons=(chief,)),
            RegistrationConditions(persons=tuple(case.members[agency])),
        ]
    )


def _act(maker: Maker, chance: Random, side: Made, hit_id: UUID) -> None:
    agency, own = side
    on = {"drawer_id": _drawer(own.digest), "hit_id": hit_id, "registration_id": own.registration_id}
    drafting = DraftRequestFromHit(
        request_id=UUID(int=chance.getrandbits(128), version=4),
        investigation_id=own.investigation_id,
        instrument=Instrument.EU_2023_977,
        urgency=Urgency.ROUTINE,
        **on,  # type: ignore[arg-type]  # ids alone
    )
    acts = [
        None,
        None,
        c.AcknowledgeHit(**on),
        c.DismissHit(**on, reason=DismissalReason.ALREADY_KNOWN),
        c.DiscloseHit(**on),
        drafting,
    ]
    chosen = chance.choice(acts)
    if chosen is not None:
        maker.do(maker.chief(agency), chosen)


def _drawer(digest: str) -> UUID:
    return drawer_id(KEY_ID, KIND, digest)
