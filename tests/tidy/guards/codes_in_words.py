"""Guards of the dashboard's catalogue of codes: what the interface answers with has words, and so has what it asks for.

They must not judge a word; that each language has the same messages is held by `pages.py`.
"""

import json
import re
from collections.abc import Iterator

from tests.tidy.guards.pages import ASSETS, MESSAGE
from tests.tidy.tree import Guard, Tree

__all__ = ["GUARDS"]

SCHEMA, EVENTS = "api/schema.graphql", "domain/EVENTS.md"
WORDS = ASSETS + "words/en/"
REFERENCE = {
    "CrimeArea": "domain/reference/crime_areas.json",
    "UnitFamily": "domain/reference/unit_families.json",
    "Region": "domain/reference/regions.json",
}
COMMAND = "commandId"
"""The field by which the input of a command is told from that of a question."""

TOLD = re.compile(r'"""(?:.|\n)*?"""')
BLOCK = re.compile(r"^(enum|input) (\w+) \{\n(.*?)^\}", re.MULTILINE | re.DOTALL)
VALUE = re.compile(r"^  (\w+)$", re.MULTILINE)
FIELD = re.compile(r"^  (\w+): [\[]*(\w+)", re.MULTILINE)
TOPIC = re.compile(r"^`([a-z]+\.\w+)`, version", re.MULTILINE)


def _hyphened(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", re.sub(r"[._]", "-", name))


def _id_of(kind: str, code: str) -> str:
    """The id of a code's message, as `parts/codes.js` makes it."""
    return f"{_hyphened(kind)}-{_hyphened(code)}".lower()


def _blocks(tree: Tree, keyword: str) -> dict[str, str]:
    return {name: body for kind, name, body in BLOCK.findall(TOLD.sub("", tree.get(SCHEMA, ""))) if kind == keyword}


def _codes(tree: Tree) -> Iterator[tuple[str, str]]:
    """Each code that a page can meet, with the name under which it asks for the word."""
    for name, body in _blocks(tree, "enum").items():
        yield from ((name, value) for value in VALUE.findall(body))
    yield from (("EventKind", topic) for topic in TOPIC.findall(tree.get(EVENTS, "")))
    for name, path in REFERENCE.items():
        yield from ((name, each["code"]) for each in json.loads(tree.get(path, "[]")))


def _fields(tree: Tree) -> Iterator[str]:
    """Each field of each command's input, and of the inputs within it."""
    inputs = {name: FIELD.findall(body) for name, body in _blocks(tree, "input").items()}
    reached = {name for name, fields in inputs.items() if COMMAND in {field for field, _ in fields}}
    inner = [*reached]
    while inner:
        within = {kind for _, kind in inputs[inner.pop()] if kind in inputs} - reached
        reached |= within
        inner += within
    yield from {field for name in reached for field, _ in inputs[name]}


def _known(tree: Tree) -> set[str]:
    return {known_as for path, text in tree.items() if path.startswith(WORDS) for known_as, _ in MESSAGE.findall(text)}


def _codes_without_words(tree: Tree) -> Iterator[str]:
    known = _known(tree)
    yield from (f"{WORDS}: no message {_id_of(*code)}" for code in _codes(tree) if _id_of(*code) not in known)


def _fields_without_words(tree: Tree) -> Iterator[str]:
    known = _known(tree)
    asked = sorted(f"field-{_hyphened(field)}".lower() for field in _fields(tree))
    yield from (f"{WORDS}: no message {each}" for each in asked if each not in known)


_ENUM = 'enum RequestState {\n  """It was sent."""\n  SENT\n}\n'
_INPUT = "input SendInput {\n  commandId: UUID!\n  marking: [MarkingInput!]\n}\n\ninput MarkingInput {\n  tlp: Tlp\n}\n"
_FILTER = "input RequestFilterInput {\n  unitId: String\n}\n"
_NAMED = "field-command-id = Id\nfield-marking = Marking\n"

GUARDS = (
    Guard(
        says="each code that the interface answers with has words on the dashboard",
        check=_codes_without_words,
        bad=(
            {SCHEMA: _ENUM, WORDS + "codes.ftl": "request-state-received = Received\n"},
            {EVENTS: "`request.RequestSent`, version 2. It left.\n", WORDS + "codes.ftl": "\n"},
            {REFERENCE["CrimeArea"]: '[{"code": "DRUGS"}]', WORDS + "codes.ftl": "crime-area-firearms = Firearms\n"},
        ),
        good=(
            {SCHEMA: _ENUM, WORDS + "codes.ftl": "request-state-sent = Sent\n"},
            {
                EVENTS: "`request.RequestSent`, version 2. It left.\n",
                WORDS + "events.ftl": "event-kind-request-request-sent = Request sent\n",
            },
            {REFERENCE["CrimeArea"]: '[{"code": "DRUGS"}]', WORDS + "codes.ftl": "crime-area-drugs = Drugs\n"},
        ),
    ),
    Guard(
        says="each field of a command has a name on the dashboard",
        check=_fields_without_words,
        bad=({SCHEMA: _INPUT, WORDS + "fields.ftl": _NAMED},),
        good=({SCHEMA: _INPUT + _FILTER, WORDS + "fields.ftl": _NAMED + "field-tlp = TLP\n"},),
    ),
)
