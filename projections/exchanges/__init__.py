"""Exchanges: what partners give, ask, owe and recommend to each other beside requests, at any moment of the log."""
