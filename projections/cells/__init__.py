"""Figures over all cases: rounded counts of pairs and months, published once, for analysts of cooperation."""
