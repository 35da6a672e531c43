"""From rows to the events of cases, in the one order that their content gives them: the mapping applied, no more.

It must not know what follows from an event, nor depend on the order of lines where the mapping does not say so.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from consumers.files.agencies import AgencyBook
from consumers.files.cells import Cells, Clockface
from consumers.files.mapping import FILE_ORDER, Columns, Meaning
from consumers.files.reading import Row
from consumers.files.summary import Place, Unused
from domain.investigation.vocabulary import FactKind
from domain.occurred import Occurred
from domain.refusal import InvalidInput

__all__ = ["EventReader", "SourceEvent", "in_cases"]

CASE_NAME_LIMIT = 200
"""Characters of a case's name: with the log's name and a hash it still fits a reference of one line."""

LAST = datetime.max.replace(tzinfo=UTC)
"""Where an event without a time stands: behind all others."""

SEPARATOR = "\x1f"
"""Between the parts that are hashed: the unit separator, which no text of a log contains."""


@dataclass(slots=True)
class SourceEvent:
    """One event of the file, mapped. label: the activity as the file says it; digest: 16 hex digits of what was mapped.

    order: compares events of equal time; meaning or, where the mapping names it, kind: what it says.
    """

    line: int
    part: str
    case: str
    label: str
    text: str
    meaning: Meaning
    kind: FactKind | None
    occurred: Occurred
    agency: str
    unit: str | None
    order: tuple[tuple[int, int, str], int]
    digest: str
    copy: int = 0

    @property
    def key(self) -> str:
        """What names the event within its case: its digest, and a number where the file has it several times."""
        return f"{self.digest}-{self.copy}" if self.copy else self.digest


class EventReader:
    """Applies one mapping to rows; meets agencies and units in `book`.

    count: rows read; never_met: keys of the mapping's columns for which no row had a value so far; activities: how
    often each was met, with its transition.
    """

    def __init__(self, columns: Columns, book: AgencyBook, file: str) -> None:
        mapping = book.mapping
        self._columns, self._book, self._file = columns, book, file
        self._cells = Cells(columns, mapping.values.missing)
        self._by_line = FILE_ORDER in columns.sequence
        self._clockface = Clockface(mapping.time)
        self._meanings = {key.casefold(): (rank, value) for rank, (key, value) in enumerate(mapping.activities.items())}
        self._activities: dict[tuple[str, str], tuple[int, Meaning, FactKind | None]] = {}
        self.activities: Counter[tuple[str, str]] = Counter()
        self.count = 0
        self.never_met = {key for key in columns.__struct_fields__ if key != "details" and getattr(columns, key)}

    @property
    def assumed_zone(self) -> bool:
        """True when a time without an offset was read in the mapping's zone."""
        return self._clockface.assumed_zone

    @property
    def names(self) -> list[str]:
        """The names of all columns or attributes that were met, in the order in which they were."""
        return list(dict.fromkeys(name for names in self._cells.met for name in names))

    def rows_with(self, key: str) -> int:
        """This will count the rows that had a column of the key, whatever stood in it."""
        return self._cells.rows_with(key)

    def missed(self) -> list[str]:
        """This will name the keys, other than that of the order, for which no row had a value."""
        return sorted(self.never_met - {"sequence"})

    def read(self, row: Row) -> SourceEvent | Unused:
        """This will map a row; or say why it cannot be used."""
        self.count += 1
        values, details = self._cells.pick(row.fields)
        self.never_met.difference_update(values)
        case = values.get("case")
        for key in ("case", "activity"):
            if key not in values:
                return self._unused(
                    row, f"no {key} is named", f"a value in {' or '.join(getattr(self._columns, key))}", case
                )
        if len(values["case"]) > CASE_NAME_LIMIT:
            return self._unused(
                row, f"the case's name has more than {CASE_NAME_LIMIT} characters", "a shorter name", None
            )
        try:
            occurred = self._clockface.read(values.get("time"))
        except InvalidInput as error:
            return self._unused(row, f"{error.field}: {error.rule}", error.accepted, case)
        return self._event(row, values, details, occurred)

    def _event(self, row: Row, values: dict[str, str], details: list[str], occurred: Occurred) -> SourceEvent:
        activity, transition = values["activity"], values.get("transition", "")
        rank, meaning, kind = self._meaning(activity, transition)
        self.activities[activity, transition] += 1
        agency = self._book.agency(values.get("country", ""), values.get("agency", ""))
        unit = self._book.unit(agency, values["unit"]) if "unit" in values else None
        label = f"{activity} / {transition}" if transition else activity
        sequence = self._sequence(values.get("sequence", ""))
        said = (label, str(occurred.at), occurred.precision, str(occurred.until), agency, unit or "", *details)
        hashed = said if self._by_line else (*said, sequence[2], str(sequence[1]))
        digest = hashlib.sha256(SEPARATOR.join(hashed).encode("utf-8", "replace")).hexdigest()[:16]
        text = f"{label} ({', '.join(details)})" if details else label
        return SourceEvent(row.line, row.part, values["case"], label[:300], text[:20_000], meaning, kind, occurred,
                           agency, unit, (sequence, rank), digest)  # fmt: skip

    def _meaning(self, activity: str, transition: str) -> tuple[int, Meaning, FactKind | None]:
        found = self._activities.get((activity, transition))
        if found is None:
            keys = (f"{activity}/{transition}".casefold(), activity.casefold(), "*")
            rank, value = next((self._meanings[key] for key in keys if key in self._meanings), (len(keys), "NOTED"))
            is_meaning = value in list(Meaning)
            found = (rank, Meaning(value), None) if is_meaning else (rank, Meaning.NOTED, FactKind(value))
            self._activities[activity, transition] = found
        return found

    def _sequence(self, value: str) -> tuple[int, int, str]:
        if self._by_line:
            return (0, self.count, "")
        is_number = value.isascii() and value.isdigit() and len(value) <= 18  # noqa: PLR2004  # fits 64 bits
        return (0, int(value), "") if is_number else (1, 0, value)

    def _unused(self, row: Row, reason: str, accepted: str, case: str | None) -> Unused:
        return Unused(place=Place(self._file, row.line, row.part), reason=reason, accepted=accepted, case=case)


def in_cases(events: Iterable[SourceEvent]) -> list[tuple[str, list[SourceEvent]]]:
    """This will return the cases by name, each with its events in their order; inexact ones last."""
    cases: dict[str, list[SourceEvent]] = {}
    for event in events:
        cases.setdefault(event.case, []).append(event)
    for case in cases.values():
        case.sort(key=_order)
        _count_copies(case)
    return sorted(cases.items())


def _order(event: SourceEvent) -> tuple[bool, datetime, tuple[tuple[int, int, str], int], str]:
    return (not event.occurred.is_exact, event.occurred.at or LAST, event.order, event.digest)


def _count_copies(case: list[SourceEvent]) -> None:
    seen: dict[str, int] = {}
    for event in case:
        event.copy = seen.get(event.digest, 0)
        seen[event.digest] = event.copy + 1
