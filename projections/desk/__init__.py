"""What waits for an agency, over the read models of others; it has no table of its own."""
