"""Servers that the compiled reads are measured against, each a process: ours, the ordinary way, and by hand.

They must not be kinder to one side: all read the same tables as the role that reads, under row-level security.
"""
