"""The checkpoints of the log, with the signatures of all who countersigned them."""
