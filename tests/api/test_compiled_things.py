"""What is asked for by its id is compiled whatever it is; what is asked for in vain is put on record, as ever."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import api
from deploy.demo.cast import CAMILLE, DEVI, SANNE
from deploy.demo.stage import SampleMember
from tests.support.both_ways import AT, UNKNOWN, VIEWERS, compiled, kept, noted, things_of, twice
from tests.support.operations import Operation
from tests.support.postgres import Server
from tests.support.sample_site import Site, cloned_site, sample_database
from tests.support.whole_documents import REQUEST, SUBJECTS, THING

pytestmark = [pytest.mark.postgres, pytest.mark.timeout(600)]

DESK_PAGE = (Path(api.__file__).parent / "dashboard/assets/pages/desk/asked.js").read_text().split("`")[1]

NODE = "query($id: ID!) { node(id: $id) { id } }"


@pytest.fixture(scope="module")
def site(postgres_server: Server, migrated_template: str) -> Iterator[Site]:
    """The sample investigations, which nobody changes here."""
    with sample_database(postgres_server, migrated_template) as name, cloned_site(postgres_server, name) as opened:
        yield opened


@pytest.fixture(scope="module")
def hidden(site: Site) -> str:
    """An item that there is for Camille, and not for Devi."""
    return next(each for each in things_of(site, CAMILLE)["items"] if each not in things_of(site, DEVI)["items"])


@pytest.mark.parametrize("member", VIEWERS, ids=lambda each: each.member_id)
def test_whatever_an_id_names_is_compiled_and_answered_alike(site: Site, member: SampleMember) -> None:
    found = things_of(site, member)
    asked = " ".join(f'n{at}: node(id: "{each[-1]}") {{ ...Thing }}' for at, each in enumerate(found.values()) if each)
    before = compiled(site)

    first, second = twice(site, member, Operation(f"# {member.member_id}\nquery {{ {asked} }} {THING}", {}))

    assert b'"errors"' not in first
    assert second == first
    assert compiled(site) == before + 1


@pytest.mark.parametrize("member", VIEWERS, ids=lambda each: each.member_id)
def test_the_thing_of_each_entry_of_a_desk_is_compiled_and_answered_alike(site: Site, member: SampleMember) -> None:
    before = compiled(site)

    first, second = twice(site, member, Operation(f"# {member.member_id}\n{SUBJECTS}", AT))

    assert b'"errors"' not in first
    assert second == first
    assert compiled(site) == before + 1


def test_the_page_of_the_desk_is_compiled_and_answered_alike(site: Site) -> None:
    before = compiled(site)

    first, second = twice(site, SANNE, Operation(DESK_PAGE, {"filter": None, "first": 20}))

    assert b'"subject":{"__typename":"Request"' in first
    assert second == first
    assert compiled(site) == before + 1


def test_a_request_is_compiled_and_answered_alike(site: Site) -> None:
    before = compiled(site)

    first, second = twice(site, SANNE, Operation(REQUEST, {**AT, "id": things_of(site, SANNE)["requests"][0]}))

    assert b'"clocks":[{"obligation"' in first
    assert second == first
    assert compiled(site) == before + 1


def test_of_a_type_of_which_nothing_is_selected_nothing_is_told(site: Site) -> None:
    text = "query($id: ID!) { node(id: $id) { ... on Review { subject } ... on Node @skip(if: true) { id } } }"

    first, second = twice(site, CAMILLE, Operation(text, {"id": things_of(site, CAMILLE)["items"][0]}))

    assert second == first
    assert first.startswith(b'{"data":{"node":{}}')


@pytest.mark.parametrize(
    "text",
    [
        NODE,
        "query($id: ID!) { me { memberId } node(id: $id) { id } }",
        "query($id: ID!) { investigations { totalCount } node(id: $id) { id } }",
        "query($id: UUID!) { request(requestId: $id) { state } }",
        "query($id: UUID!) { item(itemId: $id) { title } }",
        "query($id: UUID!) { timeline(caseId: $id) { totalCount } request(requestId: $id) { state } }",
    ],
)
def test_what_is_asked_for_in_vain_is_put_on_record_each_time(site: Site, hidden: str, text: str) -> None:
    before = compiled(site)

    ordinary, anew, again = (noted(site, DEVI, Operation(text, {"id": hidden})) for _ in range(3))

    assert {each[0] for each in ordinary} == {"AccessDenied"}
    assert ordinary == anew == again
    assert compiled(site) == before


def test_what_there_is_not_is_answered_like_what_is_for_others(site: Site, hidden: str) -> None:
    answers = {
        *twice(site, DEVI, Operation(NODE, {"id": hidden})),
        *twice(site, DEVI, Operation(NODE, {"id": UNKNOWN})),
    }

    assert answers == {b'{"data":{"node":null},"extensions":{"cost":{"rows":0,"limit":20000},"position":0}}'}


def test_an_id_that_is_none_is_refused_alike(site: Site) -> None:
    first, second = twice(site, DEVI, Operation(NODE, {"id": "no id"}))

    assert b"INVALID_INPUT" in first
    assert second == first


def test_the_same_of_things_is_noted_in_the_access_ledger(site: Site) -> None:
    found = things_of(site, CAMILLE)
    things = " ".join(f'n{at}: node(id: "{each}") {{ id }}' for at, each in enumerate(found["items"][:3]))
    requests = " ".join(
        f'r{at}: request(requestId: "{each}") {{ id }}' for at, each in enumerate(found["requests"][:9])
    )
    text = f"""{{ desk(at: "2030-01-01T00:00:00Z") {{ entries {{ nodes {{ subject {{ __typename }} }} }} }}
                {things} {requests} }}"""
    before = compiled(site)

    ordinary, anew = (noted(site, CAMILLE, Operation(text, {})) for _ in range(2))

    assert compiled(site) == before + 1
    assert ordinary == anew != set()


def test_a_request_as_of_a_moment_is_kept_and_whatever_an_id_names_is_not(site: Site) -> None:
    known_as = things_of(site, SANNE)["requests"][0]
    request = "query($id: UUID!, $at: DateTime) { request(requestId: $id, at: $at) { state } }"
    before = kept(site)

    for operation in (
        Operation(NODE, {"id": known_as}),
        Operation(request, {"id": known_as}),
        Operation(request, {"id": known_as, **AT}),
    ):
        twice(site, SANNE, operation)
        twice(site, SANNE, operation)

    assert kept(site) == before + 3  # the last one, but for its first time
