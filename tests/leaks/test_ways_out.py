"""Every way out is watched: a field, a route or a command that nobody has claimed turns this red."""

import pytest
from graphql import build_schema, extend_schema, parse

from api.application import create_app
from api.protection import HEADERS
from api.schema import document
from consumers.contracts.topics import every_topic
from deploy.command_line.program import COMMANDS
from tests.leaks import ways_out
from tests.leaks.asking import VIEWS, Asker, canaries_in
from tests.leaks.conftest import World
from tests.leaks.everything import public_schema
from tests.leaks.holding import got

pytestmark = pytest.mark.postgres

NEWS = "extend type SharedItem { secretReaders: [String!]! } extend type Query { everyItem: [SharedItem!]! }"


def test_every_root_field_has_a_probe_or_a_reason() -> None:
    query = public_schema().query_type
    assert query is not None

    assert set(query.fields) == set(ways_out.ROOTS)


def test_every_field_that_lists_names_or_counts_has_a_probe_or_a_reason() -> None:
    assert set(ways_out.fields_of(public_schema())) == ways_out.claimed()


def test_a_new_field_is_seen() -> None:
    schema = extend_schema(build_schema(document()), parse(NEWS))

    assert set(ways_out.fields_of(schema)) - ways_out.claimed() == {"SharedItem.secretReaders"}
    assert schema.query_type is not None
    assert set(schema.query_type.fields) - set(ways_out.ROOTS) == {"everyItem"}


def test_every_subscription_has_a_probe_or_a_reason() -> None:
    subscription = public_schema().subscription_type
    assert subscription is not None

    assert set(subscription.fields) == set(ways_out.FOLLOWED)


def test_there_are_no_notifications_yet() -> None:
    assert [name for name in public_schema().type_map if "notification" in name.lower()] == []


def test_every_route_has_a_probe_or_a_reason(world: World) -> None:
    assert set(ways_out.routes_of(create_app(world.house.given).routes)) == set(ways_out.ROUTES)


def test_what_is_told_beside_an_answer_has_a_reason(world: World) -> None:
    told = world.house.person("otto", "AT-SPOC").post("{ items { totalCount } }")["extensions"]

    assert set(told) == set(ways_out.BESIDE)


def test_what_stands_in_the_head_of_an_answer_has_a_probe_or_a_reason(world: World) -> None:
    asker = Asker(world.house, world.oracle, world.people[0])
    answer = got(asker, "{ investigations { totalCount } }")

    assert set(answer.headers) - {name.decode() for name in HEADERS} == set(ways_out.HEAD)


def test_every_command_has_a_probe_or_a_reason() -> None:
    assert set(COMMANDS) == set(ways_out.COMMANDS)


def test_every_topic_has_a_probe_or_a_reason() -> None:
    assert {each.name for each in every_topic(["AGENCY"])} == set(ways_out.TOPICS)


def test_the_schema_holds_no_canary(world: World) -> None:
    asked = world.house.person("otto", "AT-SPOC").post("{ __schema { types { name description } } }")

    assert canaries_in(asked) == canaries_in(document()) == set()


def test_health_tells_no_word_and_no_count_of_things(world: World) -> None:
    answer = world.house.client.get("/health/ready").json()

    assert canaries_in(answer) == set()
    assert set(answer) == {"status", "lag"}
    assert set(answer["lag"].values()) <= {0}


def test_a_batch_of_operations_is_not_taken(world: World) -> None:
    token = world.house.token("otto", "AT-SPOC")
    answer = world.house.client.post(
        "/graphql", json=[{"query": "{ me { memberId } }"}], headers={"Authorization": f"Bearer {token}"}
    )

    assert answer.status_code == 400


def test_no_way_of_writing_a_query_shows_more(world: World) -> None:
    item = next(each for each in world.oracle.of_kind("item"))
    query = """query($id: UUID!, $itself: ID!, $yes: Boolean!) { one: item(itemId: $id) @include(if: $yes) { ...T }
      ... on Query { two: node(id: $itself) { ... on SharedItem { title } id } three: item(itemId: $id)
      @skip(if: false) { ...T } } } fragment T on SharedItem { title holders { agencyId } }"""

    answer = world.house.person("otto", "AT-SPOC").ask(query, id=str(item), itself=str(item), yes=True)

    assert answer == {"one": None, "two": None, "three": None}


def test_what_was_looked_at_is_counted() -> None:
    VIEWS.add("itself")

    assert VIEWS.total >= 1
