"""Who accessed what: read by those whose things they are, and by nobody else."""
