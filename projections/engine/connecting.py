"""Connects those who write read models.

It must not be used for anything that may not be lost.
"""

from typing import Any

import psycopg
from psycopg import Connection
from psycopg.conninfo import conninfo_to_dict, make_conninfo

__all__ = ["connect"]

_SETTINGS = {
    "search_path": "read",
    "synchronous_commit": "off",  # rows and position are lost together, and folded again from the log
    "jit": "off",  # every statement is small
    "idle_in_transaction_session_timeout": "60s",  # a frozen process gives its locks back
}


def connect(conninfo: str) -> Connection[Any]:
    """This will open a connection in autocommit whose unqualified names are those of the schema `read`."""
    given = str(conninfo_to_dict(conninfo).get("options") or "")
    options = " ".join([given, *(f"-c {name}={value}" for name, value in _SETTINGS.items())])
    return psycopg.connect(make_conninfo(conninfo, options=options.strip()), autocommit=True)
