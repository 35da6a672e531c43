"""What fields of the schema read, as they declare it, and how its leaves are written.

It must not know what compiles them: `api/compiled` does.
"""
