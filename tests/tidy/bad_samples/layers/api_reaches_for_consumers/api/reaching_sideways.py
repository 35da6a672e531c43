import consumers
