"""Commands on how long an item is kept, and how they are decided.

They must not destroy anything: keys and content go when the event is appended.
"""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from domain.aggregate import Act, Decision, command
from domain.beforehand import foretold
from domain.clocks import Retention
from domain.erasure import ErasureReason, OnlyTextsThatAreThereAreErased, require_explained
from domain.event import ActorKind
from domain.item import events
from domain.item.permissions import acting_agency, hold_keeper, holder_or_originator, originator
from domain.item.retention import erases_by_itself, profile_of, review_before
from domain.item.rules import keeping as rules
from domain.item.state import SharedItem
from domain.item.steps import day_of, having, having_side, in_order, naming
from domain.vocabulary import AgencyCode, OperationalText

__all__ = ["DECISIONS", "EraseContent", "LiftItemHold", "PlaceItemHold", "ReviewRetention"]


@command(aggregate_id="item_id")
class ReviewRetention:
    """Say that the item is needed longer than its retention profile keeps it, within what the profile allows.

    erase_on: the new day of erasure; the day of the next review follows from it.
    """

    item_id: UUID
    erase_on: date
    reason: OperationalText


@command(aggregate_id="item_id")
class PlaceItemHold:
    """Forbid that anything of the item is erased, as the originator or a recipient.

    by_agency_id: the acting agency where it is missing; an import names it.
    """

    item_id: UUID
    hold_id: UUID
    reason: OperationalText
    by_agency_id: AgencyCode | None = None


@command(aggregate_id="item_id")
class LiftItemHold:
    """Lift a legal hold, as the agency that placed it. by_agency_id: as in PlaceItemHold."""

    item_id: UUID
    hold_id: UUID
    reason: OperationalText
    by_agency_id: AgencyCode | None = None


@command(aggregate_id="item_id")
class EraseContent:
    """Erase the content and all texts of the item for good, as its originator; what remains is the proof of it.

    explanation: needed for the reason OTHER.
    """

    item_id: UUID
    reason: ErasureReason
    explanation: OperationalText | None = None


def _extensible(item: SharedItem, act: Act) -> tuple[Retention, date]:
    """The profile that has an extension, and the day of erasure, which lies ahead."""
    profile = profile_of(item.retention)
    if profile is None or profile.extension is None or item.erase_on is None or item.is_erased:
        raise rules.OnlyAProfileWithAnExtensionIsExtended(retention=item.retention)
    if item.erase_on <= day_of(act):
        raise rules.ARetentionThatEndedIsNotExtended(erase_on=item.erase_on)
    return profile, item.erase_on


def _review(command: ReviewRetention, item: SharedItem, act: Act) -> Iterable[events.RetentionExtended]:
    profile, erase_on = _extensible(item, act)
    if command.erase_on <= erase_on:
        raise rules.AReviewLengthensTheTime(erase_on=erase_on)
    _require_cap(command.erase_on, item, profile)
    yield events.RetentionExtended(
        item_id=command.item_id,
        review_on=review_before(profile, command.erase_on),
        erase_on=command.erase_on,
        reason=command.reason,
    )


def _require_cap(erase_on: date, item: SharedItem, profile: Retention) -> None:
    extension = profile.extension
    if extension is None or item.first_erase_on is None:
        return
    latest = item.first_erase_on + extension.cap
    if item.extensions >= extension.times or erase_on > latest:
        raise rules.AReviewKeepsToTheProfile(latest=latest, times=extension.times, citation=extension.citation)


def _hold(command: PlaceItemHold, item: SharedItem, act: Act) -> Iterable[events.LegalHoldPlaced]:
    with naming("by_agency_id"):
        agency_id = having_side(command.by_agency_id, item, act)
    if command.hold_id in item.holds:
        raise rules.AHoldHasAnIdOfItsOwn
    yield events.LegalHoldPlaced(
        item_id=command.item_id, hold_id=command.hold_id, by_agency_id=agency_id, reason=command.reason
    )


def _release(command: LiftItemHold, item: SharedItem, act: Act) -> Iterable[events.LegalHoldLifted]:
    if item.holds.get(command.hold_id) != acting_agency(command.by_agency_id, act):
        raise rules.OnlyAHoldOfOnesOwnIsLifted
    yield events.LegalHoldLifted(item_id=command.item_id, hold_id=command.hold_id, reason=command.reason)


def _require_free(item: SharedItem) -> None:
    if item.holds:
        raise rules.ALegalHoldBlocksErasure(holds=len(item.holds))
    if item.open_consents:
        raise rules.AnOpenConsentQuestionBlocksErasure(open=len(item.open_consents))
    if not item.holds_texts and item.content_id is None:
        raise OnlyTextsThatAreThereAreErased(erased_up_to=item.erased_up_to)


def _erase(command: EraseContent, item: SharedItem, act: Act) -> Iterable[events.ContentErased]:
    require_explained(command.reason, command.explanation)
    _require_free(item)
    _require_ended(command, item, act)
    yield events.ContentErased(
        item_id=command.item_id,
        reason=command.reason,
        up_to_version=item.version,
        content_id=item.content_id,
        content_sha256=item.content_sha256,
        explanation=command.explanation,
    )


def _require_ended(command: EraseContent, item: SharedItem, act: Act) -> None:
    """The present day counts, whenever the act is said to have happened: what is erased is gone from now on."""
    is_ended = command.reason is ErasureReason.RETENTION_ENDED
    if is_ended and (item.erase_on is None or act.recorded_at.date() < item.erase_on):
        raise rules.RetentionEndsOnItsDay(erase_on=item.erase_on)
    if act.actor.kind is ActorKind.PROCESS:
        profile = profile_of(item.retention)
        if not is_ended or profile is None or not erases_by_itself(profile):
            raise rules.AProcessErasesWhatNobodyReviews


@foretold
def _to_extend(_command: type, item: SharedItem, act: Act) -> None:
    _extensible(item, act)


@foretold
def _own(_command: type, item: SharedItem, act: Act) -> None:
    if act.actor.agency_id not in item.holds.values():
        raise rules.OnlyAHoldOfOnesOwnIsLifted


@foretold
def _free(_command: type, item: SharedItem, _act: Act) -> None:
    _require_free(item)


DECISIONS = (
    Decision(command=ReviewRetention, decide=in_order(_to_extend(_review)), may=originator),
    Decision(command=PlaceItemHold, decide=in_order(foretold(having)(_hold)), may=holder_or_originator),
    Decision(command=LiftItemHold, decide=in_order(_own(_release)), may=hold_keeper),
    Decision(command=EraseContent, decide=in_order(_free(_erase)), may=originator),
)
