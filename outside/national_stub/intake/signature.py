"""Who sent this, and is it what they signed, about now."""

import hashlib
import hmac


def signature_fault(
    *, secret: str, tolerance: int, timestamp: str, signature: str, body: bytes, now: float
) -> str:
    """What is wrong with the signature of `<timestamp>.<body>`; empty when nothing is.

    `now`: this side's clock, in seconds since 1970.
    """
    if not timestamp.isascii() or not timestamp.isdigit():
        return "Thiếu thời điểm ký (X-Timestamp)."
    message = timestamp.encode() + b"." + body
    expected = "sha256=" + hmac.new(secret.encode(), message, hashlib.sha256).hexdigest()
    if not hmac.compare_digest(expected.encode(), signature.encode()):
        return "Chữ ký không đúng (X-Signature)."
    if abs(now - int(timestamp)) > tolerance:
        return f"Đồng hồ hai bên lệch nhau quá {tolerance} giây."
    return ""
