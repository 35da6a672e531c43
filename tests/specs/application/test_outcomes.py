"""What is remembered of an outcome is enough to give the same answer again, also when the rule is gone."""

from uuid import uuid4

from domain.application_outcome import Accepted, RuleOfThatTime, from_register, to_register
from domain.application_rules import FactsLieNotInTheFuture, NothingBeginsTwice
from domain.refusal import CommandIdReused


def test_a_rule_that_is_gone_still_refuses_under_its_code() -> None:
    stored = to_register(NothingBeginsTwice()).replace(b'"NothingBeginsTwice"', b'"NothingBeginsOnMondays"')

    again = from_register(stored, same_content=True)

    assert isinstance(again, RuleOfThatTime)
    assert (again.code, again.remedy) == ("NOTHING_BEGINS_TWICE", NothingBeginsTwice.remedy)


def test_a_rule_that_stands_refuses_in_person() -> None:
    again = from_register(to_register(FactsLieNotInTheFuture()), same_content=True)

    assert isinstance(again, FactsLieNotInTheFuture)


def test_an_acceptance_says_that_it_is_repeated() -> None:
    first = Accepted(aggregate_id=uuid4(), version=2, position=3, events=("a.B",))

    again = from_register(to_register(first), same_content=True)

    assert isinstance(again, Accepted)
    assert (again.aggregate_id, again.events, again.repeated) == (first.aggregate_id, ("a.B",), True)


def test_other_content_under_the_id_is_refused_whatever_was_remembered() -> None:
    assert isinstance(from_register(b"", same_content=False), CommandIdReused)
