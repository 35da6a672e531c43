"""What waits for an agency, over the read models of requests, items and follow-ups; it has no table of its own."""
