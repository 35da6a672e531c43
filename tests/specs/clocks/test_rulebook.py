"""Profiles and protocols are data with citations, and the day decides on their version."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import domain.clocks
from domain.clocks import MomentKind, load, rulebook
from domain.refusal import InvalidInput
from domain.vocabulary import Availability, Instrument, Obligation, Urgency
from tests.support.moments import at, clock, course, moment

FOLDER = Path(domain.clocks.__file__).parent
PROFILES: dict[str, Any] = json.loads((FOLDER / "profiles.json").read_text())
PROTOCOLS: dict[str, Any] = json.loads((FOLDER / "protocols.json").read_text())
SIRENE: dict[str, Any] = next(each for each in PROFILES["profiles"] if each["code"] == "EU_SIRENE")
TODAY = date(2026, 9, 1)


def _load(*profiles: dict[str, Any], protocols: Any = None) -> domain.clocks.Rulebook:
    return load(json.dumps({"profiles": profiles}).encode(), json.dumps(protocols or PROTOCOLS).encode())


def _sirene(**changes: Any) -> dict[str, Any]:
    return {**SIRENE, **changes}


def test_every_profile_of_the_field_is_there_with_a_citation() -> None:
    codes = {profile.code for profile in rulebook().profiles}
    assert {"EU_EIO", "EU_SIRENE", "EU_EPOC", "EU_EPOC_EMERGENCY", "EU_EPOC_PR", "COE_BUDAPEST_29"} <= codes
    assert {"EU_2023_977_URGENT_DIRECT", "EU_2023_977_URGENT_INDIRECT", "EU_2023_977_OTHER", "MLA_GENERAL"} <= codes
    assert {"EU_EIO_PROVISIONAL", "EU_EIO_INTERCEPTION_NOTICE", "COE_2AP_ART7", "COE_2AP_ART8"} <= codes
    assert {"INTERPOL_CHANNEL", "TASK_FORCE_AGREEMENT"} <= codes
    assert {each.code for each in rulebook().retention} == {"JIT_OPERATIONAL", "INTERPOL_NOMINAL", "EU_SPOC_CMS"}


@pytest.mark.parametrize("instrument", Instrument)
@pytest.mark.parametrize("urgency", Urgency)
def test_each_instrument_and_urgency_has_a_profile(instrument: Instrument, urgency: Urgency) -> None:
    assert rulebook().choose(instrument, urgency, None, TODAY) is not None


def test_until_the_access_is_known_the_stricter_limit_is_assumed() -> None:
    unknown = rulebook().choose(Instrument.EU_2023_977, Urgency.URGENT, None, TODAY)
    indirect = rulebook().choose(Instrument.EU_2023_977, Urgency.URGENT, Availability.INDIRECT, TODAY)
    assert unknown is not None
    assert unknown.code == "EU_2023_977_URGENT_DIRECT"
    assert indirect is not None
    assert indirect.code == "EU_2023_977_URGENT_INDIRECT"


def test_before_its_first_day_an_instrument_has_no_profile() -> None:
    assert rulebook().choose(Instrument.EU_2023_977, Urgency.ROUTINE, None, date(2024, 12, 11)) is None
    assert rulebook().choose(Instrument.EU_2023_977, Urgency.ROUTINE, None, date(2024, 12, 12)) is not None


def test_a_rule_that_changes_next_year_does_not_rewrite_last_year() -> None:
    stricter = [{**SIRENE["obligations"][0], "limit": "PT6H"}]
    book = _load(_sirene(in_force_to="2027-01-01"), _sirene(in_force_from="2027-01-01", obligations=stricter))
    before = course("EU_SIRENE", moment(MomentKind.RECEIVED, "2027-01-01T00:00Z"), sent="2026-12-31T22:00Z")
    after = course("EU_SIRENE", moment(MomentKind.RECEIVED, "2027-01-01T00:00Z"), sent="2027-01-01T00:00Z")
    assert clock(before, Obligation.PROVIDE, book=book).effective_due_utc == at("2027-01-01T12:00Z")
    assert clock(after, Obligation.PROVIDE, book=book).effective_due_utc == at("2027-01-01T06:00Z")


def test_a_protocol_holds_from_its_first_day_to_the_day_before_the_next() -> None:
    now = PROTOCOLS["protocols"][0]
    protocols = {
        "protocols": [{**now, "in_force_to": "2027-01-01"}, {**now, "code": "2027.1", "in_force_from": "2027-01-01"}]
    }
    book = _load(SIRENE, protocols=protocols)
    last, first = book.protocol(date(2026, 12, 31)), book.protocol(date(2027, 1, 1))
    assert last is not None
    assert last.code == "2024.1"
    assert first is not None
    assert first.code == "2027.1"


@pytest.mark.parametrize(
    "wrong",
    [
        {"citation": " "},
        {"counting": "CALENDAR_DAY_END"},
        {"warn_share_left": 2},
        {"obligations": [*SIRENE["obligations"], *SIRENE["obligations"]]},
        {"obligations": [{**SIRENE["obligations"][0], "citation": ""}]},
        {"obligations": [{**SIRENE["obligations"][0], "suspended_by": ["CLARIFICATION"]}]},
        {"counting": "SOMETIMES"},
        {"surprise": 1},
    ],
)
def test_a_profile_that_contradicts_itself_is_not_loaded(wrong: dict[str, Any]) -> None:
    with pytest.raises(InvalidInput):
        _load(_sirene(**wrong))


def test_two_versions_in_force_at_once_are_not_loaded() -> None:
    with pytest.raises(InvalidInput):
        _load(SIRENE, _sirene(in_force_from="2027-01-01"))
