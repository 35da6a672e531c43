"""Serves a database as Entente does, or with nothing kept, or compiled: `python -m tests.benchmarks.rivals.entente`.

It prints its address and a token, and stops when its input ends. It must not measure anything.
"""

import argparse
import gc
import json
import sys
from collections.abc import Awaitable, Callable, Hashable
from typing import TypeVar

from api.compiled.compiled import Compiled
from api.compiled.keeping import Answers, Kept
from api.compiled.together import Together
from api.quotas.places import PlacesLimit
from tests.support.live import live
from tests.support.served import served

T = TypeVar("T")

WITHOUT_END = 10**9
"""Points of a minute: quotas are on, and never met."""

PLACES = PlacesLimit(waiting=WITHOUT_END, of_member=WITHOUT_END, patience_s=60)
"""One member asks for all at once here, and waits for as long as the slowest side takes."""


def _forget(_compiled: Compiled, _document: str) -> None:
    """Nothing is ever known, so that everything goes the ordinary way."""


async def _alone(_together: Together[T], _key: Hashable, doing: Callable[[], Awaitable[T]]) -> T:
    """Equal questions are asked each by itself."""
    return await doing()


def _drop(_answers: Answers, _key: Hashable, _answer: Kept) -> None:
    """Nothing is ever kept, so that everything is read anew."""


def main() -> None:
    """This will serve until the input ends."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("database")
    parser.add_argument("member")
    parser.add_argument("agency")
    parser.add_argument("--ordinary", action="store_true")
    parser.add_argument("--nothing-kept", action="store_true")
    given = parser.parse_args()
    if given.nothing_kept:
        Answers.put = _drop  # type: ignore[method-assign, assignment]  # of this process alone
        Together.do = _alone  # type: ignore[method-assign, assignment]  # same
    if given.ordinary:
        Compiled.learn = _forget  # type: ignore[method-assign, assignment]  # of this process alone
    chosen = {"production": True, "member_points": WITHOUT_END, "agency_points": WITHOUT_END, "places": PLACES}
    with served(given.database, **chosen) as house, live(house) as door:
        gc.collect()
        gc.freeze()
        token = house.token(given.member, given.agency)
        sys.stdout.write(json.dumps({"address": f"http://{door.address}/graphql", "token": token}) + "\n")
        sys.stdout.flush()
        sys.stdin.read()


if __name__ == "__main__":
    main()
