"""The hosted page, the page of faults, and what is odd about this server."""
