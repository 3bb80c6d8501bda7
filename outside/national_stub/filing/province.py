"""The province's address for filings: signed calls, and what its answers mean."""

import hashlib
import hmac
import json
import time
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

ADDRESS = "/api/v1/national/dossiers/"
SENDER = "DVCQG"
TIMEOUT_SECONDS = 10
MOST_BYTES = 2 * 1024 * 1024
# Answers after which sending the same again cannot help.
FINAL = frozenset({400, 409, 413, 422})


@dataclass(frozen=True)
class Reply:
    """`status` 0: no answer. `trouble` is empty when `content` is the province's JSON."""

    status: int = 0
    content: dict[str, Any] = field(default_factory=dict)
    trouble: str = ""


def file(*, key: str, body: bytes) -> Reply:
    """Send a filing. Never raises: an answer that is none is told in `trouble`."""
    return _call("POST", ADDRESS, body, {"Idempotency-Key": key})


def ask(address: str) -> Reply:
    """Ask for the states of a dossier; `address` is relative to the one of filings."""
    return _call("GET", ADDRESS + address, b"", {})


def _call(method: str, target: str, body: bytes, headers: dict[str, str]) -> Reply:
    base = urlsplit(settings.PROVINCE_URL)
    kind = HTTPSConnection if base.scheme == "https" else HTTPConnection
    target = base.path.rstrip("/") + target
    connection = kind(base.netloc, timeout=TIMEOUT_SECONDS)
    try:
        signed = _signature(body if method == "POST" else target.encode())
        sent = {"Content-Type": "application/json", **signed, **headers}
        connection.request(method, target, body or None, sent)
        answer = connection.getresponse()
        return _read(answer.status, answer.read(MOST_BYTES))
    except (OSError, HTTPException) as error:
        return Reply(trouble=f"Cổng tỉnh không trả lời ({type(error).__name__}).")
    finally:
        connection.close()


def _signature(signed: bytes) -> dict[str, str]:
    at = str(int(time.time()))
    digest = hmac.new(
        settings.PROVINCE_SECRET.encode(), at.encode() + b"." + signed, hashlib.sha256
    ).hexdigest()
    return {"X-Sender": SENDER, "X-Timestamp": at, "X-Signature": f"sha256={digest}"}


def _read(status: int, text: bytes) -> Reply:
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        content = None
    if not isinstance(content, dict):
        return Reply(status, trouble=f"Cổng tỉnh trả lời không đúng dạng (mã {status}).")
    if status in (200, 201) or status in FINAL:
        return Reply(status, content)
    detail = content.get("detail") or content.get("title") or ""
    return Reply(
        status, content, trouble=f"Cổng tỉnh chưa nhận được (mã {status}). {detail}".strip()
    )
