"""Texts have something to see and keep to their line; a request goes to an agency that there is."""

from typing import Any
from uuid import uuid4

import pytest

from tests.api.conftest import CONTENT, Case
from tests.support.served import Served

pytestmark = pytest.mark.postgres

UNFIT: list[tuple[dict[str, Any], str]] = [
    ({"note": "   "}, "note"),
    ({"note": "\u200b"}, "note"),
    ({"note": "one\ntwo"}, "note"),
    ({"externalRef": "M-42\nM-43"}, "externalRef"),
    ({"externalRef": "M-42\n"}, "externalRef"),
    ({"externalRef": "\x1b[2J"}, "externalRef"),
    ({"externalRef": " "}, "externalRef"),
    ({"externalRef": "x" * 301}, "externalRef"),
]


@pytest.mark.parametrize(("fields", "field"), UNFIT, ids=ascii)
def test_a_text_of_blanks_or_of_several_lines_is_refused(
    shared_case: tuple[Served, Case], fields: dict[str, Any], field: str
) -> None:
    _, case = shared_case

    result = case.leader.do("sendReminder", requestId=case.request, **fields)

    assert (result["code"], result["field"]) == ("INVALID_INPUT", field)
    assert "one line of" in result["remedy"]
    assert "`" not in result["message"] + result["remedy"]


def test_a_draft_for_an_agency_that_there_is_not_is_refused_at_once(shared_case: tuple[Served, Case]) -> None:
    _, case = shared_case
    draft = {"requestingAgencyId": "FR-SPOC", "requestedAgencyId": f"XX-{str(uuid4())[:8].upper()}", "content": CONTENT}

    result = case.leader.do("draftRequest", investigationId=case.id, **draft)

    assert (result["code"], result["field"]) == ("A_REQUEST_GOES_TO_A_REGISTERED_AGENCY", "requestedAgencyId")
