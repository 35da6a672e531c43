"""A house on a port, with a case in it.

It must not hold expectations.
"""

from collections.abc import Iterator

import pytest

from deploy.postgres_cluster import APP
from tests.api.conftest import Case, opened_case, with_directory
from tests.support.live import Live, live
from tests.support.postgres import Server, fresh_database
from tests.support.served import Served


@pytest.fixture(scope="module")
def shared_door(postgres_server: Server, migrated_template: str) -> Iterator[tuple[Live, Case]]:
    """A house on a port with one case for all tests of a module, where none minds what another one wrote."""
    with (
        fresh_database(postgres_server, migrated_template) as name,
        with_directory(postgres_server.conninfo(APP, name)) as opened,
        live(opened) as door,
    ):
        case = opened_case(opened, "alpha")
        opened.settle()
        yield door, case


@pytest.fixture
def house(database: str) -> Iterator[Served]:
    """The house with a directory of two agencies of its own beside the shipped one."""
    with with_directory(database) as opened:
        yield opened


@pytest.fixture
def case(house: Served) -> Case:
    """One case, settled."""
    opened = opened_case(house, "alpha")
    house.settle()
    return opened


@pytest.fixture
def door(house: Served) -> Iterator[Live]:
    """The house on a port."""
    with live(house) as opened:
        yield opened
