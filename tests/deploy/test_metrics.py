"""Specs of the numbers of a process: where they are told, to whom not, and that the RUNBOOK knows all of them."""

import re
import socket
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from signal import SIGTERM

import pytest
import yaml
from prometheus_client import generate_latest
from prometheus_client.registry import CollectorRegistry

from deploy.metrics_table import described, metrics_table
from deploy.standings import Standings
from projections.catalogue import READ_MODELS
from tests.support.embedded import embedded_cases
from tests.support.processes import HOUSE, entente, eventually, python

RUNBOOK = HOUSE / "deploy/RUNBOOK.md"
ALERTS = HOUSE / "deploy/monitoring/alerts.yaml"
NUMBER = re.compile(r"\b(?:entente|process|python_gc)_[a-z_]+\b")
DERIVED = re.compile(r"_(?:bucket|count|sum)$")

needs_processes = [pytest.mark.postgres, pytest.mark.process]


def free_address() -> str:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{bound.getsockname()[1]}"


def read(address: str, path: str = "/metrics") -> str:
    """What is told at an address; nothing where nobody answers, or there is no such path."""
    try:
        with urllib.request.urlopen(f"http://{address}{path}", timeout=10) as answer:
            return str(answer.read().decode())
    except OSError:
        return ""


@pytest.fixture(scope="module")
def data() -> Iterator[Path]:
    """The directory of an embedded database with two cases."""
    with embedded_cases(2) as server:
        yield server.directory


@pytest.mark.postgres
@pytest.mark.process
@pytest.mark.parametrize("command", ["serve", "project", "clock", "automate"])
def test_a_process_tells_how_far_the_read_models_are_until_it_ends(data: Path, command: str) -> None:
    address, public = free_address(), free_address()
    port = ("--port", public.rpartition(":")[2]) if command == "serve" else ()
    with python("deploy.command_line", command, "--data", str(data), "--metrics", address, *port) as process:
        is_told = eventually(lambda: "entente_read_model_lag_events{" in read(address))
        numbers, in_public = read(address), read(public)
        process.send_signal(SIGTERM)
        _, errors = process.communicate(timeout=60)

    assert is_told, errors
    assert process.returncode == 0, errors
    assert {f'model="{each.name}"' for each in READ_MODELS} <= set(re.findall(r'model="\w+"', numbers))
    assert "entente_database_reachable 1.0" in numbers
    assert in_public == "" or "entente_" not in in_public
    assert read(address) == ""


@pytest.mark.postgres
@pytest.mark.process
def test_an_address_that_is_taken_is_told(data: Path) -> None:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        bound.listen()
        address = f"127.0.0.1:{bound.getsockname()[1]}"
        done = entente("clock", "--data", str(data), "--metrics", address)

    assert done.returncode == 1
    assert f"Cannot tell numbers at {address}" in done.stderr


def test_a_database_out_of_reach_is_told_and_nothing_else() -> None:
    registry = CollectorRegistry()
    registry.register(Standings("host=127.0.0.1 port=1 dbname=none"))

    told = generate_latest(registry).decode()

    assert "entente_database_reachable 0.0" in told
    assert "entente_read_model" not in told


def test_the_runbook_lists_every_number() -> None:
    assert metrics_table() in RUNBOOK.read_text(encoding="utf-8")


def test_every_alert_is_about_numbers_that_are_told_and_says_what_to_do() -> None:
    told = {name for _, families in described() for each in families for name in (each.name, f"{each.name}_total")}
    rules = [rule for group in yaml.safe_load(ALERTS.read_text(encoding="utf-8"))["groups"] for rule in group["rules"]]

    named = {DERIVED.sub("", name) for rule in rules for name in NUMBER.findall(rule["expr"])}
    assert named - told == set()
    assert len(rules) >= 10
    assert {"summary", "description"} == {key for rule in rules for key in rule["annotations"]}
