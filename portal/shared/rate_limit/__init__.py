"""Limits on what can be abused by trying often: look-up, upload, and the like.

The counters are rows, so that all web processes count together; spending one is one statement.
Sign-in has the limits of django-allauth (ACCOUNT_RATE_LIMITS).
"""

from portal.shared.rate_limit.limit import Limit, TooManyTries, client_address, rate_limited

__all__ = ["Limit", "TooManyTries", "client_address", "rate_limited"]
