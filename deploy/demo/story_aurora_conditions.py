"""Sample story, continued: what became of what the partners of Aurora shared: bound, asked for, recalled, erased.

It must not share anything: that stands in `story_aurora_items.py`.
"""

from deploy.demo.cast import CAMILLE, JONAS, VLAD
from deploy.demo.stage import DAY, HOUR, Stage
from deploy.demo.story_aurora_items import PASSPORT, RESELLER, VICTIMS, WALLETS
from domain.erasure import ErasureReason
from domain.item.commands import (
    ConfirmRecall,
    ConfirmRestriction,
    EraseContent,
    ImposeRestriction,
    RecallItem,
    RequestOnwardSharing,
)
from domain.marking import Marking
from domain.vocabulary import Handling, Tlp

__all__ = ["conditions_change"]


def conditions_change(stage: Stage) -> None:
    """This will let originators bind, take back and erase what is theirs, and a recipient ask to pass it on."""
    _restricted_later(stage)
    _asked_to_pass_it_on(stage)
    _recalled(stage)
    _erased(stage)


def _restricted_later(stage: Stage) -> None:
    """Germany has confirmed it; three others have not, which Camille's list of exceptions shows after three days."""
    item, restriction = stage.id(WALLETS.name), stage.id("restriction wallets")
    imposed = ImposeRestriction(
        item_id=item,
        restriction_id=restriction,
        marking=Marking(tlp=Tlp.AMBER_STRICT, handling=(Handling.H1,)),
        reason="Two of the wallets belong to a company that is heard as a witness.",
    )
    stage.act(CAMILLE, 5 * DAY, imposed)
    stage.act(JONAS, 4 * DAY, ConfirmRestriction(item_id=item, restriction_id=restriction))


def _asked_to_pass_it_on(stage: Stage) -> None:
    """The question lies on Sanne's desk; the item cannot be erased before she answers."""
    asked = RequestOnwardSharing(
        item_id=stage.id(RESELLER.name),
        consent_id=stage.id("consent reseller"),
        to_agency_id=VLAD.agency_id,
        purpose="The reseller's payments lead to two flats in Cluj that are about to be searched.",
    )
    stage.act(CAMILLE, 13 * HOUR, asked)


def _recalled(stage: Stage) -> None:
    """Romania has given it back, the Netherlands have not yet."""
    item, recall = stage.id(VICTIMS.name), stage.id("recall victims")
    recalled = RecallItem(
        item_id=item, recall_id=recall, reason="Some of the names are of clinics that were never hit."
    )
    stage.act(CAMILLE, 12 * DAY, recalled)
    stage.act(VLAD, 11 * DAY, ConfirmRecall(item_id=item, recall_id=recall))


def _erased(stage: Stage) -> None:
    erased = EraseContent(item_id=stage.id(PASSPORT.name), reason=ErasureReason.DATA_SUBJECT_RIGHT)
    stage.act(JONAS, 3 * DAY, erased)
