"""The probe of answers that clients hold: nobody is told that a tag holds which was given to somebody else.

It must not know how a tag is made.
"""

from collections.abc import Iterator
from dataclasses import replace

import httpx

from tests.leaks.asking import Asker
from tests.leaks.making import AGENCIES
from tests.leaks.oracle import Person

__all__ = ["got", "tags"]

QUESTIONS = (
    "{ investigations { totalCount nodes { investigationId openRequestCount compartments } } }",
    "{ investigations(first: 1) { totalCount } }",
)

OTHERS = (*(Person(f"{each.lower()}.a", each) for each in AGENCIES), Person("fr-spoc.a", "DE-BKA"))


def tags(asker: Asker) -> Iterator[str]:
    """Whoever sends the tags of all others is sent an answer, and one with a tag of its own."""
    others = [replace(asker, person=each) for each in OTHERS if each != asker.person]
    for question in QUESTIONS:
        known = {each.person: got(each, question).headers.get("etag", "") for each in others}
        answer = got(asker, question, ", ".join(known.values()))
        asker.told(len(known))
        if answer.status_code == httpx.codes.NOT_MODIFIED:
            yield f"tags: {asker.person.member_id}: what another one holds is told to hold: {question}"
        own = answer.headers.get("etag", "")
        yield from (
            f"tags: {asker.person.member_id}: has the tag of {each.member_id}"
            for each, tag in known.items()
            if tag == own
        )


def got(asker: Asker, question: str, held: str = "") -> httpx.Response:
    """This will ask by GET what was asked before. held: tags, as If-None-Match has them."""
    signed = asker.signed()
    signed.ask(question)
    headers = {"authorization": f"Bearer {signed.token}", **({"if-none-match": held} if held else {})}
    return signed.client.get("/graphql", params={"query": question}, headers=headers)
