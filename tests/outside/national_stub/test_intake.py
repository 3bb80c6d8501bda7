"""What the stub takes in and what it refuses, over HTTP."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.outside.national_stub.conftest import Send, message
from tests.portal.national.stub_process import NationalStub

NewCode = Callable[[], str]
pytestmark = pytest.mark.processes


def test_one_message_is_taken_in_then_already_here(
    send: Send, stub: NationalStub, new_code: NewCode
) -> None:
    code = new_code()
    content = message(code, 1)
    key = content.pop("idempotencyKey")
    first = send(content, headers={"Idempotency-Key": key})
    again = send(content, headers={"Idempotency-Key": key})
    assert (first.status_code, first.json()["already"]) == (201, False)
    assert (again.status_code, again.json()["already"]) == (200, True)
    assert stub.states(code) == [1]


def test_a_batch_has_a_result_for_each(send: Send, stub: NationalStub, new_code: NewCode) -> None:
    good, bad = message(new_code(), 1), message(new_code(), 1, TenTTHC=" ")
    answer = send({"sentAt": "2022-03-23T08:00:00+07:00", "messages": [good, bad, good]})
    assert answer.status_code == 200
    assert [result["outcome"] for result in answer.json()["results"]] == [
        "accepted",
        "refused",
        "accepted",
    ]
    assert answer.json()["results"][1]["problem"]["detail"] == "Thiếu trường TenTTHC."
    assert answer.json()["results"][2]["already"] is True
    assert stub.states(good["dossier"]["MaHoSo"]) == [1]
    assert stub.dossier(bad["dossier"]["MaHoSo"]) == {}


@pytest.mark.parametrize(
    ("record", "detail"),
    [
        ({"MaTTHC": "khong-co"}, "Mã thủ tục sai cấu trúc: khong-co."),
        ({"TrangThaiHoSo": "11"}, "Không có trạng thái “11”."),
        ({"TrangThaiHoSo": "2"}, "TrangThai của tiến độ khác TrangThaiHoSo của hồ sơ."),
        ({"DonViXuLy": ""}, "Thiếu trường DonViXuLy."),
        ({"SoDienThoai": None}, "Thiếu trường SoDienThoai."),
        ({"KenhThucHien": "9"}, "KenhThucHien không hợp lệ: 9."),
        ({"NgayHenTra": "2022-03-23"}, "NgayHenTra không đúng dạng yyyyMMddHHmmss: 2022-03-23."),
    ],
)
def test_a_wrong_field_is_named_and_nothing_is_taken_in(
    record: dict[str, Any], detail: str, send: Send, stub: NationalStub, new_code: NewCode
) -> None:
    code = new_code()
    answer = send(message(code, 1, **record))
    assert answer.status_code == 422
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["detail"] == detail
    assert stub.dossier(code) == {}


def test_a_backward_state_is_refused_and_changes_nothing(
    send: Send, stub: NationalStub, new_code: NewCode
) -> None:
    code = new_code()
    for status in (1, 2, 4):
        assert send(message(code, status)).status_code == 201
    answer = send(message(code, 2))
    assert answer.status_code == 422
    assert (
        answer.json()["detail"]
        == "Trạng thái lùi: từ 4 “Đang xử lý” không thể về 2 “Được tiếp nhận”."
    )
    assert stub.states(code) == [1, 2, 4]


@pytest.mark.parametrize(
    ("spoilt", "detail"),
    [
        ({"secret": "khac"}, "Chữ ký không đúng (X-Signature)."),
        ({"timestamp": "hom nay"}, "Thiếu thời điểm ký (X-Timestamp)."),
        (
            {"timestamp": str(int(time.time()) - 3600)},
            "Đồng hồ hai bên lệch nhau quá 300 giây.",
        ),
    ],
)
def test_a_bad_signature_is_refused(
    spoilt: dict[str, str], detail: str, send: Send, stub: NationalStub, new_code: NewCode
) -> None:
    code = new_code()
    answer = send(message(code, 1), **spoilt)
    assert (answer.status_code, answer.json()["detail"]) == (401, detail)
    assert stub.dossier(code) == {}


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"sentAt": "hom nay"}'])
def test_a_body_that_is_not_json_is_refused(body: bytes, send: Send) -> None:
    assert send(body).status_code == 400


def test_the_same_message_at_the_same_time_is_taken_in_once(
    send: Send, stub: NationalStub, new_code: NewCode
) -> None:
    code = new_code()
    content = {"messages": [message(code, 1)]}
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(send, [content] * 16))
    assert {answer.status_code for answer in answers} == {200}
    already = [answer.json()["results"][0]["already"] for answer in answers]
    assert sorted(already) == [False] + [True] * 15
    assert stub.states(code) == [1]


def test_what_was_taken_in_survives_a_restart(
    send: Send, stub: NationalStub, new_code: NewCode
) -> None:
    code = new_code()
    send(message(code, 1))
    stub.stop()
    stub.start()
    assert stub.states(code) == [1]


def test_an_unknown_fault_is_refused_in_words(stub: NationalStub) -> None:
    with pytest.raises(AssertionError, match="Không có lỗi mô phỏng"):
        stub.fault("explode")
