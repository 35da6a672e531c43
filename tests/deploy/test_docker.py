"""What is for Docker names only what is there: commands, settings, files; nothing is root, no version floats.

No engine is asked: that needs Docker.
"""

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

from deploy.command_line.program import program
from deploy.settings import PREFIX, Settings

DEPLOY = Path(__file__).parents[2] / "deploy"
HOUSE = DEPLOY.parent
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
SERVICES: dict[str, Any] = COMPOSE["services"]
OURS = {name: each for name, each in SERVICES.items() if each["image"] == "entente"}
STEPS = [
    shlex.split(line)
    for line in (DEPLOY / "Dockerfile").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
NEEDED = {"serve", "project", "clock", "automate", "consume", "publish"}


@pytest.mark.parametrize("name", OURS)
def test_every_process_runs_a_command_that_there_is(name: str) -> None:
    done = CliRunner().invoke(program, [*OURS[name]["command"], "--help"])

    assert done.exit_code == 0, done.output


@pytest.mark.parametrize("name", OURS)
def test_every_process_sets_what_is_a_setting(name: str) -> None:
    known = {PREFIX + field.upper() for field in Settings.model_fields}

    assert {*OURS[name]["environment"]} - known == set()


def test_the_whole_system_is_started() -> None:
    assert {each["command"][0] for each in OURS.values()} >= NEEDED


def test_what_a_process_waits_for_is_there() -> None:
    waited_for = {other for each in SERVICES.values() for other in each.get("depends_on", {})}

    assert waited_for - SERVICES.keys() == set()


def test_every_mounted_volume_is_declared_or_a_path() -> None:
    mounted = {volume.partition(":")[0] for each in SERVICES.values() for volume in each.get("volumes", ())}

    assert {each for each in mounted if not each.startswith("./")} == COMPOSE["volumes"].keys()
    assert (DEPLOY / "docker/roles.sh").exists()


def test_no_image_floats() -> None:
    images = [each["image"] for each in SERVICES.values() if each["image"] != "entente"]
    images += [step[1] for step in STEPS if step[0] == "FROM"]

    assert [image for image in images if not re.search(r":[0-9]", image)] == []


def test_our_processes_hold_no_right_and_write_to_their_own_directory_alone() -> None:
    assert all(each["read_only"] and each["cap_drop"] == ["ALL"] for each in OURS.values())


def test_the_image_runs_as_an_account_that_is_not_root() -> None:
    assert [step[1] for step in STEPS if step[0] == "USER"] == ["10001"]
    entry = max(number for number, step in enumerate(STEPS) if step[0] == "ENTRYPOINT")
    assert STEPS.index(["USER", "10001"]) < entry


def test_what_is_copied_into_the_image_is_there_and_let_in() -> None:
    copied = {word for step in STEPS if step[0] == "COPY" and "--from" not in step[1] for word in step[1:-1]}
    let_in = {line[1:] for line in (HOUSE / ".dockerignore").read_text(encoding="utf-8").splitlines() if line[0] == "!"}

    assert {each for each in copied if not (HOUSE / each).exists()} == set()
    assert copied == let_in


def test_requirements_are_held_to_their_hashes() -> None:
    assert any("--require-hashes" in step for step in STEPS)


def test_secrets_stand_in_no_file() -> None:
    """They come from the environment, and compose refuses to start without them."""
    text = (DEPLOY / "compose.yaml").read_text(encoding="utf-8")

    assert re.findall(r"(?i)password: (?!\$\{[A-Z_]+:\?\})\S+", text) == []
