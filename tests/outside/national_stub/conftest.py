"""The stub as a real process, and what a province sends it."""

import hashlib
import hmac
import itertools
import json
import os
import time
import uuid
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
import requests

from tests.portal.national.delivery_process import database_url
from tests.portal.national.stub_process import SECRET, NationalStub, drop_database

PROCEDURE, PROCEDURES = "2.000488", "/api/v1/procedures"
_numbers = itertools.count(1)
Send = Callable[..., requests.Response]


@pytest.fixture(scope="session")
def _stub(database_server: None) -> Iterator[NationalStub]:
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    url = database_url(f"test_national_stub_{worker}_{os.getpid()}")
    stub = NationalStub(url, strict=True)
    stub.start()
    announced = post_signed(stub.url, {"procedures": [procedure(PROCEDURE)]}, path=PROCEDURES)
    assert announced.json()["results"][0]["outcome"] == "accepted"
    yield stub
    stub.stop()
    drop_database(url)


@pytest.fixture
def stub(_stub: NationalStub) -> Iterator[NationalStub]:
    """Running, without faults, with a catalogue of one procedure."""
    _stub.clear()
    yield _stub
    _stub.clear()


@pytest.fixture
def new_code() -> Callable[[], str]:
    """A dossier code that no other test uses."""
    return lambda: f"000.00.15.H47-220323-{next(_numbers):04d}"


def message(code: str, status: int, **record: Any) -> dict[str, Any]:
    """A good message; `record` overrides fields of the dossier record."""
    return {
        "idempotencyKey": str(uuid.uuid4()),
        "event": "step",
        "dossier": {
            "MaHoSo": code,
            "MaTTHC": PROCEDURE,
            "TenTTHC": "Cấp Phiếu lý lịch tư pháp",
            "MaLinhVuc": "G15-TP01",
            "TenLinhVuc": "Lý lịch tư pháp",
            "KenhThucHien": "2",
            "LoaiDoiTuong": "1",
            "TrichYeuHoSo": "Cấp Phiếu lý lịch tư pháp",
            "TrangThaiHoSo": str(status),
            "HinhThuc": "2",
            "DonViXuLy": "Sở Tư pháp",
            "Email": "",
            "SoDienThoai": "",
            "NgayTiepNhan": "20220323080000",
            "NgayHenTra": "",
        }
        | record,
        "progress": {
            "MaHoSo": code,
            "NguoiXuLy": "Nguyễn Thị Trà",
            "ThoiDiemXuLy": "20220323080000",
            "NoiDungXuLy": "Mới đăng ký",
            "TrangThai": str(status),
        },
    }


def procedure(code: str, **record: str) -> dict[str, Any]:
    """A good change of the catalogue; `record` overrides its fields."""
    return {
        "idempotencyKey": str(uuid.uuid4()),
        "procedure": {
            "MaTTHC": code,
            "TenTTHC": "Cấp Phiếu lý lịch tư pháp",
            "MaLinhVuc": "G15-TP01",
            "TenLinhVuc": "Lý lịch tư pháp",
            "MucDo": "4",
            "PhienBan": "1",
            "CoQuan": "Sở Tư pháp",
            "ConHieuLuc": "1",
            "ThoiDiem": "20220301080000",
        }
        | record,
    }


@pytest.fixture
def new_procedure() -> Callable[[], str]:
    """A procedure code that no other test uses."""
    return lambda: f"1.{next(_numbers):06d}"


@pytest.fixture
def send(stub: NationalStub) -> Send:
    """`send(content)` signs and posts it; `secret`, `timestamp` and `headers` may be spoilt."""
    return partial(post_signed, stub.url)


def post_signed(
    url: str,
    content: Any,
    *,
    path: str = "/api/v1/messages",
    secret: str = SECRET,
    timestamp: str | None = None,
    headers: dict[str, str] | None = None,
) -> requests.Response:
    """Send it as a province does."""
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    signed = _signed(body, secret=secret, timestamp=timestamp) | (headers or {})
    return requests.post(url + path, data=body, headers=signed, timeout=60, allow_redirects=False)


def get_signed(
    url: str, target: str, *, sender: str = "H47", secret: str = SECRET
) -> requests.Response:
    """Ask as a province does; `target` with its query."""
    headers = _signed(target.encode(), secret=secret) | {"X-Sender": sender}
    return requests.get(url + target, headers=headers, timeout=60)


def _signed(content: bytes, *, secret: str, timestamp: str | None = None) -> dict[str, str]:
    at = timestamp or str(int(time.time()))
    digest = hmac.new(secret.encode(), at.encode() + b"." + content, hashlib.sha256).hexdigest()
    return {"X-Sender": "H47", "X-Timestamp": at, "X-Signature": f"sha256={digest}"}
