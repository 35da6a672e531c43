"""What the next act on the invented item is chosen from: mostly what is sensible as it stands, some of it by the wrong.

It must not hold expectations: these stand in the tests. It may look at the item's state, since it only chooses. What
is first in a list is what a story that fails is made simple with.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar
from uuid import UUID

from hypothesis import strategies as st

from domain.aggregate import Actor, Command
from domain.event import Event
from domain.investigation import events as of_case
from domain.item import SharedItem
from domain.item.vocabulary import EvaluationScheme
from domain.marking import Marking
from domain.vocabulary import Classification, Handling, Tlp
from tests.support.agencies import CLOCK, IMPORTER
from tests.support.given import NOW, Given
from tests.support.investigations import BEA, BEN, CASE, LENA, OUTSIDER, RITA
from tests.support.items import CARL, DORA, INGA, LUC, of
from tests.support.restrictions import sees

__all__ = [
    "AT_THE_BEGINNING", "COURTS", "IDS", "MARKINGS", "PARTNERS", "PEOPLE", "PURPOSES", "REASON", "RECIPIENTS",
    "RETENTIONS", "SCHEMES", "STANDING_UNTIL", "TIGHTER", "TODAY", "Choice", "changes_of_people",
]  # fmt: skip

V = TypeVar("V")

TODAY = NOW.date()
DAYS = [TODAY + timedelta(days=days) for days in (-1, 0, 2, 5, 40)]
STANDING_UNTIL = TODAY + timedelta(days=3)
"""First day without the standing authorisation of FR-SPOC that BE-SPOC passes on to IT-SPOC."""

PEOPLE = [LENA, LUC, BEN, BEA, CARL, RITA, DORA, INGA, OUTSIDER]
WORKING = [LENA, BEN, BEA, CARL, DORA, INGA]
ANYBODY = [*PEOPLE, IMPORTER, CLOCK]
PARTNERS = ["BE-SPOC", "DE-SPOC", "IT-SPOC"]
AT_THE_BEGINNING = [
    Marking(),
    Marking(tlp=Tlp.GREEN),
    Marking(tlp=Tlp.AMBER),
    Marking(tlp=Tlp.AMBER_STRICT),
    Marking(handling=(Handling.H1,)),
    Marking(handling=(Handling.H1, Handling.H2), tlp=Tlp.GREEN),
    Marking(tlp=Tlp.RED),
    Marking(classification=Classification.RESTRICTED),
    Marking(classification=Classification.SECRET),
    Marking(compartments=("HARBOUR",)),
]
MARKINGS = [
    *AT_THE_BEGINNING,
    Marking(handling=(Handling.H2,)),
    Marking(handling=(Handling.H3,), handling_text="Not to be named."),
    Marking(compartments=("AIRPORT",)),
    Marking(compartments=("AIRPORT", "HARBOUR")),
]
TIGHTER = [
    *MARKINGS,
    *[Marking(classification=Classification.SECRET), Marking(compartments=("AIRPORT",))] * 2,
    *[Marking(handling=(Handling.H1, Handling.H2))] * 2,
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
IDS = [UUID(int=number) for number in range(1, 21)]
RETENTIONS = ["JIT_OPERATIONAL", "INTERPOL_NOMINAL", None]
PURPOSES, COURTS = ["Find the driver", "Find the truck"], ["Court of Antwerp", "Court of Ghent"]
REASON = "as told"
SCHEMES = [EvaluationScheme.EUROPOL_4X4, EvaluationScheme.ADMIRALTY_6X6]


@dataclass(frozen=True, slots=True)
class Choice:
    """Choosing as the item stands. data: what hypothesis draws from."""

    data: st.DataObject
    spec: Given[SharedItem]

    @property
    def item(self) -> SharedItem:
        """The item as it stands."""
        return self.spec.state

    def one(self, values: Sequence[V]) -> V:
        """This will choose one of some values."""
        return self.data.draw(st.sampled_from(values))

    def mostly(self, right: Sequence[V], others: Sequence[V]) -> V:
        """This will choose one of the right values where there is one, and now and then one of the others."""
        is_right = self.one([*[True] * 7, False])
        return self.one(right if right and is_right else others)

    def allowed(self, tries: Sequence[Command], by: Actor) -> Command:
        """This will choose one that is not refused now, mostly."""
        return self.mostly([each for each in tries if self.spec.when(each, by=by).refusal is None], tries)

    def new_id(self, taken: Iterable[UUID]) -> UUID:
        """This will choose an id that nothing has yet, mostly."""
        return self.mostly(sorted(set(IDS) - set(taken))[:1], IDS)

    def id_in(self, ids: Iterable[UUID]) -> UUID:
        """This will choose one of some ids, mostly."""
        return self.mostly(sorted(ids), IDS)

    def somebody_of(self, agencies: Iterable[str]) -> Actor:
        """This will choose a person of one of some agencies, mostly."""
        wanted = set(agencies)
        return self.mostly([person for person in WORKING if person.agency_id in wanted], ANYBODY)

    @property
    def holder(self) -> Actor:
        """Somebody who was given the item and sees it, mostly."""
        seeing = [person for person in WORKING if person is not LENA and sees(self.spec, person)]
        return self.mostly(seeing, ANYBODY)

    @property
    def whoever_has_it(self) -> Actor:
        """The originator's member, or somebody who was given the item."""
        return self.one([self.giver, self.holder]) if self.item.holders else self.giver

    @property
    def giver(self) -> Actor:
        """The originator's member, mostly."""
        return self.mostly([LENA], ANYBODY)

    @property
    def day(self) -> date | None:
        """A day from the present on, or none."""
        return self.one([None, *(self.spec.now.date() + timedelta(days=days) for days in (0, 1, 3))])


def changes_of_people() -> st.SearchStrategy[Event]:
    """Changes of who holds what in the investigation, and of who belongs to it."""
    members, outsiders = st.sampled_from([each.actor_id for each in PEOPLE]), [LUC, BEN, BEA, CARL, DORA, INGA]
    others, where = st.sampled_from([each.actor_id for each in outsiders]), st.sampled_from(["HARBOUR", "AIRPORT"])
    levels = st.sampled_from([Classification.SECRET, Classification.RESTRICTED, None])
    case = st.just(CASE)
    granted = st.builds(of_case.CompartmentAccessGranted, investigation_id=case, compartment=where, member_id=members)
    cleared = st.builds(
        of_case.MemberClearanceChanged,
        investigation_id=case,
        member_id=members,
        clearance=levels,
        valid_until=st.sampled_from([None, *DAYS]),
    )
    revoked = st.builds(
        of_case.CompartmentAccessRevoked,
        investigation_id=case,
        compartment=where,
        member_id=others,
        reason=st.just(REASON),
    )
    left = st.builds(of_case.MemberAccessRevoked, investigation_id=case, member_id=others, reason=st.just(REASON))
    gone = st.builds(
        of_case.PartnerLeft, investigation_id=case, agency_id=st.sampled_from(PARTNERS), reason=st.just(REASON)
    )
    return st.one_of(granted, granted, cleared, cleared, revoked, left, gone)
