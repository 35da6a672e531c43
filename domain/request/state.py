"""A cooperation request as its decisions see it.

It must not know who may act, nor what is refused.
"""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from msgspec import Struct, field

from domain.clocks import ClockFacts
from domain.event import Recorded
from domain.marking import UNMARKED, Marking
from domain.need_to_know import Need
from domain.request import events
from domain.request.transitions import OPEN, State
from domain.vocabulary import Availability, Tlp, Urgency

__all__ = ["Request"]


class Request(Struct, frozen=True, kw_only=True):
    """A request; the empty one (`exists` False) stands for an id under which none was drafted.

    asked_agencies: to whom it was sent or passed on; none of a draft.
    history: all its events in the order of recording. clock: what its legal clocks follow from.
    sent_at: earliest instant of sending, aware, in UTC; None before, or where it is unknown.
    asked_at, answered_at: when the last clarification was asked and answered. finished_cycles: answered or refused.
    reminded: obligations and cycles (`ANSWER/1`) of whose limits those concerned were reminded.
    legal_holds: those that stand, with the agency that placed each; hold_ids: of all that ever stood.
    holds_texts: something was written since the last erasure, if there was any; erased_up_to: the last version whose
    texts are gone, 0 where nothing was erased.
    """

    request_id: UUID | None = None
    investigation_id: UUID | None = None
    requesting_agency_id: str = ""
    requesting_unit_id: str | None = None
    requested_agency_id: str = ""
    asked_agencies: tuple[str, ...] = ()
    state: State = State.DRAFT
    content: events.RequestContent | None = None
    urgency: Urgency = Urgency.ROUTINE
    availability: Availability | None = None
    profile: str = ""
    protocol: str = ""
    cycle: int = 1
    sent_at: datetime | None = None
    unit_id: str | None = None
    redirections: int = 0
    is_with_competent: bool = False
    is_decided: bool = False
    awaiting_clarification: UUID | None = None
    clarification_ids: frozenset[UUID] = frozenset()
    asked_at: datetime | None = None
    answered_at: datetime | None = None
    awaiting_judicial_authorisation: bool = False
    authorisation_was_denied: bool = False
    is_postponed: bool = False
    escalation_level: int = 0
    reminded: frozenset[str] = frozenset()
    finished_cycles: frozenset[int] = frozenset()
    feedback_cycles: frozenset[int] = frozenset()
    legal_holds: Mapping[UUID, str] = field(default_factory=dict)
    hold_ids: frozenset[UUID] = frozenset()
    holds_texts: bool = False
    erased_up_to: int = 0
    clock: ClockFacts = ClockFacts()
    history: tuple[Recorded, ...] = ()

    @property
    def exists(self) -> bool:
        """True when the request was drafted."""
        return self.request_id is not None

    @property
    def is_sent(self) -> bool:
        """True when it ever left the requesting side, so that the requested side may know of it."""
        return bool(self.protocol)

    @property
    def marking(self) -> Marking:
        """The conditions of its requesting side; fixed once it was sent."""
        return (self.content.marking if self.content else None) or UNMARKED

    @property
    def need(self) -> Need:
        """What it needs of its readers: of a draft its own agency's members, of AMBER_STRICT those of the parties.

        Before any investigation there is nobody but the parties.
        """
        is_shared = self.is_sent and self.investigation_id is not None
        is_for_parties = not is_shared or self.marking.tlp is Tlp.AMBER_STRICT
        return Need(
            owner_agency_id=self.requesting_agency_id,
            agencies=frozenset(self.asked_agencies) if is_for_parties else None,
            classification=self.marking.classification,
            compartments=frozenset(self.marking.compartments),
        )

    @property
    def is_open(self) -> bool:
        """True when it was sent and is not finished."""
        return self.exists and self.state in OPEN

    @property
    def is_erased(self) -> bool:
        """True when its texts are gone."""
        return self.erased_up_to > 0
