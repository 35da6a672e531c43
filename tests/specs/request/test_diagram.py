"""The diagram is drawn from the table of steps, and the table from the design."""

from pathlib import Path

import domain.request
from domain.request import REQUEST, diagram
from domain.request.transitions import TRANSITIONS


def test_every_command_of_the_room_is_a_step_in_the_table() -> None:
    assert {row.command for row in TRANSITIONS} == {decision.command for decision in REQUEST.decisions}


def test_the_document_beside_the_room_is_the_drawn_one() -> None:
    document = Path(domain.request.__file__).parent / "STATES.md"
    assert document.read_text(encoding="utf-8") == diagram.states_document()


def test_the_diagram_shows_how_a_request_begins_and_is_reopened() -> None:
    drawn = diagram.render()
    assert "[*] --> DRAFT: DraftRequest" in drawn
    assert "CLOSED --> IN_EXECUTION: ReopenRequest" in drawn
