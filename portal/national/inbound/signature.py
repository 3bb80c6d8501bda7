"""Whether a request is the national portal's: the sender, the time, the signature."""

import time

from django.conf import settings
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from portal.national.adapters.signature import sign
from portal.shared.errors import Refusal

SENDER = "DVCQG"
TOLERANCE_SECONDS = 300
# Whole seconds for the next 30,000 years.
_MAX_DIGITS = 12


class NotSigned(Refusal):
    """It is not shown that the national portal sent this, and sent it now."""


def is_offered() -> bool:
    """Without a secret nobody can sign."""
    return bool(settings.NATIONAL_INBOUND_SECRET)


def check_sender(sender: str, timestamp: str) -> None:
    """Who and when, before anything is read. Raises NotSigned.

    The machine's own time: the demo's clock may be turned, the other side's is not.
    """
    if sender != SENDER:
        raise NotSigned(_("Không nhận ra bên gửi ở X-Sender."))
    if not (timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= _MAX_DIGITS):
        raise NotSigned(_("X-Timestamp phải là số giây tính từ 01/01/1970, ví dụ 1647932580."))
    off = round(time.time()) - int(timestamp)
    if abs(off) > TOLERANCE_SECONDS:
        raise NotSigned(
            _(
                "X-Timestamp lệch %(seconds)d giây so với đồng hồ của cổng, quá mức 300 giây. Hãy "
                "chỉnh đồng hồ rồi ký lại."
            )
            % {"seconds": abs(off)}
        )


def check_signature(timestamp: str, message: bytes, signature: str) -> None:
    """The signature over `<timestamp>.<message>`, compared in constant time. Raises NotSigned."""
    expected = sign(settings.NATIONAL_INBOUND_SECRET, timestamp, message)
    if not constant_time_compare(expected, signature):
        raise NotSigned(
            _("X-Signature không đúng. Ký HMAC-SHA256 trên đúng từng byte của nội dung gửi đi.")
        )
