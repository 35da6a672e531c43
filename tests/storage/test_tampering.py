"""What a hostile administrator does to the log is found, at its place, in the database and in an export without one."""

from collections.abc import Iterator
from uuid import UUID

import psycopg
import pytest

from deploy.command_line.verdicts import in_words
from domain.storage.chain import Finding, Link, Wrong, leaf_of, link_hash
from domain.storage.exported import case_lines, checkpoint_line, end_line
from domain.storage.inspection import examine_log
from domain.storage.verification import Kept, Report
from tests.support.checkpoints import WITNESS_KEY
from tests.support.sealed_log import SealedLog, offline, register, sealed_log, silent, with_data

pytestmark = [pytest.mark.postgres, pytest.mark.timeout(180)]

CLOSED_GAP = """
DELETE FROM log.events WHERE notification_id = 5;
UPDATE log.events SET notification_id = 1000 - notification_id WHERE notification_id > 5;
UPDATE log.events SET notification_id = 999 - notification_id WHERE notification_id > 900
"""
EXCHANGED = """
UPDATE log.events SET notification_id = 1000 WHERE notification_id = 5;
UPDATE log.events SET notification_id = 5 WHERE notification_id = 6;
UPDATE log.events SET notification_id = 6 WHERE notification_id = 1000
"""
SLIPPED_IN = """
UPDATE log.events SET notification_id = 2000 - notification_id WHERE notification_id >= 5;
UPDATE log.events SET notification_id = 2001 - notification_id WHERE notification_id >= 1000;
INSERT INTO log.events SELECT gen_random_uuid(), 1, topic, state, 5, NULL, hash FROM log.events
WHERE notification_id = 4
"""
MOVED_APART = "UPDATE log.events SET notification_id = notification_id + 100 WHERE notification_id > 5"


@pytest.fixture
def sealed(database: str, superuser_database: str) -> Iterator[SealedLog]:
    with sealed_log(database, superuser_database) as opened:
        yield opened


def found(report: Report) -> tuple[int, Wrong] | None:
    return (report.finding.position, report.finding.wrong) if report.finding else None


def test_a_whole_log_is_whole_in_the_database_and_in_an_export(sealed: SealedLog) -> None:
    expected = (None, 13, 1, 1, 11)

    for report in (sealed.live(sealed.kept), offline(sealed.exported(), sealed.kept), sealed.live(key=None)):
        assert (report.finding, report.last, report.checkpoints, report.witnesses, report.covered) == expected


@pytest.mark.parametrize(
    ("forgery", "position", "wrong"),
    [
        ("UPDATE log.events SET topic = 'agency.Forged' WHERE notification_id = 5", 5, Wrong.CHANGED),
        ("UPDATE log.events SET state = state || ' '::bytea WHERE notification_id = 5", 5, Wrong.CHANGED),
        ("UPDATE log.events SET originator_id = gen_random_uuid() WHERE notification_id = 1", 1, Wrong.CHANGED),
        ("UPDATE log.events SET case_id = gen_random_uuid() WHERE notification_id = 5", 5, Wrong.WRONG_CASE),
        ("UPDATE log.events SET hash = sha256(hash) WHERE notification_id = 13", 13, Wrong.CHANGED),
        ("DELETE FROM log.events WHERE notification_id = 5", 5, Wrong.MISSING),
        ("DELETE FROM log.events WHERE notification_id BETWEEN 5 AND 7", 5, Wrong.MISSING),
        ("DELETE FROM log.events WHERE notification_id = 1", 1, Wrong.MISSING),
        (
            CLOSED_GAP,
            5,
            Wrong.CHANGED,
        ),
        (
            EXCHANGED,
            5,
            Wrong.OUT_OF_ORDER,
        ),
        (
            SLIPPED_IN,
            5,
            Wrong.INSERTED,
        ),
        (MOVED_APART, 6, Wrong.MISSING),
    ],
)
def test_what_was_forced_upon_the_log_is_found_at_its_place(
    sealed: SealedLog, forgery: str, position: int, wrong: Wrong
) -> None:
    sealed.force(forgery)

    assert found(sealed.live()) == (position, wrong)
    assert found(offline(sealed.exported())) == (position, wrong)


def test_an_event_whose_hash_was_forged_with_it_is_found_behind_its_place(sealed: SealedLog) -> None:
    fifth = sealed.links()[4]
    forged = fifth._replace(topic="agency.Forged")
    sealed.overwrite([{**forged._asdict(), "hash": link_hash(sealed.links()[3].hash, leaf_of(forged))}])

    assert found(sealed.live()) == (6, Wrong.CHANGED)
    assert found(offline(sealed.exported())) == (6, Wrong.CHANGED)


def renamed(link: Link) -> Link:
    return link._replace(state=link.state.replace(b"AT-3", b"AT-X")) if link.position == 3 else link


def test_a_chain_that_was_rewritten_as_a_whole_is_found_by_the_checkpoint_in_it(sealed: SealedLog) -> None:
    sealed.rewrite(renamed)

    assert found(sealed.live()) == (12, Wrong.FALSE_CHECKPOINT)
    assert found(offline(sealed.exported())) == (12, Wrong.FALSE_CHECKPOINT)


def test_who_rewrites_the_checkpoint_too_lacks_the_key(sealed: SealedLog) -> None:
    def change(link: Link) -> Link:
        return sealed.sealed_again(link, renamed) if link.position == 12 else renamed(link)

    sealed.force("DELETE FROM log.events WHERE notification_id = 13")
    sealed.force("ALTER TABLE log.commands DISABLE TRIGGER ALL; DELETE FROM log.commands")
    sealed.rewrite(change)

    assert found(sealed.live()) == (12, Wrong.FALSE_SIGNATURE)
    assert found(offline(sealed.exported())) == (12, Wrong.FALSE_SIGNATURE)
    assert found(sealed.live(key=None)) is None
    assert found(sealed.live(sealed.kept, key=None)) == (11, Wrong.OTHER_HISTORY)
    assert found(offline(sealed.exported(), sealed.kept, key=None)) == (11, Wrong.OTHER_HISTORY)


def test_a_forged_countersignature_is_found(sealed: SealedLog) -> None:
    line = str(WITNESS_KEY.sign("another text\n"))

    def change(link: Link) -> Link:
        return with_data(link, signature=line) if link.position == 13 else link

    sealed.rewrite(change)

    assert found(sealed.live()) == (13, Wrong.FALSE_SIGNATURE)
    assert found(offline(sealed.exported())) == (13, Wrong.FALSE_SIGNATURE)


def test_a_log_that_was_cut_off_is_found_by_who_kept_a_checkpoint(sealed: SealedLog) -> None:
    sealed.force("DELETE FROM log.events WHERE notification_id > 8")

    assert found(sealed.live(sealed.kept)) == (9, Wrong.TRUNCATED)
    assert found(offline(sealed.exported(), sealed.kept)) == (9, Wrong.TRUNCATED)


def test_a_log_that_was_cut_off_is_found_by_what_is_stored_beside_it(sealed: SealedLog) -> None:
    sealed.force("DELETE FROM log.events WHERE notification_id = 13")

    assert found(sealed.live()) == (13, Wrong.TRUNCATED)


def test_a_log_that_was_cut_off_is_found_by_read_models_that_followed_it(sealed: SealedLog) -> None:
    report = examine_log(sealed.tree, Kept(reached=14), 0, silent)

    assert found(report) == (14, Wrong.TRUNCATED)


def test_a_log_that_was_emptied_is_found_by_who_kept_a_checkpoint(sealed: SealedLog) -> None:
    sealed.force("TRUNCATE log.events")

    assert found(sealed.live(sealed.kept)) == (1, Wrong.TRUNCATED)
    assert found(offline(sealed.exported(), sealed.kept)) == (1, Wrong.TRUNCATED)


def test_a_false_subtree_is_found(sealed: SealedLog) -> None:
    for number in range(300):
        register(sealed.application, f"DE-{number}")
    with psycopg.connect(sealed.conninfo) as connection:
        connection.execute("INSERT INTO log.subtrees VALUES (8, 0, sha256('false'))")

    assert found(sealed.live()) == (256, Wrong.FALSE_SUBTREE)


def test_a_file_that_was_cut_off_or_spoilt_is_found(sealed: SealedLog) -> None:
    lines = sealed.exported()

    assert found(offline(lines[:-1])) == (14, Wrong.TRUNCATED)
    assert found(offline([*lines[:6], lines[6][:40]])) == (7, Wrong.TRUNCATED)
    assert found(offline([*lines[:6], b"{}\n", *lines[7:]])) == (7, Wrong.CHANGED)
    assert found(offline([*lines[:6], lines[7], lines[6], *lines[8:]])) == (7, Wrong.OUT_OF_ORDER)
    assert found(offline([*lines[:6], lines[5], *lines[6:]])) == (6, Wrong.INSERTED)
    assert found(offline([])) == (1, Wrong.TRUNCATED)
    assert found(offline(lines, key=WITNESS_KEY)) == (12, Wrong.FALSE_SIGNATURE)


def test_a_verification_may_begin_further_on(sealed: SealedLog) -> None:
    sealed.force("UPDATE log.events SET topic = 'agency.Forged' WHERE notification_id = 5")
    report = examine_log(sealed.tree, Kept(), 9, silent)

    assert found(report) == (5, Wrong.CHANGED)


def of_case(sealed: SealedLog) -> list[bytes]:
    """An export of the directory as if it were a case: what counts are the proofs."""
    (checkpoint,) = sealed.tree.checkpoints()
    case_id = UUID(int=7)
    links = [link._replace(case_id=case_id) for link in sealed.links() if link.position in (2, 3, 7, 11)]
    lines = case_lines(links, checkpoint.text.size, sealed.tree.inclusion)
    return [*lines, checkpoint_line(checkpoint), end_line(11, len(links), case_id)]


def test_the_export_of_a_case_is_proved_event_by_event(sealed: SealedLog) -> None:
    lines = of_case(sealed)
    report = offline(lines, sealed.kept)

    assert (report.finding, report.last, report.covered) == (None, 11, 11)
    assert (report.of_case, report.proved) == (4, 4)
    assert found(offline([lines[0], lines[1].replace(b"AT-3", b"AT-X"), *lines[2:]])) == (3, Wrong.CHANGED)
    assert found(offline([lines[1], lines[0], *lines[2:]])) == (2, Wrong.OUT_OF_ORDER)
    assert found(offline([*lines[:3], *lines[4:]])) == (8, Wrong.TRUNCATED)
    assert found(offline(lines, key=WITNESS_KEY)) == (11, Wrong.FALSE_SIGNATURE)


def test_of_a_case_no_more_is_said_than_its_file_proves(sealed: SealedLog) -> None:
    kept = Kept(notes=(sealed.kept,))
    words = "\n".join(in_words(offline(of_case(sealed), sealed.kept), kept))

    assert "4 events of the case are in the log" in words
    assert "Whether the case has other events is not proven by this file" in words
    assert "The log is whole" not in words
    assert "It grew out of" not in words


def test_what_is_found_is_said_in_words(sealed: SealedLog) -> None:
    sealed.force("DELETE FROM log.events WHERE notification_id = 5")

    assert sealed.live().finding == Finding(5, Wrong.MISSING, "the event is missing")
