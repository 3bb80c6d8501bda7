"""The lifecycle of procedures: what waits, the list, one procedure, every step of a draft."""
