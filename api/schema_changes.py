"""What changed in the public schema since it was last recorded: the first section of api/SCHEMA_CHANGELOG.md.

`python -m api.schema` writes it; `python -m api.schema_changes 0.2.0` records the schema as that version, and begins a
new section. What breaks a client comes first, by the judgement of graphql-core. It must not know any field.
"""

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from graphql import (
    BreakingChange,
    DangerousChange,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    Node,
    SafeChangeType,
    Visitor,
    build_schema,
    find_schema_changes,
    parse,
    print_ast,
    visit,
)

__all__ = ["CHANGELOG", "RECORDED", "changelog_of", "changes_between", "record", "without_words"]

HERE = Path(__file__).parent
CHANGELOG = HERE / "SCHEMA_CHANGELOG.md"
RECORDED = HERE / "schema_recorded.graphql"
"""The schema of the version that was recorded last, without descriptions."""

UNRELEASED = "## Unreleased\n"
HEADINGS = {
    "breaking": "Breaks clients that use it:",
    "dangerous": "May surprise clients:",
    "deprecated": "Will be taken away; use what the reason names:",
    "safe": "New, or otherwise harmless:",
}


class _Bare(Visitor):
    """Takes the descriptions away: they change often, and break nobody."""

    @staticmethod
    def enter(node: Node, *_args: object) -> Node | None:
        """This will put a node without description in the place of one that has it."""
        has_words = bool(getattr(node, "description", None))
        return replace(node, description=None) if has_words else None  # type: ignore[call-arg]  # as just found


def without_words(document: str) -> str:
    """This will return a schema in the schema definition language without its descriptions."""
    return print_ast(visit(parse(document, no_location=True), _Bare())) + "\n"


def changes_between(old: GraphQLSchema, new: GraphQLSchema) -> dict[str, list[str]]:
    """This will tell each change as a sentence, by what it does to clients; in order of names."""
    found: dict[str, list[str]] = {kind: [] for kind in HEADINGS}
    for change in find_schema_changes(old, new):
        if change.type is SafeChangeType.DESCRIPTION_CHANGED:
            continue
        kind = (
            "breaking" if isinstance(change, BreakingChange)
            else "dangerous" if isinstance(change, DangerousChange) else "safe"
        )  # fmt: skip
        found[kind].append(change.description)
    before = set(_deprecated(old))
    found["deprecated"] = [told for told in _deprecated(new) if told not in before]
    return {kind: sorted(set(told)) for kind, told in found.items()}


def _deprecated(schema: GraphQLSchema) -> Iterator[str]:
    for name, kind in schema.type_map.items():
        if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType) and not name.startswith("__"):
            fields = ((each, field.deprecation_reason) for each, field in kind.fields.items())
            yield from (f"{name}.{each}: {reason}" for each, reason in fields if reason)


def changelog_of(document: str) -> str:
    """This will return the changelog with its first section made anew. document: the schema that is served."""
    changes = changes_between(build_schema(RECORDED.read_text(encoding="utf-8")), build_schema(document))
    lists = {kind: "".join(f"- {each}\n" for each in told) for kind, told in changes.items() if told}
    parts = [f"{HEADINGS[kind]}\n\n{told}" for kind, told in lists.items()]
    head, _, rest = CHANGELOG.read_text(encoding="utf-8").partition(UNRELEASED)
    released = rest[rest.index("\n## ") :] if "\n## " in rest else ""
    return f"{head}{UNRELEASED}\n" + ("\n".join(parts) or "Nothing yet.\n") + released


def record(version: str, document: str) -> None:
    """This will make the first section that of a version, and begin a new one."""
    done = changelog_of(document).replace(UNRELEASED, f"{UNRELEASED}\nNothing yet.\n\n## {version}\n", 1)
    CHANGELOG.write_text(done, encoding="utf-8")
    RECORDED.write_text(without_words(document), encoding="utf-8")


if __name__ == "__main__":
    record(sys.argv[1], (HERE / "schema.graphql").read_text(encoding="utf-8"))
