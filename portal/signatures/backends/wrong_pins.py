"""A file cannot count wrong PINs as a token does, so the key's row does it.

Five wrong PINs within 15 minutes lock the key for 15 minutes; a right one forgets the wrong ones.
"""

import math
from datetime import timedelta

from django.db import transaction

from portal.shared import clock
from portal.signatures.errors import TokenLocked, WrongPin
from portal.signatures.models import SigningKey

MOST = 5
WINDOW = timedelta(minutes=15)
LOCKED_FOR = timedelta(minutes=15)
_FIELDS = ["wrong_pins", "wrong_since", "locked_until"]


def must_be_open(key: SigningKey) -> None:
    """Raises TokenLocked while the key is locked."""
    locked_until = SigningKey.objects.values_list("locked_until", flat=True).get(pk=key.pk)
    if locked_until and locked_until > clock.now():
        raise TokenLocked(math.ceil((locked_until - clock.now()).total_seconds() / 60))


def count_wrong(key: SigningKey) -> WrongPin | TokenLocked:
    """Count one more, in a transaction of its own; what to raise."""
    with transaction.atomic():
        row = SigningKey.objects.select_for_update().get(pk=key.pk)
        now = clock.now()
        if row.wrong_since is None or row.wrong_since <= now - WINDOW:
            row.wrong_pins, row.wrong_since = 0, now
        row.wrong_pins += 1
        if row.wrong_pins >= MOST:
            row.wrong_pins, row.wrong_since, row.locked_until = 0, None, now + LOCKED_FOR
        row.save(update_fields=_FIELDS)
    if row.wrong_since is None:
        return TokenLocked(int(LOCKED_FOR.total_seconds() // 60))
    return WrongPin(MOST - row.wrong_pins)


def forget(key: SigningKey) -> None:
    """The PIN was right."""
    wrong = SigningKey.objects.filter(pk=key.pk, wrong_pins__gt=0)
    wrong.update(wrong_pins=0, wrong_since=None, locked_until=None)
