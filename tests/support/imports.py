"""What the tests of imports do: write files, import them, and compare what two logs say.

It must not hold expectations.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from consumers.files.importing import ImportOrder, import_file
from consumers.files.interpretation.steps import Step
from consumers.files.interpreting import interpret_file
from consumers.files.mapping import Mapping, load_mapping
from consumers.files.summary import ImportSummary, Progress
from domain.aggregate import Submission
from domain.application import Application, Outcome
from domain.event import Event
from domain.occurred import Occurred
from domain.storage import EventLog
from tests.support.keys import KEYRING
from tests.support.logs import everything

SAMPLES = Path(__file__).parents[2] / "consumers/files/samples"
SHARED = Path(__file__).parents[3] / "shared/data"

HEADER = "Case ID,Timestamp,Activity,Lifecycle Transition,Resource Country,Org Group,Impact,Product"


@dataclass(frozen=True, slots=True)
class Told:
    """What one event of the log says, without what two imports of a file do not share: when it was recorded."""

    event: Event
    case_id: UUID | None
    occurred: Occurred
    agency: str | None
    external_ref: str | None
    command_id: UUID


def real_or_sample(path: str, sample: str) -> Path:
    """This will name a file of the shared data, or the made miniature where these are absent."""
    return SHARED / path if (SHARED / path).exists() else SAMPLES / sample


@contextmanager
def opened(conninfo: str) -> Iterator[Application]:
    """This will open the application on a database."""
    with EventLog(conninfo, KEYRING) as log, Application(log) as application:
        yield application


def imported(conninfo: str, path: Path, mapping: str = "bpic2013") -> ImportSummary:
    """This will import a file into a database."""
    with opened(conninfo) as application:
        return import_file(ImportOrder(path=path, mapping=mapping), application)


def told(conninfo: str) -> list[Told]:
    """This will read what a log says, in its order."""
    with EventLog(conninfo, KEYRING) as log:
        return [
            Told(
                recorded.event,
                recorded.envelope.case_id,
                recorded.envelope.occurred,
                recorded.envelope.acting_agency_id,
                recorded.envelope.external_ref,
                recorded.envelope.command_id,
            )
            for recorded in everything(log)
        ]


def steps_of(path: Path, mapping: Mapping | str = "bpic2013") -> dict[str, list[Step]]:
    """This will interpret a file, and return the steps of each case."""
    loaded = load_mapping(mapping) if isinstance(mapping, str) else mapping
    return dict(interpret_file(path, loaded, _nothing).cases)


def commands_of(steps: Iterable[Step]) -> list[str]:
    """This will name the commands of steps, in their order."""
    return [type(step.submission.command).__name__ for step in steps]


def csv(path: Path, *lines: str, header: str = HEADER) -> Path:
    """This will write a CSV file of the header and the lines."""
    path.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    return path


def csv_of_cases(path: Path, count: int) -> Path:
    """This will write a CSV file of many cases of four events each, which hand work over between two countries."""
    lines = [
        f"C-{case:04},2021-03-0{day}T09:00:00+01:00,{what},{country},Line {day},High,P{case % 7}"
        for case in range(count)
        for day, what, country in (
            (1, "Accepted,In Progress", "Sweden"),
            (2, "Queued,Awaiting Assignment", "Poland"),
            (3, "Accepted,In Progress", "Poland"),
            (4, "Completed,Closed", "Poland"),
        )
    ]
    return csv(path, *lines)


@dataclass(slots=True)
class CutOff:
    """A log that is gone after some batches, as when the process is killed between two transactions."""

    application: Application
    batches: int

    def submit_batch(self, submissions: Sequence[Submission]) -> list[Outcome]:
        """This will pass a batch on, or fail."""
        if self.batches == 0:
            raise ConnectionError("the log is gone")
        self.batches -= 1
        return self.application.submit_batch(submissions)


def without_position(summary: ImportSummary) -> ImportSummary:
    """This will leave out how much was repeated, which two runs do not share."""
    return replace(summary, repeated=0, known=0)


def at(text: str) -> datetime:
    """This will read an ISO 8601 time as UTC."""
    return datetime.fromisoformat(text).astimezone(UTC)


def _nothing(_progress: Progress) -> None:
    return
