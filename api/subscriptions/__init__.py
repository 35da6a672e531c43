"""What can be followed, as fields of the schema; sockets are `api/live`."""
