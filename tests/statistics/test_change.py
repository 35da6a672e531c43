"""What is unusual is told from chance, with the reason."""

import numpy as np
import pytest

from projections.outlook.change import Month, Suspicion, changes_among, suspicions_of
from projections.outlook.rows import ChangeKind

HOUR = 3_600.0


def usual(count: int = 12) -> list[Month]:
    """Months that are as different as chance makes them."""
    chance = np.random.default_rng(11)
    return [
        Month(sent=int(sent), replies_s=tuple(chance.exponential(40 * HOUR, size=sent).tolist()), refused=1)
        for sent in chance.poisson(12, size=count)
    ]


def kinds(months: list[Month]) -> set[ChangeKind]:
    """What stands of one pair's suspicions."""
    return {change.suspicion.kind for change in changes_among([("pair", each) for each in suspicions_of(months)])}


def test_a_usual_month_is_not_flagged() -> None:
    assert kinds(usual(13)) == set()


def test_a_surge_of_requests_is_flagged() -> None:
    assert kinds([*usual(), Month(sent=40)]) == {ChangeKind.MORE_REQUESTS}


def test_a_silent_month_is_flagged() -> None:
    assert kinds([*usual(), Month(sent=0)]) == {ChangeKind.FEWER_REQUESTS}


def test_slower_replies_are_flagged_with_both_medians() -> None:
    last = Month(sent=12, replies_s=(400 * HOUR,) * 10, refused=1)
    found = [each for each in suspicions_of([*usual(), last]) if each.kind is ChangeKind.SLOWER_REPLIES]
    assert [each.observed for each in found] == [400 * HOUR]
    assert found[0].usual < 60 * HOUR
    assert kinds([*usual(), last]) == {ChangeKind.SLOWER_REPLIES}


def test_faster_replies_are_flagged() -> None:
    assert kinds([*usual(), Month(sent=12, replies_s=(HOUR / 4,) * 10, refused=1)]) == {ChangeKind.FASTER_REPLIES}


def test_many_refusals_are_flagged() -> None:
    chance = np.random.default_rng(2)
    last = Month(sent=12, replies_s=tuple(chance.exponential(40 * HOUR, size=12).tolist()), refused=10)
    assert kinds([*usual(), last]) == {ChangeKind.MORE_REFUSALS}


def test_a_partnership_that_has_hardly_begun_has_nothing_usual() -> None:
    assert suspicions_of([*usual(5), Month(sent=90)]) == []


def test_six_months_are_enough_to_know_what_is_usual() -> None:
    assert kinds([*usual(6), Month(sent=90)]) == {ChangeKind.MORE_REQUESTS}


def test_few_replies_are_not_compared() -> None:
    last = Month(sent=12, replies_s=(900 * HOUR,) * 4)
    of_volume = {ChangeKind.MORE_REQUESTS, ChangeKind.FEWER_REQUESTS}
    assert {each.kind for each in suspicions_of([*usual(), last])} <= of_volume


def test_one_chance_finding_among_many_pairs_does_not_stand() -> None:
    weak = Suspicion(kind=ChangeKind.MORE_REQUESTS, observed=20, usual=12, p_value=0.03, n=12)
    none = Suspicion(kind=ChangeKind.MORE_REQUESTS, observed=12, usual=12, p_value=1.0, n=12)
    assert changes_among([("A", weak), *((number, none) for number in range(20))]) == []
    assert [each.subject for each in changes_among([("A", weak)])] == ["A"]


@pytest.mark.parametrize("mean", [3, 12])
def test_chance_alone_is_seldom_suspected(mean: float) -> None:
    chance = np.random.default_rng(round(mean))
    told = [[Month(sent=int(each)) for each in chance.poisson(mean, size=13)] for _ in range(300)]
    suspected = [min((each.p_value for each in suspicions_of(months)), default=1.0) <= 0.05 for months in told]
    assert sum(suspected) / len(suspected) <= 0.06


def test_nothing_is_told_of_no_months() -> None:
    assert suspicions_of([]) == []
