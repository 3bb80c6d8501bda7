"""Pages about money on its way back: the counter asks and pays, the leader decides."""
