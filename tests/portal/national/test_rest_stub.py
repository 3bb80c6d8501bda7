"""The REST adapter against the stub: both proofs of the sender, every fault on demand."""

import json
import uuid
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
import requests

from portal.national.adapters.port import (
    Answer,
    EndpointError,
    Outgoing,
    OutgoingProcedure,
    TheirDossier,
    TheirProcedure,
)
from portal.national.adapters.rest import RestPortal, rest_portal
from portal.national.mapping.change import read_change
from portal.national.mapping.procedure_entry import ProcedureEntry
from tests.portal.national.stub_process import NationalStub
from tests.portal.national.test_mapping import NAMES, PAYLOAD

CODE = "000.00.15.H47-220322-7001"
ENTRY = ProcedureEntry(
    code="2.000488",
    local_code="",
    name="Cấp Phiếu lý lịch tư pháp",
    sector_code="G15-TP01",
    sector_name="Lý lịch tư pháp",
    level=4,
    revision=1,
    agency="Sở Tư pháp",
    in_force=True,
    at=datetime(2022, 3, 1, tzinfo=UTC),
)
pytestmark = pytest.mark.processes


def change(status: int, *, code: str = CODE) -> Outgoing:
    step = PAYLOAD["step"] | {"status": status}
    payload = {"dossier": PAYLOAD["dossier"] | {"code": code}, "step": step}
    return Outgoing(uuid.uuid4(), read_change(payload, NAMES))


def told(**entry: Any) -> OutgoingProcedure:
    return OutgoingProcedure(uuid.uuid4(), replace(ENTRY, **entry))


@pytest.fixture(params=["hmac", "oauth2"])
def portal(
    request: pytest.FixtureRequest, national_stub: NationalStub, settings: Any
) -> RestPortal:
    """As the settings say, in both ways."""
    settings.NATIONAL_PORTAL_AUTH = request.param
    settings.NATIONAL_PORTAL_URL = national_stub.url
    settings.NATIONAL_PORTAL_SECRET = national_stub.secret
    settings.NATIONAL_PORTAL_TOKEN_URL = f"{national_stub.url}/identity/o/api/token"
    settings.NATIONAL_PORTAL_CLIENT_ID = "motcua-sync"
    settings.NATIONAL_PORTAL_CLIENT_SECRET = "national-demo-sync-secret"
    return rest_portal()


def test_everything_that_the_port_can(portal: RestPortal, national_stub: NationalStub) -> None:
    procedure = told()
    assert portal.send_procedures([procedure]) == [Answer(procedure.key)]
    assert list(portal.procedures()) == [
        TheirProcedure("2.000488", "Cấp Phiếu lý lịch tư pháp", 4, True)
    ]
    first, second = change(1), change(2)
    for outgoing in (first, second, first):
        assert portal.send([outgoing]) == [Answer(outgoing.key)]
    backwards = change(1)
    assert portal.send([backwards]) == [
        Answer(
            backwards.key,
            refusal="Trạng thái lùi: từ 2 “Được tiếp nhận” không thể về 1 “Mới đăng ký”.",
        )
    ]
    (day,) = portal.days(since=date(2022, 3, 22))
    assert (day.day, day.dossiers, day.states) == (date(2022, 3, 22), 1, 2)
    assert list(portal.days(since=date(2022, 3, 23))) == []
    assert list(portal.dossiers_of(day.day)) == [TheirDossier(CODE, 2, 2)]
    assert portal.keys_of(CODE) == [str(first.key), str(second.key)]
    assert portal.keys_of("000.00.15.H47-220322-9999") is None
    assert national_stub.states(CODE) == [1, 2]


def test_a_wrong_secret(national_stub: NationalStub) -> None:
    portal = RestPortal(url=national_stub.url, sender="H47", secret="khac")
    for ask in (lambda: portal.send([change(1)]), lambda: list(portal.procedures())):
        with pytest.raises(EndpointError) as caught:
            ask()
        assert str(caught.value) == (
            "Cổng quốc gia trả lời mã 401. Chữ ký không đúng (X-Signature)."
        )
    assert national_stub.states(CODE) == []


def test_a_token_that_was_not_given_or_for_something_else_is_refused(
    national_stub: NationalStub,
) -> None:
    without_scope = requests.post(
        f"{national_stub.url}/identity/o/api/token",
        data={"grant_type": "client_credentials"},
        auth=("motcua-sync", "national-demo-sync-secret"),
        timeout=60,
    ).json()["access_token"]
    for token in ("bia-dat", without_scope):
        answer = requests.get(
            f"{national_stub.url}/api/v1/procedures?province=H47",
            headers={"X-Sender": "H47", "Authorization": f"Bearer {token}"},
            timeout=60,
        )
        assert answer.status_code == 401
        assert answer.json()["detail"] == "Thẻ truy cập không còn hiệu lực."


TAKEN = [1]
# What each fault is to us, and whether the message is there after it.
FAULTS: list[tuple[dict[str, Any], str, bool, list[int]]] = [
    ({"fault": "down"}, "Cổng quốc gia trả lời mã 503. Cổng quốc gia đang bảo trì.", False, []),
    ({"fault": "error"}, "Cổng quốc gia trả lời mã 500. Lỗi mô phỏng.", True, []),
    ({"fault": "error", "status": 502}, "Cổng quốc gia trả lời mã 502. Lỗi mô phỏng.", False, []),
    (
        {"fault": "redirect"},
        "Cổng quốc gia chuyển hướng sang “cong-khac.example”; không gửi dữ liệu tới đó. "
        "Hãy kiểm tra NATIONAL_PORTAL_URL.",
        False,
        [],
    ),
    (
        {"fault": "lose_answer"},
        "Cổng quốc gia trả lời mã 500. Câu trả lời bị mất theo lỗi mô phỏng.",
        True,
        TAKEN,
    ),
    (
        {"fault": "html"},
        "Cổng quốc gia trả lời bằng trang web (HTML) thay vì dữ liệu JSON.",
        True,
        TAKEN,
    ),
    (
        {"fault": "malformed"},
        "Cổng quốc gia trả lời không đúng định dạng (application/json).",
        True,
        TAKEN,
    ),
    ({"fault": "empty"}, "Cổng quốc gia trả lời rỗng.", True, TAKEN),
    ({"fault": "huge"}, "Cổng quốc gia trả lời dài quá 8 MB; đã ngừng đọc.", True, TAKEN),
]


@pytest.mark.parametrize(("fault", "words", "may_be", "states"), FAULTS)
def test_a_fault_is_named_and_the_next_try_counts_once(
    fault: dict[str, Any],
    words: str,
    may_be: bool,
    states: list[int],
    portal: RestPortal,
    national_stub: NationalStub,
) -> None:
    detail = dict(fault)
    national_stub.fault(detail.pop("fault"), times=1, **detail)
    outgoing = change(1)
    with pytest.raises(EndpointError) as caught:
        portal.send([outgoing])
    assert (str(caught.value), caught.value.may_be_the_message) == (words, may_be)
    assert national_stub.states(CODE) == states
    assert portal.send([outgoing]) == [Answer(outgoing.key)]
    assert national_stub.states(CODE) == [1]


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("silent", "Cổng quốc gia không trả lời cho bản tin này."),
        ("odd_outcome", "Cổng quốc gia trả lời kết quả lạ cho bản tin này: “queued”."),
    ],
)
def test_an_answer_that_leaves_a_message_open(
    fault: str, words: str, portal: RestPortal, national_stub: NationalStub
) -> None:
    national_stub.fault(fault, times=1)
    outgoing = change(1)
    assert portal.send([outgoing]) == [Answer(outgoing.key, trouble=words)]
    assert portal.send([outgoing]) == [Answer(outgoing.key)]
    assert national_stub.states(CODE) == [1]


def test_a_refused_dossier_is_alone(portal: RestPortal, national_stub: NationalStub) -> None:
    national_stub.fault("refuse", dossier=CODE)
    refused, other = change(1), change(1, code="000.00.15.H47-220322-7002")
    assert portal.send([refused, other]) == [
        Answer(refused.key, refusal="Bị từ chối theo lỗi mô phỏng."),
        Answer(other.key),
    ]


def test_a_refused_procedure_is_alone(portal: RestPortal, national_stub: NationalStub) -> None:
    national_stub.fault("refuse", procedure="2.000488")
    refused, other = told(), told(code="1.001193")
    assert portal.send_procedures([refused, other]) == [
        Answer(refused.key, refusal="Bị từ chối theo lỗi mô phỏng."),
        Answer(other.key),
    ]


@pytest.mark.parametrize(("seconds", "gap"), [(3600, "nhanh 60"), (-3600, "chậm 60")])
def test_the_wrong_clock_is_named(seconds: int, gap: str, national_stub: NationalStub) -> None:
    portal = RestPortal(url=national_stub.url, sender="H47", secret=national_stub.secret)
    national_stub.fault("wrong_clock", seconds=seconds)
    with pytest.raises(EndpointError) as caught:
        portal.send([change(1)])
    assert str(caught.value) == (
        "Cổng quốc gia trả lời mã 401. Đồng hồ hai bên lệch nhau quá 300 giây. "
        f"Đồng hồ của cổng quốc gia {gap} phút so với cổng tỉnh."
    )
    assert not caught.value.may_be_the_message
    assert national_stub.states(CODE) == []


@pytest.mark.parametrize("only", ["states", "catalogue", "comparison"])
def test_a_fault_at_one_endpoint_leaves_the_others(
    only: str, portal: RestPortal, national_stub: NationalStub
) -> None:
    national_stub.fault("down", only=only)
    calls: dict[str, Callable[[], object]] = {
        "states": lambda: portal.send([change(1)]),
        "catalogue": lambda: portal.send_procedures([told()]),
        "comparison": lambda: (list(portal.days(since=None)), portal.keys_of(CODE)),
    }
    for name, call in calls.items():
        if name == only:
            with pytest.raises(EndpointError, match="503"):
                call()
        else:
            call()


@pytest.fixture
def restarted(national_stub: NationalStub) -> Iterator[NationalStub]:
    yield national_stub
    if not national_stub.is_running:
        national_stub.start()


def test_it_dies_between_taking_in_and_answering(
    portal: RestPortal, restarted: NationalStub
) -> None:
    restarted.fault("crash")
    outgoing = change(1)
    with pytest.raises(EndpointError) as caught:
        portal.send([outgoing])
    assert str(caught.value) == "Cổng quốc gia ngắt kết nối khi chưa trả lời xong."
    assert caught.value.may_be_the_message
    restarted.stop()
    restarted.start()
    assert restarted.states(CODE) == [1]
    assert portal.send([outgoing]) == [Answer(outgoing.key)]
    assert restarted.states(CODE) == [1]


def test_the_wire_of_a_procedure(national_stub: NationalStub) -> None:
    portal = RestPortal(url=national_stub.url, sender="H47", secret=national_stub.secret)
    mended = OutgoingProcedure(uuid.uuid4(), ENTRY, {"TenTTHC": "Tên đã sửa"})
    assert portal.send_procedures([mended]) == [Answer(mended.key)]
    page = requests.get(f"{national_stub.url}/services/2.000488/", timeout=60).text
    assert "<h1>Tên đã sửa</h1>" in page
    assert json.dumps("Sở Tư pháp", ensure_ascii=False).strip('"') in page
