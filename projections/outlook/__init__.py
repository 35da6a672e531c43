"""Trend and outlook of partnerships: what a batch step derives from finished months, off the path of any request."""
