"""Whoever holds an answer is told by 304 that it still holds, and nobody is told so of what they may not see."""

import httpx
import pytest

from tests.api.conftest import Case, admit
from tests.support.served import Person, Served

pytestmark = pytest.mark.postgres

LIST = "{ investigations { nodes { investigationId title openRequestCount activeMembers } } }"
DESK = "{ desk { entries { nodes { kind standing } } } }"


def got(person: Person, query: str, tag: str = "") -> httpx.Response:
    """The answer to a GET, of a document that was asked before."""
    person.post(query)
    headers = {"authorization": f"Bearer {person.token}", **({"if-none-match": tag} if tag else {})}
    return person.client.get("/graphql", params={"query": query}, headers=headers)


def test_an_answer_that_is_held_is_not_sent_again(case: Case) -> None:
    first = got(case.partner, LIST)

    again = got(case.partner, LIST, first.headers["etag"])

    assert first.status_code == 200
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]


@pytest.mark.parametrize("status", [200, 304])
def test_an_answer_is_kept_by_nobody_but_who_asked(case: Case, status: int) -> None:
    held = {200: "", 304: got(case.partner, LIST).headers["etag"]}

    answer = got(case.partner, LIST, held[status])

    assert answer.status_code == status
    assert answer.headers["cache-control"] == "private, no-cache"
    assert answer.headers["vary"] == "Accept, Authorization, Cookie"


def test_of_several_tags_one_is_enough_and_a_strong_one_counts_too(case: Case) -> None:
    tag = got(case.partner, LIST).headers["etag"]

    answer = got(case.partner, LIST, f'"another", {tag.removeprefix("W/")}')

    assert answer.status_code == 304


def test_no_other_tag_will_do(case: Case) -> None:
    answer = got(case.partner, LIST, '"another"')

    assert answer.status_code == 200


def test_the_tag_of_another_member_will_not_do(case: Case) -> None:
    tag = got(case.leader, LIST).headers["etag"]

    answer = got(case.partner, LIST, tag)

    assert answer.status_code == 200
    assert answer.headers["etag"] != tag


def test_the_tag_of_another_question_will_not_do(case: Case) -> None:
    tag = got(case.partner, LIST).headers["etag"]

    answer = got(case.partner, LIST.replace("title", "phase"), tag)

    assert answer.status_code == 200


def test_once_anything_was_read_anew_it_is_sent_again(house: Served, case: Case) -> None:
    tag = got(case.partner, LIST).headers["etag"]
    admit(case.leader, case.id, ("new", "DE-BKA"))
    house.settle()

    answer = got(case.partner, LIST, tag)

    assert answer.status_code == 200
    assert answer.json()["data"]["investigations"]["nodes"][0]["activeMembers"] == 3


def test_whose_membership_was_revoked_is_told_so_though_it_holds_the_answer(house: Served, case: Case) -> None:
    tag = got(case.partner, LIST).headers["etag"]
    named = {"investigationId": case.id, "memberId": "partner-alpha"}
    case.leader.did("revokeMember", **named, reason="Left the team")
    house.settle()

    answer = got(case.partner, LIST, tag)

    assert answer.status_code == 200
    assert answer.json()["data"]["investigations"]["nodes"] == []


def test_who_is_not_signed_in_is_told_nothing_by_a_tag(case: Case) -> None:
    tag = got(case.partner, LIST).headers["etag"]

    answer = case.partner.client.get(
        "/graphql", params={"query": LIST}, headers={"x-entente": "1", "if-none-match": tag}
    )

    assert answer.status_code == 401


def test_what_is_asked_by_post_has_no_tag(case: Case) -> None:
    tag = got(case.partner, LIST).headers["etag"]
    headers = {"authorization": f"Bearer {case.partner.token}", "if-none-match": tag}

    answer = case.partner.client.post("/graphql", json={"query": LIST}, headers=headers)

    assert answer.status_code == 200
    assert "etag" not in answer.headers
    assert answer.headers["cache-control"] == "no-store"


def test_what_depends_on_the_time_of_day_has_no_tag(case: Case) -> None:
    answer = got(case.partner, DESK, '"any"')

    assert answer.status_code == 200
    assert "etag" not in answer.headers
    assert answer.headers["cache-control"] == "no-store"
