"""The client of the broker: how it is reached, written to, read from; nothing of what the messages say."""
