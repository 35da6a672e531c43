"""What a browser is sent while somebody looks at every page is for this person, and nothing of it stays there."""

import re
from collections.abc import Iterator, Sequence
from uuid import UUID

import pytest
from playwright.sync_api import Page, Route, WebSocket

from deploy.demo.stage import SampleMember
from tests.leaks.conftest import World
from tests.leaks.making import CANARY
from tests.leaks.oracle import Oracle, Person
from tests.support import item_oracle
from tests.support.chromium import Chromium, running_chromium
from tests.support.live import live
from tests.support.sample_site import Site
from tests.support.visitors import Visitors, visiting
from tests.support.walking import walk

pytestmark = [pytest.mark.browser, pytest.mark.postgres]

REFUSED = 401
ID = r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}"

LEADER, CLEARED_LESS, OUTSIDER = (
    SampleMember(member_id=member_id, name=member_id, agency_id=agency_id)
    for member_id, agency_id in (("fr-spoc.a", "FR-SPOC"), ("de-bka.c", "DE-BKA"), ("at-spoc.a", "AT-SPOC"))
)

KEPT = """async () => ({
  words: [...Object.entries(localStorage), ...Object.entries(sessionStorage)].map((each) => each.join(": ")),
  caches: await caches.keys(),
  databases: (await indexedDB.databases()).map(({ name }) => name),
  workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Chromium]:
    with running_chromium() as running:
        yield running


@pytest.fixture
def visitors(chromium: Chromium) -> Iterator[Visitors]:
    with visiting(chromium) as people:
        yield people


@pytest.fixture(scope="module")
def site(world: World) -> Iterator[Site]:
    with live(world.house) as door:
        yield Site(world.house, f"http://{door.address}")


class Received:
    """All data that a page is sent from now on: answers of the interface, and messages of its socket."""

    def __init__(self, page: Page) -> None:
        self.texts: list[str] = []
        page.route("**/graphql", self._answered)
        page.on("websocket", self._connected)

    def _answered(self, route: Route) -> None:
        answer = route.fetch()
        self.texts.append(answer.text())
        route.fulfill(response=answer)

    def _connected(self, socket: WebSocket) -> None:
        socket.on("framereceived", lambda message: self.texts.append(str(message)))


def not_for(person: Person, texts: Sequence[str], oracle: Oracle) -> Iterator[str]:
    """What is in the texts, though the person may not read it: words that somebody wrote, and ids of things."""
    whole = "\n".join(texts)
    yield from (word for word in sorted(set(re.findall(CANARY, whole))) if not oracle.may_read(person, word))
    named = {UUID(each) for each in re.findall(ID, whole)} & oracle.things.keys() - owed(person, oracle)
    yield from (f"{oracle.things[each]} {each}" for each in sorted(named) if not oracle.may_see(person, each))


def owed(person: Person, oracle: Oracle) -> set[UUID]:
    """The items whose restriction or recall an agency is still to confirm: by their ids alone, it may know of these."""
    return {item for item in oracle.of_kind("item") if any(person.agency_id in each for each in _debts(oracle, item))}


def _debts(oracle: Oracle, item: UUID) -> Iterator[set[str]]:
    story = oracle.story(item)
    yield from (*item_oracle.owed(story).values(), *item_oracle.owed_back(story).values())


def received(page: Page) -> Sequence[str]:
    got = Received(page)
    walk(page, lambda _, __: iter(()))
    return got.texts


@pytest.mark.parametrize("member", [LEADER, CLEARED_LESS, OUTSIDER], ids=lambda each: each.member_id)
def test_no_page_is_sent_what_is_not_for(member: SampleMember, site: Site, world: World, visitors: Visitors) -> None:
    texts = received(visitors.signed_in(site, member))

    assert list(not_for(Person(member.member_id, member.agency_id), texts, world.oracle)) == []


def test_a_walk_is_sent_many_words_that_somebody_else_may_not_read(
    site: Site, world: World, visitors: Visitors
) -> None:
    texts = received(visitors.signed_in(site, LEADER))

    assert len(list(not_for(Person(OUTSIDER.member_id, OUTSIDER.agency_id), texts, world.oracle))) > 20


def test_nothing_but_what_was_chosen_stays_in_the_browser_after_signing_out(site: Site, visitors: Visitors) -> None:
    page = visitors.signed_in(site, LEADER)
    walk(page, lambda _, __: iter(()))
    visitors.expect(page, REFUSED)
    page.get_by_role("button", name=LEADER.member_id).click()
    page.get_by_role("combobox", name="Language", exact=True).select_option("fr")
    page.get_by_role("link", name="Enquêtes").wait_for()

    page.get_by_role("button", name=LEADER.member_id).click()
    page.get_by_role("button", name="Se déconnecter").click()
    page.get_by_role("heading", name="Connexion").wait_for()

    assert page.evaluate(KEPT) == {"words": ["entente.language: fr"], "caches": [], "databases": [], "workers": 0}
    assert page.context.cookies() == []
