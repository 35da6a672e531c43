"""Connects to PostgreSQL with the limits that keep one stuck writer from holding up all the others.

It must not know any table.
"""

import psycopg
from eventsourcing.postgres import ConnectionPool, PostgresDatastore
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.rows import DictRow, TupleRow, dict_row

from domain.storage.arrays import understand_arrays

__all__ = ["LogDatastore", "WriterConnection", "WriterCursor", "connect_writer"]

WriterConnection = psycopg.Connection[TupleRow]
"""That of a process that appends."""

WriterCursor = psycopg.Cursor[TupleRow]
"""By which it carries out a statement."""

READERS = 8
"""Connections for reading at once: more would wait for the same few cores of the server."""

RECONNECT_S = 5
"""How long the pool tries to replace a lost connection, at growing intervals; then it waits to be asked for one.

With its own five minutes, a database that is back after two would be tried again only two minutes later.
"""

LIMITS = {
    "statement_timeout": "60s",  # a batch of thousands waits behind another such batch and takes seconds itself
    "idle_in_transaction_session_timeout": "15s",  # a frozen process gives the append lock back (hazard H8)
    "tcp_user_timeout": "20s",  # a server that vanished is noticed
}


def connect_writer(conninfo: str, cursor: type[WriterCursor] | None = None) -> WriterConnection:
    """This will open the connection of a process that appends. Raises psycopg.OperationalError.

    cursor: of what kind its cursors are; None for the plain one.
    """
    # Every statement of a writer goes by an index; plans made while the table was empty must not say otherwise.
    options = {**LIMITS, "enable_seqscan": "off", "plan_cache_mode": "force_generic_plan", "jit": "off"}
    connection = psycopg.connect(
        _with(conninfo, "entente append", options), autocommit=True, prepare_threshold=0, cursor_factory=cursor
    )
    understand_arrays(connection)
    return connection


def _with(conninfo: str, name: str, settings: dict[str, str]) -> str:
    given = conninfo_to_dict(conninfo)
    # What the operator gave stands behind ours, and so prevails.
    options = " ".join([*(f"-c {key}={value}" for key, value in settings.items()), str(given.get("options") or "")])
    given.setdefault("connect_timeout", 10)
    return make_conninfo("", **{**given, "application_name": name, "options": options.strip()})


class LogDatastore(PostgresDatastore):
    """The library's datastore over any connection string; the library's own takes only five of its parts."""

    def __init__(self, conninfo: str) -> None:
        super().__init__(
            dbname="", host="", port="", user="", password="", schema="log"
        )  # all of it stands in the connection string
        self.conninfo = conninfo
        self.pool = ConnectionPool[psycopg.Connection[DictRow]](
            _with(conninfo, "entente read", LIMITS),
            connection_class=psycopg.Connection[DictRow],
            kwargs={"row_factory": dict_row, "autocommit": True},
            min_size=1,
            max_size=READERS,
            open=False,
            configure=understand_arrays,
            timeout=10,
            reconnect_timeout=RECONNECT_S,
        )

    def register_type_adapters(self) -> None:
        """This will do nothing: no statement of ours uses the library's composite types."""
