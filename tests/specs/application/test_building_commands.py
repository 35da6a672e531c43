"""Loose fields become a command, or a refusal that names the field, what is wrong, and what would be right."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Meta

from domain import vocabulary
from domain.commanding import build
from domain.followup.commands import SetFollowUpDueDate
from domain.investigation.commands import RecordFact
from domain.refusal import InvalidInput

ID = "6f1d3c52-7a0e-5d5c-9a55-2d3b8a3d9c11"
DUE: dict[str, object] = {"followup_id": ID, "due_utc": "2026-05-01T12:00:00Z"}
FACT: dict[str, object] = {
    "investigation_id": ID,
    "fact_id": "F1",
    "kind": "INCIDENT",
    "text": "it happened",
    "source": "a paper",
    "grade": "PRESS",
}


def refusal(name: str, fields: dict[str, object]) -> InvalidInput:
    with pytest.raises(InvalidInput) as refused:
        build(name, fields)
    return refused.value


def test_texts_become_what_they_stand_for() -> None:
    built = build("SetFollowUpDueDate", DUE)

    assert isinstance(built, SetFollowUpDueDate)
    assert (built.followup_id, built.due_utc) == (UUID(ID), datetime(2026, 5, 1, 12, tzinfo=UTC))


def test_an_unknown_command_is_told_what_comes_near() -> None:
    refused = refusal("SetFollowUpDuedate", DUE)

    assert refused.field == "command"
    assert "SetFollowUpDueDate" in refused.accepted


def test_a_missing_field_is_named() -> None:
    assert refusal("SetFollowUpDueDate", {"due_utc": DUE["due_utc"]}).field == "followup_id"


def test_an_unknown_field_is_named_with_those_there_are() -> None:
    refused = refusal("SetFollowUpDueDate", {**DUE, "dueUtc": "x"})

    assert refused.field == "dueUtc"
    assert "due_utc" in refused.accepted


def test_a_false_value_is_named_with_what_would_fit() -> None:
    refused = refusal("SetFollowUpDueDate", {**DUE, "due_utc": "soon"})

    assert refused.field == "due_utc"
    assert refused.remedy


def test_a_false_value_within_another_is_named_by_its_path() -> None:
    content = {"content": {"instrument": "BY_PIGEON"}}

    assert refusal("DraftRequest", {"request_id": ID, **content}).field.startswith("content")


def test_a_time_without_an_offset_is_refused() -> None:
    assert refusal("SetFollowUpDueDate", {**DUE, "due_utc": "2026-05-01T12:00:00"}).field == "due_utc"


@pytest.mark.parametrize("text", ["a\0b", "\ud83d", "a\udca4b", "\ude00\ud83d"])
def test_a_text_that_cannot_be_stored_is_refused_with_its_field(text: str) -> None:
    assert refusal("RecordFact", {**FACT, "source": text}).field == "source"
    assert refusal("RecordFact", {**FACT, "actors": ["somebody", text]}).field == "actors[1]"


def test_a_text_in_any_script_is_taken() -> None:
    built = build("RecordFact", {**FACT, "text": "\U0001f600 Żółć 東京"})

    assert isinstance(built, RecordFact)
    assert built.text == "\U0001f600 Żółć 東京"


@pytest.mark.parametrize(
    ("name", "fields", "field", "accepted"),
    [
        ("SetFollowUpDueDate", {**DUE, "followup_id": "x"}, "followup_id", "a UUID such as"),
        ("SetFollowUpDueDate", {"followup_id": ID}, "due_utc", "an ISO 8601 time with offset such as"),
        ("RecordFact", {**FACT, "kind": "RUMOUR"}, "kind", "one of INCIDENT, INVESTIGATION_OPENED"),
        ("RecordFact", {**FACT, "fact_id": ""}, "fact_id", "one line of text, 1 to 300 characters, not blank"),
        ("RecordFact", {**FACT, "fact_id": None}, "fact_id", "one line of text, 1 to 300 characters, not blank"),
        ("RecordFact", {**FACT, "actors": ["x", ""]}, "actors[1]", "one line of text, 1 to 300 characters, not blank"),
        (
            "RecordFact",
            {**FACT, "actors": "x"},
            "actors",
            "a list, each of: one line of text, 1 to 300 characters, not blank",
        ),
        (
            "InvitePartner",
            {"investigation_id": ID, "agency_id": "x y", "role": "PARTY"},
            "agency_id",
            "such as FR-SPOC",
        ),
        (
            "DraftRequest",
            {"request_id": ID, "requesting_agency_id": "FR-SPOC"},
            "requested_agency_id",
            "code of an agency",
        ),
        ("GiveFeedback", {"request_id": ID, "usefulness": 9, "used_in": []}, "usefulness", "1 useless to 5 decisive"),
        ("RecordContradiction", {"claims": [{"claim": 1}]}, "claims[0].claim", "text"),
    ],
)
def test_what_is_accepted_is_told_in_plain_words(
    name: str, fields: dict[str, object], field: str, accepted: str
) -> None:
    refused = refusal(name, fields)

    assert refused.field == field
    assert accepted in refused.accepted
    assert "`" not in refused.message + refused.remedy
    assert "Accepted: Invalid" not in refused.remedy


PATTERNED = [meta for hint in vars(vocabulary).values() for meta in getattr(hint, "__metadata__", ())]


@pytest.mark.parametrize("meta", PATTERNED, ids=lambda meta: str(meta.description))
def test_every_bounded_value_says_what_it_accepts(meta: Meta) -> None:
    assert meta.description


BLANK = [" ", "\t\n", "\u00a0", "\u200b\u2060", "\u2800", "\u3164", "\ufe0f", "\u202e "]


@pytest.mark.parametrize("text", BLANK, ids=ascii)
def test_a_text_without_anything_to_see_is_refused(text: str) -> None:
    assert refusal("RecordFact", {**FACT, "fact_id": text}).field == "fact_id"
    assert refusal("RecordFact", {**FACT, "text": text}).field == "text"
    assert refusal("RecordFact", {**FACT, "source": text}).field == "source"


@pytest.mark.parametrize(
    "text", ["a\nb", "a\n", "\na", "a\tb", "a\x1b[2Jb", "a\x85b", "a\u2028b", "a\u202eb"], ids=ascii
)
def test_one_line_has_no_control_characters(text: str) -> None:
    assert refusal("RecordFact", {**FACT, "fact_id": text}).field == "fact_id"
    assert isinstance(build("RecordFact", {**FACT, "source": text}), RecordFact)


@pytest.mark.parametrize("text", ["x", " x", "Ж", "東京", "שלום\u200f!", "ب\u200cب", "👩\u200d🚒", "é"], ids=ascii)
def test_one_line_in_any_script_is_taken(text: str) -> None:
    assert isinstance(build("RecordFact", {**FACT, "fact_id": text}), RecordFact)


@given(st.text(min_size=1, max_size=300))
def test_every_text_that_is_printed_in_one_line_is_taken(text: str) -> None:
    printed = f"x{''.join(filter(str.isprintable, text))}"[:300]

    assert isinstance(build("RecordFact", {**FACT, "fact_id": printed}), RecordFact)
