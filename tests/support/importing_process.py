"""Imports a file as a process of its own, for tests that kill it: prints a line after each transaction.

Run as `python -m tests.support.importing_process CONNINFO FILE MAPPING`.
"""

import sys
from pathlib import Path

from consumers.files.importing import ImportOrder, import_file
from consumers.files.summary import Progress
from tests.support.imports import opened


def told(progress: Progress) -> None:
    """This will print how far it is, at once."""
    sys.stdout.write(f"{progress.stage} {progress.done}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    with opened(sys.argv[1]) as application:
        import_file(ImportOrder(path=Path(sys.argv[2]), mapping=sys.argv[3], progress=told), application)
