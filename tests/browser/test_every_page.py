"""Every page in every language: read by other means, on a telephone, in its direction, without a word untranslated."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, ViewportSize

from deploy.demo.cast import CAMILLE
from tests.support.looking import grave_faults, overflowing, untranslated
from tests.support.sample_site import Site
from tests.support.visitors import Visitors
from tests.support.walking import PLACES, names_of_pages, walk

pytestmark = [pytest.mark.browser, pytest.mark.postgres]

LANGUAGES = {"en": "ltr", "fr": "ltr", "es": "ltr", "ar": "rtl"}
TELEPHONE: ViewportSize = {"width": 360, "height": 780}
LAPTOP: ViewportSize = {"width": 1280, "height": 800}


def seen(page: Page, direction: str) -> Iterator[str]:
    yield from grave_faults(page)
    yield from (f"untranslated: {each}" for each in untranslated(page))
    page.set_viewport_size(TELEPHONE)
    yield from (f"overflows: {each}" for each in overflowing(page))
    page.set_viewport_size(LAPTOP)
    if page.evaluate("document.documentElement.dir") != direction:
        yield f"does not run {direction}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_whole_in(language: str, demo: Site, visitors: Visitors) -> None:
    page = visitors.signed_in(demo, CAMILLE, locale=language)

    assert walk(page, lambda shown, _: seen(shown, LANGUAGES[language])) == []


def test_the_walk_leads_to_each_page_that_there_is() -> None:
    assert sorted(PLACES) == sorted(names_of_pages())


def test_a_word_that_is_missing_is_found(demo: Site, visitors: Visitors) -> None:
    page = visitors.signed_in(demo, CAMILLE, "/#/directory")

    page.get_by_role("heading", name="Directory").evaluate("heading => { heading.textContent = 'directory-titel' }")

    assert untranslated(page) == ["directory-titel"]


def test_what_is_wider_than_a_telephone_is_found(demo: Site, visitors: Visitors) -> None:
    page = visitors.signed_in(demo, CAMILLE, "/#/directory", viewport=TELEPHONE)

    page.get_by_role("heading", name="Directory").evaluate("heading => { heading.style.minWidth = '400px' }")

    assert overflowing(page)[0].endswith("in 360")
