"""A log with a checkpoint and its witness, and what somebody could do to it who owns the server.

It must not hold expectations.
"""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import uuid4

import msgspec
import psycopg

from consumers.clock import Sealing
from domain.agency.commands import DeclareWitnessKey, RegisterAgency
from domain.aggregate import Actor, Command, Submission
from domain.application import Accepted, Application
from domain.checkpoint.commands import WitnessCheckpoint
from domain.checkpoint.text import CheckpointText
from domain.event import ActorKind
from domain.signed_note import SignedNote, SigningKey
from domain.storage import EventLog, LogTree
from domain.storage.chain import GENESIS, Link, leaf_of, link_hash
from domain.storage.exported import checkpoint_line, end_line, event_line
from domain.storage.inspection import examine_export, examine_log
from domain.storage.merkle import root_of
from domain.storage.verification import Kept, Report
from domain.vocabulary import Role
from tests.support.checkpoints import LOG_KEY, ORIGIN, WITNESS_KEY
from tests.support.keys import KEYRING

__all__ = ["SealedLog", "offline", "register", "sealed_log", "silent", "with_data"]

OPERATOR = Actor(actor_id="operator", kind=ActorKind.IMPORT)
WITNESS = Actor(actor_id="anna", agency_id="AT-1", roles=frozenset({Role.AGENCY_ADMINISTRATOR}))

# One row as somebody writes it who knows how the chain is made.
OVERWRITE = """
UPDATE log.events SET topic = %(topic)s, state = %(state)s, hash = %(hash)s WHERE notification_id = %(position)s
"""


def silent(_position: int) -> None:
    """Nobody is told how far it is."""


@dataclass(frozen=True, slots=True)
class SealedLog:
    """A log of 13 events: 10 agencies with a witness's key among them, a checkpoint (12) and its witness (13)."""

    conninfo: str
    hostile: str
    tree: LogTree
    application: Application
    kept: SignedNote

    def force(self, statements: str) -> None:
        """This will do what only somebody can who owns the server."""
        with psycopg.connect(self.hostile) as connection:
            connection.execute("ALTER TABLE log.events DISABLE TRIGGER ALL")
            connection.execute(statements.encode())

    def rewrite(self, change: Callable[[Link], Link]) -> None:
        """This will write every event, and the whole chain, anew."""
        previous, rows = GENESIS, []
        for link in map(change, self.links()):
            previous = link_hash(previous, leaf_of(link))
            rows.append({**link._asdict(), "hash": previous})
        self.overwrite(rows)

    def overwrite(self, rows: list[dict[str, object]]) -> None:
        """This will write rows over those at their positions."""
        with psycopg.connect(self.hostile) as connection:
            connection.execute("ALTER TABLE log.events DISABLE TRIGGER ALL")
            connection.cursor().executemany(OVERWRITE, rows)

    def sealed_again(self, link: Link, change: Callable[[Link], Link]) -> Link:
        """This will make the checkpoint of changed events, signed by another key of the same name."""
        key = SigningKey(ORIGIN, bytes(32))
        text = str(CheckpointText(ORIGIN, 11, root_of([leaf_of(change(each)) for each in self.links()[:11]])))
        return with_data(link, note=str(SignedNote(text, (key.sign(text),))), key=str(key.verifying_key))

    def links(self) -> list[Link]:
        """This will read all of it."""
        return self.tree.links(0, 1_000)

    def live(self, *notes: SignedNote, key: SigningKey | None = LOG_KEY) -> Report:
        """This will verify the database."""
        keys = (key.verifying_key,) if key else ()
        return examine_log(self.tree, Kept(notes=notes, keys=keys), 0, silent)

    def exported(self) -> list[bytes]:
        """This will export all of it."""
        links = self.links()
        below = [checkpoint_line(sealed) for sealed in self.tree.checkpoints()]
        return [*map(event_line, links), *below, end_line(links[-1].position if links else 0, len(links))]


def offline(lines: list[bytes], *notes: SignedNote, key: SigningKey | None = LOG_KEY) -> Report:
    """This will verify an export."""
    keys = (key.verifying_key,) if key else ()
    return examine_export(lambda: lines, Kept(notes=notes, keys=keys), silent)


def with_data(link: Link, **data: object) -> Link:
    """This will change what the payload of an event says."""
    document = msgspec.json.decode(link.state)
    document["data"] |= data
    return link._replace(state=msgspec.json.encode(document))


def register(application: Application, code: str) -> None:
    """This will append one event."""
    _submit(application, OPERATOR, RegisterAgency(agency_id=code, name=code, country="AT", tz="UTC", languages=("de",)))


@contextmanager
def sealed_log(conninfo: str, hostile: str) -> Iterator[SealedLog]:
    """This will open a sealed log. hostile: conninfo of a superuser."""
    with EventLog(conninfo, KEYRING) as log, Application(log) as application, closing(LogTree(conninfo)) as tree:
        for number in range(1, 11):
            register(application, f"AT-{number}")
        _submit(application, OPERATOR, DeclareWitnessKey(agency_id="AT-1", key=str(WITNESS_KEY.verifying_key)))
        sealing = Sealing(tree=tree, log=application, key=LOG_KEY, now=lambda: datetime.now(UTC))
        text = sealing.seal_if_due()
        assert text is not None
        line = str(WITNESS_KEY.sign(str(text)))
        _submit(application, WITNESS, WitnessCheckpoint(checkpoint_id=text.id, agency_id="AT-1", signature=line))
        yield SealedLog(conninfo, hostile, tree, application, tree.checkpoints()[0].note)


def _submit(application: Application, actor: Actor, command: Command) -> None:
    outcome = application.submit(Submission(command=command, command_id=uuid4(), actor=actor)).result(60)
    assert isinstance(outcome, Accepted), outcome
