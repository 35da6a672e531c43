"""An identity provider for the tests of a module, which each begin with it anew.

It must not hold expectations.
"""

from collections.abc import Iterator

import pytest

from tests.support.identity_provider import Provider, new_key, running_provider

ADA: dict[str, object] = {"agency": "FR-SPOC", "unit": "FR-SPOC/CYBER", "roles": ["INVESTIGATION_OPENER", "other"]}


@pytest.fixture(scope="module")
def shared() -> Iterator[Provider]:
    with running_provider() as running:
        yield running


@pytest.fixture
def provider(shared: Provider) -> Provider:
    """The provider, as if it had just begun."""
    shared.people, shared.described, shared.is_away = {"ada": ADA}, {}, False
    shared.keys[:] = [new_key()]
    shared.wrong, shared.wrong_key = {}, None
    shared.fetched.clear()
    shared.signed_out.clear()
    return shared
