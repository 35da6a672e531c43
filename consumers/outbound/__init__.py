"""Publishes the log: references of events to our own topic and to each agency what its gateway may know; dead letters.

Who only looks how far it is does not load the client of the broker. `publishing` does, which runs until it is told to
stop, and so does `epochs`, an operator's way out.
"""

from consumers.outbound.watching import Published, published

__all__ = ["Published", "published"]
