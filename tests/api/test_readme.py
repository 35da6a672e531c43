"""Every example of the interface's README works as it stands there."""

import re
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

import api
from tests.api.conftest import OPENER, Case
from tests.support.served import Served

pytestmark = pytest.mark.postgres


@pytest.fixture(scope="module")
def house(shared_case: tuple[Served, Case]) -> Served:
    return shared_case[0]


@pytest.fixture(scope="module")
def case(shared_case: tuple[Served, Case]) -> Case:
    return shared_case[1]


README = Path(api.__file__).parent / "README.md"
BLOCKS = re.findall(r"```graphql\n(.*?)```", README.read_text(), re.DOTALL)
EXAMPLES = {block.split()[1].partition("(")[0]: block for block in BLOCKS}
REFUSED = ("NotFound", "Conflict", "RuleViolation")


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_answers(house: Served, case: Case, name: str) -> None:
    known = {"investigationId": case.id, "requestId": case.request, "position": 1, "after": None}
    known["commandId"] = str(uuid4())
    asked = house.person("leader-alpha", "FR-SPOC", OPENER)
    example = EXAMPLES[name].replace("... on Success {", "__typename ... on Success {")

    answer = asked.ask(example, **{variable: known[variable] for variable in re.findall(r"\$(\w+):", example)})

    assert [value for value in answer.values() if is_refused(value)] == []


def is_refused(value: Any) -> bool:
    return value is None or (isinstance(value, dict) and value.get("__typename") in REFUSED)


def test_there_are_examples_of_reading_and_of_commands() -> None:
    assert len(EXAMPLES) >= 10
