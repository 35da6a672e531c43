"""The client of the interface's README, in Python, works as it stands there: typed, page by page, reading its own."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import api
from tests.api.conftest import Case
from tests.support.live import live
from tests.support.served import Served, following

README = Path(api.__file__).parent / "README.md"
(CLIENT,) = re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)

GIVEN = 'ADDRESS: str = ""\nTOKEN: str = ""\nCASE_ID: str = ""\n'
"""What a reader puts in."""


@pytest.mark.postgres
def test_the_client_records_a_fact_and_reads_all_of_them(house: Served, case: Case) -> None:
    known: dict[str, Any] = {"__name__": "client", "TOKEN": case.leader.token, "CASE_ID": case.id}
    with live(house) as door, following(house):
        known["ADDRESS"] = f"http://{door.address}"
        exec(compile(CLIENT, str(README), "exec"), known)  # noqa: S102  # what stands in the README

    facts = known["known"]

    assert [each.text for each in facts] == ["The servers were found\nReport 12"]
    assert facts[0].position == known["position"]


def test_the_client_is_typed_throughout(tmp_path: Path) -> None:
    file = tmp_path / "client.py"
    file.write_text(GIVEN + CLIENT, encoding="utf-8")

    told = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path / "cache"), str(file)],
        capture_output=True,
        text=True,
        check=False,
    )

    assert told.returncode == 0, told.stdout


def test_the_client_has_no_more_than_a_page_of_code() -> None:
    lines = CLIENT.splitlines()

    assert 30 < len(lines) < 70
    assert max(len(line) for line in lines) < 140
