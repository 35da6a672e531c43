"""What the README tells people to type is there to be typed."""

import re

import pytest
from graphql import parse, validate
from typer.testing import CliRunner

from api.schema import make_schema
from deploy.command_line.program import program
from tests.tidy.tree import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
QUERIES = re.findall(r"```graphql\n(.*?)```", README, re.DOTALL)
LINES = [line for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL) for line in block.splitlines()]
TARGETS = sorted({line.split()[1] for line in LINES if line.startswith("make ")})
COMMANDS = sorted({line.split()[1] for line in LINES if line.startswith(".venv/bin/entente ")})
OPTIONS = sorted({(line.split()[1], option) for line in LINES for option in re.findall(r"--[a-z\-]+", line)})


def test_the_examples_are_found() -> None:
    assert (len(QUERIES), TARGETS, COMMANDS) == (
        2,
        ["demo", "test"],
        ["checkpoint", "export", "import", "replay", "token", "verify"],
    )


@pytest.mark.parametrize("query", QUERIES)
def test_every_query_fits_the_schema(query: str) -> None:
    schema = make_schema(production=True)._schema
    assert validate(schema, parse(query)) == []


@pytest.mark.parametrize("target", TARGETS)
def test_every_target_of_make_exists(target: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(rf"^{target}:", makefile, re.MULTILINE)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_exists(command: str) -> None:
    assert CliRunner().invoke(program, [command, "--help"]).exit_code == 0


@pytest.mark.parametrize(("command", "option"), OPTIONS)
def test_every_option_exists(command: str, option: str) -> None:
    assert option in CliRunner().invoke(program, [command, "--help"], env={"COLUMNS": "200", "TERM": "dumb"}).output
