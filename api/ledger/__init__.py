"""How the access ledger is fed: written down before an answer leaves, carried to the event log afterwards."""
