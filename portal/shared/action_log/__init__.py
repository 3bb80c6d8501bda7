"""The action log. The database links each entry to the one before it (see models)."""
