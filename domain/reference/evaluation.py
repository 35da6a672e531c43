"""The questions by which parties evaluate their joint work, phase by phase.

They must not be renamed or removed: an answer names its question by the code.
Source: after the headings of the evaluation form for joint investigation teams of the JITs Network (Eurojust); the
questions are our own.
"""

from collections.abc import Mapping
from functools import cache

from msgspec import Struct

from domain.reference import load

__all__ = ["Question", "all", "exists"]


class Question(Struct, frozen=True, forbid_unknown_fields=True):
    """One question. phase: a ReviewedPhase, of which it asks; text: in English."""

    code: str
    phase: str
    text: str


def all() -> tuple[Question, ...]:  # noqa: A001  # read as evaluation.all()
    """This will return every question, in the order of the phases."""
    return tuple(_by_code().values())


def exists(code: str) -> bool:
    """This will tell whether there is a question of this code."""
    return code in _by_code()


@cache
def _by_code() -> Mapping[str, Question]:
    questions: dict[str, Question] = {}
    for question in load("evaluation", tuple[Question, ...]):
        if question.code in questions:
            raise ValueError(f"evaluation.json: {question.code} stands twice")
        questions[question.code] = question
    return questions
