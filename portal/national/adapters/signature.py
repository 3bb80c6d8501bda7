"""The signature of a request: HMAC-SHA256 over the time of sending and the exact body."""

import hashlib
import hmac


def sign(secret: str, timestamp: str, body: bytes) -> str:
    """`sha256=<hex>` of `<timestamp>.<body>`; timestamp in whole seconds since 1970."""
    message = timestamp.encode() + b"." + body
    return "sha256=" + hmac.new(secret.encode(), message, hashlib.sha256).hexdigest()
