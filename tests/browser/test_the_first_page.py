"""Signing in, signing out, and the investigations that somebody belongs to."""

import pytest
from playwright.sync_api import expect

from deploy.demo.cast import CAMILLE, INES
from tests.support.looking import assert_accessible, take_pictures
from tests.support.sample_site import Site
from tests.support.visitors import Visitors

INVESTIGATIONS = "/#/investigations"

pytestmark = [pytest.mark.browser, pytest.mark.postgres]


def test_a_member_who_follows_its_link_sees_its_investigations(demo: Site, visitors: Visitors) -> None:
    page = visitors.signed_in(demo, CAMILLE, INVESTIGATIONS)

    expect(page.get_by_role("link", name="Aurora").first).to_be_visible()
    expect(page.get_by_text(CAMILLE.member_id)).to_be_visible()
    take_pictures(page, "investigations")


def test_the_token_of_a_link_is_in_no_address_afterwards(demo: Site, visitors: Visitors) -> None:
    page = visitors.signed_in(demo, CAMILLE)

    page.go_back()

    assert "token" not in page.url


def test_two_members_see_each_their_own(demo: Site, visitors: Visitors) -> None:
    camille, ines = visitors.signed_in(demo, CAMILLE, INVESTIGATIONS), visitors.signed_in(demo, INES, INVESTIGATIONS)

    expect(ines.get_by_role("link", name="Harbour").first).to_be_visible()
    expect(camille.get_by_role("link", name="Aurora").first).to_be_visible()
    expect(ines.get_by_text("Aurora")).to_have_count(0)
    expect(camille.get_by_text("Harbour")).to_have_count(0)


def test_who_is_not_signed_in_is_told_how(demo: Site, visitors: Visitors) -> None:
    page = visitors.signed_out(demo)

    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    assert_accessible(page)


def test_who_signs_out_sees_nothing_any_more(demo: Site, visitors: Visitors) -> None:
    page = visitors.signed_in(demo, CAMILLE)
    visitors.expect(page, 401)

    page.get_by_role("button", name=CAMILLE.member_id).click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    page.reload()

    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    expect(page.get_by_text("Aurora")).to_have_count(0)


def test_the_list_has_no_serious_fault_for_those_who_read_by_other_means(demo: Site, visitors: Visitors) -> None:
    page = visitors.signed_in(demo, CAMILLE, INVESTIGATIONS)
    expect(page.get_by_role("link", name="Aurora").first).to_be_visible()

    assert_accessible(page)
