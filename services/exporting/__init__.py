"""Procedures as files: a table of the list, one JSON file for each with all of its content."""
