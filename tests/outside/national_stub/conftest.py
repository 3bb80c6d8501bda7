"""The stub as a real process, and what a province sends it."""

import hashlib
import hmac
import itertools
import json
import os
import time
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import requests

from tests.portal.national.delivery_process import database_url
from tests.portal.national.stub_process import SECRET, NationalStub, drop_database

_numbers = itertools.count(1)
Send = Callable[..., requests.Response]


@pytest.fixture(scope="session")
def _stub(database_server: None) -> Iterator[NationalStub]:
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    url = database_url(f"test_national_stub_{worker}_{os.getpid()}")
    stub = NationalStub(url)
    stub.start()
    yield stub
    stub.stop()
    drop_database(url)


@pytest.fixture
def stub(_stub: NationalStub) -> Iterator[NationalStub]:
    """Running, without faults."""
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
            "MaTTHC": "2.000488",
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


@pytest.fixture
def send(stub: NationalStub) -> Send:
    """`send(content)` signs and posts it; `secret`, `timestamp` and `headers` may be spoilt."""

    def post(
        content: Any,
        *,
        secret: str = SECRET,
        timestamp: str | None = None,
        headers: dict[str, str] | None = None,
    ) -> requests.Response:
        body = content if isinstance(content, bytes) else json.dumps(content).encode()
        at = timestamp or str(int(time.time()))
        digest = hmac.new(secret.encode(), at.encode() + b"." + body, hashlib.sha256).hexdigest()
        return requests.post(
            stub.url + "/api/v1/messages",
            data=body,
            headers={"X-Sender": "H47", "X-Timestamp": at, "X-Signature": f"sha256={digest}"}
            | (headers or {}),
            timeout=10,
        )

    return post
