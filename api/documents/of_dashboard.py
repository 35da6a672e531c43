"""The documents of the dashboard, read out of its own files: where only trusted ones may be asked, these are.

It must not know any page: a document is a text that begins as one. The dashboard makes one document as it runs, that of
a command, whose name and input stand in the schema; so there are as many of it as commands.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from graphql import GraphQLSchema, get_named_type

__all__ = ["documents_of_dashboard"]

ASSETS = Path(__file__).parents[1] / "dashboard" / "assets"

LITERAL = re.compile(r"`((?:query|mutation|subscription) [^`]*)`|\"((?:query|mutation|subscription) [^\"\n]*)\"")
"""A text of JavaScript that begins as a document; the dashboard escapes nothing in them."""

MADE = "${"
"""What stands in a text that is made as it runs."""

CONSTANT = re.compile(r"^const (\w+) = `([^`]*)`;", re.MULTILINE)


def documents_of_dashboard(schema: GraphQLSchema) -> list[str]:
    """This will return every document that the dashboard asks. Raises ValueError where it makes one in another way."""
    return [document for text, constants in _texts() for document in _made(text, constants, schema)]


def _texts() -> Iterator[tuple[str, dict[str, str]]]:
    """Each text that begins as a document, with the constants of its file."""
    for file in sorted(ASSETS.rglob("*.js")):
        source = file.read_text(encoding="utf-8")
        constants = dict(CONSTANT.findall(source))
        yield from ((long or short, constants) for long, short in LITERAL.findall(source))


def _made(text: str, constants: dict[str, str], schema: GraphQLSchema) -> Iterator[str]:
    for name, value in constants.items():
        text = text.replace(f"${{{name}}}", value)
    if MADE not in text:
        yield text
        return
    commands = schema.mutation_type.fields if schema.mutation_type else {}
    for name, field in commands.items():
        kind = get_named_type(field.args["input"].type).name
        made = text.replace("${name}", name).replace("${type}", kind)
        if MADE in made:
            raise ValueError(f"the dashboard makes a document that cannot be foreseen: {text[:80]}")
        yield made
