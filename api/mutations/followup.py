"""The commands of a follow-up, as mutations: the name of the field is the name of the command.

It must not say anything of a command that its own class does not say.
"""

import strawberry

from api.mutations.mutation import mutation
from domain.followup import commands

__all__ = ["FollowUpMutations"]


@strawberry.type
class FollowUpMutations:
    """The commands of a follow-up."""

    open_follow_up = mutation(commands.OpenFollowUp)
    assign_follow_up = mutation(commands.AssignFollowUp)
    set_follow_up_due_date = mutation(commands.SetFollowUpDueDate)
    note_progress = mutation(commands.NoteProgress)
    complete_follow_up = mutation(commands.CompleteFollowUp)
    verify_follow_up = mutation(commands.VerifyFollowUp)
    cancel_follow_up = mutation(commands.CancelFollowUp)
    erase_follow_up_texts = mutation(commands.EraseFollowUpTexts)
