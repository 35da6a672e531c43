"""An investigation as its overview folds it: smaller than the domain's own state, and kept as JSON between batches.

It must not refuse anything, and must agree with domain.investigation on who is an active member.
"""

from datetime import date, datetime
from uuid import UUID

from msgspec import Struct, field

from domain.erasure import KeptText
from domain.event import Envelope, Event, Recorded
from domain.followup.events import FollowUpOpened, SourceKind
from domain.investigation import events
from domain.investigation.vocabulary import MemberRole, PartnerRole, Phase
from domain.marking import UNMARKED
from domain.request.drafts import is_of_draft
from domain.request.events import RequestDrafted, RequestSent
from domain.review.events import OF_PARTS
from domain.vocabulary import Classification, Tlp
from projections.investigations.rows import PartnerStanding

__all__ = ["Agreement", "Folded", "Member", "Partner", "PartnerStanding", "opened"]


class Agreement(Struct):
    """The agreement as last recorded or amended."""

    reference: str
    signed_on: date
    valid_from: date | None
    valid_to: date | None
    third_party_access: KeptText | None
    amendments: int = 0


class Partner(Struct):
    """An agency and its part; moments as in PartnerRow."""

    role: PartnerRole
    standing: PartnerStanding
    active_from: datetime | None = None
    active_to: datetime | None = None

    @property
    def takes_part(self) -> bool:
        """True when it joined and did not leave; an invitation to return does not end taking part."""
        return self.active_from is not None and self.active_to is None


class Member(Struct):
    """A person and its part. is_admitted: access was not revoked since; clearance_until: first day without it."""

    agency_id: str
    role: MemberRole
    active_from: datetime
    active_to: datetime | None = None
    is_admitted: bool = True
    is_administrator: bool = False
    clearance: Classification | None = None
    clearance_until: date | None = None
    compartments: list[str] = field(default_factory=list)


class Folded(Struct):
    """The overview of one investigation; changed in place by the folding alone.

    unseen: drafts, marked requests, and follow-ups of what not every member sees: nobody shall notice anything of them
    here. Shared items are none of the overview at all.
    """

    reference: str
    title: KeptText
    crime_areas: tuple[str, ...]
    legal_basis: str
    lead_agency_id: str
    opened_at: datetime | None
    updated_at: datetime
    phase: Phase = Phase.SETTING_UP
    planned_end: date | None = None
    agreement: Agreement | None = None
    compartments: list[str] = field(default_factory=list)
    partners: dict[str, Partner] = field(default_factory=dict)
    members: dict[str, Member] = field(default_factory=dict)
    unseen: list[UUID] = field(default_factory=list)
    version: int = 0
    position: int = 0
    is_erased: bool = False

    def is_active(self, member: Member) -> bool:
        """True when the person may enter: admitted, not revoked, and its agency takes part."""
        partner = self.partners.get(member.agency_id)
        return member.is_admitted and partner is not None and partner.takes_part

    def hides(self, recorded: Recorded) -> bool:
        """True for an event that must not move the overview, which all members read: of what not all of them see."""
        event, stream = recorded.event, recorded.envelope.aggregate_id
        match event:
            case RequestDrafted():
                self.unseen.append(stream)
            case RequestSent() if stream in self.unseen and not _is_marked(event):
                self.unseen.remove(stream)
            case FollowUpOpened() if self._is_unseen(event):
                self.unseen.append(stream)
            case _:
                pass
        return stream in self.unseen or is_of_draft(event) or event.TOPIC.startswith("item.") or _is_of_part(event)

    def _is_unseen(self, event: FollowUpOpened) -> bool:
        return event.source is SourceKind.SHARED_ITEM or event.source_id in self.unseen or bool(event.needs)


def _is_of_part(event: Event) -> bool:
    """Some parts of reviews are seen by few: none moves what all see."""
    return isinstance(event, OF_PARTS)


def _is_marked(event: RequestSent) -> bool:
    marking = event.content.marking or UNMARKED
    return bool(marking.classification or marking.compartments or marking.tlp is Tlp.AMBER_STRICT)


def opened(event: events.InvestigationOpened, envelope: Envelope) -> Folded:
    """This will begin an overview: the lead agency takes part, the first member leads and administers."""
    since = envelope.occurred_at or envelope.recorded_at
    first = Member(event.lead_agency_id, MemberRole.LEADER, since, is_administrator=True)
    return Folded(
        reference=event.reference,
        title=event.title,
        crime_areas=event.crime_areas,
        legal_basis=event.legal_basis.value,
        lead_agency_id=event.lead_agency_id,
        opened_at=envelope.occurred_at,
        updated_at=envelope.recorded_at,
        partners={event.lead_agency_id: Partner(PartnerRole.PARTY, PartnerStanding.JOINED, since)},
        members={event.first_member_id: first},
    )
