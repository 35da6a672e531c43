"""The session of a browser and what is chosen for it: its end, other pages of it, the language, the keyboard."""

import pytest
from playwright.sync_api import Page, expect

from deploy.demo.cast import CAMILLE, INES
from tests.support.looking import assert_accessible
from tests.support.sample_site import Site
from tests.support.visitors import Visitors

pytestmark = [pytest.mark.browser, pytest.mark.postgres]

DIRECTORY = "/#/directory"
REFUSED = 401


def open_menu(page: Page) -> None:
    page.get_by_role("button", name=CAMILLE.member_id).click()


def test_the_end_of_the_session_is_announced_before_it_comes(demo: Site, visitors: Visitors) -> None:
    page = visitors.signed_in(demo, CAMILLE, DIRECTORY)
    page.clock.install()
    page.reload()
    expect(page.get_by_role("heading", name="Directory")).to_be_visible()
    expect(page.get_by_text("Your session ends at")).to_have_count(0)

    page.clock.fast_forward("11:51:00")

    expect(page.get_by_text("Your session ends at")).to_be_visible()
    assert_accessible(page)


def test_a_page_notices_that_another_one_signed_out(demo: Site, visitors: Visitors) -> None:
    page = visitors.signed_in(demo, CAMILLE, DIRECTORY)
    visitors.expect(page, REFUSED)
    other = page.context.new_page()
    other.goto(demo.address + DIRECTORY)

    open_menu(other)
    other.get_by_role("button", name="Sign out").click()

    expect(page.get_by_text("Your session has ended.")).to_be_visible()
    expect(page.get_by_text("Direcția")).to_have_count(0)


def test_a_page_shows_nothing_of_who_was_signed_in_before_somebody_else(demo: Site, visitors: Visitors) -> None:
    page = visitors.signed_in(demo, CAMILLE, "/#/investigations")
    expect(page.get_by_role("link", name="Aurora").first).to_be_visible()

    page.context.new_page().goto(demo.link(INES))

    expect(page.get_by_role("button", name=INES.member_id)).to_be_visible()
    expect(page.get_by_text("Aurora")).to_have_count(0)


def test_a_token_that_is_not_trusted_is_refused_in_the_language_of_the_page(demo: Site, visitors: Visitors) -> None:
    page = visitors.signed_out(demo, locale="fr-FR")

    page.get_by_label("Jeton").fill("not-a-token")
    page.get_by_role("button", name="Se connecter").click()

    expect(page.get_by_role("alert")).to_contain_text("Demandez-en un nouveau.")


def test_what_a_token_allows_is_told_in_words(demo: Site, visitors: Visitors) -> None:
    page = visitors.signed_in(demo, CAMILLE, DIRECTORY)

    open_menu(page)

    expect(page.get_by_text("Your roles: Administrator of the agency, May open investigations")).to_be_visible()


def test_the_language_is_chosen_by_the_browser_and_another_choice_is_kept(demo: Site, visitors: Visitors) -> None:
    page = visitors.signed_in(demo, CAMILLE, DIRECTORY, locale="es-ES")
    expect(page.get_by_role("heading", name="Directorio")).to_be_visible()

    open_menu(page)
    page.get_by_role("combobox", name="Idioma", exact=True).select_option("ar")
    page.reload()

    expect(page.get_by_role("heading", name="الدليل")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "ar")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")


def test_a_language_that_there_is_not_becomes_english(demo: Site, visitors: Visitors) -> None:
    page = visitors.signed_out(demo, locale="fi-FI")

    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_the_menu_opens_and_closes_by_keyboard_and_gives_the_focus_back(demo: Site, visitors: Visitors) -> None:
    page = visitors.signed_in(demo, CAMILLE, DIRECTORY)
    button = page.get_by_role("button", name=CAMILLE.member_id)

    button.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("combobox", name="Language", exact=True)).to_be_focused()
    page.keyboard.press("Escape")

    expect(button).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "false")


def test_the_first_stop_of_the_keyboard_skips_to_the_content(demo: Site, visitors: Visitors) -> None:
    page = visitors.signed_in(demo, CAMILLE, DIRECTORY)
    expect(page.get_by_role("heading", name="Directory")).to_be_visible()

    page.get_by_role("link", name="Skip to the content").focus()
    page.keyboard.press("Enter")

    expect(page.locator("main")).to_be_focused()


def test_what_is_printed_says_what_it_is_and_for_whom(demo: Site, visitors: Visitors) -> None:
    page = visitors.signed_in(demo, CAMILLE, "/#/directory/RO-DIC")
    expect(page.get_by_role("heading", name="Direcția")).to_be_visible()

    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")

    expect(page.get_by_text("UTC for camille.morel, FR-OLCN")).to_be_visible()
    expect(page.get_by_role("navigation", name="Main")).to_be_hidden()
