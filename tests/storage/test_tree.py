"""The tree over the stored events is the one of their leaf hashes, kept as far as it is complete, and never changed."""

from collections.abc import Iterator
from uuid import uuid4

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege, RestrictViolation

from domain.application import Application
from domain.storage import EventLog, LogTree
from domain.storage.chain import leaf_of
from domain.storage.merkle import BLOCK, Span, Subtree, root_of, verify_consistency, verify_inclusion
from tests.support.counter_room import BeginCounter, asked
from tests.support.logs import begun

pytestmark = [pytest.mark.postgres, pytest.mark.timeout(180)]

CHANGES = pytest.mark.parametrize(
    "change",
    ["UPDATE log.subtrees SET hash = 'x'", "DELETE FROM log.subtrees", "TRUNCATE log.subtrees"],
)


@pytest.fixture
def tree(database: str) -> Iterator[LogTree]:
    opened = LogTree(database)
    yield opened
    opened.close()


def grown(application: Application, count: int) -> None:
    """This will append events in one batch."""
    application.submit_batch([asked(BeginCounter(counter_id=uuid4(), case_id=uuid4(), limit=9)) for _ in range(count)])


def leaves(log: EventLog) -> list[bytes]:
    return [leaf_of(link) for link in log.links(0, 10_000)]


def test_leaves_are_hashed_in_the_database_as_they_are_in_the_program(
    application: Application, log: EventLog, tree: LogTree
) -> None:
    begun(application)

    assert tree.leaves(Span(0, 1)) == leaves(log)
    assert tree.root(1) == leaves(log)[0]


def test_the_tree_grows_with_the_log_and_keeps_what_is_complete(
    application: Application, log: EventLog, tree: LogTree
) -> None:
    sizes = []
    for count in (BLOCK - 1, 1, 2 * BLOCK + 7):
        grown(application, count)
        tree.grow(tree.head())
        sizes.append((tree.head(), tree.root(tree.head()), len(tree.kept())))

    expected = leaves(log)
    assert sizes == [
        (BLOCK - 1, root_of(expected[: BLOCK - 1]), 0),
        (BLOCK, root_of(expected[:BLOCK]), 1),
        (3 * BLOCK + 7, root_of(expected), 4),
    ]
    assert tree.kept()[Subtree(9, 0)] == root_of(expected[: 2 * BLOCK])


def test_proofs_come_out_of_the_database(application: Application, log: EventLog, tree: LogTree) -> None:
    grown(application, 2 * BLOCK + 40)
    size, first = tree.head(), BLOCK + 3
    tree.grow(size)

    root, stored = tree.root(size), leaves(log)
    places = [1, 2, BLOCK, BLOCK + 1, size - 1, size]
    assert all(verify_inclusion(stored[at - 1], (at - 1, size), tree.inclusion(at, size), root) for at in places)
    assert verify_consistency((first, size), (tree.root(first), root), tree.consistency(first, size))


def test_to_grow_again_changes_nothing(application: Application, tree: LogTree, database: str) -> None:
    grown(application, BLOCK)
    tree.grow(BLOCK)
    before = tree.kept()

    other = LogTree(database)
    other.grow(BLOCK)
    other.close()

    assert tree.kept() == before


def test_what_is_missing_is_said(application: Application, tree: LogTree) -> None:
    begun(application)

    with pytest.raises(LookupError):
        tree.root(2)
    with pytest.raises(LookupError):
        tree.root(BLOCK)


@CHANGES
def test_the_role_that_serves_may_not_change_a_subtree(database: str, change: str) -> None:
    with psycopg.connect(database) as connection, pytest.raises(InsufficientPrivilege):
        connection.execute(change.encode())


@CHANGES
def test_even_the_owner_of_the_subtrees_may_not(owner_database: str, change: str) -> None:
    with psycopg.connect(owner_database) as connection, pytest.raises(RestrictViolation, match="append-only"):
        connection.execute(change.encode())
