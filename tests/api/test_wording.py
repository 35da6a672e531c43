"""Descriptions come from the domain's docstrings; moments are written no more exactly than they are known."""

from dataclasses import dataclass
from typing import Annotated

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Meta

from api.queries.moments import occurred_text
from api.wording import camel_case_path, field_wording, type_wording
from domain.occurred import parse_occurred


@dataclass
class Told:
    """Do this with care. to_whom: the office; a_b / c_d: both of them. Nothing_else: is said."""

    to_whom: str
    a_b: str
    c_d: str
    bounded: Annotated[str, Meta(description="Bounded text.")]
    plain_id: str


def test_a_class_is_described_by_its_first_sentences() -> None:
    assert type_wording(Told) == "Do this with care."


@pytest.mark.parametrize(
    ("field", "annotation", "wording"),
    [
        ("to_whom", str, "The office."),
        ("a_b", str, "Both of them. Nothing_else: is said."),
        ("c_d", str, "Both of them. Nothing_else: is said."),
        ("bounded", Annotated[str, Meta(description="Bounded text.")], "Bounded text."),
        ("plain_id", str, "Id of the plain."),
    ],
)
def test_a_field_is_described_by_docstring_then_type_then_name(field: str, annotation: object, wording: str) -> None:
    assert field_wording(Told, field, annotation) == wording


def test_a_path_is_told_in_the_spelling_of_the_schema() -> None:
    assert camel_case_path("content.agreed_limits[0].reply_by_utc") == "content.agreedLimits[0].replyByUtc"


@pytest.mark.parametrize("zone", ["UTC", "Europe/Paris", "Pacific/Apia", "America/Sao_Paulo"])
@pytest.mark.parametrize(
    "text",
    [
        "",
        "2018",
        "2018-05",
        "2018-12-31",
        "2018-05/2018-07",
        "2018/2020",
        "2018-05-14/2018-05-16",
        "2026-03-04T09:15:00+00:00",
    ],
)
def test_a_moment_is_written_as_it_was_sent(text: str, zone: str) -> None:
    assert occurred_text(parse_occurred(text, zone)) == text


@given(year=st.integers(1583, 9997), month=st.integers(1, 12))
def test_a_month_of_any_year_comes_back(year: int, month: int) -> None:
    text = f"{year:04}-{month:02}"

    assert occurred_text(parse_occurred(text, "Asia/Tokyo")) == text
