"""A joint investigation as its decisions and the other rooms see it.

It must not know who may act, nor what is refused.
"""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from msgspec import Struct, field

from domain.aggregate import Actor
from domain.erasure import KeptText
from domain.investigation.confidentiality import Confidentiality
from domain.investigation.events import AgreedLimit
from domain.investigation.ids import Ids
from domain.investigation.vocabulary import LegalBasisKind, MemberRole, PartnerRole, Phase
from domain.occurred import Occurred
from domain.vocabulary import Classification

__all__ = ["Agreement", "Investigation", "Member", "Moment", "Partner", "Spell"]

NO_IDS = Ids()

NOBODY = UUID(int=0)
"""Id of the investigation that nobody opened."""


class Moment(Struct, frozen=True):
    """When something happened in the world, and when it was recorded (aware, UTC)."""

    occurred: Occurred
    recorded_at: datetime

    @property
    def begun_at(self) -> datetime | None:
        """Before which nothing can follow from it; a clock that is a little ahead does not make others wait."""
        return None if self.occurred.at is None else min(self.occurred.at, self.recorded_at)


class Spell(Struct, frozen=True):
    """A time during which an agency took part; left None while it lasts."""

    joined: Moment
    left: Moment | None = None

    def contains(self, at: datetime) -> bool:
        """True when the agency took part at a moment of the world; a partial date counts from its earliest instant."""
        began = self.joined.occurred.at
        ended = None if self.left is None else self.left.occurred.at or self.left.recorded_at
        return (began is None or began <= at) and (ended is None or at < ended)

    def touches(self, occurred: Occurred) -> bool:
        """True when the agency took part at some time of what happened; always for a time that is not known."""
        if occurred.at is None or self.contains(occurred.at):
            return True
        began = self.joined.occurred.at
        return began is not None and occurred.until is not None and occurred.at < began < occurred.until


class Partner(Struct, frozen=True, kw_only=True):
    """An agency that was asked to take part. is_invited: it has not answered; spells: when it took part."""

    agency_id: str
    role: PartnerRole
    is_invited: bool = False
    spells: tuple[Spell, ...] = ()

    @property
    def takes_part(self) -> bool:
        """True when it has joined and not left."""
        return bool(self.spells) and self.spells[-1].left is None


class Member(Struct, frozen=True, kw_only=True):
    """A person in the space. is_active: access was not revoked, and the agency has not left.

    clearance_until: the first day without the clearance, None while no end is known.
    """

    member_id: str
    agency_id: str
    role: MemberRole
    clearance: Classification | None = None
    clearance_until: date | None = None
    is_active: bool = True
    compartments: frozenset[str] = frozenset()

    def clearance_on(self, day: date) -> Classification | None:
        """This will tell up to which level the person is cleared on a day; None for none."""
        return self.clearance if self.clearance_until is None or day < self.clearance_until else None


class Agreement(Struct, frozen=True, kw_only=True):
    """The agreement as last amended; valid_to is the first day after its period."""

    reference: str
    signed_on: date
    valid_from: date
    valid_to: date | None
    limits: tuple[AgreedLimit, ...] = ()
    third_party_access: KeptText | None = None


class Investigation(Struct, frozen=True, kw_only=True):
    """A joint investigation; the empty one (`exists` False) stands for an id under which none was opened.

    activities: joint activities by id, each with the codes of its agencies, cancelled ones too.
    version: of its last event; holds_texts: something was written since the last erasure, if there was any;
    erased_up_to: the last version whose texts are gone, 0 where nothing was erased.
    """

    investigation_id: UUID = NOBODY
    reference: str = ""
    title: KeptText = ""
    crime_areas: tuple[str, ...] = ()
    legal_basis: LegalBasisKind = LegalBasisKind.JIT_AGREEMENT
    lead_agency_id: str = ""
    phase: Phase = Phase.SETTING_UP
    planned_end: date | None = None
    partners: Mapping[str, Partner] = field(default_factory=dict)
    members: Mapping[str, Member] = field(default_factory=dict)
    administrators: frozenset[str] = frozenset()
    compartments: frozenset[str] = frozenset()
    agreement: Agreement | None = None
    confidentiality: Confidentiality = Confidentiality()
    activities: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    cancelled_activities: frozenset[str] = frozenset()
    fact_ids: Ids = NO_IDS
    contradiction_ids: Ids = NO_IDS
    version: int = 0
    holds_texts: bool = False
    erased_up_to: int = 0

    @property
    def exists(self) -> bool:
        """True when the investigation was opened."""
        return self.investigation_id != NOBODY

    @property
    def opened_at(self) -> datetime | None:
        """When it was opened in the world, which is when its lead agency joined; None where that is not known."""
        lead = self.partners.get(self.lead_agency_id)
        return None if lead is None or not lead.spells else lead.spells[0].joined.begun_at

    @property
    def is_open(self) -> bool:
        """True when it was opened and is neither closed nor archived: new work may begin in it."""
        return self.exists and self.phase not in (Phase.CLOSED, Phase.ARCHIVED)

    @property
    def is_erased(self) -> bool:
        """True when its texts are gone."""
        return self.erased_up_to > 0

    @property
    def agreed_limits(self) -> tuple[AgreedLimit, ...]:
        """The partners' own time limits as last amended; empty where they agreed on none."""
        return () if self.agreement is None else self.agreement.limits

    def agreed_limits_on(self, day: date) -> tuple[AgreedLimit, ...]:
        """This will return the agreed limits where the agreement's period contains the day, else none."""
        held = self.agreement
        if held is None or day < held.valid_from or (held.valid_to is not None and held.valid_to <= day):
            return ()
        return held.limits

    def is_partner(self, agency_id: str) -> bool:
        """True when the agency takes part now; merely invited is not taking part."""
        partner = self.partners.get(agency_id)
        return partner is not None and partner.takes_part

    def was_partner(self, agency_id: str, at: datetime) -> bool:
        """True when the agency took part at a moment of the world (aware datetime)."""
        partner = self.partners.get(agency_id)
        return partner is not None and any(spell.contains(at) for spell in partner.spells)

    def was_partner_during(self, agency_id: str, occurred: Occurred) -> bool:
        """True when the agency took part at some time of what happened, which may be known to the day or not at all."""
        partner = self.partners.get(agency_id)
        return partner is not None and any(spell.touches(occurred) for spell in partner.spells)

    def is_active_member(self, actor_id: str) -> bool:
        """True when the person may enter the space now, and its agency takes part."""
        member = self.members.get(actor_id)
        return member is not None and member.is_active and self.is_partner(member.agency_id)

    def admits(self, actor: Actor) -> bool:
        """True when the person is an active member and acts for the agency for which it was admitted."""
        return self.is_active_member(actor.actor_id) and self.members[actor.actor_id].agency_id == actor.agency_id

    def clearance_on(self, actor_id: str, day: date) -> Classification | None:
        """Up to which level an active member is cleared on a day; None for none, and for everybody else."""
        return self.members[actor_id].clearance_on(day) if self.is_active_member(actor_id) else None

    def member_role(self, actor_id: str) -> MemberRole | None:
        """The role of an active member; None for everybody else."""
        return self.members[actor_id].role if self.is_active_member(actor_id) else None
