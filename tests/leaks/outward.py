"""Probes of what an answer gives away besides its content: refusals, statements run, movements, logs, HTTP.

They must not know how access is decided: what is not for somebody has to be as if it were not.
"""

import json
import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import psycopg
from graphql import GraphQLArgument, GraphQLInputObjectType, get_named_type

from tests.api.test_every_command import sample
from tests.leaks.asking import Asker, canaries_in
from tests.leaks.everything import documents, public_schema
from tests.support.served import RESULT

__all__ = [
    "PERHAPS_OTHER",
    "contents_over_http",
    "log_lines",
    "mutations",
    "queries",
    "statements_run",
    "statements_written",
    "told",
]

IDS = {
    "investigation": ("investigationId", "caseId", "id"),
    "request": ("requestId", "caseId", "id"),
    "item": ("itemId", "id"),
    "followup": ("followupId", "id"),
    "review": ("reviewId", "id"),
}
"""Kind -> names of arguments and fields of inputs that hold its id."""

REFERENCES: dict[str, dict[str, str | None]] = {
    "openFollowUp": {"source": "SHARED_ITEM", "sourceRef": None},
    "registerItem": {"investigationId": None},
    "draftRequest": {"investigationId": None, "requestingAgencyId": "AT-SPOC"},
    "shareItem": {"requestId": None},
}
EACH = 2
"""Unseen things of each kind that each person tries."""


def unseen(asker: Asker, kind: str) -> list[UUID]:
    """This will choose some things of a kind that a person may not see."""
    hidden = [each for each in asker.oracle.of_kind(kind) if not asker.oracle.may_see(asker.person, each)]
    return hidden[:: max(1, len(hidden) // EACH)][:EACH]


def queries(asker: Asker) -> Iterator[str]:
    """Every root field that takes an id answers for what is not for one as for what is not, errors and all."""
    for name, argument, kind in _lookups():
        document = documents()[name][0]
        for hidden in _few(asker, argument, kind):
            told_ = _masked(asker.signed().post(document, **{argument: str(hidden)}), hidden)
            nothing = uuid4()
            asker.told()
            if told_ != _masked(asker.signed().post(document, **{argument: str(nothing)}), nothing):
                yield f"queries: {asker.person.member_id}: {name} tells {hidden} from nothing"


def _lookups() -> Iterator[tuple[str, str, str]]:
    query = public_schema().query_type
    assert query is not None
    for name, (_, required) in documents().items():
        for kind, arguments in {**IDS, "event": ("eventId",)}.items():
            if len(required) == 1 and required[0] in arguments:
                yield name, required[0], kind


def _few(asker: Asker, argument: str, kind: str) -> list[UUID]:
    if argument != "eventId":
        return unseen(asker, kind)
    oracle, person = asker.oracle, asker.person
    hidden = [each for each in oracle.log if each.envelope.case_id and not oracle.may_see_entry(person, each)]
    return [each.envelope.event_id for each in hidden[:: max(1, len(hidden) // EACH)]][:EACH]


@dataclass(frozen=True)
class Attempt:
    """A mutation that names something. field: of its input, that holds the id of a thing of this kind."""

    name: str
    kind: str
    field: str
    fixed: Mapping[str, str]


def mutations(asker: Asker) -> Iterator[str]:
    """Every mutation answers for what is not for one as for what is not: same type, code, message and remedy."""
    for attempt in _attempts():
        for hidden in unseen(asker, attempt.kind)[:1]:
            nothing = uuid4()
            answers = [_done(asker, attempt, each) for each in (hidden, nothing)]
            asker.told()
            if _masked(answers[0], hidden) != _masked(answers[1], nothing):
                yield f"mutations: {asker.person.member_id}: {attempt} tells {hidden} from nothing: {answers}"


def _attempts() -> Iterator[Attempt]:
    mutation = public_schema().mutation_type
    assert mutation is not None
    for name, field in mutation.fields.items():
        given = _inputs(field.args["input"])
        for kind, names in IDS.items():
            yield from (Attempt(name, kind, own, {}) for own in names if own in given)
    for name, fixed in REFERENCES.items():
        (own,) = [key for key, value in fixed.items() if value is None]
        kind = {"investigationId": "investigation", "requestId": "request", "sourceRef": "item"}[own]
        yield Attempt(name, kind, own, {key: value for key, value in fixed.items() if value})


def _inputs(argument: GraphQLArgument) -> dict[str, Any]:
    kind = get_named_type(argument.type)
    assert isinstance(kind, GraphQLInputObjectType)
    fields: dict[str, Any] = kind.fields
    return fields


def _done(asker: Asker, attempt: Attempt, known_as: UUID) -> Any:
    mutation = public_schema().mutation_type
    assert mutation is not None
    kind, own = mutation.fields[attempt.name].args["input"].type, {attempt.field: str(known_as)}
    given = {**sample(kind), "expectedVersion": 1, **attempt.fixed, **own, "commandId": str(uuid4())}
    query = f"mutation M($input: {kind}) {{ {attempt.name}(input: $input) {{ __typename {RESULT} }} }}"
    return asker.signed().post(query, input=given)


def _masked(answer: object, known_as: UUID) -> str:
    return json.dumps(answer, sort_keys=True).replace(str(known_as), "ID")


@contextmanager
def statements_run() -> Iterator[list[str]]:
    """This will note every statement that anybody in this process sends to PostgreSQL."""
    run: list[str] = []
    kept: list[tuple[type, str, Any]] = []
    for cls in (psycopg.AsyncCursor, psycopg.Cursor):
        execute = cls.execute
        kept.append((cls, "execute", execute))
        cls.execute = _noting(execute, run)  # type: ignore[method-assign]
    try:
        yield run
    finally:
        for owner, name, was in kept:
            setattr(owner, name, was)


def _noting(execute: Callable[..., Any], run: list[str]) -> Callable[..., Any]:
    def noted(cursor: Any, query: Any, *values: Any, **options: Any) -> Any:
        run.append(str(query))
        return execute(cursor, query, *values, **options)

    return noted


_LOOKS = 3


def statements_written(asker: Asker) -> Iterator[str]:
    """As many statements run for what is not for one as for what is not: the same work takes the same time."""
    for name, argument, kind in _lookups():
        document = documents()[name][0]
        for hidden in _few(asker, argument, kind)[:1]:
            for _ in range(_LOOKS):  # what others in the process do meanwhile falls into one look, and not into each
                counted = [_count(asker, document, {argument: str(known_as)}) for known_as in (hidden, uuid4())]
                if counted[0] == counted[1]:
                    break
            asker.told()
            if counted[0] != counted[1]:
                yield f"statements: {asker.person.member_id}: {name}: {counted} statements for {hidden} and nothing"


def _count(asker: Asker, document: str, variables: dict[str, str]) -> int:
    with statements_run() as run:
        asker.signed().post(document, **variables)
    return len([each for each in run if "read." in each or "log." in each])


@contextmanager
def log_lines() -> Iterator[list[str]]:
    """This will hold every line that any logger writes, down to DEBUG."""
    lines: list[str] = []

    class Kept(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if record.name in OF_THE_CLIENT:
                return
            lines.append(self.format(record) + json.dumps(record.__dict__, default=str))

    root, kept = logging.getLogger(), Kept()
    level = root.level
    named = [each for each in logging.Logger.manager.loggerDict.values() if isinstance(each, logging.Logger)]
    levels = [(each, each.level) for each in named]
    root.addHandler(kept)
    for each in (root, *named):
        each.setLevel(logging.DEBUG)
    try:
        yield lines
    finally:
        root.removeHandler(kept)
        root.setLevel(level)
        for logger, was in levels:
            logger.setLevel(was)


def told(lines: list[str]) -> list[str]:
    """This will find the log lines in which a canary stands."""
    return [each for each in lines if canaries_in(each)]


OF_THE_CLIENT = frozenset({"httpx", "httpcore"})
"""Loggers of who asks: they are not part of the house."""

PERHAPS_OTHER = frozenset({"date", "x-request-id"})
"""Headers that differ between any two answers; the id is drawn by chance for each request."""


def contents_over_http(asker: Asker) -> Iterator[str]:
    """A content that is not for one is refused like none: status, body, headers and their lengths."""
    headers = {"Authorization": f"Bearer {asker.signed().token}"}
    for hidden in unseen(asker, "item"):
        for method in ("GET", "PUT", "HEAD", "DELETE"):
            answers = [
                asker.house.client.request(method, f"/items/{each}/content", headers=headers, content=b"nothing")
                if method == "PUT"
                else asker.house.client.request(method, f"/items/{each}/content", headers=headers)
                for each in (hidden, uuid4())
            ]
            asker.told()
            told_ = [
                (each.status_code, each.text, sorted((k, v) for k, v in each.headers.items() if k not in PERHAPS_OTHER))
                for each in answers
            ]
            if told_[0] != told_[1]:
                yield f"contents: {asker.person.member_id}: {method} tells {hidden} from nothing: {told_}"
