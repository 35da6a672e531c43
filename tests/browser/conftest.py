"""A browser for each worker, and the sample investigations to look at: shared where nobody changes them, else cloned.

It must not hold expectations.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.support.chromium import Chromium, running_chromium
from tests.support.postgres import Server
from tests.support.sample_site import Site, cloned_site, sample_database
from tests.support.visitors import PATIENCE_MS, Visitors, visiting


@pytest.fixture(scope="session")
def chromium() -> Iterator[Chromium]:
    """One browser for all tests of a worker; tests ask for `visitors`."""
    expect.set_options(timeout=PATIENCE_MS)
    with running_chromium() as running:
        yield running


@pytest.fixture(scope="session")
def sample_template(postgres_server: Server, migrated_template: str) -> Iterator[str]:
    """The name of a database filled with the sample investigations, to clone."""
    with sample_database(postgres_server, migrated_template) as name:
        yield name


@pytest.fixture(scope="session")
def demo(postgres_server: Server, sample_template: str) -> Iterator[Site]:
    """The sample investigations, for all tests of a worker that only look: nobody may change them."""
    with cloned_site(postgres_server, sample_template) as site:
        yield site


@pytest.fixture(scope="module")
def own_demo(postgres_server: Server, sample_template: str) -> Iterator[Site]:
    """The sample investigations once more, for the tests of one module, which may do there what they like."""
    with cloned_site(postgres_server, sample_template) as site:
        yield site


@pytest.fixture
def visitors(chromium: Chromium) -> Iterator[Visitors]:
    """People in front of browsers; at the end the test fails if a page of theirs did what no page may."""
    with visiting(chromium) as people:
        yield people
