"""The automations: when an event happens, then a command follows, once in effect, whatever stops or is repeated."""

from consumers.automations.automation import Automation, History, Step
from consumers.automations.following import State, Work
from consumers.automations.running import Automating
from consumers.automations.standing import Standing, standings
from consumers.automations.when_a_limit_nears_then_remind_the_unit_and_the_liaison_officers import WHEN_A_LIMIT_NEARS
from consumers.automations.when_a_partner_leaves_then_list_what_it_never_confirmed import (
    WHEN_A_PARTNER_LEAVES_UNCONFIRMED,
)
from consumers.automations.when_a_partner_leaves_then_open_a_follow_up_for_what_it_leaves import WHEN_A_PARTNER_LEAVES
from consumers.automations.when_a_restriction_is_imposed_then_remind_who_has_not_confirmed import (
    WHEN_A_RESTRICTION_IS_IMPOSED,
)

__all__ = ["ALL", "Automating", "Automation", "History", "Standing", "State", "Step", "Work", "standings"]

ALL = (WHEN_A_LIMIT_NEARS, WHEN_A_RESTRICTION_IS_IMPOSED, WHEN_A_PARTNER_LEAVES_UNCONFIRMED, WHEN_A_PARTNER_LEAVES)
"""The automations of Entente, in the order in which they look at an event."""
