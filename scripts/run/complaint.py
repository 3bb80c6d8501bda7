"""Ending with one line instead of a traceback."""


class Complaint(Exception):
    """Why the portal cannot start and what mends it, in one line."""
