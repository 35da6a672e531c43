"""Read models: PostgreSQL tables that are folded from the log, and the queries over them.

They must not decide anything: whatever stands here can be dropped and filled again from the log.
"""
