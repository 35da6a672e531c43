"""A case as of a moment is answered as the read models answered then, for who may see it then and now."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from domain.event import Recorded
from domain.storage import EventLog
from projections.as_of import AsOf
from projections.viewer import Viewer
from tests.support.histories import AGENCIES, append_history, history
from tests.support.keys import KEYRING
from tests.support.read_models import follow, viewer_of
from tests.support.replays import Told, past_of, told_now, told_then

pytestmark = pytest.mark.postgres

NOW = datetime(2026, 1, 1, tzinfo=UTC)
THINGS = {"requests": "request_id", "newest": "request_id", "followups": "followup_id", "items": "item_id"}
VIEWERS = [viewer_of(agency) for agency in AGENCIES]


def _cases(told: Sequence[Recorded]) -> list[UUID]:
    return sorted({each.envelope.case_id for each in told if each.envelope.case_id is not None})


def _differences(one: Told, other: Told) -> Iterator[str]:
    for name in one.rows:
        if one.rows[name] != other.rows[name]:
            yield f"{name}: {one.rows[name]} is not {other.rows[name]}"
    if one.totals != other.totals:
        yield f"{one.totals} is not {other.totals}"


def test_as_of_the_head_every_viewer_is_told_what_the_read_models_tell(folded: str, told: Sequence[Recorded]) -> None:
    head = AsOf(position=told[-1].position)
    pasts = [past_of(folded, case, head) for case in _cases(told)[::3]]

    different = [
        line
        for past in pasts
        for viewer in VIEWERS
        for line in _differences(told_now(folded, viewer, past.case_id, NOW), told_then(folded, viewer, past, NOW))
    ]

    assert different == []


def test_as_of_the_end_of_time_the_past_is_the_present(folded: str, told: Sequence[Recorded]) -> None:
    case = _cases(told)[0]
    for_ever = past_of(folded, case, AsOf(occurred_at=datetime(9999, 1, 1, tzinfo=UTC)))

    different = [
        line
        for viewer in VIEWERS
        for line in _differences(told_now(folded, viewer, case, NOW), told_then(folded, viewer, for_ever, NOW))
    ]

    assert different == []


@pytest.mark.parametrize(("seed", "part"), [(1, 0.5), (2, 0.35), (2, 0.5), (3, 0.7), (71, 0.35)])
def test_as_of_a_position_every_viewer_is_told_what_the_read_models_told_when_the_log_ended_there(
    database: str, seed: int, part: float
) -> None:
    told = history(seed=seed, cases=3, requests=6)
    ended = told[int(len(told) * part)].position
    append_history(database, told[:ended])
    follow(database)
    cases = _cases(told)
    before = {(viewer, case): told_now(database, viewer, case, NOW) for viewer in VIEWERS for case in cases}
    append_history(database, told[ended:])
    follow(database)

    pasts = [past_of(database, case, AsOf(position=ended)) for case in cases]

    different = [
        line
        for past in pasts
        for viewer in VIEWERS
        for line in _unlike(before[viewer, past.case_id], database, viewer, past)
    ]
    assert different == []
    assert sum(len(each.rows["requests"]) for each in before.values()) > 20


def _unlike(before: Told, conninfo: str, viewer: Viewer, past: Any) -> Iterator[str]:
    """What is told of then, and was not told so then, or is not to be told now; what was erased since is left out."""
    now, then = told_now(conninfo, viewer, past.case_id, NOW), told_then(conninfo, viewer, past, NOW)
    for name, known_as in {**THINGS, "timeline": "event_id"}.items():
        stands = {getattr(row, known_as): row for row in now.rows[name]}
        whole = {each for each, row in stands.items() if not getattr(row, "is_erased", False)}
        was = [row for row in before.rows[name] if getattr(row, known_as) in whole]
        told = [row for row in then.rows[name] if getattr(row, known_as) in whole]
        if was != told:
            yield f"{name} of {viewer.agency_id}: {was} became {told}"
        if not {getattr(row, known_as) for row in then.rows[name]} <= stands.keys():
            yield f"{name} of {viewer.agency_id}: tells more than the present does"
    if now.rows["investigation"] is None and (then.rows["investigation"] or then.rows["members"]):
        yield f"{viewer.agency_id} is told of a case that is not for it now"


def test_the_events_of_a_case_are_counted_no_further_than_asked(folded: str, told: Sequence[Recorded]) -> None:
    case = _cases(told)[0]
    of_case = sum(each.envelope.case_id == case for each in told)

    with EventLog(folded, KEYRING) as log:
        assert (log.case_size(case, 5), log.case_size(case, 10_000)) == (5, of_case)
