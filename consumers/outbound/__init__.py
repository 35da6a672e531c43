"""Publishes the log: references of all events to our own topic; to each agency what its gateway may know, and letters.

Who only looks how far it is does not load the client of the broker. `publishing` does, which runs until it is told to
stop, and so does `epochs`, an operator's way out.
"""

from consumers.outbound.audience import Audience
from consumers.outbound.watching import Published, published

__all__ = ["Audience", "Published", "published"]
