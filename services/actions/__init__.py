"""What changes the catalogue: one use case per file."""
