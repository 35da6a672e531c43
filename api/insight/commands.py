"""What came of a command, in a word.

It must not know what a command says.
"""

from api.insight.measures import Measures
from domain.application import Accepted, Outcome
from domain.refusal import Conflict, NotFound

__all__ = ["note_outcome", "outcome_word"]


def note_outcome(measures: Measures, name: str, outcome: Outcome) -> None:
    """This will count a command of a name, and where it was refused the code of the rule."""
    measures.command(name, outcome_word(outcome))
    if not isinstance(outcome, Accepted):
        measures.refused(outcome.code)


def outcome_word(outcome: Outcome) -> str:
    """This will return accepted, repeated, not_found, conflict or refused."""
    match outcome:
        case Accepted():
            return "repeated" if outcome.repeated else "accepted"
        case NotFound():
            return "not_found"
        case Conflict():
            return "conflict"
        case _:
            return "refused"
