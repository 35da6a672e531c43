"""Exports on their way out: put on record before the first byte leaves, and decided anew for each piece."""
