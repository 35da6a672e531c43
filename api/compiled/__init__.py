"""Compiled reads: an operation becomes prepared statements that return finished JSON, where every field says how.

It must not answer otherwise than ordinary execution does: whatever it does not cover, that one answers.
"""
