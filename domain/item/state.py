"""A shared item as its decisions and the other rooms see it.

It must not know who may act, nor what is refused.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from msgspec import Struct, field

from domain.item.parts import Consent, Evaluation, Holder, Recall, Restriction, Wish
from domain.item.vocabulary import ItemKind
from domain.marking import UNMARKED, Marking, strictest
from domain.need_to_know import Need
from domain.vocabulary import Tlp

__all__ = ["NOBODY", "SharedItem"]

NOBODY = UUID(int=0)
"""Id of the item that nobody registered."""


class SharedItem(Struct, frozen=True, kw_only=True):
    """An item; the empty one (`exists` False) stands for an id under which none was registered.

    marking: its own, as the originator set it last, without words; words: digest of them, empty for none.
    holders: who has it besides the originator, by agency; recalled: who had it before a recall.
    content_id: of the content that is kept here, None where none is; erased_up_to: version, 0 where nothing was erased.
    first_erase_on: before all extensions. holds_texts: something was written since the last erasure, if any.
    shared_with: every agency that ever had it. registered_at: aware, UTC, recorded; happened_at: the same in the world.
    begun: when each question, restriction, recall and hold came up in the world, by its id.
    concerned: how many events concerned each agency besides the originator (domain/item/concerning.py).
    """

    item_id: UUID = NOBODY
    investigation_id: UUID = NOBODY
    kind: ItemKind = ItemKind.INTELLIGENCE
    originator_agency_id: str = ""
    registered_at: datetime | None = None
    happened_at: datetime | None = None
    marking: Marking = UNMARKED
    words: bytes = b""
    content_sha256: str = ""
    size_bytes: int | None = None
    media_type: str | None = None
    content_id: UUID | None = None
    crime_area: str | None = None
    retention: str | None = None
    review_on: date | None = None
    erase_on: date | None = None
    first_erase_on: date | None = None
    extensions: int = 0
    evaluations: Mapping[str, Evaluation] = field(default_factory=dict)
    holders: Mapping[str, Holder] = field(default_factory=dict)
    recalled: Mapping[str, Holder] = field(default_factory=dict)
    shared_with: frozenset[str] = frozenset()
    consents: Mapping[UUID, Consent] = field(default_factory=dict)
    restrictions: Mapping[UUID, Restriction] = field(default_factory=dict)
    recalls: Mapping[UUID, Recall] = field(default_factory=dict)
    holds: Mapping[UUID, str] = field(default_factory=dict)
    begun: Mapping[UUID, datetime | None] = field(default_factory=dict)
    holds_texts: bool = False
    erased_up_to: int = 0
    concerned: Mapping[str, int] = field(default_factory=dict)
    version: int = 0

    @property
    def exists(self) -> bool:
        """True when the item was registered."""
        return self.item_id != NOBODY

    @property
    def is_shared(self) -> bool:
        """True once anybody but the originator was given it."""
        return bool(self.shared_with)

    @property
    def is_erased(self) -> bool:
        """True when its content and texts are gone."""
        return self.erased_up_to > 0

    @property
    def open_consents(self) -> tuple[Consent, ...]:
        """The questions that the originator has not answered."""
        return tuple(consent for consent in self.consents.values() if consent.is_given is None)

    @property
    def is_open(self) -> bool:
        """True while the originator owes an answer: that keeps a case from closing (invariant 26)."""
        return bool(self.open_consents)

    @property
    def current_marking(self) -> Marking:
        """The marking that binds everybody: its own with all restrictions that were imposed on all."""
        return self.marking_for("")

    def marking_for(self, agency_id: str) -> Marking:
        """This will join the item's own marking with every restriction that binds an agency."""
        return strictest(self.marking, *(each.marking for each in self.restrictions.values() if each.binds(agency_id)))

    def need_of(self, agency_id: str) -> Need:
        """This will say what a member of an agency needs to see it; of who has no right to it, it names no agency."""
        bound_by = [each for each in self.restrictions.values() if each.binds(agency_id)]
        return self._need(agency_id, bound_by, is_entitled=self.may_have(agency_id))

    def need_to_settle(self, agency_id: str) -> Need:
        """This will say what a member needs to do what its agency owes, after it was shut out or the item recalled.

        It is what the agency needed without the restrictions that it was asked to confirm.
        """
        bound_by = [
            each for each in self.restrictions.values() if each.binds(agency_id) and agency_id not in each.asked
        ]
        return self._need(agency_id, bound_by, is_entitled=agency_id in self.shared_with)

    def may_have(self, agency_id: str) -> bool:
        """This will tell whether it is the originator, or a holder whom no restriction leaves out."""
        if agency_id == self.originator_agency_id:
            return True
        return agency_id in self.holders and all(each.leaves(agency_id) for each in self.restrictions.values())

    def is_known_with(self, agency_id: str, acting: str) -> bool:
        """This will tell whether an agency has it, as far as another may know: of others, their giver knows alone."""
        holder = self.holders.get(agency_id)
        is_told = acting == self.originator_agency_id or (holder is not None and holder.from_agency_id == acting)
        return self.may_have(agency_id) and (is_told or agency_id in (self.originator_agency_id, acting))

    def consents_for(self, wish: Wish, on: date) -> tuple[Consent, ...]:
        """This will find the consents of the originator that cover what an agency wants to do on a day."""
        return tuple(each for each in self.consents.values() if each.covers(wish, on))

    def _need(self, agency_id: str, bound_by: Sequence[Restriction], *, is_entitled: bool) -> Need:
        marking = strictest(self.marking, *(each.marking for each in bound_by))
        is_owner = agency_id == self.originator_agency_id
        return Need(
            owner_agency_id=self.originator_agency_id,
            agencies=frozenset({agency_id}) if is_owner or is_entitled else frozenset(),
            members=self._named(agency_id, bound_by, is_red=marking.tlp is Tlp.RED),
            classification=marking.classification,
            compartments=frozenset(marking.compartments),
        )

    def _named(self, agency_id: str, bound_by: Sequence[Restriction], *, is_red: bool) -> frozenset[str] | None:
        """The only persons of an agency who may see it: those named in giving it, and by every restriction.

        None for all of them. TLP:RED has nobody who is not named.
        """
        holder = self.holders.get(agency_id) or self.recalled.get(agency_id)
        named = [each.persons_of(agency_id) for each in bound_by if each.persons_of(agency_id)]
        if holder is not None and holder.persons and (is_red or holder.is_for_persons):
            named.append(holder.persons)
        return frozenset.intersection(*named) if named else frozenset() if is_red else None
