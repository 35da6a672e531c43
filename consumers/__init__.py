"""What works beside the API: the import of files, and the clock."""
