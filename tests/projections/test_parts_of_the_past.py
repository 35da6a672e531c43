"""A statement over the past looks into parts of reviews by rows of the past: a function would take those of today."""

import pytest

from projections.exchanges import queries as exchanges
from projections.followups import statements as followups
from projections.replaying.statements import over_then
from projections.reviews import statements as reviews
from projections.timeline import statements as timeline

STATEMENTS = {
    f"{module.__name__}.{name}": text
    for module in (exchanges, followups, reviews, timeline)
    for name, text in vars(module).items()
    if isinstance(text, str) and "part_is_met_in" in text
}


@pytest.mark.parametrize("name", STATEMENTS)
def test_no_function_is_asked_of_the_past(name: str) -> None:
    assert "part_is_met_in" not in over_then(STATEMENTS[name]).statement


def test_there_are_statements_that_ask_it_of_the_present() -> None:
    assert "projections.timeline.statements.FORWARD" in STATEMENTS
