"""The contents of shared items on their way in and out: only as far as need-to-know lets them, piece by piece."""
