"""From a file to the steps of its cases: chooses the reader and the interpreter, and keeps what could not be used.

It must not know the log.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from consumers.files.agencies import AgencyBook
from consumers.files.events import EventReader, SourceEvent, in_cases
from consumers.files.fitting import require_fit
from consumers.files.interpretation.casework import interpret_case
from consumers.files.interpretation.chronology import interpret_chronicle
from consumers.files.interpretation.steps import Step
from consumers.files.mapping import Columns, Mapping
from consumers.files.reading import Source, open_source, read_rows
from consumers.files.reading.chronicle import read_chronicles
from consumers.files.summary import Place, Progress, Unused

__all__ = ["CaseSteps", "Interpretation", "interpret_file"]

ROWS_BETWEEN_PROGRESS = 2_000
"""About every 50 ms of reading."""

CaseSteps = tuple[str, list[Step]]


@dataclass(slots=True)
class Interpretation:
    """What a file comes to. case_count: of `cases`, which may be a stream; unused and notes: from reading it."""

    book: AgencyBook
    cases: Iterable[CaseSteps] = ()
    case_count: int = 0
    unused: list[Unused] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def is_damaged(self) -> bool:
        """True where the file itself is broken, so that nobody knows what else it held."""
        return any(one.is_damage for one in self.unused)


def interpret_file(path: Path, mapping: Mapping, progress: Callable[[Progress], None]) -> Interpretation:
    """This will read the whole file before it returns. Raises InvalidInput where the mapping is not for such a file."""
    interpretation = Interpretation(AgencyBook(mapping))
    with open_source(path) as source:
        if mapping.columns is None:
            _chronicles(source, mapping, interpretation)
        else:
            _events(source, mapping.columns, interpretation, progress)
        if source.damage:
            interpretation.unused.append(
                Unused(place=Place(source.name), reason=source.damage, count=0, is_damage=True)
            )
    interpretation.notes += interpretation.book.notes
    return interpretation


def _chronicles(source: Source, mapping: Mapping, into: Interpretation) -> None:
    cases: list[CaseSteps] = []
    for chronicle in read_chronicles(source):
        if isinstance(chronicle, Unused):
            into.unused.append(chronicle)
            continue
        steps, unused = interpret_chronicle(chronicle, mapping, into.book)
        cases.append((chronicle.id, steps))
        into.unused += unused
    into.cases, into.case_count = sorted(cases, key=lambda case: case[0]), len(cases)


def _events(source: Source, columns: Columns, into: Interpretation, progress: Callable[[Progress], None]) -> None:
    reader = EventReader(columns, into.book, source.name)
    found: list[SourceEvent] = []
    for number, row in enumerate(read_rows(source, into.notes)):
        if number % ROWS_BETWEEN_PROGRESS == 0:
            progress(Progress("READING", source.done, source.total))
        read = row if isinstance(row, Unused) else reader.read(row)
        if isinstance(read, Unused):
            into.unused.append(read)
        else:
            found.append(read)
    progress(Progress("READING", source.done, source.total))
    if reader.count:
        require_fit(reader, into.book.mapping)
        into.notes += [f"No row has a value for {key} in {getattr(columns, key)}." for key in reader.missed()]
    if reader.assumed_zone:
        into.notes.append(f"Times without an offset were read in the zone {into.book.mapping.time.zone}.")
    cases = in_cases(found)
    into.cases, into.case_count = _casework(cases, into.book.mapping, source.name), len(cases)


def _casework(cases: list[tuple[str, list[SourceEvent]]], mapping: Mapping, file: str) -> Iterator[CaseSteps]:
    for case, events in cases:
        yield case, interpret_case(case, events, mapping, file)
