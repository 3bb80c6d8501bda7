"""Pages of results: find, hand over, send by post, the day's list."""
