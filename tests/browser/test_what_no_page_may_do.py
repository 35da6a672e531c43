"""That the watch over pages, and the look at them by other means, can fail: each is shown what it must find."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Error

from tests.support.chromium import Chromium
from tests.support.looking import WIDTHS, assert_accessible, take_pictures
from tests.support.plain_site import PlainSite, plain_site
from tests.support.visitors import Visitors

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def plain() -> Iterator[PlainSite]:
    with plain_site() as site:
        yield site


@pytest.fixture
def unjudged(chromium: Chromium) -> Iterator[Visitors]:
    """People whose pages are watched; what is found fails nothing."""
    with chromium.at_hand() as browser:
        people = Visitors(browser)
        yield people
        people.leave()


def test_a_page_that_does_nothing_has_no_fault(plain: PlainSite, unjudged: Visitors) -> None:
    unjudged.signed_out(plain)

    assert unjudged.faults() == []


def test_a_page_that_leads_to_another_host_is_found(plain: PlainSite, unjudged: Visitors) -> None:
    page = unjudged.signed_out(plain)

    with pytest.raises(Error, match="ERR_NAME_NOT_RESOLVED"):
        page.goto("http://elsewhere.example/")

    assert unjudged.faults() == ["asked another host: http://elsewhere.example/"]


@pytest.mark.parametrize(
    ("script", "found"),
    [
        ("fetch('http://elsewhere.example/').catch(() => 0)", "elsewhere.example"),
        ("new WebSocket('ws://elsewhere.example/')", "elsewhere.example"),
        ("document.body.setAttribute('style', 'color: red')", "Applying inline style violates"),
        (
            "new Promise(done => { Object.assign(new Image(), { onerror: done, src: '/none.png' }) }).then(() => 0)",
            "404",
        ),
        ("fetch('/fault').then(answer => answer.text())", "answered with 500"),
        ("console.error('burst pipe')", "burst pipe"),
        ("new Promise(done => { setTimeout(() => { done(); throw new Error('torn') }) })", "page error: torn"),
    ],
)
def test_a_page_is_found_that(script: str, found: str, plain: PlainSite, unjudged: Visitors) -> None:
    page = unjudged.signed_out(plain)

    page.evaluate(script)

    assert found in "\n".join(unjudged.faults())


def test_a_refusal_that_is_expected_is_no_fault(plain: PlainSite, unjudged: Visitors) -> None:
    page = unjudged.signed_out(plain)

    unjudged.expect(page, 404)
    page.goto(f"{plain.address}/none.html")

    assert unjudged.faults() == []


def test_a_page_with_faults_for_those_who_read_by_other_means_is_found(plain: PlainSite, visitors: Visitors) -> None:
    page = visitors.signed_out(plain, "/inaccessible.html")

    with pytest.raises(AssertionError, match=r"(?s)critical image-alt.*critical label"):
        assert_accessible(page)


def test_pictures_are_taken_at_three_widths_where_a_directory_is_named(
    plain: PlainSite, visitors: Visitors, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = visitors.signed_out(plain)
    monkeypatch.setenv("ENTENTE_SCREENSHOTS", str(tmp_path))

    take_pictures(page, "plain")

    assert sorted(each.name for each in tmp_path.iterdir()) == sorted(f"plain-{width}.png" for width in WIDTHS)


def test_a_browser_that_nobody_uses_leaves_event_loops_to_others(chromium: Chromium) -> None:
    async def connected() -> bool:
        return chromium.browser.is_connected()

    assert asyncio.run(connected())
