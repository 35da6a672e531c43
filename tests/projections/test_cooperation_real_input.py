"""On a log that others published, every metric equals the slow second opinion; a made miniature stands for it."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from consumers.files.admissions import Admission
from consumers.files.importing import ImportOrder, import_file
from domain.request.events import RequestSent
from domain.storage import EventLog
from projections.cooperation.queries import CooperationView, Dimension, GroupOfFigures, Metric, figures, standpoint
from projections.viewer import Viewer
from tests.leaks.oracle import Oracle, Person
from tests.support.cooperation_differences import differences, plain
from tests.support.cooperation_figures_oracle import told_figures
from tests.support.cooperation_measures_oracle import Wanted
from tests.support.cooperation_oracle import told_cycles
from tests.support.imports import opened, real_or_sample
from tests.support.keys import KEYRING
from tests.support.logs import everything
from tests.support.read_models import answer, follow

pytestmark = [pytest.mark.real_input, pytest.mark.postgres]

BPIC_2013 = real_or_sample("eventlogs/bpic2013/bpic2013_closed_problems.xes.gz", "problems.xes")
ANNA = Admission("anna", "SE-IMPORT")
PAIRS = (Dimension.FROM_AGENCY, Dimension.TO_AGENCY)
NOW = datetime(2013, 1, 1, tzinfo=UTC)


def test_the_figures_of_the_closed_problems_equal_the_second_opinion(database: str) -> None:
    with opened(database) as application:
        import_file(ImportOrder(path=BPIC_2013, mapping="bpic2013", admit=(ANNA,)), application)
    follow(database)
    with EventLog(database, KEYRING) as log:
        told = everything(log)
    sent = [each for each in told if isinstance(each.event, RequestSent)]

    async def ask(connection: Any) -> tuple[GroupOfFigures, ...]:
        stand = await standpoint(connection, None, NOW)
        viewer = Viewer(member_id=ANNA.member_id, agency_id=ANNA.agency_id)
        view = CooperationView(viewer=viewer, standpoint=stand, metrics=tuple(Metric), by=PAIRS)
        return await figures(connection, view)

    anna, oracle = Person(ANNA.member_id, ANNA.agency_id), Oracle(told, date.max)
    seen = [each for each in told_cycles(told, None) if oracle.may_see(anna, each.sent.request_id)]
    expected = told_figures(seen, Wanted(at=NOW, by=tuple(map(str, PAIRS))))

    assert 0 < len(seen) <= len(sent)
    assert differences(plain(answer(database, ask)), expected) == []
