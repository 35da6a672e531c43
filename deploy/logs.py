"""Logs one JSON object per line to standard error, with the id of the request that is being answered.

It must not log what people wrote: of an exception its type and places alone, of other packages' records the template.
"""

import json
import logging
import sys
import traceback
from datetime import UTC, datetime
from typing import Any, TextIO

from api.insight.correlating import correlation

__all__ = ["Lines", "log_to"]

QUIET = ("kafka",)
"""Each try of theirs that fails is five lines without particulars; our own records tell it once, and with them."""

OURS = ("domain", "projections", "api", "consumers", "deploy")
STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName", "color_message"}
PLACES = 8  # frames of a traceback, innermost last: enough to find the line, short enough for one log line


class Lines(logging.Formatter):
    """Formats a record as a JSON object: time, level, logger, message, and what our own code adds by `extra`."""

    def format(self, record: logging.LogRecord) -> str:
        """This will return the line, without its end."""
        told: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
        }
        ours = record.name.split(".")[0] in OURS
        told |= correlation()
        told["message"] = record.getMessage() if ours else _template(record.msg)
        if ours:
            told |= {name: value for name, value in vars(record).items() if name not in STANDARD}
        if record.exc_info and record.exc_info[1] is not None:
            told |= _fault(record.exc_info[1])
        return json.dumps(told, default=str)


def log_to(stream: TextIO, level: str) -> None:
    """This will send all records from `level` on to a stream; those of other packages from WARNING on.

    QUIET ones are heard at DEBUG alone.
    """
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Lines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(max(logging.WARNING, logging.getLevelNamesMapping()[level]))
    for package in OURS:
        logging.getLogger(package).setLevel(level)
    for package in QUIET:
        logging.getLogger(package).setLevel(logging.NOTSET if level == "DEBUG" else logging.CRITICAL)
    sys.excepthook = _log_uncaught


def _template(message: object) -> str:
    """Another package may log an exception itself, and with it what a person wrote."""
    return message if isinstance(message, str) else type(message).__name__


def _fault(error: BaseException) -> dict[str, Any]:
    frames = traceback.extract_tb(error.__traceback__)[-PLACES:]
    return {"fault": type(error).__name__, "at": [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]}


def _log_uncaught(kind: type[BaseException], error: BaseException, trace: Any) -> None:
    logging.getLogger("deploy").critical("uncaught fault", exc_info=(kind, error, trace))
