"""Draws the course of a request as a Mermaid state diagram, from the transition table alone.

It must not add a step that the table does not hold.
"""

from domain.request.transitions import FINISHED, TRANSITIONS, State, Transition

__all__ = ["render", "states_document"]

HEADING = """# The states of a request

Generated from `domain/request/transitions.py`; a partial refusal leads to ACCEPTED, for the part that was accepted.
"""


def render() -> str:
    """This will return the Mermaid text of all steps that change the state, and of how a request begins and ends."""
    steps = [line for row in TRANSITIONS for line in _lines(row)]
    ends = [f"    {state} --> [*]" for state in State if state in (State.CLOSED, State.WITHDRAWN)]
    return "\n".join(["stateDiagram-v2", *steps, *ends]) + "\n"


def states_document() -> str:
    """This will return the diagram as a document, with what may happen in each state without leaving it."""
    rows = "\n".join(f"| {state}{_mark(state)} | {', '.join(_staying(state)) or '-'} |" for state in State)
    return f"{HEADING}\n```mermaid\n{render()}```\n\n| State | May happen without leaving it |\n|---|---|\n{rows}\n"


def _lines(row: Transition) -> list[str]:
    if row.target is None:
        return []
    sources = [state.value for state in State if state in row.sources and state is not row.target] or ["[*]"]
    return [f"    {source} --> {row.target}: {row.command.__name__}" for source in sources]


def _staying(state: State) -> list[str]:
    rows = (row for row in TRANSITIONS if state in row.sources and row.target in (None, state))
    return [row.command.__name__ for row in rows]


def _mark(state: State) -> str:
    return " (finished)" if state in FINISHED else ""
