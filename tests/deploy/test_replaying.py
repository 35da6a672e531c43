"""Specs of what an operator replays, as it is typed."""

import json
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from deploy import bootstrap
from deploy.embedded_postgres import EmbeddedPostgres
from deploy.settings import read_settings
from domain.event import Recorded
from domain.ledger.events import ReplayPerformed
from domain.storage.append import Growth
from tests.support.histories import history
from tests.support.processes import entente

pytestmark = [pytest.mark.process, pytest.mark.postgres]

TOLD = history(seed=5, cases=1, requests=4)
CASE = next(each.envelope.case_id for each in TOLD if each.event.TOPIC == "investigation.InvestigationOpened")
OF_CASE: Sequence[Recorded] = [each for each in TOLD if each.envelope.case_id == CASE]


@pytest.fixture(scope="module")
def data() -> Iterator[str]:
    """A data directory whose log holds one case."""
    directory = Path(tempfile.mkdtemp(prefix="entente-data-"))
    directory.chmod(0o711)
    with EmbeddedPostgres(directory / "entente", durable=False):
        entente("db", "init", "--data", str(directory / "entente")).check_returncode()
        with (
            bootstrap.prepared_database(read_settings(data=directory / "entente")) as database,
            bootstrap.event_log(database) as log,
        ):
            writer = log.writer()
            writer.begin([])
            writer.commit(Growth([log.documents.write(each.event, each.envelope) for each in OF_CASE]))
            writer.close()
        yield str(directory / "entente")
    shutil.rmtree(directory, ignore_errors=True)


def replayed(data: str, *options: str) -> Any:
    """What a script reads."""
    done = entente("replay", str(CASE), *options, "--json", "--data", data)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_a_case_is_shown_as_it_stood(data: str) -> None:
    first, last = replayed(data, "--position", "1"), replayed(data, "--as-of", "2099-01-01T00:00:00Z")

    assert [each["kind"] for each in first["things"]] == ["INVESTIGATION", "PARTNER", "MEMBER"]
    requests = {str(each.envelope.aggregate_id) for each in OF_CASE if each.event.TOPIC.startswith("request.")}
    assert {each["name"] for each in last["things"] if each["kind"] == "REQUEST"} == requests
    assert last["events"] == len(OF_CASE)


def test_people_are_shown_tables(data: str) -> None:
    done = entente("replay", str(CASE), "--data", data)

    assert done.returncode == 0
    assert "Request" in done.stdout
    assert "Traceback" not in done.stderr


def test_the_events_are_listed_to_step_through(data: str) -> None:
    told = replayed(data, "--list", "--occurred", "2099-01-01T00:00:00Z")

    assert [each["position"] for each in told["events"]] == list(range(1, len(OF_CASE) + 1))


def test_what_differs_between_two_moments_is_told(data: str) -> None:
    told = replayed(data, "--diff", "1", "2099-01-01T00:00:00Z")

    fates = {(each["kind"], each["fate"]) for each in told["changes"]}
    assert ("PARTNER", "ADDED") in fates
    assert replayed(data, "--diff", "9", "9")["changes"] == []


def test_limits_are_shown_under_another_profile(data: str) -> None:
    told = replayed(data, "--what-if", "EU_2023_977_URGENT_DIRECT")

    assert {each["hypothetical"]["citation"] for each in told["limits"] if each["hypothetical"]} != set()
    assert sum(was for was, _ in told["totals"].values()) > 0


def test_units_are_shown_under_another_routing_rule(data: str) -> None:
    told = replayed(data, "--what-if-routing", "specialised,STANDING,ANY_LANGUAGE")

    assigned = {str(each.envelope.aggregate_id) for each in OF_CASE if each.event.TOPIC == "request.UnitAssigned"}
    assert {each["request_id"] for each in told["assignments"]} == assigned != set()
    assert told["totals"]["assignments"] == len(told["assignments"])


def test_what_an_agency_could_see_is_shown(data: str) -> None:
    opened: Any = OF_CASE[0].event

    lead, stranger = replayed(data, "--as", opened.lead_agency_id), replayed(data, "--as", "XX-NONE")

    assert len(lead["requests"]) > 0
    assert (stranger["requests"], stranger["items"], stranger["events"]) == ([], [], [])


def test_a_replay_of_what_is_marked_is_put_on_record(data: str) -> None:
    replayed(data)

    with (
        bootstrap.prepared_database(read_settings(data=Path(data))) as database,
        bootstrap.event_log(database) as log,
    ):
        noted = [each.event for each in log.read(len(OF_CASE), 100) if isinstance(each.event, ReplayPerformed)]
    items = {each.envelope.aggregate_id for each in OF_CASE if each.event.TOPIC.startswith("item.")}
    assert items <= {subject for each in noted for subject in each.subject_ids}
    assert {(each.way, each.agency_id) for each in noted} == {("entente replay", "OPERATOR")}


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (("7c9e6679-7425-40de-944b-e07fc1f90ae7",), 1, "There is no case"),
        ((str(CASE), "--as-of", "yesterday"), 2, "is no time with an offset"),
        ((str(CASE), "--as-of", "2026-01-01T00:00Z", "--position", "1"), 2, "exclude each other"),
        ((str(CASE), "--list", "--as", "FR-SPOC"), 2, "exclude each other"),
        ((str(CASE), "--what-if", "NO_SUCH"), 1, "there is no clock profile"),
        ((str(CASE), "--what-if-routing", "NEAREST"), 2, "is no routing rule"),
        ((str(CASE), "--what-if-routing", "STANDING", "--list"), 2, "exclude each other"),
    ],
)
def test_a_wrong_call_is_told_in_one_line(data: str, options: tuple[str, ...], code: int, said: str) -> None:
    done = entente("replay", *options, "--data", data)

    assert (done.returncode, done.stdout) == (code, "")
    assert said in done.stderr
    assert "Traceback" not in done.stderr
