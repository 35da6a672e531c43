"""What is rendered once for several subscribers is for each of them what it would have been alone."""

from contextlib import ExitStack

import pytest
from graphql import Executor, parse

from api.schema import make_schema
from api.subscriptions.rendering import RenderingOnce, _depends_on
from tests.api.conftest import Case, admit
from tests.api.test_sharing_items import shared
from tests.live.test_following_a_case import FOLLOW, begin, reminded
from tests.support.live import Live
from tests.support.served import Served

CHOSEN = """subscription($case: UUID!, $after: Position, $words: Boolean!) {
  caseTimeline(caseId: $case, after: $after) { ...N } }
fragment N on CaseNews { position entries { kind of: text @include(if: $words) } }"""

PLAIN = "subscription($case: UUID!) { caseTimeline(caseId: $case) { entries { text direction(of: $of) } } }"
DESK = "subscription { myDesk { desk { entries(first: 1) { nodes { subject { id } } } } } }"


def depends_on(document: str) -> frozenset[str] | None:
    schema = make_schema(production=True)._schema
    executor = RenderingOnce.build(schema, parse(document), raw_variable_values={"case": None, "words": True})
    assert isinstance(executor, Executor)
    assert isinstance(executor, RenderingOnce)
    return _depends_on(executor)


def test_a_rendering_depends_on_what_is_used_below_the_root_alone() -> None:
    assert depends_on(CHOSEN.replace("UUID!", "UUID")) == frozenset({"words"})
    assert depends_on(PLAIN.replace("UUID!", "UUID")) == frozenset({"of"})


def test_what_leads_elsewhere_is_rendered_for_each() -> None:
    assert depends_on(DESK) is None


@pytest.mark.postgres
def test_everybody_is_told_in_its_own_words(door: Live, case: Case, house: Served) -> None:
    with ExitStack() as opened:
        sockets = [opened.enter_context(door.signed_in(case.partner.token)) for _ in range(4)]
        begin(sockets[0], case)
        begin(sockets[1], case)
        for socket, words in zip(sockets[2:], (True, False), strict=True):
            socket.subscribe(CHOSEN, case=case.id, words=words)
            socket.told()
        position = reminded(case, "Any news?")
        house.settle()
        told = [socket.told() for socket in sockets]

    alike = {
        "position": position,
        "entries": [{"position": position, "kind": "request.ReminderSent", "text": "Any news?"}],
    }
    assert told[:2] == [alike, alike]
    assert told[2]["entries"] == [{"kind": "request.ReminderSent", "of": "Any news?"}]
    assert told[3]["entries"] == [{"kind": "request.ReminderSent"}]


@pytest.mark.postgres
def test_whoever_is_told_stands_in_the_ledger_whoever_rendered_it(door: Live, case: Case, house: Served) -> None:
    admit(case.leader, case.id, ("second", "DE-BKA"))
    house.settle()
    with ExitStack() as opened:
        tokens = (case.partner.token, house.token("second", "DE-BKA"))
        sockets = [opened.enter_context(door.signed_in(token)) for token in tokens]
        for socket in sockets:
            begin(socket, case, filter={"hideSystem": False})
        item_id = shared(case)
        house.settle()
        assert sockets[0].told() == sockets[1].told()
    house.carry()

    query = "query($id: UUID!) { itemAccesses(itemId: $id) { nodes { memberId way } } }"
    noted = case.leader.ask(query, id=item_id)["itemAccesses"]["nodes"]
    assert sorted(each["memberId"] for each in noted) == ["partner-alpha", "second"]
    assert FOLLOW.count("caseTimeline") == len({each["way"] for each in noted})
