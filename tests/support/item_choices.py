"""Random steps of the invented item: mostly sensible acts as it stands, some by the wrong person; changes of people.

It must not hold expectations: these stand in the tests. It may look at the item's state, since it only chooses.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Any
from uuid import UUID

from domain.aggregate import Actor, Command
from domain.erasure import ErasureReason
from domain.event import Event
from domain.investigation import events as of_case
from domain.item import SharedItem
from domain.item import commands as c
from domain.item.vocabulary import ConsentKind, CorrectableField, Recipient
from domain.marking import Marking
from domain.vocabulary import Classification, Handling, Tlp
from tests.support.agencies import CLOCK, IMPORTER
from tests.support.given import NOW, Given
from tests.support.investigations import BEA, BEN, CASE, LENA, OUTSIDER, RITA
from tests.support.items import CARL, DORA, HASH, INGA, ITEM_ID, LUC, OTHER_HASH, of
from tests.support.restrictions import sees

__all__ = ["MARKINGS", "PEOPLE", "RETENTIONS", "STANDING_UNTIL", "TODAY", "Step", "next_step"]

Step = tuple[Command, Actor] | Event | int
"""An act, a change among the people, or days that pass."""

TODAY = NOW.date()
DAYS = [TODAY + timedelta(days=days) for days in (-1, 0, 2, 5, 40)]
STANDING_UNTIL = TODAY + timedelta(days=3)
"""First day without the standing authorisation of FR-SPOC that BE-SPOC passes on to IT-SPOC."""

PEOPLE = [LENA, LUC, BEN, BEA, CARL, RITA, DORA, INGA, OUTSIDER]
MARKINGS = [
    Marking(),
    *[Marking(tlp=Tlp.GREEN), Marking(tlp=Tlp.AMBER)] * 2,
    Marking(tlp=Tlp.RED),
    *[Marking(tlp=Tlp.AMBER_STRICT)] * 2,
    Marking(handling=(Handling.H1,)),
    Marking(handling=(Handling.H2,)),
    Marking(handling=(Handling.H1, Handling.H2), tlp=Tlp.GREEN),
    Marking(handling=(Handling.H3,), handling_text="Not to be named."),
    *[Marking(classification=Classification.RESTRICTED)] * 2,
    Marking(classification=Classification.SECRET),
    Marking(compartments=("HARBOUR",)),
    Marking(compartments=("AIRPORT",)),
    Marking(compartments=("AIRPORT", "HARBOUR")),
]
TIGHTER = [
    Marking(classification=Classification.SECRET),
    Marking(compartments=("AIRPORT",)),
    Marking(handling=(Handling.H1, Handling.H2)),
]
RECIPIENTS = [
    *[of("BE-SPOC"), of("DE-SPOC"), of("IT-SPOC")] * 2,
    of("BE-SPOC", "ben"),
    of("BE-SPOC", "bea", "carl"),
    of("BE-SPOC", "carl"),
    of("DE-SPOC", "dora"),
    of("IT-SPOC", "inga"),
    of("IT-SPOC", "ben"),
    of("FR-SPOC"),
]
IDS = [UUID(int=number) for number in range(1, 6)]
MOSTLY_ONES_OWN: list[Any] = [*[None] * 6, "BE-SPOC", "DE-SPOC", "IT-SPOC"]
RETENTIONS = ["JIT_OPERATIONAL", "INTERPOL_NOMINAL", None]
WORKING = [LENA, BEN, BEA, CARL, DORA, INGA]
ANYBODY = [*PEOPLE, IMPORTER, CLOCK]
PURPOSES, COURTS, REASON = (
    [*["Find the driver"] * 3, "Find the truck"],
    ["Court of Antwerp", "Court of Ghent"],
    "as told",
)


@dataclass(frozen=True, slots=True)
class Choice:
    """What the next act is chosen from."""

    rng: Random
    spec: Given[SharedItem]

    @property
    def item(self) -> SharedItem:
        """The item as it stands."""
        return self.spec.state

    def one(self, values: Sequence[Any]) -> Any:
        """This will choose one of some values."""
        return self.rng.choice(values)

    def id_in(self, ids: Iterable[UUID]) -> UUID:
        """This will choose one of some ids, and where there is none any."""
        return self.rng.choice(sorted(ids) or IDS)

    def somebody_of(self, agencies: Iterable[str]) -> Actor:
        """This will choose a person of one of some agencies, and now and then anybody."""
        of_them = [person for person in WORKING if person.agency_id in set(agencies)]
        return self.rng.choice(of_them if of_them and self.rng.random() < 0.85 else ANYBODY)

    @property
    def holder(self) -> Actor:
        """Somebody who was given the item and sees it, mostly."""
        seeing = [person for person in WORKING if person is not LENA and sees(self.spec, person)]
        return self.rng.choice(seeing if seeing and self.rng.random() < 0.85 else ANYBODY)

    @property
    def giver(self) -> Actor:
        """The originator's member, mostly."""
        return LENA if self.rng.random() < 0.9 else self.one(ANYBODY)

    @property
    def day(self) -> Any:
        """A day from the present on, or none."""
        return self.one([None, *(self.spec.now.date() + timedelta(days=days) for days in (0, 0, 1, 3))])


def next_step(rng: Random, spec: Given[SharedItem]) -> Step:
    """This will choose what happens next."""
    kind = rng.random()
    if kind < 0.08:
        return rng.randint(1, 3)
    if kind < 0.14:
        return _change(rng)
    choice = Choice(rng, spec)
    act: Callable[[Choice], tuple[Command, Actor]] = rng.choice(ACTS if spec.state.is_shared else BEFORE_SHARING)
    return act(choice)


def _share(choice: Choice) -> tuple[Command, Actor]:
    chosen = {each.agency_id: each for each in choice.rng.sample(RECIPIENTS, choice.rng.randint(1, 2))}
    return c.ShareItem(item_id=ITEM_ID, recipients=tuple(chosen.values())), choice.giver


def _receive(choice: Choice) -> tuple[Command, Actor]:
    command = c.ConfirmItemReceipt(item_id=ITEM_ID, content_sha256=choice.one([None, HASH, OTHER_HASH]))
    return command, choice.holder


def _correct(choice: Choice) -> tuple[Command, Actor]:
    what, content = choice.one([(CorrectableField.TITLE, None), (CorrectableField.CONTENT, OTHER_HASH)])
    command = c.CorrectItem(item_id=ITEM_ID, field=what, right_value="Right", reason=REASON, content_sha256=content)
    return command, choice.giver


def _ask_onward(choice: Choice) -> tuple[Command, Actor]:
    to, purpose = choice.one(["DE-SPOC", "IT-SPOC"]), choice.one(PURPOSES)
    command = c.RequestOnwardSharing(item_id=ITEM_ID, consent_id=choice.one(IDS), to_agency_id=to, purpose=purpose)
    return command, choice.holder


def _answer(choice: Choice) -> tuple[Command, Actor]:
    key = choice.id_in(each.consent_id for each in choice.item.open_consents)
    onward = [
        *[c.AuthoriseOnwardSharing(item_id=ITEM_ID, consent_id=key, valid_until=choice.day)] * 3,
        c.RefuseOnwardSharing(item_id=ITEM_ID, consent_id=key, reason=REASON),
    ]
    of_use = [
        *[c.AuthoriseJudicialUse(item_id=ITEM_ID, consent_id=key)] * 3,
        c.RefuseJudicialUse(item_id=ITEM_ID, consent_id=key, reason=REASON),
    ]
    asked = choice.item.consents.get(key)
    is_of_use = asked is not None and asked.wish.kind is ConsentKind.JUDICIAL_USE
    return choice.one(of_use if is_of_use else onward), choice.giver


def _pass_on(choice: Choice) -> tuple[Command, Actor]:
    by, recipients = choice.holder, RECIPIENTS
    agreed = [each.wish for each in choice.item.consents.values() if each.is_given and each.wish.to_agency_id]
    if agreed and choice.rng.random() < 0.7:
        wish = choice.one(agreed)
        by = choice.somebody_of((wish.by_agency_id,))
        recipients = [each for each in RECIPIENTS if each.agency_id == wish.to_agency_id]
    recipient: Recipient = choice.one(recipients)
    return c.ShareOnward(item_id=ITEM_ID, recipient=recipient, purpose=choice.one(PURPOSES)), by


def _ask_use(choice: Choice) -> tuple[Command, Actor]:
    key, court = choice.one(IDS), choice.one(COURTS)
    return c.RequestJudicialUse(item_id=ITEM_ID, consent_id=key, proceedings=court), choice.holder


def _use(choice: Choice) -> tuple[Command, Actor]:
    return c.UseInProceedings(item_id=ITEM_ID, proceedings=choice.one(COURTS)), choice.holder


def _set(choice: Choice) -> tuple[Command, Actor]:
    return c.SetHandling(item_id=ITEM_ID, marking=choice.one(MARKINGS), reason=REASON), choice.giver


def _impose(choice: Choice) -> tuple[Command, Actor]:
    by = choice.one([choice.giver, choice.giver, choice.holder])
    marking = choice.one([*MARKINGS, *TIGHTER * 4])
    left = choice.one([None, None, tuple(choice.rng.sample(RECIPIENTS, 1)), (of("BE-SPOC", "bea", "carl"),)])
    command = c.ImposeRestriction(
        item_id=ITEM_ID, restriction_id=choice.one(IDS), marking=marking, reason=REASON, recipients=left
    )
    return command, by


def _confirm(choice: Choice) -> tuple[Command, Actor]:
    key = choice.id_in(each for each, asked in choice.item.restrictions.items() if asked.unconfirmed)
    asked = choice.item.restrictions.get(key)
    command = c.ConfirmRestriction(item_id=ITEM_ID, restriction_id=key)
    return command, choice.somebody_of(asked.unconfirmed if asked else ())


def _lift(choice: Choice) -> tuple[Command, Actor]:
    key = choice.id_in(each for each, imposed in choice.item.restrictions.items() if not imposed.is_lifted)
    imposed = choice.item.restrictions.get(key)
    command = c.LiftRestriction(item_id=ITEM_ID, restriction_id=key, reason=REASON)
    return command, choice.somebody_of((imposed.by_agency_id,) if imposed else ())


def _recall(choice: Choice) -> tuple[Command, Actor]:
    agencies = choice.one([None, (choice.one(["BE-SPOC", "DE-SPOC", "IT-SPOC"]),)])
    key = choice.one(IDS)
    return c.RecallItem(item_id=ITEM_ID, recall_id=key, reason=REASON, from_agencies=agencies), choice.giver


def _give_back(choice: Choice) -> tuple[Command, Actor]:
    key = choice.id_in(each for each, recall in choice.item.recalls.items() if recall.unconfirmed)
    recall = choice.item.recalls.get(key)
    command = c.ConfirmRecall(item_id=ITEM_ID, recall_id=key, kept_because=choice.one([None, "In the file."]))
    return command, choice.somebody_of(recall.unconfirmed if recall else ())


def _hold(choice: Choice) -> tuple[Command, Actor]:
    command = c.PlaceItemHold(item_id=ITEM_ID, hold_id=choice.one(IDS), reason=REASON)
    return command, choice.one([choice.giver, choice.holder])


def _release(choice: Choice) -> tuple[Command, Actor]:
    key = choice.id_in(choice.item.holds)
    command = c.LiftItemHold(item_id=ITEM_ID, hold_id=key, reason=REASON)
    return command, choice.somebody_of({choice.item.holds.get(key, "")})


def _review(choice: Choice) -> tuple[Command, Actor]:
    later = TODAY + timedelta(days=choice.one([1, 30, 1900, 3000, 4000]))
    return c.ReviewRetention(item_id=ITEM_ID, erase_on=later, reason=REASON), choice.giver


def _erase(choice: Choice) -> tuple[Command, Actor]:
    reason = choice.one([ErasureReason.COURT_ORDER, ErasureReason.RETENTION_ENDED])
    return c.EraseContent(item_id=ITEM_ID, reason=reason), choice.giver


ACTS = [
    *[_share, _ask_onward, _answer, _answer, _pass_on, _ask_use, _use, _impose, _confirm, _confirm, _lift] * 3,
    *[_receive, _give_back, _hold, _release, _release] * 2,
    *[_correct, _set, _review, _recall, _erase],
]
BEFORE_SHARING = [*[_share] * 6, _set, _impose, _review]


def _change(rng: Random) -> Event:
    who, whom_else = rng.choice(PEOPLE).actor_id, rng.choice([LUC, BEN, BEA, CARL, DORA, INGA]).actor_id
    where = rng.choice(["HARBOUR", "HARBOUR", "AIRPORT"])
    level = rng.choice([None, Classification.RESTRICTED, Classification.SECRET])
    return rng.choice(
        [
            *[of_case.CompartmentAccessGranted(investigation_id=CASE, compartment=where, member_id=who)] * 4,
            of_case.CompartmentAccessRevoked(
                investigation_id=CASE, compartment=where, member_id=whom_else, reason=REASON
            ),
            *[
                of_case.MemberClearanceChanged(
                    investigation_id=CASE, member_id=who, clearance=level, valid_until=rng.choice([None, *DAYS])
                )
            ]
            * 4,
            of_case.MemberAccessRevoked(investigation_id=CASE, member_id=whom_else, reason=REASON),
            of_case.PartnerLeft(
                investigation_id=CASE, agency_id=rng.choice(["BE-SPOC", "DE-SPOC", "IT-SPOC"]), reason=REASON
            ),
        ]
    )
