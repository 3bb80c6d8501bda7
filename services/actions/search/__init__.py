"""What the provincial admin does for the search."""
