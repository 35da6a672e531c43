"""Any story of the invented item: every command on it in any order, changes among the people, and days that pass.

It must not hold expectations: these are the invariants of a test's own subclass.
"""

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from domain.erasure import ErasureReason
from domain.event import Event
from domain.item import commands as c
from domain.item.vocabulary import CODES, CorrectableField
from tests.support.agencies import CLOCK
from tests.support.investigations import LENA
from tests.support.item_choices import (
    IDS,
    MARKINGS,
    PARTNERS,
    REASON,
    RECIPIENTS,
    SCHEMES,
    TIGHTER,
    TODAY,
    changes_of_people,
)
from tests.support.item_questions import QuestionsOfAnItem
from tests.support.items import HASH, ITEM_ID, OTHER_HASH

__all__ = ["StoryOfAnItem"]

WHILE_KEPT = precondition(lambda self: not self.scene.state.is_erased)
WHILE_HELD = precondition(lambda self: bool(self.scene.state.holders) and not self.scene.state.is_erased)
WITH_A_DAY = precondition(lambda self: self.scene.state.erase_on is not None and not self.scene.state.is_erased)
WHILE_UNCONFIRMED = precondition(lambda self: any(each.unconfirmed for each in self.scene.state.restrictions.values()))
WHILE_RESTRICTED = precondition(lambda self: not all(each.is_lifted for each in self.scene.state.restrictions.values()))
WHILE_RECALLED = precondition(lambda self: any(each.unconfirmed for each in self.scene.state.recalls.values()))
ON_HOLD = precondition(lambda self: bool(self.scene.state.holds))


class StoryOfAnItem(QuestionsOfAnItem):
    """One story; `scene` is what its last step came to. Preconditions leave out what could only be refused."""

    @rule(days=st.integers(1, 3))
    def let_days_pass(self, days: int) -> None:
        """Some days later."""
        self.scene = self.scene.later(days)

    @rule(event=changes_of_people())
    def change_people(self, event: Event) -> None:
        """Somebody holds more or less than before, or does not take part any more."""
        self.scene = self.scene.change(event)

    @rule(data=st.data())
    @WHILE_KEPT
    def share(self, data: st.DataObject) -> None:
        """The originator gives it to somebody else."""
        choice = self.choice(data)
        by = choice.giver
        self.act(choice.allowed([c.ShareItem(item_id=ITEM_ID, recipients=(each,)) for each in RECIPIENTS], by), by)

    @rule(data=st.data())
    @WHILE_HELD
    def confirm_receipt(self, data: st.DataObject) -> None:
        """A recipient says that it arrived; now and then something else did."""
        choice = self.choice(data)
        content = choice.mostly([choice.item.content_sha256], [None, OTHER_HASH])
        self.act(c.ConfirmItemReceipt(item_id=ITEM_ID, content_sha256=content), choice.holder)

    @rule(data=st.data(), field=st.sampled_from([CorrectableField.TITLE, CorrectableField.CONTENT]))
    @WHILE_KEPT
    def correct(self, data: st.DataObject, field: CorrectableField) -> None:
        """The originator puts a right value beside a wrong one."""
        choice, other = self.choice(data), HASH if self.scene.state.content_sha256 == OTHER_HASH else OTHER_HASH
        content = other if field is CorrectableField.CONTENT else None
        command = c.CorrectItem(item_id=ITEM_ID, field=field, right_value="R", reason=REASON, content_sha256=content)
        self.act(command, choice.giver)

    @rule(data=st.data())
    @precondition(lambda self: self.scene.state.content_id is None and not self.scene.state.is_erased)
    def deposit(self, data: st.DataObject) -> None:
        """A process takes the content in; now and then it is another, or a person tries."""
        choice = self.choice(data)
        brought_by = choice.mostly(["lena", None], ["luc", "ben"])
        content, by = choice.mostly([choice.item.content_sha256], [OTHER_HASH]), choice.mostly([CLOCK], [LENA])
        command = c.RecordContentDeposit(
            item_id=ITEM_ID, content_id=IDS[0], content_sha256=content, size_bytes=1, deposited_by=brought_by
        )
        self.act(command, by)

    @rule(data=st.data())
    @WHILE_KEPT
    def evaluate(self, data: st.DataObject) -> None:
        """Somebody says what it is worth, or says otherwise."""
        choice = self.choice(data)
        by = choice.whoever_has_it
        held = choice.item.evaluations.get(by.agency_id or "")
        scheme = choice.mostly([held.scheme] if held else [], SCHEMES)
        source, information = (choice.mostly(sorted(codes), ["Z"]) for codes in CODES[scheme])
        revise = c.ReviseEvaluation(
            item_id=ITEM_ID, scheme=scheme, source_code=source, information_code=information, reason=REASON
        )
        begin = c.EvaluateItem(item_id=ITEM_ID, scheme=scheme, source_code=source, information_code=information)
        self.act(revise if held else begin, by)

    @rule(data=st.data())
    @WHILE_KEPT
    def mark(self, data: st.DataObject) -> None:
        """The originator sets its marking anew."""
        choice = self.choice(data)
        by = choice.giver
        self.act(
            choice.allowed([c.SetHandling(item_id=ITEM_ID, marking=each, reason=REASON) for each in MARKINGS], by), by
        )

    @rule(data=st.data())
    @WHILE_KEPT
    def restrict(self, data: st.DataObject) -> None:
        """The originator adds conditions for all, or a recipient for itself."""
        choice = self.choice(data)
        key, by = choice.new_id(choice.item.restrictions), choice.whoever_has_it
        asked = choice.item.holders if by is LENA else {by.agency_id}
        left = choice.one([None, None, *((each,) for each in RECIPIENTS if each.agency_id in asked)])
        tries = [
            c.ImposeRestriction(item_id=ITEM_ID, restriction_id=key, marking=each, reason=REASON, recipients=left)
            for each in TIGHTER
        ]
        self.act(choice.allowed(tries, by), by)

    @rule(data=st.data())
    @WHILE_UNCONFIRMED
    def confirm_restriction(self, data: st.DataObject) -> None:
        """A recipient takes note of conditions."""
        choice = self.choice(data)
        restrictions = choice.item.restrictions
        key = choice.id_in(each for each, imposed in restrictions.items() if imposed.unconfirmed)
        by = choice.somebody_of(restrictions[key].unconfirmed if key in restrictions else ())
        self.act(c.ConfirmRestriction(item_id=ITEM_ID, restriction_id=key), by)

    @rule(data=st.data())
    @WHILE_RESTRICTED
    def lift(self, data: st.DataObject) -> None:
        """Who added conditions takes them away again."""
        choice = self.choice(data)
        restrictions = choice.item.restrictions
        key = choice.id_in(each for each, imposed in restrictions.items() if not imposed.is_lifted)
        by = choice.somebody_of((restrictions[key].by_agency_id,) if key in restrictions else ())
        self.act(c.LiftRestriction(item_id=ITEM_ID, restriction_id=key, reason=REASON), by)

    @rule(data=st.data())
    @WHILE_HELD
    def recall(self, data: st.DataObject) -> None:
        """The originator takes it back."""
        choice = self.choice(data)
        one = choice.mostly(sorted(choice.item.holders), PARTNERS)
        agencies = choice.one([(one,), (one,), None])
        key = choice.new_id(choice.item.recalls)
        command = c.RecallItem(item_id=ITEM_ID, recall_id=key, reason=REASON, from_agencies=agencies)
        self.act(command, choice.giver)

    @rule(data=st.data(), why=st.sampled_from([None, "In the file."]))
    @WHILE_RECALLED
    def give_back(self, data: st.DataObject, why: str | None) -> None:
        """A recipient says what became of it."""
        choice = self.choice(data)
        recalls = choice.item.recalls
        key = choice.id_in(each for each, recall in recalls.items() if recall.unconfirmed)
        by = choice.somebody_of(recalls[key].unconfirmed if key in recalls else ())
        self.act(c.ConfirmRecall(item_id=ITEM_ID, recall_id=key, kept_because=why), by)

    @rule(data=st.data())
    def hold(self, data: st.DataObject) -> None:
        """Somebody forbids that it is erased."""
        choice = self.choice(data)
        key, by = choice.new_id(choice.item.holds), choice.whoever_has_it
        self.act(c.PlaceItemHold(item_id=ITEM_ID, hold_id=key, reason=REASON), by)

    @rule(data=st.data())
    @ON_HOLD
    def release(self, data: st.DataObject) -> None:
        """Who forbade it does not any more."""
        choice = self.choice(data)
        key = choice.id_in(choice.item.holds)
        by = choice.somebody_of({choice.item.holds.get(key, "")})
        self.act(c.LiftItemHold(item_id=ITEM_ID, hold_id=key, reason=REASON), by)

    @rule(data=st.data(), days=st.sampled_from([1, 100, 1800, 4000, -1]))
    @precondition(lambda self: self.scene.state.retention == "INTERPOL_NOMINAL" and not self.scene.state.is_erased)
    def review(self, data: st.DataObject, days: int) -> None:
        """The originator needs it for longer."""
        until = (self.scene.state.erase_on or TODAY) + timedelta(days=days)
        self.act(c.ReviewRetention(item_id=ITEM_ID, erase_on=until, reason=REASON), self.choice(data).giver)

    @rule(data=st.data())
    @precondition(lambda self: self.scene.state.holds_texts)
    def erase(self, data: st.DataObject) -> None:
        """The originator erases it; or the clock, on its day."""
        choice, ended = self.choice(data), ErasureReason.RETENTION_ENDED
        reason, by = choice.one([(ErasureReason.COURT_ORDER, choice.giver), (ended, choice.giver), (ended, CLOCK)])
        self.act(c.EraseContent(item_id=ITEM_ID, reason=reason), by)

    @rule()
    @WITH_A_DAY
    def wait_for_its_day(self) -> None:
        """The day comes on which its retention ends."""
        erase_on = self.scene.state.erase_on or self.scene.day
        self.scene = self.scene.later(max(0, (erase_on - self.scene.day).days))
