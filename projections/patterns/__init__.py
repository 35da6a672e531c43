"""Patterns across cases, over the read models of requests, items and hits; it has no table of its own."""
