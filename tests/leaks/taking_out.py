"""Probes of exports: every format holds what the person sees, and nothing else; of what is not for one there is none.

They must not know how access is decided: the oracle says what is right.
"""

from collections.abc import Iterator
from itertools import chain
from uuid import UUID, uuid4
from zlib import crc32

from tests.leaks.asking import Asker
from tests.leaks.outward import PERHAPS_OTHER, unseen
from tests.support.exported import FORMATS, THINGS, exported, held_by

__all__ = ["exports", "exports_over_http"]


def exports(asker: Asker) -> Iterator[str]:
    """JSON Lines, and another format for each person, hold exactly what the person's own queries show."""
    other = FORMATS[crc32(asker.person.member_id.encode()) % len(FORMATS)]
    for form in dict.fromkeys(("jsonl", other)):
        answer = exported(asker.signed(), f"all.{form}")
        if answer.status_code == 404:
            yield from asker.sets(f"{form}: nothing", [], _cases(asker), 1)
            continue
        yield from asker.words(form, answer.text)
        yield from _compared(asker, form, answer.text)


def _compared(asker: Asker, form: str, text: str) -> Iterator[str]:
    held, log = held_by(form, text), asker.oracle.log
    entries = list(chain.from_iterable(asker.oracle.entries(asker.person, case) for case in _cases(asker)))
    names = {str(each.position) if form == "html" else str(each.envelope.event_id) for each in entries}
    yield from asker.sets(f"{form}: events", held.events, names, len(log))
    for kind in THINGS:
        if kind in held.things:
            allowed = asker.oracle.seen(asker.person, kind)
            yield from asker.sets(f"{form}: {kind}", held.things[kind], allowed, len(asker.oracle.of_kind(kind)))


def _cases(asker: Asker) -> list[UUID]:
    """The person's investigations, and the requests that precede any."""
    oracle = asker.oracle
    requests = [each for each in oracle.seen(asker.person, "request") if oracle.case_of(each) is None]
    return [*oracle.seen(asker.person, "investigation"), *requests]


def exports_over_http(asker: Asker) -> Iterator[str]:
    """A case that is not for one is refused like none: status, body, headers and their lengths."""
    requests = [each for each in unseen(asker, "request") if asker.oracle.case_of(each) is None]
    for hidden in (*unseen(asker, "investigation"), *requests, *unseen(asker, "item")):
        for form in FORMATS:
            told = [
                (each.status_code, each.text, sorted((k, v) for k, v in each.headers.items() if k not in PERHAPS_OTHER))
                for each in (exported(asker.signed(), f"{known_as}.{form}") for known_as in (hidden, uuid4()))
            ]
            asker.told()
            if told[0] != told[1]:
                yield f"exports: {asker.person.member_id}: {form} tells {hidden} from nothing: {told}"
