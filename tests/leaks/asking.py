"""Asks as anybody, counts what was looked at, and says what was learned that should not be, or kept that should not be.

It must not know what a probe is about.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from domain.vocabulary import Role
from tests.leaks.making import CANARY
from tests.leaks.oracle import Oracle, Person
from tests.support.served import Answer, Served
from tests.support.served import Person as Signed

__all__ = ["VIEWS", "Asker", "canaries_in", "chunks", "differences"]

MOST_ALIASES = 25
PLANTED = "planted"
"""How the name of a way begins in which a leak was planted."""

PAGE = 50


@dataclass
class Views:
    """How many questions of the form "may this viewer see this thing this way" were answered and compared, by way."""

    by_way: dict[str, int] = field(default_factory=dict)

    def add(self, way: str, number: int = 1) -> None:
        """This will count."""
        self.by_way[way] = self.by_way.get(way, 0) + number

    @property
    def total(self) -> int:
        """Of all ways, but for those in which a leak was planted."""
        return sum(number for way, number in self.by_way.items() if not way.startswith(PLANTED))


VIEWS = Views()


@dataclass
class Asker:
    """Somebody who asks the house. way: what is counted."""

    house: Served
    oracle: Oracle
    person: Person
    way: str = "other"
    roles: tuple[Role, ...] = ()

    def signed(self) -> Signed:
        """This will sign in, with a token of its own each time."""
        who = self.person
        return self.house.person(who.member_id, who.agency_id, *self.roles, ceiling=who.ceiling)

    def ask(self, query: str, **variables: object) -> Answer:
        """This will ask one thing that is not refused."""
        return self.signed().ask(query, **variables)

    def aliased(self, fields: Sequence[str]) -> list[Any]:
        """This will ask for many fields of the root; the answers come back in order."""
        answers: list[Any] = []
        for some in chunks(fields, MOST_ALIASES):
            named = " ".join(f"a{place}: {each}" for place, each in enumerate(some))
            data = self.ask(f"{{ {named} }}")
            answers += [data[f"a{place}"] for place in range(len(some))]
        return answers

    def pages(self, field_: str, arguments: str, selection: str, page: int = PAGE) -> tuple[list[Any], int]:
        """This will page through a list of the root to its end; nodes, and the count that it tells."""
        nodes: list[Any] = []
        after: str | None = None
        while True:
            query = (
                f"query($after: String) {{ {field_}({arguments} first: {page}, after: $after) {{ totalCount"
                f" edges {{ cursor node {{ {selection} }} }} pageInfo {{ hasNextPage endCursor }} }} }}"
            )
            told = self.ask(query, after=after)[field_]
            nodes += [each["node"] for each in told["edges"]]
            after = told["pageInfo"]["endCursor"]
            if not told["pageInfo"]["hasNextPage"]:
                return nodes, told["totalCount"]

    def told(self, things: int = 1) -> None:
        """This will count views."""
        VIEWS.add(self.way, things)

    def sets(self, what: str, told: Iterable[str], allowed: Iterable[object], among: int) -> Iterator[str]:
        """This will compare what was told with what is allowed, both ways; each of `among` things was looked at."""
        self.told(among)
        yield from differences(f"{self.way}: {self.person.member_id}: {what}", told, allowed)

    def number(self, what: str, told: int, allowed: int) -> Iterator[str]:
        """This will compare a count."""
        self.told()
        if told != allowed:
            yield f"{self.way}: {self.person.member_id}: {what}: told {told}, not {allowed}"

    def words(self, what: str, answer: object) -> Iterator[str]:
        """This will find canaries in an answer that are not for the person."""
        for word in canaries_in(answer):
            self.told()
            if not self.oracle.may_read(self.person, word):
                yield f"{self.way}: {self.person.member_id}: {what}: leaked {word}"


def differences(what: str, told: Iterable[str], allowed: Iterable[object]) -> Iterator[str]:
    """This will say what was told and not allowed, told twice, or allowed and not told."""
    listed, right = list(told), {str(each) for each in allowed}
    if len(listed) != len(set(listed)):
        yield f"{what}: told twice"
    for each in sorted(set(listed) - right):
        yield f"{what}: leaked {each}"
    for each in sorted(right - set(listed)):
        yield f"{what}: missing {each}"


def canaries_in(answer: object) -> set[str]:
    """This will find every canary in an answer, however it is nested."""
    text = answer if isinstance(answer, str) else json.dumps(answer, default=str)
    return set(re.findall(CANARY, text))


def chunks(values: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    """This will cut a sequence."""
    for start in range(0, len(values), size):
        yield values[start : start + size]
