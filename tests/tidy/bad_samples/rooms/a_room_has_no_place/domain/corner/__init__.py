"""A room that has no place."""
