"""Sockets: the protocol in which subscriptions are asked for and told, its limits, and who may open one."""
