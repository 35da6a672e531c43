"""Operations of every shape over the fields that are compiled, and over some that are not; and what ids they may name.

It must not send them, nor hold expectations.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from graphql import (
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    is_leaf_type,
)  # fmt: skip
from hypothesis import strategies as st

__all__ = ["Known", "Operation", "operations", "unlike"]

ROOTS = (
    "investigations", "investigation", "timeline", "desk", "cooperationMatrix", "requests", "followUps",
    "request", "node", "items", "item",
)  # fmt: skip
LEFT_OUT = {
    "agreement", "commands", "expectedReply", "confirmations", "annotations", "findings", "answers", "recommendations",
}  # fmt: skip
"""Fields of compiled types that are not compiled: few operations select one of them."""

MOVING = {"CooperationMatrix.at", "CooperationMatrix.asOfPosition", "Clock.remaining of node"}
"""What differs each time that one asks."""

DEEPEST = 7
AT = '"2030-01-01T00:00:00+00:00"'


@dataclass(frozen=True, slots=True)
class Known:
    """What arguments may name. ids: of cases; things: ids of anything; cursors: of each list, by its field."""

    ids: Sequence[str]
    requests: Sequence[str]
    items: Sequence[str]
    things: Sequence[str]
    cursors: dict[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Operation:
    """A document with its variables."""

    text: str
    variables: dict[str, Any]


@dataclass
class _Drawing:
    draw: Any
    schema: GraphQLSchema
    known: Known
    variables: dict[str, tuple[str, Any]] = field(default_factory=dict)
    fragments: list[str] = field(default_factory=list)
    root: str = ""

    def of_root(self, name: str, on: GraphQLObjectType) -> str:
        """One field of the root."""
        self.root = name
        return self.field(name, on.fields[name], 1)

    def of_any(self, on: GraphQLInterfaceType, depth: int) -> str:
        """Some of what an object may be, in fragments on its types, and what all of these have."""
        kinds = self.draw(st.lists(st.sampled_from(self.schema.get_possible_types(on)), max_size=3))
        parts = [f"... on {each.name} {self.selection(each, depth)}" for each in kinds]
        common = self.draw(st.sampled_from(("id", "__typename", f"... on {on.name} {{ own: id __typename }}")))
        return "{ " + " ".join(self.draw(st.permutations([*parts, common]))) + " }"

    def selection(self, on: GraphQLObjectType, depth: int) -> str:
        """Some fields of a type, in any order, some of them twice, in fragments, under conditions."""
        still = {name: each for name, each in on.fields.items() if not MOVING & self._known_as(on, name)}
        names = [name for name, each in still.items() if self._fits(on, each, name, depth)]
        chosen = self.draw(st.lists(st.sampled_from([*names, "__typename"]), min_size=1, max_size=6))
        return "{ " + " ".join(self._one(name, on, depth) for name in chosen) + " }"

    def _fits(self, on: GraphQLObjectType, declared: GraphQLField, name: str, depth: int) -> bool:
        if depth >= DEEPEST and not is_leaf_type(get_named_type(declared.type)):
            return False
        is_left_out = bool(LEFT_OUT & {name, *self._known_as(on, name)})
        return not is_left_out or self.draw(st.integers(0, 60)) == 0

    def _known_as(self, on: GraphQLObjectType, name: str) -> set[str]:
        return {f"{on.name}.{name}", f"{on.name}.{name} of {self.root}"}

    def _one(self, name: str, on: GraphQLObjectType, depth: int) -> str:
        if name == "__typename":
            return name
        own = on.name if on.interfaces and name in unlike(self.schema, on.interfaces[0].name) else ""
        written = self.field(name, on.fields[name], depth, own)
        shape = self.draw(st.integers(0, 11))
        if shape == 0:
            return f"... on {on.name} {{ {written} }}"
        if shape == 1:
            self.fragments.append(f"fragment F{len(self.fragments)} on {on.name} {{ {written} }}")
            return f"...F{len(self.fragments) - 1}"
        if shape == 2:
            return f"... @include(if: {self._given('Boolean!', self.draw(st.booleans()))}) {{ {written} }}"
        return written

    def field(self, name: str, declared: GraphQLField, depth: int, own: str = "") -> str:
        """One field, perhaps under another name, with arguments that fit, or nearly. own: begins that name."""
        given = [f"{argument}: {value}" for argument, value in self._arguments(name, declared).items()]
        is_renamed = own or self.draw(st.integers(0, 3)) == 0
        key = f"k{own}{self.draw(st.integers(0, 99))}x{len(self.variables)}{name}: " if is_renamed else ""
        kind = get_named_type(declared.type)
        inner = self.selection(kind, depth + 1) if isinstance(kind, GraphQLObjectType) else ""
        if isinstance(kind, GraphQLInterfaceType):
            inner = self.of_any(kind, depth + 1)
        unique = key or (
            f"u{self.draw(st.integers(0, 10**9))}: " if given else ""
        )  # or two of them might not be joined
        return f"{unique}{name}{'(' + ', '.join(given) + ')' if given else ''} {inner}"

    def _arguments(self, name: str, declared: GraphQLField) -> dict[str, str]:
        given: dict[str, str] = self._named(declared)
        if "first" in declared.args:
            given |= self._page(name)
        if "at" in declared.args:
            given["at"] = AT
        if name == "cooperationMatrix":
            given |= self._measured()
        if name in FILTERS and self.draw(st.booleans()):
            given["filter"] = self.draw(st.sampled_from(FILTERS[name]))
        return given

    def _named(self, declared: GraphQLField) -> dict[str, str]:
        """What is asked for by its id."""
        known = self.known
        named = {"investigationId": ("UUID!", known.ids), "caseId": ("UUID!", known.ids)}
        named |= {"requestId": ("UUID!", known.requests), "id": ("ID!", known.things), "itemId": ("UUID!", known.items)}
        asked = [(argument, *named[argument]) for argument in declared.args if argument in named]
        return {argument: self._given(kind, self.draw(st.sampled_from(ids))) for argument, kind, ids in asked}

    def _measured(self) -> dict[str, str]:
        given = {"metric": self.draw(st.sampled_from(METRICS))}
        for name, values in MEASURED.items():
            if self.draw(st.booleans()):
                given[name] = self.draw(st.sampled_from(values))
        return given

    def _page(self, name: str) -> dict[str, str]:
        size, cursors = st.integers(-1, 5), self.known.cursors.get(name, ())
        given = {}
        way = self.draw(st.sampled_from(("", "first", "first", "last", "last", "both")))
        for each in ("first", "last"):
            if way in (each, "both"):
                given[each] = self._given("Int", self.draw(size))
        for each in ("after", "before"):
            if cursors and self.draw(st.integers(0, 3)) == 0:
                given[each] = self._given("String", self.draw(st.sampled_from(cursors)))
        return given

    def _given(self, kind: str, value: object) -> str:
        """As a variable or as a literal."""
        if self.draw(st.booleans()):
            name = f"v{len(self.variables)}"
            self.variables[name] = (kind, value)
            return f"${name}"
        if isinstance(value, bool):
            return "true" if value else "false"
        return str(value) if isinstance(value, int) else f'"{value}"'


@cache
def unlike(schema: GraphQLSchema, interface: str) -> frozenset[str]:
    """This will name the fields that several types of an interface have, of unlike types: of one name they clash."""
    kinds: dict[str, set[str]] = {}
    for each in schema.get_possible_types(schema.type_map[interface]):  # type: ignore[arg-type]  # an interface
        for name, declared in each.fields.items():
            kinds.setdefault(name, set()).add(str(declared.type))
    return frozenset(name for name, types in kinds.items() if len(types) > 1)


ENTRIES = (
    "{ hideSystem: false }", '{ text: "a" }', "{ direction: OUTGOING }", '{ agencies: ["NL-LTD"] }',
    '{ kinds: ["request.RequestSent"] }', "{ categories: [REQUEST] }", '{ kinds: ["nothing.Such"] }',
    '{ occurredFrom: "2020-01-01T00:00:00Z" }', '{ direction: INCOMING, directionOf: "FR-OLCN" }',
)  # fmt: skip
CASES = ("{ phases: [OPERATIONAL, SETTING_UP] }", '{ text: "A" }', '{ leadAgencyId: "FR-OLCN" }', "{ }")
REQUESTS = (
    "{ states: [SENT, ACCEPTED] }", "{ direction: INCOMING }", '{ agencyId: "FR-OLCN", direction: OUTGOING }',
    "{ standing: OVERDUE }", "{ standing: AT_RISK }", "{ order: NEWEST }", "{ preInvestigation: true }",
    '{ dueBefore: "2027-01-01T00:00:00Z" }', '{ investigationId: "7c9e6679-7425-40de-944b-e07fc1f90ae7" }',
)  # fmt: skip
FOLLOW_UPS = ("{ overdue: true }", "{ stages: [OPEN, VERIFIED] }", '{ agencyId: "FR-OLCN" }', '{ investigationId: "" }')
ITEMS = (
    "{ tlpAtLeast: AMBER }", "{ spontaneous: true }", '{ text: "a" }', '{ holderAgencyId: "FR-OLCN" }',
    "{ erased: false }", '{ eraseBy: "2030-01-01" }', "{ kind: EVIDENCE }", '{ requestId: "no" }',
)  # fmt: skip

FILTERS = {
    "timeline": ENTRIES, "investigations": CASES, "requests": REQUESTS, "followUps": FOLLOW_UPS, "items": ITEMS,
}  # fmt: skip

METRICS = ("M1", "M4", "M5", "M9", "M10", "M11", "M16", "M19", "M26", "M28", "M29")
MEASURED = {
    "filter": (
        '{ toAgencyId: "FR-OLCN" }',
        "{ urgency: URGENT }",
        '{ fromCountry: "NL" }',
        '{ investigationId: "no" }',
    ),
    "window": ('{ since: "2020-01-01T00:00:00Z" }', '{ kind: FLOW, until: "2021-01-01T00:00:00Z" }', "{ kind: AS_OF }"),
    "thresholds": ("{ minN: 1 }", "{ minN: 2, acknowledgeWithinDays: 1 }", "{ minN: 0 }"),
}


@st.composite
def operations(draw: Any, schema: GraphQLSchema, known: Known) -> Operation:
    """This will draw an operation that is valid, whose arguments may not be."""
    drawing = _Drawing(draw, schema, known)
    query = schema.query_type
    assert query is not None
    roots = draw(st.lists(st.sampled_from(ROOTS), min_size=1, max_size=3))
    body = " ".join(drawing.of_root(name, query) for name in roots)
    declared = ", ".join(f"${name}: {kind}" for name, (kind, _) in drawing.variables.items())
    head = f"query({declared}) " if declared else ""
    text = " ".join([head + "{ " + body + " }", *drawing.fragments])
    return Operation(text, {name: value for name, (_, value) in drawing.variables.items()})
