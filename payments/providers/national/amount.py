"""Amounts as the platform writes them: whole numbers, as text or as a number."""

import re
from typing import Any

from payments.providers.errors import ProviderUnavailable

_AMOUNT = re.compile(r"[0-9]{1,15}")


def read_amount(told: Any) -> int:
    """Raises ProviderUnavailable for what is no amount: nothing can be booked on such a word."""
    if not _AMOUNT.fullmatch(str(told)):
        raise ProviderUnavailable("no amount")
    return int(told)
