"""A file that is not taken."""


class BadFile(Exception):
    """`str(error)` says in Vietnamese what is wrong and what to send instead."""
