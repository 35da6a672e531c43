"""Where a command writes what it makes: a new file, which appears under its name once all of it is there.

It must not write over anything, nor leave half a file behind.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from deploy.faults import Fault, WrongCall

__all__ = ["new_file"]

OWNER_ALONE = 0o600
"""What is inside is for few."""


@contextmanager
def new_file(out: Path | None) -> Iterator[BinaryIO]:
    """This will open what is written to: a file beside the one named, which takes its name at the end; else the output.

    Raises WrongCall where something of that name is there already, Fault where nothing can be written there.
    """
    if out is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    if out.exists():
        raise WrongCall(f"{out} is there already.", remedy="Name a new file.")
    half = out.with_name(f"{out.name}.part")
    try:
        made = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ALONE)
    except FileExistsError as error:
        raise WrongCall(f"{half} is there already.", remedy="Name a new file.") from error
    except OSError as error:
        raise Fault(f"{out} cannot be written: {error.strerror}.", remedy="Name a new file.") from error
    try:
        with os.fdopen(made, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        _name(half, out)
    finally:
        half.unlink(missing_ok=True)


def _name(half: Path, out: Path) -> None:
    """A link fails where somebody else took the name meanwhile; a rename would write over it."""
    try:
        os.link(half, out)
    except FileExistsError as error:
        raise WrongCall(f"{out} is there already.", remedy="Name a new file.") from error
