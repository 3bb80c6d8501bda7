"""`make run`: check, prepare, start, announce, stop."""
