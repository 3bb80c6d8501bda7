"""Pages of staff about money."""
