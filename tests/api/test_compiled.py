"""Compiled reads answer as ordinary execution does, to the byte, whoever asks; the same is noted in the ledger."""

import dataclasses
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deploy.demo.cast import CAMILLE, DEVI, EBBA, INES, JONAS, RUI, SAMIRA, SANNE, VLAD
from deploy.demo.stage import SampleMember
from domain.event import Event
from domain.followup.commands import OpenFollowUp
from domain.followup.events import SourceKind
from tests.support.operations import Known, Operation, operations
from tests.support.postgres import Server
from tests.support.sample_site import Site, cloned_site, sample_database
from tests.support.whole_documents import MATRICES, SCHEMA, TOLD, WHOLE, WORK

pytestmark = [pytest.mark.postgres, pytest.mark.timeout(600)]

VIEWERS = (CAMILLE, DEVI, EBBA, INES, JONAS, RUI, SAMIRA, SANNE, VLAD)

AT = {"at": "2030-01-01T00:00:00+00:00"}


@pytest.fixture(scope="module")
def sample(postgres_server: Server, migrated_template: str) -> Iterator[str]:
    """The name of a database with the sample investigations."""
    with sample_database(postgres_server, migrated_template) as name:
        yield name


@pytest.fixture(scope="module")
def site(postgres_server: Server, sample: str) -> Iterator[Site]:
    """The sample investigations, which nobody changes here."""
    with cloned_site(postgres_server, sample) as opened:
        yield opened


@pytest.fixture
def own(postgres_server: Server, sample: str) -> Iterator[Site]:
    """The same for one test, to be changed."""
    with cloned_site(postgres_server, sample) as opened:
        yield opened


@pytest.fixture(scope="module")
def known(site: Site) -> Known:
    """Ids and cursors that there are, and some that there are not."""
    asked = """{ investigations { edges { cursor node { investigationId timeline(first: 6) { edges { cursor } } } } }
                 desk { entries { edges { cursor } } } requests(first: 20) { edges { cursor } }
                 followUps(first: 20) { edges { cursor } } }"""
    data = json.loads(twice(site, SANNE, Operation(asked, {}))[0])["data"]
    cases = data["investigations"]["edges"]
    return Known(
        ids=[*(each["node"]["investigationId"] for each in cases), "7c9e6679-7425-40de-944b-e07fc1f90ae7", "no id"],
        cursors={
            "investigations": [*(each["cursor"] for each in cases), "nonsense"],
            "timeline": [each["cursor"] for case in cases for each in case["node"]["timeline"]["edges"]],
            "entries": [each["cursor"] for each in data["desk"]["entries"]["edges"]],
            **{each: [edge["cursor"] for edge in data[each]["edges"]] for each in ("requests", "followUps")},
        },
    )


def twice(site: Site, member: SampleMember, operation: Operation) -> tuple[bytes, bytes]:
    """A document is answered by ordinary execution first; from then on it is compiled."""
    sent = {"query": operation.text, "variables": operation.variables}
    header = {"Authorization": f"Bearer {site.token(member)}"}
    first, second = (site.house.client.post("/graphql", json=sent, headers=header) for _ in range(2))
    assert first.status_code == second.status_code
    return standing(first.content), standing(second.content)


def standing(answer: bytes) -> bytes:
    """Without the position that it reflects: what was put on record meanwhile moves the log on.

    Nor with the place in a list of what was refused: where all of a list are refused at once, any may come first.
    """
    head, extensions, tail = answer.rpartition(b'"extensions":')
    somewhere = re.sub(rb'"path":\[[^]]*\]', lambda path: re.sub(rb",\d+", b",0", path[0]), head)
    return somewhere + extensions + re.sub(rb'"position":\d+', b'"position":0', tail)


def compiled(site: Site) -> int:
    return site.house.given.lanes.came_to["compiled"]


@pytest.mark.parametrize("member", VIEWERS, ids=lambda each: each.member_id)
def test_everything_that_is_compiled_is_answered_alike(site: Site, member: SampleMember) -> None:
    before = compiled(site)

    first, second = twice(site, member, Operation(f"# {member.member_id}\n{WHOLE}", AT))

    assert b'"errors"' not in first
    assert second == first
    assert compiled(site) == before + 1


def test_all_that_entries_tell_is_compiled_and_answered_alike(site: Site) -> None:
    before = compiled(site)

    first, second = twice(site, CAMILLE, Operation(TOLD, {}))

    assert b'{\\"tlp\\":\\"AMBER' in first
    assert second == first
    assert compiled(site) == before + 1


@pytest.mark.parametrize("member", VIEWERS, ids=lambda each: each.member_id)
def test_a_matrix_of_any_figure_is_compiled_and_answered_alike(site: Site, member: SampleMember) -> None:
    before = compiled(site)

    first, second = twice(site, member, Operation(f"# {member.member_id}\nquery {{ {MATRICES} }}", {}))

    assert b'"errors"' not in first
    assert second == first
    assert compiled(site) == before + 1


def test_a_compiled_matrix_tells_from_where_it_is_seen(site: Site) -> None:
    text = "{ cooperationMatrix(metric: M1) { at asOfPosition } }"
    begun = datetime.now(UTC)

    first, second = (json.loads(each)["data"]["cooperationMatrix"] for each in twice(site, SANNE, Operation(text, {})))

    assert begun < datetime.fromisoformat(first["at"]) < datetime.fromisoformat(second["at"])
    assert 0 < first["asOfPosition"] <= second["asOfPosition"] <= site.house.given.log.head()


@pytest.mark.parametrize("member", VIEWERS, ids=lambda each: each.member_id)
def test_requests_and_follow_ups_are_compiled_and_answered_alike(site: Site, member: SampleMember) -> None:
    before = compiled(site)

    first, second = twice(site, member, Operation(f"# {member.member_id}\n{WORK}", AT))

    assert b'"errors"' not in first
    assert second == first
    assert compiled(site) == before + 1


@pytest.mark.filterwarnings("ignore:coroutine .* was never awaited")  # neighbours of a field that fails (graphql-core)
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # the same, once they are collected
@pytest.mark.filterwarnings("ignore:Do not use the `random` module")  # the pool's threads do, while anything is drawn
@settings(max_examples=250, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data())
def test_any_operation_is_answered_alike(site: Site, known: Known, data: st.DataObject) -> None:
    member = data.draw(st.sampled_from(VIEWERS))
    operation = data.draw(operations(SCHEMA, known))

    first, second = twice(site, member, operation)

    assert without_faults(second) == without_faults(first)


def without_faults(answer: bytes) -> bytes:
    assert b"INTERNAL_ERROR" not in answer, answer
    return answer


def test_the_same_is_noted_in_the_access_ledger(site: Site) -> None:
    house = site.house
    noted: list[set[tuple[object, ...]]] = []
    text = """{ investigations { nodes { timeline(first: 50) { nodes { kind } } } }
                desk(at: "2030-01-01T00:00:00Z") { entries { nodes { kind } } }
                requests(at: "2030-01-01T00:00:00Z") { nodes { requestId } }
                followUps(at: "2030-01-01T00:00:00Z") { nodes { followupId } } }"""
    sent_again = kept(site)
    for _ in range(3):  # the ordinary way, compiled, and what was kept
        house.carrier.carry()
        before = house.given.log.head()
        token = {"Authorization": f"Bearer {site.token(SANNE)}"}
        assert house.client.post("/graphql", json={"query": text}, headers=token).status_code == 200
        house.carrier.carry()
        noted.append({told(each.event) for each in house.given.log.read(before, 1_000)})

    assert kept(site) == sent_again + 1
    assert noted[0] == noted[1] == noted[2] != set()


def told(event: Event) -> tuple[object, ...]:
    """Of what was accessed everything but when, and in what order things were shown."""
    names = (each.name for each in dataclasses.fields(event) if not each.name.endswith("at"))  # type: ignore[arg-type]
    fields = {name: getattr(event, name) for name in names}
    ids = frozenset(fields.pop("subject_ids"))
    return (type(event).__name__, ids, *(str(fields[name]) for name in sorted(fields)))


def test_what_is_read_is_what_the_position_asked_for_shows(site: Site) -> None:
    text = "query($p: Position) { investigations(minPosition: $p) { totalCount } }"
    head = site.house.given.log.head()

    first, second = twice(site, SANNE, Operation(text, {"p": head}))

    assert second == first
    assert b'"data":{' in first


def test_a_page_of_no_size_is_refused_alike(site: Site) -> None:
    text = "query($n: Int) { investigations(first: $n) { totalCount } }"
    twice(site, SANNE, Operation(text, {"n": 1}))

    first, second = twice(site, SANNE, Operation(text, {"n": 0}))

    assert second == first
    assert b"1 to 200" in first


def test_nobody_is_answered_who_is_not_signed_in(site: Site) -> None:
    twice(site, SANNE, Operation(WHOLE, AT))

    answer = site.house.client.post("/graphql", json={"query": WHOLE, "variables": AT})

    assert answer.status_code == 401


def test_what_is_kept_is_sent_again_until_anything_changes(own: Site) -> None:
    text = "{ investigations(first: 1) { nodes { investigationId updatedAt openFollowupCount } } }"
    first, _ = twice(own, RUI, Operation(text, {}))
    before = kept(own)
    twice(own, RUI, Operation(text, {}))
    assert kept(own) == before + 2

    case = json.loads(first)["data"]["investigations"]["nodes"][0]
    opening = OpenFollowUp(
        followup_id=uuid4(), investigation_id=UUID(case["investigationId"]), source=SourceKind.MEETING,
        source_ref="a meeting", task="Ask once more",
    )  # fmt: skip
    own.wait_until_read(own.act(RUI, opening).position)
    answer = json.loads(twice(own, RUI, Operation(text, {}))[0])["data"]["investigations"]["nodes"][0]

    assert answer["openFollowupCount"] == case["openFollowupCount"] + 1


MARKED = "{ investigations { nodes { reference timeline { nodes { position } } } } }"


def test_what_shows_anything_marked_is_kept_while_only_the_ledger_changes(site: Site) -> None:
    twice(site, SANNE, Operation(MARKED, {}))
    site.house.carrier.carry()
    site.wait_until_read(site.house.given.log.head())
    before = kept(site)

    first, second = twice(site, SANNE, Operation(MARKED, {}))

    assert kept(site) == before + 2
    assert second == first


def test_what_shows_anything_marked_is_not_kept_where_that_is_off(postgres_server: Server, sample: str) -> None:
    with cloned_site(postgres_server, sample, keep_marked_answers=False) as cautious:
        twice(cautious, SANNE, Operation(MARKED, {}))
        twice(cautious, SANNE, Operation(MARKED, {}))

        assert kept(cautious) == 0


def test_now_is_the_moment_of_each_question(site: Site) -> None:
    text = "{ desk { at entries { totalCount } } }"
    twice(site, SANNE, Operation(text, {}))
    before = compiled(site)

    first, second = (json.loads(each)["data"]["desk"]["at"] for each in twice(site, SANNE, Operation(text, {})))

    assert compiled(site) == before + 2
    assert first < second


def test_what_shows_anything_marked_has_no_tag(site: Site) -> None:
    text = "{ investigations { nodes { title timeline { nodes { position } } } } }"
    twice(site, SANNE, Operation(text, {}))
    before = compiled(site)

    header = {"Authorization": f"Bearer {site.token(SANNE)}", "If-None-Match": '"any"'}
    answer = site.house.client.get("/graphql", params={"query": text}, headers=header)

    assert compiled(site) == before + 1
    assert "etag" not in answer.headers
    assert answer.headers["cache-control"] == "no-store"


def test_what_is_kept_is_for_nobody_else(site: Site) -> None:
    text = "{ investigations { nodes { investigationId } } }"
    hers, _ = twice(site, SANNE, Operation(text, {}))

    others, _ = twice(site, DEVI, Operation(text, {}))

    assert others != hers


def kept(site: Site) -> int:
    return site.house.given.lanes.came_to["kept"]
