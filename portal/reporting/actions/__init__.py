"""What the reports write: one use case per file."""
