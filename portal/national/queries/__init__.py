"""Reads of the line to the national portal."""

from portal.national.queries.outbox import Catalogue, heads, undelivered

__all__ = ["Catalogue", "heads", "undelivered"]
