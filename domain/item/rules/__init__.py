"""The rules of shared items, each named by the sentence it enforces; a file per theme."""
