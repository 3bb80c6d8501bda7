"""The national catalogue: what provinces tell of their procedures, and where people read it."""
