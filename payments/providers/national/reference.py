"""`MaThamChieu`, the platform's name for one transaction, made from the attempt.

`MC`, the moment as `yyyyMMddHHmmss` and the attempt's key: 48 letters and digits, always the same
for the same attempt. The moment is in it because every later question has to repeat the
transaction's `ThoiGianGD`, and all that a question is given is the reference.
"""

import re
import uuid
from datetime import datetime

from django.utils import timezone

from payments.providers.errors import UnknownReference

MOMENT = "%Y%m%d%H%M%S"
_OURS = re.compile(r"MC([0-9]{14})([0-9a-f]{32})")


def reference_of(*, attempt_key: str, placed_at: datetime) -> str:
    """The reference of an attempt."""
    return f"MC{written(placed_at)}{uuid.UUID(attempt_key).hex}"


def written(moment: datetime) -> str:
    """A moment as the platform writes it: time of Vietnam."""
    return timezone.localtime(moment).strftime(MOMENT)


def moment_of(reference: str) -> str:
    """`ThoiGianGD` of the transaction. Raises UnknownReference for what is not of our making."""
    found = _OURS.fullmatch(reference)
    if found is None:
        raise UnknownReference(f"{reference} is no reference of ours")
    return found[1]


def attempt_key_of(reference: str) -> str:
    """The attempt's key; empty for what is not of our making."""
    found = _OURS.fullmatch(reference)
    return str(uuid.UUID(found[2])) if found else ""
