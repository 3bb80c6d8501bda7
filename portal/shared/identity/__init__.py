"""Numbers that identify people and organisations, as people type them (pure functions)."""
