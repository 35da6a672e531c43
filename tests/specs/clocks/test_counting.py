"""Whole days end at 24:00 where the requested authority is; hours are exact."""

from datetime import timedelta

from domain.clocks import Cause, Counting, MomentKind
from domain.clocks.counting import Ruler
from domain.vocabulary import Obligation
from tests.support.moments import at, clock, course, moment

WEEK = timedelta(days=7)
NONE = timedelta(0)


def _week(received: str, tz: str) -> str | None:
    facts = course("EU_2023_977_OTHER", moment(MomentKind.RECEIVED, received), tz=tz, sent="2025-02-01T00:00Z")
    due = clock(facts, Obligation.PROVIDE).effective_due_utc
    return None if due is None else due.isoformat()


def test_the_day_of_the_event_is_not_counted_and_the_last_day_counts_to_its_end() -> None:
    assert _week("2026-01-05T09:00Z", "Europe/Berlin") == "2026-01-12T23:00:00+00:00"


def test_a_week_across_the_start_of_summer_time_is_an_hour_shorter() -> None:
    assert _week("2026-03-27T09:00Z", "Europe/Berlin") == "2026-04-03T22:00:00+00:00"


def test_a_week_across_the_end_of_summer_time_is_an_hour_longer() -> None:
    assert _week("2026-10-23T09:00Z", "Europe/Berlin") == "2026-10-30T23:00:00+00:00"


def test_late_evening_in_london_is_already_the_next_day_in_bucharest() -> None:
    assert _week("2026-01-05T22:30Z", "Europe/London") == "2026-01-13T00:00:00+00:00"
    assert _week("2026-01-05T22:30Z", "Europe/Bucharest") == "2026-01-13T22:00:00+00:00"


def test_a_zone_behind_utc_ends_its_day_after_utc_does() -> None:
    assert _week("2026-07-01T03:00Z", "America/New_York") == "2026-07-08T04:00:00+00:00"


def test_a_day_that_begins_without_midnight_begins_when_the_clocks_jumped() -> None:
    assert _week("2026-04-16T09:00Z", "Africa/Cairo") == "2026-04-23T22:00:00+00:00"


def test_eight_hours_across_the_start_of_summer_time_are_eight_hours() -> None:
    ruler = Ruler(Counting.ELAPSED, "Europe/Berlin")
    assert ruler.end(at("2026-03-28T22:00Z"), timedelta(hours=8), NONE, NONE) == at("2026-03-29T06:00Z")


def test_a_limit_that_ends_on_a_saturday_can_be_shifted_to_the_end_of_monday() -> None:
    ruler = Ruler(Counting.CALENDAR_DAY_END, "Europe/Berlin", working=True)
    assert ruler.end(at("2026-01-03T09:00Z"), WEEK, NONE, NONE) == at("2026-01-12T23:00Z")


def test_a_limit_that_ends_on_a_friday_is_not_shifted() -> None:
    ruler = Ruler(Counting.CALENDAR_DAY_END, "Europe/Berlin", working=True)
    assert ruler.end(at("2026-01-02T09:00Z"), WEEK, NONE, NONE) == at("2026-01-09T23:00Z")


def test_a_pause_of_hours_moves_a_limit_in_days_by_a_whole_day() -> None:
    facts = course(
        "EU_2023_977_OTHER",
        moment(MomentKind.RECEIVED, "2026-01-05T09:00Z"),
        moment(MomentKind.PAUSED, "2026-01-06T09:00Z", cause=Cause.CLARIFICATION),
        moment(MomentKind.RESUMED, "2026-01-06T11:00Z", cause=Cause.CLARIFICATION),
    )
    assert clock(facts, Obligation.PROVIDE).effective_due_utc == at("2026-01-13T23:00Z")


def test_a_pause_of_exactly_a_local_day_moves_it_by_one_day_also_across_summer_time() -> None:
    facts = course(
        "EU_2023_977_OTHER",
        moment(MomentKind.RECEIVED, "2026-03-26T09:00Z"),
        moment(MomentKind.PAUSED, "2026-03-28T09:00Z", cause=Cause.CLARIFICATION),
        moment(MomentKind.RESUMED, "2026-03-29T08:00Z", cause=Cause.CLARIFICATION),
    )
    assert clock(facts, Obligation.PROVIDE).effective_due_utc == at("2026-04-03T22:00Z")
