"""The reviews: what was said and found, what was recommended, and what became of that."""
