"""Reads about money, a file for each subject; those of obligations and attempts stand here too."""

from payments.queries.asking import attempts_to_ask_about
from payments.queries.obligations import (
    attempt_for,
    attempts_of,
    live_attempt_of,
    obligation_for,
    obligation_of,
    obligations_of,
    online_providers_for,
    providers_that_take,
)

__all__ = [
    "attempt_for",
    "attempts_of",
    "attempts_to_ask_about",
    "live_attempt_of",
    "obligation_for",
    "obligation_of",
    "obligations_of",
    "online_providers_for",
    "providers_that_take",
]
