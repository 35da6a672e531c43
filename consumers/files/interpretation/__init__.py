"""Interpreters: what somebody's file says, as commands; pure functions of the file.

They must not know the log, the present time, or whether a command will be accepted.
"""
