"""A process that holds an embedded server until its standard input ends.

It must not do anything else, so that it can be killed at any point.
"""

import sys
from pathlib import Path

import psycopg

from deploy.embedded_postgres import EmbeddedPostgres


def main() -> None:
    """Hold the server of the directory named by the first argument, and print when the server started."""
    with EmbeddedPostgres(Path(sys.argv[1]), durable=False) as server:
        with psycopg.connect(server.conninfo()) as connection:
            print(connection.execute("SELECT pg_postmaster_start_time()::text").fetchone(), flush=True)  # noqa: T201  # the parent reads it
        sys.stdin.read()


if __name__ == "__main__":
    main()
