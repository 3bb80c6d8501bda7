"""The national portal as it calls us: signs what it sends."""

import base64
import functools
import hashlib
import hmac
import json
import time
from typing import Any

from django.test import Client

from tests.files import small_pdf

FILING_URL = "/api/v1/national/dossiers/"
SECRET = "tests-inbound"


def signature(secret: str, timestamp: str, message: bytes) -> str:
    """Written anew from the description, not taken from the portal's code."""
    digest = hmac.new(secret.encode(), f"{timestamp}.".encode() + message, hashlib.sha256)
    return f"sha256={digest.hexdigest()}"


def headers(
    message: bytes, *, key: str = "", at: float | None = None, secret: str = SECRET
) -> dict[str, str]:
    """What goes with a request sent now, or at that time."""
    timestamp = str(int(time.time() if at is None else at))
    named = {
        "X-Sender": "DVCQG",
        "X-Timestamp": timestamp,
        "X-Signature": signature(secret, timestamp, message),
    }
    return named | ({"Idempotency-Key": key} if key else {})


def send(client: Client, body: bytes, *, key: str = "G01-1", **changed: Any) -> Any:
    """POST these bytes; `changed` replaces headers (`X_Sender=…`)."""
    named = headers(body, key=key) | {k.replace("_", "-"): v for k, v in changed.items()}
    return client.post(FILING_URL, body, content_type="application/json", headers=named)


def file(client: Client, content: Any, *, key: str = "G01-1") -> Any:
    """File this content."""
    return send(client, json.dumps(content, ensure_ascii=False).encode(), key=key)


def ask(client: Client, path: str) -> Any:
    """GET a path with its query."""
    return client.get(path, headers=headers(path.encode()))


@functools.cache
def pdf(pages: int = 1) -> str:
    """A small PDF in base64; the same one each time, for it carries an identifier of its own."""
    return base64.b64encode(small_pdf(pages)).decode()


def hoa(**changes: Any) -> dict[str, Any]:
    """Phạm Văn Hòa, whom we do not know yet."""
    return {
        "identity_number": "049095001234",
        "full_name": "Phạm Văn Hòa",
        "birth_date": "1995-06-15",
        "phone": "0905 111 222",
        "email": "hoa@motcua.example",
        "address": {"commune": "20974", "line": "Thôn Hà Quang"},
        "assurance_level": 2,
    } | changes


def content(**changes: Any) -> dict[str, Any]:
    """A filing of the tests' procedure that is taken."""
    return {
        "procedure": "2.000488",
        "agency": "000.00.15.H47",
        "applicant": hoa(),
        "answers": {"purpose": "Xin việc làm", "copies": 1},
        "return_channel": "post",
        "attachments": [{"requirement": "cccd", "file_name": "cccd.pdf", "content": pdf()}],
    } | changes
