"""What a document may hold, each limit met and just kept; what is asked again is read once; what takes long ends."""

import pytest
from graphql import build_schema, get_introspection_query, parse

from api.documents.counting import MOST, MOST_TOKENS, counted, excess
from api.documents.reading import MOST_KEPT, MOST_REFUSED, Documents
from api.schema import document, make_schema
from tests.api.conftest import Case
from tests.support.served import Served, served

LEVELS, ALIASES, ROOT, DIRECTIVES, FRAGMENTS, REPEATED = MOST.values()


def nested(levels: int) -> str:
    """A document that is so deep."""
    return "{ " + "a { " * levels + "b" + " }" * levels + " }"


def aliased(number: int) -> str:
    return "{ me { " + " ".join(f"a{n}: memberId" for n in range(number)) + " } }"


def rooted(number: int) -> str:
    return "{ " + " ".join(f"a{n}" for n in range(number)) + " }"


def directed(number: int) -> str:
    return "{ me { " + " ".join("memberId @skip(if: false)" for _ in range(number)) + " } }"


def repeated(number: int) -> str:
    return "{ me { memberId } " + "me { memberId } " * number + "}"


def chained(number: int) -> str:
    return "{ ...f0 } " + " ".join(f"fragment f{n} on Query {{ ...f{n + 1} }}" for n in range(number))


KEPT = [
    ("levels", nested(LEVELS), nested(LEVELS + 1)),
    ("aliases", aliased(ALIASES), aliased(ALIASES + 1)),
    ("root fields", rooted(ROOT), rooted(ROOT + 1)),
    ("directives", directed(DIRECTIVES), directed(DIRECTIVES + 1)),
    ("fragments", chained(FRAGMENTS), chained(FRAGMENTS + 1)),
    ("repeated fields", repeated(REPEATED), repeated(REPEATED + 1)),
]


@pytest.mark.parametrize(("what", "good", "bad"), KEPT, ids=[each[0] for each in KEPT])
def test_each_limit_is_told_with_what_was_counted(what: str, good: str, bad: str) -> None:
    assert excess(parse(good)) == []
    (error,) = excess(parse(bad))
    assert error.extensions == {
        "code": "OPERATION_TOO_LARGE",
        "counted": what,
        "limit": MOST[what],
        "found": MOST[what] + 1,
        "remedy": (error.extensions or {})["remedy"],
    }


@pytest.mark.parametrize(
    ("text", "what", "found"),
    [
        ("{ ...f } fragment f on Query { me { ...g } } fragment g on Me { units { nodes { a } } }", "levels", 3),
        ("{ ... on Query { ... { me { a } } } }", "levels", 1),
        ("{ __schema { types { fields { name } } } }", "levels", 0),
        ("{ ...f } fragment f on Query { ...f me { a } }", "levels", 1),
        ("{ ...nothing }", "levels", 0),
        ("query A { a } query B { a b c }", "root fields", 3),
        ("{ a ...f ... on Query { b c } } fragment f on Query { d ...f }", "root fields", 4),
        ("{ a: me { x } a: me { y } b: me { x } }", "repeated fields", 1),
        ("{ me { x } ...f ...g } fragment f on A { me { x } } fragment g on A { me { x } }", "repeated fields", 2),
        ("{ me { x x x } }", "repeated fields", 0),
        ("query A($a: Int @x) @y { a @z } fragment f on Query @w { a }", "directives", 4),
        ("{ ...f ...f } fragment f on Query { a: me { x } }", "aliases", 1),
    ],
)  # fmt: skip
def test_fragments_are_looked_through_and_counted_once(text: str, what: str, found: int) -> None:
    assert counted(parse(text))[what] == found


def test_a_document_that_is_asked_again_is_read_once() -> None:
    documents = Documents(build_schema(document()))

    assert documents.read("{ me { memberId } }") is documents.read("{ me { memberId } }")
    assert documents.read("{ nothing }") is documents.read("{ nothing }")
    assert documents.read("{ nothing }").errors


def test_what_is_kept_has_a_bound_and_what_is_refused_drives_out_nothing_good() -> None:
    documents = Documents(build_schema(document()))
    good = documents.read("{ me { memberId } }")

    refused = [documents.read(f"{{ me {{ nothing{n} }} }}") for n in range(2_000)]

    assert sum(each.tokens for each in refused) > MOST_REFUSED
    assert documents.tokens <= MOST_KEPT + MOST_REFUSED
    assert documents.find("{ me { memberId } }") is good


def test_a_document_that_two_bring_at_once_counts_once() -> None:
    documents, text = Documents(build_schema(document())), "{ me { memberId } }"

    first, second = (documents.take(text, parse(text)) for _ in range(2))

    assert documents.tokens == first.tokens == second.tokens


def test_introspection_by_tools_is_within_the_limits_and_no_deeper() -> None:
    documents = Documents(make_schema(production=False)._schema)
    deep = "{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }"

    assert documents.read(get_introspection_query()).errors == ()
    assert documents.read(deep).errors


@pytest.fixture(scope="module")
def house(shared_case: tuple[Served, Case]) -> Served:
    return shared_case[0]


@pytest.mark.postgres
@pytest.mark.parametrize("times", [1, 2])
def test_a_document_that_is_too_large_is_told_so_each_time(house: Served, times: int) -> None:
    answers = [house.person("ada", "FR-SPOC").post(aliased(ALIASES + 1)) for _ in range(times)]

    (error,) = answers[-1]["errors"]
    assert error["extensions"]["counted"] == "aliases"
    assert str(ALIASES) in error["message"]


@pytest.mark.postgres
def test_tokens_are_counted_until_there_is_one_too_many(house: Served) -> None:
    (error,) = house.person("ada", "FR-SPOC").post("{ me { " + "memberId " * 10_000 + "} }")["errors"]

    assert error["extensions"]["limit"] == MOST_TOKENS == error["extensions"]["found"] - 1


@pytest.mark.postgres
def test_brackets_without_end_are_no_fault(house: Served) -> None:
    (error,) = house.person("ada", "FR-SPOC").post("{ a(b: " + "[" * 1_500)["errors"]

    assert error["extensions"]["code"] == "SYNTAX_ERROR"


@pytest.mark.postgres
def test_what_is_no_text_of_unicode_is_no_fault(house: Served) -> None:
    headers = {"authorization": f"Bearer {house.token('ada', 'FR-SPOC')}", "content-type": "application/json"}

    response = house.client.post("/graphql", content=b'{"query": "{ \\ud800 }"}', headers=headers)

    assert response.json()["errors"][0]["extensions"]["code"] in ("SYNTAX_ERROR", "BAD_REQUEST")


@pytest.mark.postgres
def test_a_query_that_takes_too_long_as_a_whole_is_ended(database: str) -> None:
    with served(database, operation_limit_s=0.001) as house:
        house.settle()
        query = "{ " + " ".join(f"a{n}: requests {{ totalCount }}" for n in range(30)) + " }"
        (error,) = house.person("ada", "FR-SPOC").post(query)["errors"]

        assert (error["extensions"]["code"], error["extensions"]["limit"]) == ("TIMEOUT", "0.001 s")
        assert house.given.pool.get_stats().get("requests_errors", 0) == 0
