"""Guards of the dashboard: its files stay small, its words exist in every language, its colours stand in one place.

They must not run a script, nor judge a translation.
"""

import re
from collections.abc import Iterator

from tests.tidy.tree import Guard, Tree

__all__ = ["ASSETS", "GUARDS", "MESSAGE"]

ASSETS = "api/dashboard/assets/"
WORDS = ASSETS + "words/"
LONGEST_FILE = 300
FIRST = "en"

MESSAGE = re.compile(r"^([a-z][a-z0-9-]*) = ?(.*(?:\n(?:[ \t].*)?(?=\n|$))*)", re.MULTILINE)
VARIABLE = re.compile(r"\$([a-zA-Z]+)")
SPOKEN = re.compile(r"\bt\(\"([a-z0-9-]+)\"")
COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b(?!\")|\brgba?\(|\bhsla?\(")


def _of_dashboard(tree: Tree, *endings: str) -> Iterator[tuple[str, str]]:
    return ((path, text) for path, text in tree.items() if path.startswith(ASSETS) and path.endswith(endings))


def _too_long(tree: Tree) -> Iterator[str]:
    for path, text in _of_dashboard(tree, ".js", ".css"):
        if text.count("\n") > LONGEST_FILE:
            yield f"{path}: {text.count(chr(10))} lines, at most {LONGEST_FILE}"


def _catalogues(tree: Tree) -> dict[str, dict[str, dict[str, frozenset[str]]]]:
    """Language -> catalogue -> message -> the variables in it."""
    found: dict[str, dict[str, dict[str, frozenset[str]]]] = {}
    for path, text in _of_dashboard(tree, ".ftl"):
        language, _, name = path.removeprefix(WORDS).partition("/")
        messages = {known_as: frozenset(VARIABLE.findall(said)) for known_as, said in MESSAGE.findall(text)}
        found.setdefault(language, {})[name] = messages
    return found


def _untranslated(tree: Tree) -> Iterator[str]:
    languages = _catalogues(tree)
    for language, catalogues in languages.items():
        for name in languages[FIRST].keys() | catalogues.keys():
            ours, theirs = languages[FIRST].get(name, {}), catalogues.get(name, {})
            for each in sorted(ours.keys() ^ theirs.keys()):
                yield f"{WORDS}{language}/{name}: {each} stands in one language alone"
            for each in sorted(ours.keys() & theirs.keys()):
                if ours[each] != theirs[each]:
                    yield f"{WORDS}{language}/{name}: {each} has other variables than in {FIRST}"


def _told_twice(tree: Tree) -> Iterator[str]:
    for path, text in _of_dashboard(tree, ".ftl"):
        told = [known_as for known_as, _ in MESSAGE.findall(text)]
        yield from (f"{path}: {each} stands twice" for each in sorted(set(told)) if told.count(each) > 1)


def _unknown_words(tree: Tree) -> Iterator[str]:
    known = {each for messages in _catalogues(tree).get(FIRST, {}).values() for each in messages}
    for path, text in _of_dashboard(tree, ".js"):
        yield from (f"{path}: no message {each}" for each in SPOKEN.findall(text) if each not in known)


def _other_colours(tree: Tree) -> Iterator[str]:
    for path, text in _of_dashboard(tree, ".css"):
        if not path.endswith(("/scales.css", "/print.css")):
            yield from (f"{path}: {each}" for each in COLOUR.findall(text))


GUARDS = (
    Guard(
        says="files of the dashboard stay small",
        check=_too_long,
        bad=({ASSETS + "app.js": "\n" * 301},),
        good=({ASSETS + "app.js": "\n" * 300},),
    ),
    Guard(
        says="each language of the dashboard has the same messages, with the same variables",
        check=_untranslated,
        bad=(
            {WORDS + "en/frame.ftl": "look = Look\n", WORDS + "fr/frame.ftl": "\n"},
            {WORDS + "en/frame.ftl": "more = { $shown }\n", WORDS + "fr/frame.ftl": "more = encore\n"},
            {WORDS + "en/frame.ftl": "look = Look\n", WORDS + "fr/desk.ftl": "look = Voir\n"},
        ),
        good=({WORDS + "en/frame.ftl": "more = { $shown }\n", WORDS + "fr/frame.ftl": "more = { $shown } de plus\n"},),
    ),
    Guard(
        says="a message of the dashboard stands once in its catalogue",
        check=_told_twice,
        bad=({WORDS + "en/frame.ftl": "look = Look\nlook = Style\n"},),
        good=({WORDS + "en/frame.ftl": "look = Look\nlook-dark = Dark\n"},),
    ),
    Guard(
        says="each message that a page speaks by its id stands in a catalogue",
        check=_unknown_words,
        bad=({ASSETS + "app.js": 't("loook")', WORDS + "en/frame.ftl": "look = Look\n"},),
        good=({ASSETS + "app.js": 't("look")', WORDS + "en/frame.ftl": "look = Look\n"},),
    ),
    Guard(
        says="colours stand in the scales of the dashboard alone",
        check=_other_colours,
        bad=({ASSETS + "look/desk.css": ".x { color: #fff; }"},),
        good=({ASSETS + "look/scales.css": ".x { color: #fff; }", ASSETS + "look/desk.css": "#main { margin: 0; }"},),
    ),
)
