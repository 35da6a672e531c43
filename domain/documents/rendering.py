"""Puts the generated documents together.

It must not write them: whoever calls decides whether to write or to compare.
"""

import re
from collections.abc import Mapping
from pathlib import Path

from domain.documents.commands import commands_document, commands_summary
from domain.documents.events_and_states import events_document, states_document

__all__ = ["rendered"]

README = "domain/README.md"
BEGIN = "<!-- generated from here by python -m domain.documents -->"
END = "<!-- generated up to here -->"


def rendered(root: Path) -> Mapping[str, str]:
    """This will render every generated document: path below the repository's root -> text.

    root: where README.md of the domain is read, whose generated part is replaced, and where the specs are looked up.
    """
    return {
        "domain/EVENTS.md": events_document(),
        "domain/COMMANDS.md": commands_document(),
        "domain/request/STATES.md": states_document(),
        README: _replaced((root / README).read_text(encoding="utf-8"), commands_summary(root / "tests" / "specs")),
    }


def _replaced(document: str, part: str) -> str:
    """The document with what stands between the marks replaced; raises ValueError where the marks are missing."""
    marked = re.compile(f"{re.escape(BEGIN)}.*{re.escape(END)}", re.DOTALL)
    if not marked.search(document):
        raise ValueError(f"{README} has no generated part")
    return marked.sub(lambda _found: f"{BEGIN}\n\n{part}\n{END}", document)
