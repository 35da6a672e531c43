"""Specs of telling when something happened: read as exactly as it is known, or refused by name; never a fault."""

from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.commanding import build
from domain.occurred import Precision, is_zone, parse_occurred
from domain.refusal import InvalidInput

ZONES = st.sampled_from(["UTC", "Europe/Paris", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Moon/Base", "", "../etc"])
YEARS = st.sampled_from(["0000", "0001", "0999", "1582", "1583", "2024", "9998", "9999"])
DAYS = st.sampled_from(["", "-01", "-12", "-13", "-01-01", "-02-30", "-12-31", "-W53-7", "-366"])
TIMES = st.sampled_from(["", "T00:00:00", "T23:59:59.999999", "T24:00", "T23:59:60"])
OFFSETS = st.sampled_from(["", "Z", "+14:00", "-14:00", "+23:59:59", "-23:59", "+24:00"])
SINGLE = st.builds("".join, st.tuples(YEARS, DAYS, TIMES, OFFSETS))
TEXTS = SINGLE | st.builds("/".join, st.lists(SINGLE, min_size=2, max_size=3)) | st.text()


@given(TEXTS, ZONES)
def test_every_text_is_a_date_or_refused_by_name(text: str, tz: str) -> None:
    with suppress(InvalidInput):
        told = parse_occurred(text, tz)
        assert told.at is None or told.at.astimezone(UTC).year >= 1582
        assert told.until is None or told.at is None or told.at <= told.until


@pytest.mark.parametrize(
    "text",
    [
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-14:00",
        "9999-12-31T23:59:59-14:00/9999",
        "2020/9999",
        "2020/2021/2022",
        "2020/",
        "0001",
        "1582-12-31",
        "-2020",
    ],
)
def test_a_date_that_no_calendar_here_reaches_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        parse_occurred(text)

    assert refused.value.field == "occurredAt"


@pytest.mark.parametrize("tz", ["Europe/Paris", "America/Adak", "Pacific/Apia"])
def test_the_earliest_year_is_read_in_every_zone(tz: str) -> None:
    assert parse_occurred("1583", tz).precision is Precision.YEAR


@given(st.text())
def test_every_text_is_a_zone_or_none(tz: str) -> None:
    assert is_zone(tz) in (True, False)


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"])
def test_a_moment_outside_the_calendar_is_no_field_of_a_command(moment: str) -> None:
    fields = {"followup_id": "5f0c6a1e-8d3e-4a52-9a35-2b9f5f5f2f10", "due_utc": moment}

    with pytest.raises(InvalidInput) as refused:
        build("SetFollowUpDueDate", fields)

    assert refused.value.field == "due_utc"


def test_an_exact_moment_is_kept_in_utc() -> None:
    assert parse_occurred("2026-03-04T10:15:00+01:00").at == datetime(2026, 3, 4, 9, 15, tzinfo=UTC)
