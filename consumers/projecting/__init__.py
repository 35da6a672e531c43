"""Read models folded over the partitions of our own topic, by as many processes as there are."""

from consumers.projecting.member import Member, Superseded
from consumers.projecting.projecting import Projecting
from consumers.projecting.references import NotOurLog
from consumers.projecting.site import Site

__all__ = ["Member", "NotOurLog", "Projecting", "Site", "Superseded"]
