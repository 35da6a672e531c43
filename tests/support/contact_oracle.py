"""A slow second opinion on the weeks in which two partners were in contact, in the words of its definition.

It must not use a read model, nor their SQL.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import combinations
from typing import Any

from domain.event import ActorKind, Recorded
from domain.followup.events import FollowUpAssigned
from domain.investigation import events as of_case
from domain.item.events import ItemSharedOnward
from domain.occurred import Precision
from domain.request import events as of_request
from domain.review.events import RecommendationMade
from projections.as_of import AsOf
from tests.leaks.oracle import Oracle, Person, kind_of
from tests.leaks.saying import said_to
from tests.support.cooperation_measures_oracle import Wanted
from tests.support.exchange_oracle import ExchangeTold, at
from tests.support.exchange_seeing import seen_by

__all__ = ["Week", "contact_figures", "told_weeks"]

WEEK = timedelta(days=7)
FOR_EVER = datetime.max.replace(tzinfo=UTC)
KNOWN_TO_THE_DAY = (Precision.SECOND, Precision.MINUTE, Precision.DAY)
WITHIN_ONE_SIDE = (
    of_request.RequestDrafted, of_request.RequestDraftRevised, of_request.UnitAssigned, of_request.UnitReassigned,
    of_request.UnitAssignmentDeclined, of_request.JudicialAuthorisationSought, of_request.JudicialAuthorisationGranted,
    of_request.JudicialAuthorisationDenied, of_request.TimeLimitWarningRaised, of_request.TimeLimitBreached,
)  # fmt: skip
BY_EITHER_SIDE = (
    of_request.LegalHoldPlaced, of_request.LegalHoldLifted, of_request.RequestEscalated, of_request.RecordCorrected,
)  # fmt: skip

Span = tuple[datetime, datetime]
Key = tuple[str | None, ...]


@dataclass(frozen=True)
class Week:
    """A week of two partners, one way. begins: its Monday; is_in_contact: something passed, whichever way."""

    one: str
    other: str
    begins: datetime
    is_in_contact: bool


def told_weeks(oracle: Oracle, person: Person, as_of: AsOf | None, now: datetime) -> Iterator[Week]:
    """This will tell the weeks that count, as of a moment of the record, from what the person may see."""
    for case in sorted(oracle.seen(person, "investigation")):
        streams = [story for thing, story in oracle.streams.items() if case in (thing, oracle.case_of(thing))]
        counted = [each for story in streams for each in (as_of.of(story) if as_of else story)]
        seen = [each for each in counted if _sees(oracle, person, each)]
        yield from _weeks(oracle, person, seen, now)


def _sees(oracle: Oracle, person: Person, told: Recorded) -> bool:
    """Of follow-ups and reviews, by what they grew out of; of these, no other event is between two."""
    match told.event:
        case FollowUpAssigned():
            opened = ExchangeTold("FOLLOW_UP", "", None, oracle.streams[told.envelope.aggregate_id][0])
            return any(seen_by(person, [opened], oracle))
        case RecommendationMade():
            return any(seen_by(person, [ExchangeTold("RECOMMENDATION", "", None, told)], oracle))
    return kind_of(told) in ("investigation", "request", "item") and oracle.may_see_entry(person, told)


def _weeks(oracle: Oracle, person: Person, seen: Sequence[Recorded], now: datetime) -> Iterator[Week]:
    case = [each for each in seen if kind_of(each) == "investigation"]
    phases = _spans(
        case, (of_case.OperationalPhaseStarted, of_case.InvestigationReopened),
        (of_case.PostOperationalPhaseEntered, of_case.InvestigationClosed),
    )  # fmt: skip
    joined = [each for each in case if isinstance(each.event, PARTS)]
    partners = {
        agency: _spans([each for each in joined if _who(each) == agency], PARTS[:2], PARTS[2:])
        for agency in map(_who, joined)
    }
    passed = [(pair, each) for each in seen if _is_dated(each) for pair in _pairs(oracle, person, each)]
    for one, other in combinations(sorted(partners), 2):
        together = list(_both(phases, list(_both(partners[one], partners[other]))))
        touching = [each for pair, each in passed if pair == {one, other}]
        for begins, (is_over, is_in_contact) in _judged(together, touching, now).items():
            if is_over or is_in_contact:
                yield Week(one, other, begins, is_in_contact)
                yield Week(other, one, begins, is_in_contact)


PARTS = (of_case.InvestigationOpened, of_case.PartnerJoined, of_case.PartnerLeft)


def _who(told: Recorded) -> str:
    event: Any = told.event
    return str(event.lead_agency_id if isinstance(event, of_case.InvestigationOpened) else event.agency_id)


def _spans(told: Iterable[Recorded], begins: tuple[type, ...], ends: tuple[type, ...]) -> list[Span]:
    turns = sorted(
        (each for each in told if isinstance(each.event, begins + ends)), key=lambda each: (at(each), each.position)
    )
    until = [*map(at, turns[1:]), FOR_EVER]
    return [(at(each), end) for each, end in zip(turns, until, strict=False) if isinstance(each.event, begins)]


def _both(ones: Iterable[Span], others: Sequence[Span]) -> Iterator[Span]:
    for one in ones:
        spans = ((max(one[0], other[0]), min(one[1], other[1])) for other in others)
        yield from (each for each in spans if each[0] < each[1])


def _judged(together: Sequence[Span], touching: Sequence[Recorded], now: datetime) -> dict[datetime, tuple[bool, bool]]:
    found: dict[datetime, tuple[bool, bool]] = {}
    for since, until in together:
        begins = _monday(since)
        while begins < until and begins <= now:
            was_over, was_touched = found.get(begins, (True, False))
            is_touched = any(_monday(at(each)) == begins and _overlaps(each, since, until) for each in touching)
            found[begins] = was_over and min(begins + WEEK, until) <= now, was_touched or is_touched
            begins += WEEK
    return found


def _monday(moment: datetime) -> datetime:
    return moment.replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=moment.weekday())


def _overlaps(told: Recorded, since: datetime, until: datetime) -> bool:
    end = told.envelope.occurred_until
    return at(told) < until and (at(told) >= since if end is None else end > since)


def _is_dated(told: Recorded) -> bool:
    envelope = told.envelope
    return envelope.occurred_precision in KNOWN_TO_THE_DAY and envelope.actor_kind is not ActorKind.PROCESS


def _pairs(oracle: Oracle, person: Person, told: Recorded) -> list[set[str]]:
    """Between whom it was, as far as the person is told: of several recipients each knows of itself alone."""
    event, acting = told.event, told.envelope.acting_agency_id
    match event:
        case of_case.JointActivityRecorded() | of_case.JointActivityCancelled():
            found = [{*each} for each in combinations(event.agencies, 2)]
        case RecommendationMade():
            found = [{event.by_agency_id, each} for each in event.to_agency_ids]
        case of_case.FactRecorded():
            found = [{event.actors[0] if event.actors else acting or "", event.addressee or ""}]
        case of_case.PartnerInvited() | FollowUpAssigned():
            found = [{acting or "", event.agency_id}]
        case ItemSharedOnward():
            found = [{event.by_agency_id, event.recipient.agency_id}]
        case _ if kind_of(told) == "item":
            found = _of_item(oracle, person, told)
        case _ if kind_of(told) == "request":
            found = _of_request(oracle, told)
        case _:
            found = []
    return [each for each in found if len(each) == 2 and "" not in each]


def _of_item(oracle: Oracle, person: Person, told: Recorded) -> list[set[str]]:
    thing = told.envelope.aggregate_id
    owner = oracle.originator(thing)
    named = said_to(told, oracle.streams[thing]) - {owner}
    return [{owner, each} for each in named if len(named) == 1 or person.agency_id in (owner, each)]


def _of_request(oracle: Oracle, told: Recorded) -> list[set[str]]:
    event = told.event
    so_far = [each.event for each in oracle.streams[told.envelope.aggregate_id] if each.position <= told.position]
    sent = [each for each in so_far if isinstance(each, of_request.RequestSent)]
    if not sent or isinstance(event, WITHIN_ONE_SIDE):
        return []
    if isinstance(event, of_request.RequestRedirected):
        return [{event.from_agency_id, event.to_agency_id}]
    passed_on = [each.to_agency_id for each in so_far if isinstance(each, of_request.RequestRedirected)]
    asking, asked = sent[0].requesting_agency_id, [sent[0].requested_agency_id, *passed_on][-1]
    acting = told.envelope.acting_agency_id
    if isinstance(event, BY_EITHER_SIDE):
        return [{acting or "", asking if acting == asked else asked}]
    return [{asking, asked}]


def contact_figures(weeks: Iterable[Week], wanted: Wanted) -> dict[Key, dict[str, dict[str, Any]]]:
    """This will tell, for each group, `M29 weeks in contact`."""
    groups: dict[Key, list[bool]] = {}
    for week in weeks:
        is_late = wanted.since is None or week.begins >= wanted.since
        if is_late and (wanted.until is None or week.begins < wanted.until):
            groups.setdefault(_key(week, wanted), []).append(week.is_in_contact)
    return {
        key: {
            "M29 weeks in contact": {
                "n": len(told), "numerator": sum(told), "denominator": len(told),
                "value": sum(told) / len(told) if len(told) >= wanted.min_n else None,
            }
        }
        for key, told in groups.items()
    }  # fmt: skip


def _key(week: Week, wanted: Wanted) -> Key:
    values = {
        "FROM_AGENCY": week.one, "TO_AGENCY": week.other, "FROM_COUNTRY": wanted.countries.get(week.one),
        "TO_COUNTRY": wanted.countries.get(week.other), "UNIT": None, "INSTRUMENT": None, "CRIME_AREA": None,
        "URGENCY": None, "DAY": str(week.begins.date()), "MONTH": str(week.begins.date().replace(day=1)),
    }  # fmt: skip
    return tuple(value if name in wanted.by else None for name, value in values.items())
