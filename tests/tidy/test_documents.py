"""Generated documents say what the code says today."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated

import pytest
from msgspec import Meta

from domain.documents import rendered
from domain.documents.course import course_of
from domain.documents.events_and_states import state_diagram
from domain.documents.fields import field_table
from domain.event import Event, event
from domain.refusal import RuleViolation
from tests.tidy.tree import ROOT


class NobodyAnswersItself(RuleViolation):
    """Nobody answers itself."""


@event("sample.Answered")
class Answered(Event):
    """An answer was given."""

    text: Annotated[str, Meta(description="One line.")]
    also: tuple[int, ...] = ()


@dataclass(frozen=True)
class Asked:
    """A question, perhaps with its answer."""

    answered: Answered | None = None


def _stale(fresh: Mapping[str, str], stored: Mapping[str, str]) -> list[str]:
    return [path for path, text in fresh.items() if stored.get(path) != text]


def test_generated_documents_are_current() -> None:
    fresh = rendered(ROOT)
    stored = {path: (ROOT / path).read_text(encoding="utf-8") for path in fresh if (ROOT / path).exists()}
    assert _stale(fresh, stored) == [], "run python -m domain.documents"


@pytest.mark.parametrize("stored", [{}, {"A.md": "yesterday"}], ids=["missing", "outdated"])
def test_a_stale_document_is_noticed(stored: dict[str, str]) -> None:
    assert _stale({"A.md": "today"}, stored) == ["A.md"]


def test_the_course_of_a_decision_is_followed_through_the_functions_it_calls() -> None:
    def require(answer: str) -> None:
        if not answer:
            raise NobodyAnswersItself

    def decide(answer: str) -> Iterable[object]:
        require(answer)
        yield Answered(text=answer)

    require.__module__ = decide.__module__ = "domain.sample"
    course = course_of(decide)
    assert course.events == ("Answered",)
    assert course.rules == (NobodyAnswersItself,)


def test_a_field_is_described_with_its_content_and_default() -> None:
    assert "| `text` | One line | mandatory |" in field_table(Answered)
    assert "| `also` | any number of: whole number | empty |" in field_table(Answered)


def test_a_nested_part_is_linked() -> None:
    assert "[Answered](#answered), or none" in field_table(Asked)


def test_the_diagram_shows_how_a_request_begins_and_is_reopened() -> None:
    drawn = state_diagram()
    assert "[*] --> DRAFT: DraftRequest" in drawn
    assert "CLOSED --> IN_EXECUTION: ReopenRequest" in drawn
