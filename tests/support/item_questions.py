"""How any story of the invented item begins, what its originator is asked then, and what is done with the answers.

It must not hold expectations: these are the invariants of a test's own subclass.
"""

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from domain.aggregate import Actor, Command
from domain.item import commands as c
from domain.item.parts import Consent, digest_of
from domain.item.vocabulary import ConsentKind, ItemKind, Recipient
from domain.marking import Marking
from tests.support.investigations import LENA
from tests.support.item_choices import (
    AT_THE_BEGINNING,
    COURTS,
    PARTNERS,
    PURPOSES,
    REASON,
    RECIPIENTS,
    RETENTIONS,
    Choice,
)
from tests.support.item_scenes import Scene, first_scene
from tests.support.items import ITEM_ID, of

__all__ = ["QuestionsOfAnItem"]

AT_FIRST = [(of("BE-SPOC"), of("DE-SPOC")), (of("BE-SPOC"),), (of("BE-SPOC", "carl"),)]
WHILE_HELD = precondition(lambda self: bool(self.scene.state.holders) and not self.scene.state.is_erased)
WHILE_ASKED = precondition(lambda self: bool(self.scene.state.open_consents))


def is_given(asked: Consent) -> bool:
    """This will tell whether it is a consent to pass the item on."""
    return asked.is_given is True and asked.wish.to_agency_id is not None


class QuestionsOfAnItem(RuleBasedStateMachine):
    """`scene` is what the last step came to. Preconditions leave out what could only be refused."""

    scene: Scene

    @initialize(
        marking=st.sampled_from(AT_THE_BEGINNING), kept=st.sampled_from(RETENTIONS), kind=st.sampled_from(ItemKind)
    )
    def register(self, marking: Marking, kept: str | None, kind: ItemKind) -> None:
        """The story begins."""
        self.scene = first_scene(kind, marking, kept)

    @precondition(lambda self: not self.scene.state.is_shared and not self.scene.state.is_erased)
    @rule(recipients=st.sampled_from(AT_FIRST))
    def share_at_first(self, recipients: tuple[Recipient, ...]) -> None:
        """The originator gives it to some who can mostly hold it."""
        self.act(c.ShareItem(item_id=ITEM_ID, recipients=recipients), LENA)

    @rule(data=st.data(), purpose=st.sampled_from(PURPOSES))
    @WHILE_HELD
    def ask_to_pass_on(self, data: st.DataObject, purpose: str) -> None:
        """A recipient asks whether it may pass it on."""
        choice = self.choice(data)
        to = choice.mostly([each for each in PARTNERS if each not in choice.item.holders], PARTNERS)
        key = choice.new_id(choice.item.consents)
        command = c.RequestOnwardSharing(item_id=ITEM_ID, consent_id=key, to_agency_id=to, purpose=purpose)
        self.act(command, choice.holder)

    @rule(data=st.data(), court=st.sampled_from(COURTS))
    @WHILE_HELD
    def ask_to_use(self, data: st.DataObject, court: str) -> None:
        """A recipient asks whether it may use it in proceedings."""
        choice = self.choice(data)
        key = choice.new_id(choice.item.consents)
        self.act(c.RequestJudicialUse(item_id=ITEM_ID, consent_id=key, proceedings=court), choice.holder)

    @rule(data=st.data())
    @WHILE_ASKED
    def agree(self, data: st.DataObject) -> None:
        """The originator consents."""
        choice = self.choice(data)
        asked, day = self._asked(choice), choice.day
        onward = c.AuthoriseOnwardSharing(item_id=ITEM_ID, consent_id=asked.consent_id, valid_until=day)
        use = c.AuthoriseJudicialUse(item_id=ITEM_ID, consent_id=asked.consent_id)
        self.act(onward if asked.wish.kind is ConsentKind.ONWARD_SHARING else use, choice.giver)

    @rule(data=st.data())
    @WHILE_ASKED
    def refuse(self, data: st.DataObject) -> None:
        """The originator does not consent; now and then the answer is to another question."""
        choice = self.choice(data)
        asked = self._asked(choice)
        onward = c.RefuseOnwardSharing(item_id=ITEM_ID, consent_id=asked.consent_id, reason=REASON)
        use = c.RefuseJudicialUse(item_id=ITEM_ID, consent_id=asked.consent_id, reason=REASON)
        fitting, other = (onward, use) if asked.wish.kind is ConsentKind.ONWARD_SHARING else (use, onward)
        self.act(choice.mostly([fitting], [other]), choice.giver)

    @rule(data=st.data(), purpose=st.sampled_from(PURPOSES))
    @WHILE_HELD
    def pass_on(self, data: st.DataObject, purpose: str) -> None:
        """A recipient passes it on."""
        choice = self.choice(data)
        by, tries = (
            choice.holder,
            [c.ShareOnward(item_id=ITEM_ID, recipient=each, purpose=purpose) for each in RECIPIENTS],
        )
        self.act(choice.allowed(tries, by), by)

    @rule(data=st.data(), purpose=st.sampled_from(PURPOSES))
    @precondition(lambda self: any(map(is_given, self.scene.state.consents.values())))
    def pass_on_as_agreed(self, data: st.DataObject, purpose: str) -> None:
        """A recipient passes it on to whom it asked for, mostly for what it said."""
        choice = self.choice(data)
        wish = choice.one([each.wish for each in choice.item.consents.values() if is_given(each)])
        said = [each for each in PURPOSES if digest_of(each) == wish.words]
        recipient = choice.one([each for each in RECIPIENTS if each.agency_id == wish.to_agency_id])
        command = c.ShareOnward(item_id=ITEM_ID, recipient=recipient, purpose=choice.mostly(said, [purpose]))
        self.act(command, choice.somebody_of((wish.by_agency_id,)))

    @rule(data=st.data(), court=st.sampled_from(COURTS))
    @WHILE_HELD
    def use(self, data: st.DataObject, court: str) -> None:
        """A recipient uses it in proceedings."""
        self.act(c.UseInProceedings(item_id=ITEM_ID, proceedings=court), self.choice(data).holder)

    def choice(self, data: st.DataObject) -> Choice:
        """This will choose as the item stands."""
        return Choice(data, self.scene.spec)

    def _asked(self, choice: Choice) -> Consent:
        """A question that is open, mostly."""
        return choice.mostly(choice.item.open_consents, list(choice.item.consents.values()))

    def act(self, command: Command, by: Actor) -> None:
        """The next scene: somebody tries something."""
        self.scene = self.scene.act(command, by)
