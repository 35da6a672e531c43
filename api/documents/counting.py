"""How much a document holds, counted once over what was parsed, and what is too much of it.

It must not know any field, nor validate: what it is given may have fragments that are missing or hold themselves.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    Node,
    OperationDefinitionNode,
    SelectionSetNode,
)

from api.errors import PublicError

__all__ = ["MOST", "MOST_TOKENS", "counted", "excess", "too_large"]

MOST_TOKENS = 2_000
"""Tokens of a document; GraphiQL's introspection query has about 400, the longest example of the README about 150."""

MOST: Mapping[str, int] = {
    "levels": 12,  # introspection is not counted; an investigation's requests' entries, all as connections, need nine
    "aliases": 30,  # a page that shows ten things in three ways needs no more
    "root fields": 30,  # each is a question of its own; a page of the dashboard asks ten
    "directives": 50,
    "fragments": 100,
    "repeated fields": 30,  # of one name in one selection, each with its own: validation compares each with each
}
"""What is counted -> how many there may be."""

REMEDIES = {"repeated fields": "Write a field once, with all that is selected on it."}
REMEDY = "Ask in several operations."


@dataclass(slots=True)
class _Count:
    """One document at work. levels: of each fragment that was walked; one that holds itself counts as none."""

    fragments: Mapping[str, FragmentDefinitionNode]
    found: Counter[str] = field(default_factory=Counter)
    levels: dict[str, int] = field(default_factory=dict)

    def walk(self, selected: SelectionSetNode | None) -> int:
        """This will count what stands within, and return how many levels it has."""
        return max((self._one(each) for each in selected.selections), default=0) if selected else 0

    def _one(self, node: Node) -> int:
        self.found["directives"] += len(getattr(node, "directives", ()) or ())
        match node:
            case FieldNode():
                self.found["aliases"] += node.alias is not None
                self.found["repeated fields"] += self._repeated(node.selection_set)
                levels = self.walk(node.selection_set)
                return 0 if node.selection_set is None or node.name.value.startswith("__") else 1 + levels
            case InlineFragmentNode():
                return self.walk(node.selection_set)
            case FragmentSpreadNode():
                return self.fragment(node.name.value)
            case _:
                return 0

    def fragment(self, name: str) -> int:
        """This will walk a fragment, where it was not yet, and return how many levels it has."""
        if name not in self.levels:
            self.levels[name] = 0
            fragment = self.fragments.get(name)
            self.levels[name] = self.walk(fragment.selection_set) if fragment else 0
        return self.levels[name]

    def operation(self, node: OperationDefinitionNode) -> None:
        """This will count an operation; of several in a document the largest is what counts at the root."""
        self.found["directives"] += len(node.directives or ())
        self.found["directives"] += sum(len(each.directives or ()) for each in node.variable_definitions or ())
        self.found["repeated fields"] += self._repeated(node.selection_set)
        at_root = {_name_of(each) for each in self._fields(node.selection_set, set())}
        self.found["root fields"] = max(self.found["root fields"], len(at_root))
        self.found["levels"] = max(self.found["levels"], self.walk(node.selection_set))

    def _repeated(self, selected: SelectionSetNode | None) -> int:
        if selected is None:
            return 0
        named = Counter(_name_of(each) for each in self._fields(selected, set()) if each.selection_set)
        return sum(times - 1 for times in named.values())

    def _fields(self, selected: SelectionSetNode, met: set[str]) -> Iterator[FieldNode]:
        """The fields of one selection, those of its fragments too, each fragment once."""
        for each in selected.selections:
            if isinstance(each, FieldNode):
                yield each
            elif isinstance(each, InlineFragmentNode):
                yield from self._fields(each.selection_set, met)
            elif isinstance(each, FragmentSpreadNode) and each.name.value not in met:
                met.add(each.name.value)
                fragment = self.fragments.get(each.name.value)
                yield from self._fields(fragment.selection_set, met) if fragment else ()


def counted(document: DocumentNode) -> Mapping[str, int]:
    """This will count, by the names of MOST."""
    fragments = {each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)}
    if len(fragments) > MOST["fragments"]:  # a chain of them is no deeper than the stack of a call
        return Counter({"fragments": len(fragments)})
    count = _Count(fragments, Counter({"fragments": len(fragments)}))
    for each in document.definitions:
        if isinstance(each, OperationDefinitionNode):
            count.operation(each)
    for name, fragment in fragments.items():
        count.fragment(name)
        count.found["directives"] += len(fragment.directives or ())
    return count.found


def excess(document: DocumentNode) -> list[PublicError]:
    """This will tell of each number that is beyond its limit."""
    found = counted(document)
    return [too_large(what, most, found[what]) for what, most in MOST.items() if found[what] > most]


def too_large(what: str, limit: int, found: int) -> PublicError:
    """This will refuse a document. found: how many there are, or as many as were met."""
    remedy = REMEDIES.get(what, REMEDY)
    message = f"The document has {found:,} {what}; {limit:,} are the most."
    return PublicError(message, "OPERATION_TOO_LARGE", remedy=remedy, counted=what, limit=limit, found=found)


def _name_of(field: FieldNode) -> str:
    return field.alias.value if field.alias else field.name.value
