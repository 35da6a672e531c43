"""The directory of a demo: marked as made by it, with the moment in which its stories are anchored.

It must not remove a directory that something else made.
"""

import json
import shutil
from datetime import datetime
from pathlib import Path

from deploy.embedded_postgres import is_held
from deploy.faults import Fault

__all__ = ["MARKER", "claim", "clear"]

MARKER = "made-by-entente-demo.json"


def clear(directory: Path) -> None:
    """This will remove a demo's directory. Raises Fault where it is none, or where it is in use."""
    if not directory.exists():
        return
    if not (directory / MARKER).is_file():
        raise Fault(
            f"{directory} was not made by entente demo, so --fresh leaves it alone.",
            remedy="Choose another --data, or remove it yourself.",
        )
    if is_held(directory):
        raise Fault(f"{directory} is in use.", remedy="Stop what runs there, then try again.")
    shutil.rmtree(directory)


def claim(directory: Path, now: datetime) -> datetime:
    """This will mark a new or empty directory as the demo's, and return the anchor of its stories.

    now: aware, the anchor where none is kept. Raises Fault where the directory holds other data.
    """
    try:
        return _claimed(directory, now)
    except OSError as error:
        raise Fault(
            f"The directory {directory} cannot be used: {error.strerror}.",
            remedy="Make it a directory that you may write, or choose another with --data.",
        ) from error
    except (ValueError, KeyError, TypeError) as error:
        raise Fault(f"{directory / MARKER} is damaged.", remedy="Run entente demo --fresh.") from error


def _claimed(directory: Path, now: datetime) -> datetime:
    marker = directory / MARKER
    if marker.exists():
        return datetime.fromisoformat(json.loads(marker.read_text(encoding="utf-8"))["anchor"])
    is_new = not directory.exists() or not any(directory.iterdir())
    if not is_new:
        raise Fault(
            f"{directory} holds data that entente demo did not make; sample cases do not belong there.",
            remedy="Choose another directory with --data, or run entente serve, project and clock on it.",
        )
    directory.mkdir(parents=True, exist_ok=True)
    directory.chmod(0o711)  # the account of the embedded server passes through; what is inside is closed
    marker.write_text(json.dumps({"anchor": now.isoformat()}), encoding="utf-8")
    return now
