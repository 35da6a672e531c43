"""The query that the README shows is answered as it stands there."""

import re

import pytest

from tests.api.conftest import Case
from tests.tidy.tree import ROOT

pytestmark = pytest.mark.postgres

QUERY = re.findall(r"```graphql\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)[0]


def test_the_query_of_the_readme_shows_a_case_with_its_requests_clocks_and_timeline(case: Case) -> None:
    (shown,) = case.leader.ask(QUERY)["investigations"]["nodes"]

    assert shown["reference"] == "alpha/2026"
    assert [request["requestedAgencyId"] for request in shown["requests"]["nodes"]] == ["DE-BKA"]
    assert [entry["kind"] for entry in shown["timeline"]["nodes"]][-1] == "request.RequestSent"
