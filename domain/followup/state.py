"""A follow-up as its decisions and the other rooms see it.

It must not know who may act, nor what is refused.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from functools import singledispatch
from uuid import UUID

from domain.erasure import KeptText, has_texts, without_texts
from domain.event import Envelope, Recorded
from domain.followup import events
from domain.followup.events import SourceKind
from domain.followup.sources import Source
from domain.review.vocabulary import EntryNeed

__all__ = ["FollowUp", "Stage", "evolve"]

NOBODY = UUID(int=0)
"""Id of the follow-up that nobody opened."""


class Stage(StrEnum):
    """Where a follow-up stands; VERIFIED and CANCELLED are its ends."""

    OPEN = "OPEN"
    ASSIGNED = "ASSIGNED"
    COMPLETED = "COMPLETED"
    VERIFIED = "VERIFIED"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """A follow-up; the empty one (`exists` False) stands for an id under which none was opened.

    opened_by, completed_by: ids of the persons; due_utc: aware datetime, None where no date is set.
    version: of its last event; holds_texts: something was written since the last erasure, if there was any;
    erased_up_to: the last version whose texts are gone, 0 where nothing was erased.
    """

    followup_id: UUID = NOBODY
    investigation_id: UUID = NOBODY
    source: SourceKind = SourceKind.MEETING
    source_ref: KeptText = ""
    source_id: UUID | None = None
    review_id: UUID | None = None
    needs: tuple[EntryNeed, ...] = ()
    opened_by_agency_id: str = ""
    opened_by: str = ""
    stage: Stage = Stage.OPEN
    assigned_agency_id: str | None = None
    assigned_unit_id: str | None = None
    due_utc: datetime | None = None
    completed_by: str | None = None
    version: int = 0
    holds_texts: bool = False
    erased_up_to: int = 0

    @property
    def grown_out_of(self) -> Source:
        """What it grew out of."""
        return Source(self.source, self.source_id, self.review_id)

    @property
    def exists(self) -> bool:
        """True when the follow-up was opened."""
        return self.followup_id != NOBODY

    @property
    def is_open(self) -> bool:
        """True when it is neither verified nor cancelled: what is completed still waits for its verification."""
        return self.exists and self.stage not in (Stage.VERIFIED, Stage.CANCELLED)

    @property
    def is_erased(self) -> bool:
        """True when its texts are gone."""
        return self.erased_up_to > 0


def evolve(state: FollowUp, recorded: Recorded) -> FollowUp:
    """This will take an event into the state."""
    event = recorded.event
    holds_texts = has_texts(event) or (state.holds_texts and not event.ERASES)
    after = replace(state, version=recorded.envelope.aggregate_version, holds_texts=holds_texts)
    return _apply(event, after, recorded.envelope)


@singledispatch
def _apply(_event: object, state: FollowUp, _envelope: Envelope) -> FollowUp:
    return state


@_apply.register
def _opened(event: events.FollowUpOpened, state: FollowUp, envelope: Envelope) -> FollowUp:
    return replace(
        state,
        followup_id=event.followup_id,
        investigation_id=event.investigation_id,
        source=event.source,
        source_ref=event.source_ref,
        source_id=event.source_id,
        review_id=event.review_id,
        needs=event.needs,
        opened_by_agency_id=event.opened_by_agency_id,
        opened_by=envelope.actor_id,
    )


@_apply.register
def _assigned(event: events.FollowUpAssigned, state: FollowUp, _envelope: Envelope) -> FollowUp:
    return replace(state, stage=Stage.ASSIGNED, assigned_agency_id=event.agency_id, assigned_unit_id=event.unit_id)


@_apply.register
def _due(event: events.FollowUpDueDateSet, state: FollowUp, _envelope: Envelope) -> FollowUp:
    return replace(state, due_utc=event.due_utc)


@_apply.register
def _completed(_event: events.FollowUpCompleted, state: FollowUp, envelope: Envelope) -> FollowUp:
    return replace(state, stage=Stage.COMPLETED, completed_by=envelope.actor_id)


@_apply.register
def _verified(_event: events.FollowUpVerified, state: FollowUp, _envelope: Envelope) -> FollowUp:
    return replace(state, stage=Stage.VERIFIED)


@_apply.register
def _cancelled(_event: events.FollowUpCancelled, state: FollowUp, _envelope: Envelope) -> FollowUp:
    return replace(state, stage=Stage.CANCELLED)


@_apply.register
def _erased(event: events.FollowUpTextsErased, state: FollowUp, _envelope: Envelope) -> FollowUp:
    return replace(without_texts(state), erased_up_to=event.up_to_version)
