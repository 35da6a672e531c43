"""The timeline of a case: one entry per event, as exactly dated as it is known."""
