"""Somebody signs in at an identity provider, comes back to where it was, signs out, and is thrown out when revoked."""

import socket
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from playwright.sync_api import Page, expect

from deploy.command_line.sessions import REVOKE
from tests.support.chromium import Chromium
from tests.support.identity_provider import Provider, running_provider
from tests.support.live import Live, live
from tests.support.plain_site import PlainSite
from tests.support.signing_in import house_at, settings_at
from tests.support.visitors import Visitors

pytestmark = [pytest.mark.browser, pytest.mark.postgres]


@pytest.fixture
def provider() -> Iterator[Provider]:
    with running_provider() as running:
        running.people = {"ada": {"agency": "FR-SPOC"}, "eve": {"agency": None}}
        yield running


@pytest.fixture
def door(database: str, provider: Provider, tmp_path: Path) -> Iterator[Live]:
    """A house on a port that the provider knows."""
    port = free_port()
    settings = settings_at(provider, tmp_path, public_address=f"http://127.0.0.1:{port}")
    with house_at(settings, database) as house, live(house, port=port) as opened:
        house.settle()
        yield opened


@pytest.fixture
def page(chromium: Chromium, door: Live, provider: Provider) -> Iterator[Page]:
    """Somebody in front of a browser that speaks with the house and its provider alone."""
    with chromium.at_hand() as browser:
        people = Visitors(browser)
        shown = people.signed_out(PlainSite(f"http://{door.address}"), "/#/directory")
        people.expect(shown, 401)
        yield shown
        faults = [fault for fault in people.faults() if provider.address not in fault]
        people.leave()
    assert faults == []


def free_port() -> int:
    """This will find a port; nobody else takes it in the moment until it is used."""
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return int(tried.getsockname()[1])


def sign_in(page: Page, person: str = "ada") -> None:
    expect(page.get_by_text("Sign in at 127.0.0.1, your identity provider.")).to_be_visible()
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name=person).click()


def test_who_signs_in_comes_back_to_where_it_was(page: Page) -> None:
    sign_in(page)

    expect(page.get_by_role("heading", name="Directory")).to_be_visible()
    expect(page.get_by_role("button", name="ada")).to_be_visible()
    assert page.evaluate("document.cookie") == ""


def test_who_the_provider_does_not_tell_of_is_told_so(page: Page) -> None:
    sign_in(page, "eve")

    expect(page.get_by_role("alert")).to_contain_text("You were not let in.")


def test_who_signs_out_is_signed_out_at_the_provider_too(page: Page, provider: Provider) -> None:
    sign_in(page)
    page.get_by_role("button", name="ada").click()

    page.get_by_role("button", name="Sign out").click()

    expect(page.get_by_text("Sign in at 127.0.0.1, your identity provider.")).to_be_visible()
    assert provider.signed_out == ["ada"]


def test_who_is_revoked_is_thrown_out_of_an_open_page(page: Page, database: str) -> None:
    page.goto(page.url.partition("#")[0] + "#/")
    sign_in(page)
    expect(page.get_by_role("button", name="ada")).to_be_visible()

    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute(REVOKE, {"kind": "MEMBER", "name": "ada", "agency": ""})

    expect(page.get_by_text("Your session has ended.")).to_be_visible()
    expect(page.get_by_role("button", name="ada")).to_have_count(0)
