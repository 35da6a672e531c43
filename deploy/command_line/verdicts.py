"""What a verification came to, as JSON and in words: also what it did not prove.

It must not verify anything.
"""

from domain.checkpoint.text import CheckpointText
from domain.storage.chain import Finding
from domain.storage.verification import Kept, Report

__all__ = ["NOT_OF_A_FILE", "NO_CONTENTS", "NO_MASTER_KEY", "first_of", "in_words", "told"]

NOT_OF_A_FILE = "Whether texts and contents are still there and open was not checked: a file holds no keys."
NO_MASTER_KEY = "Whether the keys of texts open was not checked: there is no master key here."
NO_CONTENTS = "Contents of items were not opened: --contents does."


def first_of(report: Report) -> Finding | None:
    """This will return the first thing that is wrong: with the log, else with what it holds."""
    return report.finding or next(iter(report.losses), None)


def told(report: Report) -> dict[str, object]:
    """This will make what scripts read."""
    finding = first_of(report)
    return {
        "is_whole": finding is None,
        "position": report.last,
        "broken_at": finding.position if finding else None,
        "wrong": finding.wrong if finding else None,
        "said": finding.said if finding else None,
        "losses": [{"position": each.position, "wrong": each.wrong, "said": each.said} for each in report.losses],
        "checkpoints": report.checkpoints,
        "witnesses": report.witnesses,
        "covered": report.covered,
        "case_events": report.of_case,
        "member_entries": report.of_member,
        "keys": sorted(report.signers),
    }


def in_words(report: Report, kept: Kept) -> list[str]:
    """This will say what is true of a log, or of one case of it."""
    if report.of_member is not None:
        return _of_member(report, kept)
    return _of_log(report, kept) if report.of_case is None else _of_case(report, kept)


def _of_log(report: Report, kept: Kept) -> list[str]:
    lines = [f"The log is whole up to position {report.last}."]
    if report.checkpoints:
        sealed, signed = _counted(report.checkpoints, "checkpoint"), _counted(report.witnesses, "countersignature")
        lines.append(f"{sealed} and {signed} are true; the last covers {_counted(report.covered, 'event')}.")
    else:
        lines.append("No checkpoint is sealed in it yet.")
    if kept.notes:
        lines.append(f"It grew out of what you kept: {_counted(len(kept.notes), 'checkpoint')}.")
    return lines + _of_keys(report, kept)


def _of_case(report: Report, kept: Kept) -> list[str]:
    proved, covered = _counted(report.proved, "event"), _counted(report.covered, "event")
    is_are = "is" if report.proved == 1 else "are"
    lines = [f"{proved} of the case {is_are} in the log as its checkpoint of {covered} covers it."]
    later = (report.of_case or 0) - report.proved
    if later:
        lines.append(f"{later} more came after that checkpoint: that this is in the log is not proven by this file.")
    lines.append("Whether the case has other events is not proven by this file, nor that the rest of the log is whole.")
    if kept.notes:
        is_held = report.covered in {CheckpointText.of(note).size for note in kept.notes}
        held = "The checkpoint is one that you kept."
        other = "You kept no checkpoint of this size: ask for the proof that it grew out of yours (consistency)."
        lines.append(held if is_held else other)
    return lines + _of_keys(report, kept)


def _of_member(report: Report, kept: Kept) -> list[str]:
    if not report.checkpoints:
        return ["No checkpoint stands in the file: it proves nothing but that it is not cut off."]
    proved, covered = _counted(report.proved, "entry", "entries"), _counted(report.covered, "event")
    said = f"event of {proved} is" if report.proved == 1 else f"events of {proved} are"
    lines = [f"The {said} in the log as its checkpoint of {covered} covers it."]
    later = (report.of_member or 0) - report.proved
    if later:
        lines.append(f"{later} more came after that checkpoint: that this is in the log is not proven by this file.")
    lines.append(
        "What a line says of its event is not proven: that takes the stored event, which `entente export` of the log or"
        " of a case holds."
    )
    return lines + _of_keys(report, kept)


def _counted(number: int, thing: str, things: str | None = None) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {things or thing + 's'}"


def _of_keys(report: Report, kept: Kept) -> list[str]:
    is_open = report.checkpoints and not kept.keys
    return ["Whose key signed it is for you to know: compare it, or give it with --key."] if is_open else []
