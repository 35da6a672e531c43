"""Cooperation metrics: what each request cycle came to and how long it took, at any moment of the log."""
