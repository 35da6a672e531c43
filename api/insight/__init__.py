"""What the process that serves tells of itself: numbers, traces, and the id that joins them to its log."""
