"""What the gateways of agencies may be told of the log; it has no table of its own."""
