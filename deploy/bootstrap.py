"""The one place that chooses concrete things: which database, which log, which application, which read models.

It must not read the environment, nor know the command line.
"""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

import psycopg

from deploy.embedded_postgres import EmbeddedPostgres, is_made
from deploy.faults import Fault, WrongCall
from deploy.master_key import master_key
from deploy.migrate import migrate, require_migrated
from deploy.postgres_cluster import OWNER
from deploy.settings import Settings
from domain.application import Application
from domain.storage import EventLog, Keyring, LogTree
from projections.catalogue import READ_MODELS
from projections.engine import Following, ReadModel, Runner, Site, prepare

if TYPE_CHECKING:
    from fastapi import FastAPI

    from api.files.depot import Depot
    from consumers.inbound import Desk
    from consumers.inbound.consuming import Consuming
    from consumers.kafka.reach import Reach
    from consumers.outbound.publishing import Publishing
    from domain.application_watching import Watching

__all__ = [
    "Database",
    "agencies",
    "api",
    "application",
    "consuming",
    "depot",
    "event_log",
    "following",
    "inbox_desk",
    "log_tree",
    "make_read_models",
    "opened_database",
    "prepared_database",
    "publishing",
    "read_models",
    "require_database",
    "runner",
    "tried_keyring",
]


@dataclass(frozen=True, slots=True)
class Database:
    """How to reach the database. serving: conninfo of the role that serves; owner: of the role that migrates.

    keyring: brings the master key, which only those need who read or record what people wrote.
    """

    serving: str
    owner: str
    keyring: Callable[[], Keyring]
    embedded: EmbeddedPostgres | None = None


def present() -> datetime:
    """This will tell the time: aware, UTC."""
    return datetime.now(UTC)


def require_database(settings: Settings) -> Settings:
    """This will pass the settings on. Raises Fault where the embedded database was never made: a misspelt directory."""
    if settings.is_embedded and not is_made(settings.data):
        remedy = "Make one with entente db init, or name another directory with --data."
        raise Fault(f"There is no database in {settings.data}.", remedy=remedy)
    return settings


@contextmanager
def opened_database(settings: Settings) -> Iterator[Database]:
    """This will hold the database for as long as the block lasts; the embedded one is started and stopped."""
    keyring = partial(master_key, settings)
    if settings.database_url is not None:
        serving = settings.database_url.get_secret_value()
        owner = settings.owner_database_url.get_secret_value() if settings.owner_database_url else serving
        yield Database(serving, owner, keyring)
        return
    with EmbeddedPostgres(settings.data) as server:
        yield Database(server.conninfo(), server.conninfo(OWNER), keyring, server)


@contextmanager
def prepared_database(settings: Settings) -> Iterator[Database]:
    """This will hold a database of the right shape: the embedded one is brought into it, any other must have been."""
    with opened_database(settings) as database:
        if database.embedded:
            migrate(database.owner)
            make_read_models(database)
        else:
            require_migrated(database.serving)
        yield database


def make_read_models(database: Database) -> None:
    """This will make the tables of those read models that have none."""
    with psycopg.connect(database.serving) as connection:
        prepare(connection, READ_MODELS)


def tried_keyring(database: Database) -> Keyring:
    """This will return the master key. Raises WrongMasterKey where the log is sealed under another."""
    held = database.keyring()
    with EventLog(database.serving, held) as log:
        log.try_keyring()
    return held


@contextmanager
def event_log(database: Database) -> Iterator[EventLog]:
    """This will open the log. Raises WrongMasterKey where it is sealed under another key."""
    with EventLog(database.serving, tried_keyring(database)) as log:
        yield log


@contextmanager
def application(database: Database, watching: "Watching | None" = None) -> Iterator[Application]:
    """This will open the door through which everything changes."""
    with event_log(database) as log, Application(log, now=present, watching=watching) as opened:
        yield opened


def read_models(names: tuple[str, ...] = ()) -> tuple[ReadModel, ...]:
    """This will return the read models of these names, all where none is named. Raises WrongCall for an unknown one."""
    known = {model.name: model for model in READ_MODELS}
    unknown = [name for name in names if name not in known]
    if unknown:
        raise WrongCall(f"There is no read model {unknown[0]!r}.", remedy=f"There are: {', '.join(known)}.")
    return tuple(known[name] for name in names) or tuple(known.values())


@contextmanager
def runner(database: Database) -> Iterator[Runner]:
    """This will open what brings the read models up to date in this process alone."""
    with event_log(database) as log, Runner(database.serving, read_models(), log) as opened:
        yield opened


def following(database: Database) -> Following:
    """This will make what keeps the read models up to date for as long as it runs, on all cores where it is behind."""
    return Following(Site(database.serving, tried_keyring(database)), read_models())


@asynccontextmanager
async def api(settings: Settings, database: Database) -> AsyncIterator["FastAPI"]:
    """This will open everything that the HTTP application needs, and close it afterwards."""
    # The web framework and the schema take most of a second to import: only the process that serves pays for them.
    from api.announcing import announcing  # noqa: PLC0415
    from api.application import create_app  # noqa: PLC0415
    from api.dependencies import ApiDependencies  # noqa: PLC0415
    from deploy.api_choices import api_settings  # noqa: PLC0415
    from deploy.contents import opened_parts  # noqa: PLC0415
    from deploy.identity import opened_doors  # noqa: PLC0415  # brings the cryptography

    async with opened_doors(settings, database.serving, present) as doors, announcing(database.serving) as announcer:
        with event_log(database) as log, log_tree(database) as tree:
            async with opened_parts(settings, log, present) as parts:
                given = ApiDependencies(
                    application=parts.application,
                    pool=parts.pool,
                    log=log,
                    tree=tree,
                    depot=parts.depot,
                    spool=parts.spool,
                    announcer=announcer,
                    lanes=parts.lanes,
                    verifier=doors.admission,
                    flow=doors.flow,
                    now=present,
                    settings=api_settings(settings),
                    insight=parts.insight,
                )
                yield create_app(given)


@asynccontextmanager
async def depot(settings: Settings, database: Database) -> AsyncIterator["Depot"]:
    """This will open what takes contents in and hands them out, for one who stands at the machine itself."""
    from deploy.contents import opened_parts  # noqa: PLC0415

    with event_log(database) as log:
        async with opened_parts(settings, log, present) as parts:
            yield parts.depot


def agencies(database: Database) -> list[str]:
    """This will name the agencies of the directory by their codes."""
    with psycopg.connect(database.serving) as connection:
        return [code for (code,) in connection.execute("SELECT agency_id FROM read.agencies ORDER BY agency_id")]


@contextmanager
def consuming(database: Database, reach: "Reach", batch: int) -> Iterator["Consuming"]:
    """This will open what takes in the messages of gateways. batch: most of them in one transaction."""
    from consumers.inbound.consuming import Consuming  # noqa: PLC0415  # what only this process needs
    from consumers.kafka.reading import Reading  # noqa: PLC0415  # same
    from consumers.topics import inbound_topics  # noqa: PLC0415  # same
    from deploy.insight import chosen_insight  # noqa: PLC0415  # same

    keyring = tried_keyring(database)
    with chosen_insight("consume") as heard, application(database, heard.watching) as opened:
        yield Consuming(
            reach=reach,
            reading=Reading(topics=(), group="entente-inbox", batch=batch),
            topics=lambda: inbound_topics(reach, agencies(database)),
            conninfo=database.serving,
            application=opened,
            keyring=keyring,
            tracing=heard.messages,
        )


@contextmanager
def publishing(settings: Settings, database: Database, reach: "Reach") -> Iterator["Publishing"]:
    """This will open what publishes the log, and the letters of the inbox beside it."""
    from consumers.inbound.letters import Letters  # noqa: PLC0415  # what only this process needs
    from consumers.outbound.publishing import Publishing, Source, sending  # noqa: PLC0415  # same
    from deploy.insight import chosen_insight  # noqa: PLC0415  # same

    with event_log(database) as log, chosen_insight("publish") as heard:
        source = Source(log=log, origin=settings.checkpoint_origin, inbox=Letters(log.keyring), tracing=heard.messages)
        yield Publishing(source=source, reach=reach, sending=sending())


@contextmanager
def inbox_desk(database: Database, actor: str) -> Iterator["Desk"]:
    """This will open where an operator sees to messages of gateways. actor: who it is, for the record."""
    from consumers.inbound import Desk  # noqa: PLC0415  # what only this command needs

    keyring = tried_keyring(database)
    with application(database) as opened:
        yield Desk(database.serving, opened, keyring, actor)


@contextmanager
def log_tree(database: Database) -> Iterator[LogTree]:
    """This will open the Merkle tree over the log; it needs no key to read, for it reads no text."""
    with closing(LogTree(database.serving)) as tree:
        yield tree
