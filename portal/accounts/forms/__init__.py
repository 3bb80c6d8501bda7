"""Forms of the account pages, one subject per file."""
