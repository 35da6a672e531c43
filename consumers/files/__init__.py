"""Files that others wrote, read into the log.

It must not write to the log except through the application.
"""
