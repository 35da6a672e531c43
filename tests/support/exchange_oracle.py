"""A slow second opinion on exchanges, in the words of their definitions: it reads all that happened.

It must not use a read model, nor their SQL.
"""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from domain.event import Recorded
from domain.followup import events as of_followup
from domain.item import events as of_item
from domain.occurred import Precision
from domain.review import events as of_review
from projections.as_of import AsOf
from tests.support.cooperation_figures_oracle import nearest
from tests.support.cooperation_measures_oracle import Wanted

__all__ = ["ExchangeTold", "exchange_figures", "told_exchanges"]

ANSWERS = (of_item.OnwardSharingAuthorised, of_item.OnwardSharingRefused)
REPLIES = (of_review.RecommendationAccepted, of_review.RecommendationDeclined)
ENDS = (of_followup.FollowUpCompleted, of_followup.FollowUpVerified, of_followup.FollowUpCancelled)
SHARED = (of_item.IntelligenceShared, of_item.EvidenceShared)

Key = tuple[str | None, ...]
Log = Sequence[Recorded]


@dataclass(frozen=True)
class ExchangeTold:
    """An exchange. begun, ended: the events; verified: of a recommendation that was carried out."""

    kind: str
    asking: str
    asked: str | None
    begun: Recorded
    ended: Recorded | None = None
    unit: str | None = None
    crime_area: str | None = None
    due: datetime | None = None
    verified: bool = False

    @property
    def parties(self) -> set[str | None]:
        return {self.asking, self.asked}

    @property
    def took_s(self) -> float | None:
        if self.ended is None or not (_is_exact(self.begun) and _is_exact(self.ended)):
            return None
        took = (at(self.ended) - at(self.begun)).total_seconds()
        return took if took >= 0 else None

    def is_ended_by(self, *kinds: type) -> bool:
        return self.ended is not None and isinstance(self.ended.event, kinds)


def at(told: Recorded) -> datetime:
    """When it happened, as far as is known."""
    return told.envelope.occurred_at or told.envelope.recorded_at


def _is_exact(told: Recorded) -> bool:
    envelope = told.envelope
    return envelope.occurred_at is not None and envelope.occurred_precision in (Precision.SECOND, Precision.MINUTE)


def told_exchanges(log: Log, as_of: AsOf | None) -> Iterator[ExchangeTold]:
    """This will tell every exchange that had begun, as of a moment of the record."""
    streams: dict[UUID, list[Recorded]] = {}
    for each in log:
        if each.event.TOPIC.startswith(("item.", "followup.", "review.")):
            streams.setdefault(each.envelope.aggregate_id, []).append(each)
    counted = {known_as: list(as_of.of(story)) if as_of else story for known_as, story in streams.items()}
    happened = {each.envelope.event_id for story in counted.values() for each in story}
    works = list(_verified(streams.values(), happened))
    for story in counted.values():
        for told in story:
            yield from _begun(told, story, works)


def _verified(streams: Any, happened: set[UUID]) -> Iterator[tuple[UUID | None, str]]:
    """Of which recommendations, for which agency, work was verified that had been opened and assigned."""
    for story in streams:
        opened = story[0].event
        place = next((n for n, each in enumerate(story) if isinstance(each.event, of_followup.FollowUpVerified)), None)
        if not isinstance(opened, of_followup.FollowUpOpened) or opened.source != "RECOMMENDATION" or place is None:
            continue
        given = [each for each in story[:place] if isinstance(each.event, of_followup.FollowUpAssigned)]
        if given and all(each.envelope.event_id in happened for each in (story[0], given[-1], story[place])):
            yield opened.source_id, given[-1].event.agency_id


def _first(story: Log, kinds: tuple[type, ...], **named: Any) -> Recorded | None:
    fits = (each for each in story if isinstance(each.event, kinds))
    return next((each for each in fits if all(getattr(each.event, name) == named[name] for name in named)), None)


def _begun(told: Recorded, story: Log, works: list[tuple[UUID | None, str]]) -> Iterator[ExchangeTold]:
    event, first = told.event, cast("Any", story[0].event)
    match event:
        case of_item.IntelligenceShared(request_id=None) | of_item.EvidenceShared(request_id=None):
            for each in event.recipients:
                yield ExchangeTold(
                    "SHARING", first.originator_agency_id, each.agency_id, told, crime_area=first.crime_area
                )
        case of_item.OnwardSharingRequested():
            answer = _first(story, ANSWERS, consent_id=event.consent_id)
            yield ExchangeTold(
                "CONSENT", event.by_agency_id, first.originator_agency_id, told, answer, crime_area=first.crime_area
            )
        case of_item.RestrictionImposed():
            for agency in event.to_confirm:
                yield ExchangeTold(
                    "RESTRICTION", event.by_agency_id, agency, told, _released(story, event.restriction_id, agency),
                    crime_area=first.crime_area,
                )  # fmt: skip
        case of_followup.FollowUpOpened():
            given = [each.event for each in story if isinstance(each.event, of_followup.FollowUpAssigned)]
            dates = [each.event.due_utc for each in story if isinstance(each.event, of_followup.FollowUpDueDateSet)]
            whole = ExchangeTold("FOLLOW_UP", event.opened_by_agency_id, None, told, _first(story, ENDS))
            whole = replace(whole, due=dates[-1] if dates else None)
            yield replace(whole, asked=given[-1].agency_id, unit=given[-1].unit_id) if given else whole
        case of_review.RecommendationMade():
            for agency in event.to_agency_ids:
                reply = _first(story, REPLIES, recommendation_id=event.recommendation_id, agency_id=agency)
                is_verified = (event.recommendation_id, agency) in works
                yield ExchangeTold("RECOMMENDATION", event.by_agency_id, agency, told, reply, verified=is_verified)


def _released(story: Log, restriction: UUID, agency: str) -> Recorded | None:
    confirmed = _first(story, (of_item.RestrictionConfirmed,), restriction_id=restriction, agency_id=agency)
    lifted = _first(story, (of_item.RestrictionLifted,), restriction_id=restriction)
    return min((each for each in (confirmed, lifted) if each), key=lambda each: each.position, default=None)


Over = Callable[[ExchangeTold, Wanted], bool]
Moment = Callable[[ExchangeTold, Wanted], datetime | None]


def _confirmed(each: ExchangeTold) -> bool:
    return each.is_ended_by(of_item.RestrictionConfirmed)


def _done(each: ExchangeTold) -> bool:
    return each.is_ended_by(of_followup.FollowUpCompleted, of_followup.FollowUpVerified)


def _passed(each: ExchangeTold, due: datetime, wanted: Wanted) -> bool:
    return due < wanted.at and (each.ended is None or due < at(each.ended))


def _to_confirm(each: ExchangeTold, wanted: Wanted) -> bool:
    if each.kind != "RESTRICTION" or _confirmed(each):
        return each.kind == "RESTRICTION" and each.took_s is not None
    return _passed(each, at(each.begun) + wanted.confirm_within, wanted)


def _is_due(each: ExchangeTold, wanted: Wanted) -> bool:
    if each.kind != "FOLLOW_UP" or each.due is None:
        return False
    return _is_exact(each.ended) if each.ended and _done(each) else _passed(each, each.due, wanted)


def _is_open(each: ExchangeTold, wanted: Wanted) -> bool:
    is_over = each.is_ended_by(of_review.RecommendationDeclined) or each.verified
    return each.kind == "RECOMMENDATION" and not is_over and at(each.begun) <= wanted.at


def _ends(each: ExchangeTold, _wanted: Wanted) -> datetime | None:
    return None if each.ended is None else at(each.ended)


def _confirms(each: ExchangeTold, wanted: Wanted) -> datetime | None:
    return _ends(each, wanted) if _confirmed(each) else at(each.begun) + wanted.confirm_within


RATES: Mapping[str, tuple[Over, Over, Moment]] = {
    "M21 consent given": (
        lambda each, _: each.kind == "CONSENT" and each.ended is not None,
        lambda each, _: each.is_ended_by(of_item.OnwardSharingAuthorised), _ends,
    ),
    "M22 confirmed in time": (
        _to_confirm,
        lambda each, wanted: _confirmed(each) and (each.took_s or 0) <= wanted.confirm_within.total_seconds(),
        _confirms,
    ),
    "M26 done in time": (
        _is_due,
        lambda each, _: _done(each) and each.ended is not None and each.due is not None and at(each.ended) <= each.due,
        lambda each, _: each.due,
    ),
    "M27 carried out": (
        lambda each, _: each.is_ended_by(of_review.RecommendationAccepted), lambda each, _: each.verified, _ends,
    ),
}  # fmt: skip


def exchange_figures(told: Sequence[ExchangeTold], wanted: Wanted) -> dict[Key, dict[str, dict[str, Any]]]:
    """This will tell, for each group, `M21 time to consent: median` and the others."""
    groups: dict[Key, dict[str, dict[str, Any]]] = {}
    for name, (over, hit, moment) in RATES.items():
        for key, some in _grouped([each for each in told if over(each, wanted)], wanted, moment):
            hits, n = sum(hit(each, wanted) for each in some), len(some)
            value = hits / n if n >= wanted.min_n else None
            groups.setdefault(key, {})[name] = {"n": n, "numerator": hits, "denominator": n, "value": value}
    shared = [each for each in told if each.kind == "SHARING"]
    for key, some in _grouped(shared, wanted, lambda each, _: at(each.begun)):
        groups.setdefault(key, {})["M19 shared unasked"] = {"n": len(some), "value": len(some)}
    asked = [each for each in told if each.kind == "CONSENT" and each.took_s is not None]
    for key, some in _grouped(asked, wanted, _ends):
        values = [each.took_s for each in some if each.took_s is not None]
        groups.setdefault(key, {}).update(_timed("M21 time to consent", values, wanted))
    still = [each for each in told if _is_open(each, wanted)]
    whole = replace(wanted, since=None, until=None, flow=True)
    for key, some in _grouped(still, whole, lambda each, _: at(each.begun)):
        ages = [(wanted.at - at(each.begun)).total_seconds() for each in some]
        groups.setdefault(key, {}).update(_timed("M27 age of open recommendations", ages, wanted))
    return groups


def _timed(name: str, values: list[float], wanted: Wanted) -> Iterator[tuple[str, dict[str, Any]]]:
    n, told = len(values), sorted(values)
    figures = {
        "median": nearest(told, 50),
        "90th percentile": nearest(told, 90),
        "mean": math.fsum(told) / n,
    }
    for figure, value in figures.items():
        yield f"{name}: {figure}", {"n": n, "value": value if n >= wanted.min_n else None}


def _grouped(told: Sequence[ExchangeTold], wanted: Wanted, moment: Moment) -> Iterator[tuple[Key, list[ExchangeTold]]]:
    found: dict[Key, list[ExchangeTold]] = {}
    for each in told:
        when = moment(each, wanted) if wanted.flow else at(each.begun)
        is_late = wanted.since is None or (when is not None and when >= wanted.since)
        if when is not None and is_late and (wanted.until is None or when < wanted.until):
            found.setdefault(_key(each, wanted, when), []).append(each)
    yield from found.items()


def _key(each: ExchangeTold, wanted: Wanted, when: datetime) -> Key:
    values = {
        "FROM_AGENCY": each.asking, "TO_AGENCY": each.asked, "FROM_COUNTRY": wanted.countries.get(each.asking),
        "TO_COUNTRY": wanted.countries.get(each.asked or ""), "UNIT": each.unit, "INSTRUMENT": None,
        "CRIME_AREA": each.crime_area, "URGENCY": None, "DAY": str(when.date()),
        "MONTH": str(when.date().replace(day=1)),
    }  # fmt: skip
    return tuple(value if name in wanted.by else None for name, value in values.items())
