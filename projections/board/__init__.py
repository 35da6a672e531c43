"""The request board: where each cooperation request stands, and its legal clocks."""
