"""The metrics' worked examples, each as it is told in the definitions."""

from datetime import datetime, timedelta

import pytest

from domain.request import events
from domain.vocabulary import Instrument, Outcome, RefusalGround, Scope
from projections.cooperation.queries import Metric, Standing
from tests.support.cooperation_courses import HERE, NAMES, THERE, Book, Sent, at, question, reply

pytestmark = pytest.mark.postgres

BEGIN, NOW = at("2026-01-05 09:00"), at("2026-08-01 00:00")
RECEIVED = events.RequestReceived(request_id=NAMES, automatic=True, by_competent_authority=True)
ACCEPTED = events.RequestAccepted(request_id=NAMES, scope=Scope.FULL)
ACKNOWLEDGED = events.RequestAcknowledged(request_id=NAMES, acknowledged_by="desk")
REFUSED = events.RequestRefused(request_id=NAMES, scope=Scope.FULL, grounds=(RefusalGround.MINOR_OFFENCE,))


@pytest.fixture
def book(database: str) -> Book:
    return Book(database)


def _answered_after(waited: timedelta, begin: datetime = BEGIN, outcome: Outcome = Outcome.POSITIVE) -> Sent:
    return Sent(sent_at=begin, told=((begin, RECEIVED), (begin + waited, reply(outcome))))


def _open_since(begin: datetime) -> Sent:
    return Sent(sent_at=begin, told=((begin, RECEIVED),))


def test_an_urgent_reply_after_a_clarification_is_on_time_net_and_late_gross(book: Book) -> None:
    asked, told = question()
    begin = at("2026-03-10 22:30")
    book.tell([
        Sent(
            sent_at=begin, instrument=Instrument.EU_2023_977, profile="EU_2023_977_URGENT_DIRECT",
            told=((begin, RECEIVED), (at("2026-03-10 23:00"), asked), (at("2026-03-11 01:00"), told),
                  (at("2026-03-11 08:00"), reply())),
        )
    ])  # fmt: skip

    assert book.figure(Metric.M10, "on time, net", NOW).value == 1
    assert book.figure(Metric.M10, "on time, gross", NOW).value == 0
    assert book.figure(Metric.M9, "response time, net: median", NOW).value == timedelta(hours=7.5).total_seconds()
    assert book.figure(Metric.M9, "response time, gross: median", NOW).value == timedelta(hours=9.5).total_seconds()
    assert book.figure(Metric.M14, "wait for the requesting side: median", NOW).value == 7_200
    assert book.figure(Metric.M13, "right the first time", NOW).value == 0


def _eio(*told: tuple[datetime, events.RequestEvent]) -> Sent:
    return Sent(sent_at=BEGIN, instrument=Instrument.EU_EIO, profile="EU_EIO", told=((BEGIN, RECEIVED), *told))


@pytest.mark.parametrize(("late", "share"), [(timedelta(0), 1), (timedelta(seconds=1), 0)])
def test_an_eio_is_on_time_until_ninety_days_after_its_decision(book: Book, late: timedelta, share: int) -> None:
    due = at("2026-05-03 15:00")
    book.tell([_eio((at("2026-02-02 15:00"), ACCEPTED), (due + late, reply()))])

    assert book.figure(Metric.M10, "on time, net", NOW).value == share


@pytest.mark.parametrize(("late", "share"), [(timedelta(0), 1), (timedelta(seconds=1), 0)])
def test_an_eio_is_refused_on_time_until_thirty_days_after_receipt(book: Book, late: timedelta, share: int) -> None:
    book.tell([_eio((at("2026-02-04 09:00") + late, REFUSED))])

    assert book.figure(Metric.M10, "on time, net", NOW).value == share


@pytest.mark.parametrize(("late", "share"), [(timedelta(0), 1), (timedelta(seconds=1), 0)])
def test_an_eio_is_acknowledged_on_time_until_a_week_after_receipt(book: Book, late: timedelta, share: int) -> None:
    book.tell([_eio((at("2026-01-12 09:00") + late, ACKNOWLEDGED))])

    assert book.figure(Metric.M5, "acknowledged on time", NOW).value == share
    assert book.figure(Metric.M4, "acknowledged", NOW).value == 1


def test_an_open_eio_counts_as_late_once_its_limit_has_passed(book: Book) -> None:
    book.tell([_eio()])
    due = at("2026-02-04 09:00")

    assert book.figure(Metric.M17, "overdue", due + timedelta(seconds=1)).value == 1
    assert book.figure(Metric.M10, "on time, net", due + timedelta(seconds=1)).value == 0
    assert book.find(Metric.M10, "on time, net", due) is None


def test_fulfilment_its_reciprocity_and_the_balance_of_two_directions(book: Book) -> None:
    there = [_answered_after(timedelta(hours=1)) for _ in range(8)]
    there += [_answered_after(timedelta(hours=1), outcome=Outcome.NEGATIVE) for _ in range(2)]
    back = [Outcome.POSITIVE] * 2 + [Outcome.NEGATIVE] * 3
    told = [
        Sent(
            sent_at=BEGIN, asking=THERE, asked=HERE, told=((BEGIN, RECEIVED), (BEGIN + timedelta(hours=2), reply(each)))
        )
        for each in back
    ]
    book.tell([*there, *told])

    assert book.figure(Metric.M11, "fulfilled", NOW, min_n=5).value == 0.8
    assert book.figure(Metric.M11, "fulfilled", NOW, min_n=5, asking=THERE, asked=HERE).value == 0.4
    assert book.figure(Metric.M24, "reciprocity of fulfilment", NOW, min_n=5).value == 0.5
    assert book.figure(Metric.M23, "volume balance", NOW).value == pytest.approx(1 / 3)
    assert book.figure(Metric.M25, "reciprocity of speed", NOW).value == 0.5


def test_reciprocity_is_not_told_where_one_side_rests_on_too_few(book: Book) -> None:
    told = Sent(sent_at=BEGIN, asking=THERE, asked=HERE, told=((BEGIN, RECEIVED), (BEGIN, reply())))
    book.tell([*[_answered_after(timedelta(hours=1)) for _ in range(5)], told])

    figure = book.figure(Metric.M24, "reciprocity of fulfilment", NOW, min_n=5)

    assert (figure.value, figure.standing) == (None, Standing.INSUFFICIENT_DATA)


@pytest.mark.parametrize(
    ("hours", "p50", "p90"), [((2, 3, 5, 8, 13, 21, 34), 8, 34), ((2, 3, 5, 8), 3, 8), ((7,), 7, 7)]
)
def test_percentiles_are_nearest_ranks(book: Book, hours: tuple[int, ...], p50: int, p90: int) -> None:
    book.tell([_answered_after(timedelta(hours=each)) for each in hours])

    assert book.figure(Metric.M9, "response time, net: median", NOW).value == p50 * 3_600
    assert book.figure(Metric.M9, "response time, net: 90th percentile", NOW).value == p90 * 3_600


def test_open_cycles_count_in_the_median_for_as_long_as_they_have_waited(book: Book) -> None:
    now, day = at("2026-02-01 00:00"), timedelta(days=1)
    closed = [_answered_after(days * day) for days in (2, 3, 5)]
    book.tell([*closed, _open_since(now - 4 * day), _open_since(now - 10 * day)])

    assert book.figure(Metric.M9, "response time, net: median", now).value == 3 * 86_400
    assert book.figure(Metric.M28, "censoring-aware median", now).value == 5 * 86_400


def test_eighty_in_a_hundred_are_answered_once_four_of_five_are(book: Book) -> None:
    now, day, name = at("2026-02-01 00:00"), timedelta(days=1), "time within which 80 % were answered"
    book.tell([*[_answered_after(days * day) for days in (1, 2, 9, 4)], _open_since(now - day)])

    assert book.figure(Metric.ANSWERED_80, name, now).value == 9 * 86_400


def test_eighty_in_a_hundred_are_not_reached_while_two_of_five_wait(book: Book) -> None:
    now, day, name = at("2026-02-01 00:00"), timedelta(days=1), "time within which 80 % were answered"
    book.tell([*[_answered_after(days * day) for days in (1, 2, 9)], *[_open_since(now - day)] * 2])

    figure = book.figure(Metric.ANSWERED_80, name, now)

    assert (figure.value, figure.standing, figure.n) == (None, Standing.NOT_REACHED, 5)


def test_below_n_min_a_share_is_not_told_but_how_many_there_are(book: Book) -> None:
    book.tell([_answered_after(timedelta(hours=1)) for _ in range(4)])

    figure = book.figure(Metric.M11, "fulfilled", NOW, min_n=5)

    assert (figure.value, figure.standing, figure.n) == (None, Standing.INSUFFICIENT_DATA, 4)
    assert book.figure(Metric.M11, "fulfilled", NOW, min_n=4).value == 1


def test_a_withdrawn_cycle_is_in_no_rate_and_counted_apart(book: Book) -> None:
    taken_back = events.RequestWithdrawn(request_id=NAMES, reason=events.WithdrawalReason.DUPLICATE)
    withdrawn = Sent(sent_at=BEGIN, told=((BEGIN, RECEIVED), (BEGIN + timedelta(hours=1), taken_back)))
    book.tell([withdrawn, _answered_after(timedelta(hours=1))])

    assert book.figure(Metric.M15, "misrouted", NOW).denominator == 1
    assert book.figure(Metric.M1, "withdrawn", NOW).value == 1
    assert book.figure(Metric.M1, "sent", NOW).value == 2
