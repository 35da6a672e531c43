from consumers import files
