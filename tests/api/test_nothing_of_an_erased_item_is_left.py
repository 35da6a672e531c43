"""What was written of an item that is erased stands nowhere any more, nor does its content.

Over the public interface every command of an item that takes words is given the canary for a word, by whoever may say
it; the content is the canary too.
"""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import StringIO
from uuid import UUID, uuid4

import psycopg
import pytest

from domain.catalogue import EVENT_TYPES
from domain.erasure import has_texts
from domain.vocabulary import ERASED, Role
from tests.api.conftest import Case, admit
from tests.api.test_items import whole
from tests.golden.samples import sample_of
from tests.support.canaries import CANARY, analyse, dumped, exported, seen_in, statistics_with, tables_with
from tests.support.contents import get, put
from tests.support.served import Person, Served

pytestmark = pytest.mark.postgres

CONTENT = f"{CANARY} was seen at the harbour\n".encode() * 200
H1, H2 = {"handling": ["H1", "H2", "H3"], "handlingText": CANARY}, {"handling": ["H2", "H3"], "handlingText": CANARY}
WORDS = {"title": CANARY, "provenance": CANARY, "purpose": CANARY, "legalBasis": CANARY, "marking": H1}
CODES = {"scheme": "EUROPOL_4X4", "informationCode": "2"}

ENTRIES = """query($case: UUID!, $text: String) {
  timeline(caseId: $case, filter: { categories: [ITEM], text: $text }, first: 100) {
    totalCount nodes { kind text isErased summaryArguments { name value } } }
  items(filter: { text: $text }) { totalCount }
}"""


@dataclass(frozen=True)
class Said:
    """An item and who says something of it: its originator's leader, a recipient, and whom that passed it on to."""

    id: str
    leader: Person
    partner: Person
    third: Person
    case: Case


@pytest.fixture
def said(house: Served, case: Case, lines: StringIO) -> Said:  # noqa: ARG001  # logs are kept from here on
    """All that can be said of an item, and its content, which its recipient has taken out."""
    case.leader.did("invitePartner", investigationId=case.id, agencyId="IO-GS", role="PARTICIPANT")
    desk = house.person("desk-io", "IO-GS", Role.AGENCY_ADMINISTRATOR)
    desk.did("acceptInvitation", investigationId=case.id, agencyId="IO-GS")
    admit(case.leader, case.id, ("inga", "IO-GS"))
    item = Said(registered(case), case.leader, case.partner, house.person("inga", "IO-GS"), case)
    house.settle()
    assert put(item.leader, item.id, CONTENT).status_code == 201
    house.settle()
    assert get(item.partner, item.id).content == CONTENT
    for happens in (evaluated, asked, restricted, recalled, kept):
        happens(item)
    house.carry()
    return item


def registered(case: Case) -> str:
    hashed = hashlib.sha256(CONTENT).hexdigest()
    fields = {"kind": "EVIDENCE", "contentSha256": hashed, "retention": "INTERPOL_NOMINAL", **WORDS}
    item_id = str(case.leader.did("registerItem", investigationId=case.id, **fields)["aggregateId"])
    case.leader.did("shareItem", itemId=item_id, recipients=[{"agencyId": "DE-BKA"}])
    return item_id


def evaluated(item: Said) -> None:
    item.partner.did("evaluateItem", itemId=item.id, sourceCode="A", **CODES)
    item.partner.did("reviseEvaluation", itemId=item.id, sourceCode="B", reason=CANARY, **CODES)
    item.leader.did("correctItem", itemId=item.id, field="TITLE", rightValue=CANARY, reason=CANARY)


def asked(item: Said) -> None:
    """What the originator is asked is refused once, then agreed to and done."""
    onward, use = {"toAgencyId": "IO-GS", "purpose": CANARY}, {"proceedings": CANARY}
    for what, words in (("OnwardSharing", onward), ("JudicialUse", use)):
        first, second = ({"itemId": item.id, "consentId": str(uuid4())} for _ in range(2))
        item.partner.did(f"request{what}", **first, **words)
        item.leader.did(f"refuse{what}", **first, reason=CANARY)
        item.partner.did(f"request{what}", **second, **words)
        item.leader.did(f"authorise{what}", **second, conditions=CANARY)
    item.partner.did("shareOnward", itemId=item.id, recipient={"agencyId": "IO-GS"}, purpose=CANARY)
    item.partner.did("useInProceedings", itemId=item.id, **use)


def restricted(item: Said) -> None:
    restriction = {"itemId": item.id, "restrictionId": str(uuid4())}
    item.leader.did("setHandling", itemId=item.id, marking=H2, reason=CANARY)
    item.leader.did("imposeRestriction", **restriction, marking={**H1, "tlp": "AMBER_STRICT"}, reason=CANARY)
    item.partner.did("confirmRestriction", **restriction)
    item.leader.did("liftRestriction", **restriction, reason=CANARY)


def recalled(item: Said) -> None:
    recall = {"itemId": item.id, "recallId": str(uuid4())}
    item.leader.did("recallItem", **recall, fromAgencies=["IO-GS"], reason=CANARY)
    item.third.did("confirmRecall", **recall, keptBecause=CANARY)


def kept(item: Said) -> None:
    hold = {"itemId": item.id, "holdId": str(uuid4()), "reason": CANARY}
    later = (datetime.now(UTC) + timedelta(days=2_000)).date().isoformat()
    item.leader.did("reviewRetention", itemId=item.id, eraseOn=later, reason=CANARY)
    item.leader.did("placeItemHold", **hold)
    item.leader.did("liftItemHold", **hold)


def erase(house: Served, item: Said) -> None:
    item.leader.did("eraseContent", itemId=item.id, reason="COURT_ORDER", explanation="Order 7")
    house.carry()


def answers(item: Said) -> str:
    """All that the originator and the recipient are told of it, in its own words and in those of the timeline."""
    people = (item.leader, item.partner)
    told = [whole(each, item.id, item.case) | each.ask(ENTRIES, case=item.case.id) for each in people]
    return str([*told, get(item.partner, item.id).text])


def found(item: Said, text: str) -> tuple[int, int]:
    told = item.leader.ask(ENTRIES, case=item.case.id, text=text)
    return told["timeline"]["totalCount"], told["items"]["totalCount"]


def spooled(house: Served) -> str:
    return b"".join(each.read_bytes() for each in house.spool.folder.iterdir()).decode(errors="replace")


def topics_of(database: str, item: Said) -> set[str]:
    with psycopg.connect(database) as connection:
        rows = connection.execute("SELECT topic FROM log.events WHERE originator_id = %s", (UUID(item.id),)).fetchall()
    return {topic for (topic,) in rows}


def test_before_an_item_is_erased_every_kind_of_its_words_is_read_and_none_stands_in_the_log(
    said: Said, database: str, superuser_database: str
) -> None:
    kinds = {topic: kind for topic, kind in EVENT_TYPES.items() if topic.startswith("item.") and not kind.ERASES}
    with_words = {topic for topic, kind in kinds.items() if has_texts(sample_of(kind))}

    assert with_words <= topics_of(database, said)
    assert seen_in(answers(said)) != ""
    assert found(said, CANARY)[0] >= len(with_words)
    assert {name.split(".")[0] for name in tables_with(superuser_database)} == {'"read"'}
    assert exported(superuser_database) == ""


def test_after_an_item_is_erased_nothing_of_it_stands_in_a_table_dump_export_line_or_answer(
    house: Served, said: Said, superuser_database: str, lines: StringIO
) -> None:
    analyse(superuser_database)
    erase(house, said)

    assert tables_with(superuser_database) == []
    assert statistics_with(superuser_database) == []
    assert dumped(superuser_database) == ""
    assert exported(superuser_database) == ""
    assert seen_in(answers(said)) == ""
    assert seen_in(spooled(house)) == ""
    assert lines.getvalue()
    assert seen_in(lines.getvalue()) == ""
    assert found(said, CANARY) == (0, 0)


def test_after_an_item_is_erased_it_says_so_and_by_which_order(house: Served, said: Said) -> None:
    erase(house, said)

    told = whole(said.partner, said.id, said.case)["item"]

    assert (told["title"], told["isErased"], told["erasureReason"]) == (ERASED, True, "COURT_ORDER")
    assert get(said.partner, said.id).status_code == 410
