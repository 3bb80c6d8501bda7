"""How long to wait after a failure: growing, capped, with jitter; tries never end."""

import random

_dice = random.SystemRandom()


def delay(failures: int, *, first: float, cap: float) -> float:
    """Seconds to wait after so many failures in a row: between half and all of the full delay."""
    full = min(cap, first * 2 ** min(failures - 1, 20))
    return full * _dice.uniform(0.5, 1.0)
