"""The clock process: what time alone brings about is recorded by it, once, also after a downtime."""

from consumers.clock.erasing import erase_once
from consumers.clock.keeping import ClockWork, Round, act_once
from consumers.clock.running import keep_time
from consumers.clock.sealing import Sealing
from consumers.clock.submitting import Traced
from consumers.clock.when_a_month_ends_then_look_ahead import Ahead

__all__ = ["Ahead", "ClockWork", "Round", "Sealing", "Traced", "act_once", "erase_once", "keep_time"]
