"""Sockets and event streams: how subscriptions are asked for and told, their limits, and who may open one."""
