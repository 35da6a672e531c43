"""The clock process: what time alone brings about is recorded by it, once, also after a downtime."""

from consumers.clock.keeping import ClockWork, Round, act_once
from consumers.clock.running import keep_time

__all__ = ["ClockWork", "Round", "act_once", "keep_time"]
