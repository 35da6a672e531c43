"""Specs of `entente demo` as a whole. They must not test what its parts do."""

import json
import os
import re
import signal
import socket
import subprocess
import urllib.request
from pathlib import Path

import pytest

from tests.support.processes import eventually, python, running_with

pytestmark = [pytest.mark.postgres, pytest.mark.process]

TIMELINES = "{ investigations(first: 5) { nodes { title timeline(first: 5) { nodes { occurredText } } } } }"

DESK = """{ itemConsents(filter: { side: TO_ANSWER, answered: false }) { totalCount }
  itemObligations { nodes { kind } } checkpoint { witnesses }
  items(filter: { text: "Wallets" }) { nodes { hasContent } } }"""


HITS = "{ hits { nodes { kind otherAgencyId otherInvestigationId } } }"


def free_port() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


def start(data: Path) -> tuple[subprocess.Popen[str], str]:
    """Start a demo, and return it with what it printed until it was ready."""
    demo = python("deploy.command_line", "demo", "--data", str(data / "entente"), "--port", free_port(), "--no-browser")
    assert demo.stdout is not None
    told = "".join(iter(demo.stdout.readline, "")) if demo.poll() else _until_ready(demo)
    return demo, told


def _until_ready(demo: subprocess.Popen[str]) -> str:
    assert demo.stdout is not None
    lines: list[str] = []
    for line in demo.stdout:
        lines.append(line)
        if line.startswith("Ctrl-C"):
            return "".join(lines)
    pytest.fail(f"it ended: {''.join(lines)} {demo.communicate()[1]}")


def ask(told: str, member: str, query: str) -> dict[str, object]:
    found = re.search(rf"\({re.escape(member)}\):\s+(http://[^/]+)/sign-in#token=(\S+)", told)
    assert found is not None
    request = urllib.request.Request(  # noqa: S310  # our own address
        f"{found[1]}/graphql",
        json.dumps({"query": query}).encode(),
        {"Content-Type": "application/json", "Authorization": f"Bearer {found[2]}"},
    )
    with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310  # same
        told_back: dict[str, object] = json.load(answer)
    return told_back


def test_a_demo_answers_with_the_timeline_of_a_case_and_stops_as_a_whole(data: Path) -> None:
    demo, told = start(data)

    answer = json.dumps(ask(told, "sanne.visser", TIMELINES))
    desk = ask(told, "sanne.visser", DESK)["data"]
    hits = [ask(told, who, HITS)["data"] for who in ("vlad.ionescu", "ines.marin")]
    demo.send_signal(signal.SIGTERM)
    demo.communicate(timeout=60)

    assert "errors" not in answer
    assert '"title": "Glasswort"' in answer
    assert '"occurredText": "' in answer
    assert desk == {
        "itemConsents": {"totalCount": 1},
        "itemObligations": {"nodes": [{"kind": "RECEIPT"}, {"kind": "RESTRICTION"}, {"kind": "RECALL"}]},
        "checkpoint": {"witnesses": ["NL-LTD"]},
        "items": {"nodes": [{"hasContent": True}]},
    }
    hit = {"kind": "WALLET", "otherInvestigationId": None}
    assert hits == [{"hits": {"nodes": [{**hit, "otherAgencyId": other}]}} for other in ("ES-UCP", "RO-DIC")]
    assert demo.returncode == 0
    assert running_with(str(data)) == []


def test_a_second_start_records_nothing_anew(data: Path) -> None:
    demo, _ = start(data)
    demo.send_signal(signal.SIGINT)
    demo.communicate(timeout=60)

    again, told = start(data)
    again.send_signal(signal.SIGINT)
    again.communicate(timeout=60)

    assert "the sample cases were there already" in told
    assert (demo.returncode, again.returncode) == (0, 0)


def test_a_demo_that_was_started_with_interrupts_ignored_ends_by_one(data: Path) -> None:
    usual = signal.signal(signal.SIGINT, signal.SIG_IGN)
    demo, _ = start(data)
    signal.signal(signal.SIGINT, usual)

    demo.send_signal(signal.SIGINT)
    demo.communicate(timeout=60)

    assert demo.returncode == 0


def test_nothing_of_a_demo_outlives_a_kill_9_of_its_root(data: Path) -> None:
    demo, _ = start(data)

    demo.kill()
    demo.communicate(timeout=60)

    assert eventually(lambda: not running_with(str(data)))


def test_a_process_of_a_demo_that_is_killed_is_started_again(data: Path) -> None:
    demo, told = start(data)
    projector = next(
        int(entry.name)
        for entry in Path("/proc").glob("[0-9]*")
        if b"project" in _words(entry) and os.fsencode(data / "entente") in _words(entry)
    )

    os.kill(projector, signal.SIGKILL)

    assert eventually(lambda: any(" project " in line for line in running_with(str(data))))
    assert "errors" not in json.dumps(ask(told, "sanne.visser", TIMELINES))
    demo.send_signal(signal.SIGTERM)
    demo.communicate(timeout=60)
    assert demo.returncode == 0


def _words(entry: Path) -> list[bytes]:
    try:
        return (entry / "cmdline").read_bytes().split(b"\0")
    except OSError:
        return []
