"""Clients that others wrote, tried against a served Entente; a command of its own (tests/README.md)."""
