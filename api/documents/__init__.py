"""Documents of operations: how large they may be, parsed and held against the schema once, and which are trusted."""
