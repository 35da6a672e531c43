"""Compiled reads answer as ordinary execution does, to the byte, whoever asks; the same is noted in the ledger."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deploy.demo.cast import CAMILLE, DEVI, RUI, SANNE
from deploy.demo.stage import SampleMember
from domain.followup.commands import OpenFollowUp
from domain.followup.events import SourceKind
from tests.support.both_ways import AT, VIEWERS, compiled, kept, known_to, noted, twice
from tests.support.operations import Known, Operation, operations
from tests.support.postgres import Server
from tests.support.sample_site import Site, cloned_site, sample_database
from tests.support.whole_documents import GIVEN, MATRICES, SCHEMA, TOLD, WHOLE, WORK

pytestmark = [pytest.mark.postgres, pytest.mark.timeout(600)]


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
def known(site: Site) -> dict[SampleMember, Known]:
    """Ids and cursors that there are for each, and some that there are not."""
    return {each: known_to(site, each) for each in VIEWERS}


@pytest.mark.parametrize("member", VIEWERS, ids=lambda each: each.member_id)
@pytest.mark.parametrize(
    ("document", "variables"),
    [(WHOLE, AT), (WORK, AT), (GIVEN, AT), (f"query {{ {MATRICES} }}", {})],
    ids=["everything", "requests and follow-ups", "items with all that hangs on them", "matrices of any figure"],
)
def test_what_is_compiled_is_answered_alike(
    site: Site, member: SampleMember, document: str, variables: dict[str, str]
) -> None:
    before = compiled(site)

    first, second = twice(site, member, Operation(f"# {member.member_id}\n{document}", variables))

    assert b'"errors"' not in first
    assert second == first
    assert compiled(site) == before + 1


def test_all_that_entries_tell_is_compiled_and_answered_alike(site: Site) -> None:
    before = compiled(site)

    first, second = twice(site, CAMILLE, Operation(TOLD, {}))

    assert b'{\\"tlp\\":\\"AMBER' in first
    assert second == first
    assert compiled(site) == before + 1


def test_a_compiled_matrix_tells_from_where_it_is_seen(site: Site) -> None:
    text = "{ cooperationMatrix(metric: M1) { at asOfPosition } }"
    begun = datetime.now(UTC)

    first, second = (json.loads(each)["data"]["cooperationMatrix"] for each in twice(site, SANNE, Operation(text, {})))

    assert begun < datetime.fromisoformat(first["at"]) < datetime.fromisoformat(second["at"])
    assert 0 < first["asOfPosition"] <= second["asOfPosition"] <= site.house.given.log.head()


@pytest.mark.filterwarnings("ignore:Do not use the `random` module")  # the pool's threads do, while anything is drawn
@settings(max_examples=250, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data())
def test_any_operation_is_answered_alike(site: Site, known: dict[SampleMember, Known], data: st.DataObject) -> None:
    member = data.draw(st.sampled_from(VIEWERS))
    of = data.draw(st.sampled_from((member, member, member, SANNE)))
    operation = data.draw(operations(SCHEMA, known[of]))

    first, second = twice(site, member, operation)

    assert told(second) == told(first)


def told(answer: bytes) -> bytes:
    """Of neighbours that fail at once, which one is told is chance; both times ordinary execution tells it."""
    assert b"INTERNAL_ERROR" not in answer, answer
    return re.sub(rb'"errors":\[.*\]', b'"errors"', answer)


def test_the_same_is_noted_in_the_access_ledger(site: Site) -> None:
    text = """{ investigations { nodes { timeline(first: 50) { nodes { kind } } } }
                desk(at: "2030-01-01T00:00:00Z") { entries { nodes { kind } } }
                requests(at: "2030-01-01T00:00:00Z") { nodes { requestId } }
                followUps(at: "2030-01-01T00:00:00Z") { nodes { followupId } } items { nodes { itemId } } }"""
    sent_again = kept(site)
    ordinary, anew, again = (noted(site, SANNE, Operation(text, {})) for _ in range(3))

    assert kept(site) == sent_again + 1
    assert ordinary == anew == again != set()


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
