"""Reading the past: a case's own events folded up to a moment, and asked as the read models are."""
