"""Publishes the log: references of events to our own topic, and to each agency what its gateway may know."""
