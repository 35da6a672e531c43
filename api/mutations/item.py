"""The commands of a shared item, as mutations: the name of the field is the name of the command.

It must not say anything of a command that its own class does not say.

The arrival of content is recorded by the process that takes it in, reminders and exceptions by the automations: these
have no mutation.
"""

import strawberry

from api.mutations.mutation import mutation
from domain.item import commands

__all__ = ["ItemMutations"]


@strawberry.type
class ItemMutations:
    """The commands of a shared item."""

    authorise_judicial_use = mutation(commands.AuthoriseJudicialUse)
    authorise_onward_sharing = mutation(commands.AuthoriseOnwardSharing)
    confirm_item_receipt = mutation(commands.ConfirmItemReceipt)
    confirm_recall = mutation(commands.ConfirmRecall)
    confirm_restriction = mutation(commands.ConfirmRestriction)
    correct_item = mutation(commands.CorrectItem)
    erase_content = mutation(commands.EraseContent)
    evaluate_item = mutation(commands.EvaluateItem)
    impose_restriction = mutation(commands.ImposeRestriction)
    lift_item_hold = mutation(commands.LiftItemHold)
    lift_restriction = mutation(commands.LiftRestriction)
    place_item_hold = mutation(commands.PlaceItemHold)
    recall_item = mutation(commands.RecallItem)
    refuse_judicial_use = mutation(commands.RefuseJudicialUse)
    refuse_onward_sharing = mutation(commands.RefuseOnwardSharing)
    register_item = mutation(commands.RegisterItem)
    request_judicial_use = mutation(commands.RequestJudicialUse)
    request_onward_sharing = mutation(commands.RequestOnwardSharing)
    review_retention = mutation(commands.ReviewRetention)
    revise_evaluation = mutation(commands.ReviseEvaluation)
    set_handling = mutation(commands.SetHandling)
    share_item = mutation(commands.ShareItem)
    share_onward = mutation(commands.ShareOnward)
    use_in_proceedings = mutation(commands.UseInProceedings)
