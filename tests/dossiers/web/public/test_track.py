"""The public look-up."""

from collections.abc import Callable

import pytest
import time_machine
from django.test import Client

from dossiers import tracking
from dossiers.models import Dossier
from portal.shared.rate_limit.limit import Limit
from tests.dossiers.clock.test_calendar import at
from tests.dossiers.web.citizen.page import text_of

NOT_FOUND = "Không tìm thấy hồ sơ nào có mã và 4 chữ số này."
MakeDossier = Callable[..., Dossier]


@time_machine.travel(at("2022-03-22 09:30"), tick=False)
def test_code_and_digits_show_the_state_and_nothing_about_people(
    make_dossier: MakeDossier, client: Client
) -> None:
    dossier = make_dossier("supplement_required")
    answer = client.post("/track/", {"code": f" {str(dossier.code).lower()} ", "digits": "47 47"})
    words = text_of(answer)
    assert answer.status_code == 200
    assert "Mã hồ sơ 000.00.15.H47-220322-0001" in words
    assert "Cấp Phiếu lý lịch tư pháp" in words
    assert "Yêu cầu bổ sung giấy tờ 09:30 22/03/2022 Mới đăng ký" in words
    for secret in ("Trà", "049190004747", "4747", "Ảnh bị mờ", "Xin việc làm", "0905"):
        assert secret not in words


def test_wrong_digits_and_wrong_code_are_told_the_same(
    make_dossier: MakeDossier, client: Client
) -> None:
    code = make_dossier("received").code
    answers = [
        client.post("/track/", {"code": typed, "digits": digits})
        for typed, digits in ((code, "0000"), ("000.00.15.H47-220322-9999", "4747"))
    ]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert all(text_of(answer).count(NOT_FOUND) == 2 for answer in answers)


def test_a_draft_is_not_found(draft_without_code: Dossier, client: Client) -> None:
    for typed in (str(draft_without_code.key), "None"):
        answer = client.post("/track/", {"code": typed, "digits": "4747"})
        assert answer.status_code == 404


@pytest.fixture
def draft_without_code(complete_draft: MakeDossier) -> Dossier:
    return complete_draft()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({}, "Nhập mã hồ sơ, ví dụ 000.00.15.H47-220322-0001."),
        ({"code": "x" * 60, "digits": "1234"}, "Nhập mã hồ sơ, ví dụ"),
        ({"code": "x", "digits": "12"}, "Nhập đúng 4 chữ số cuối của số định danh cá nhân."),
        ({"code": "x", "digits": "١٢٣٤"}, "Nhập đúng 4 chữ số cuối của số định danh cá nhân."),
    ],
)
def test_bad_input_is_said_beside_the_field(
    client: Client, typed: dict[str, str], words: str
) -> None:
    answer = client.post("/track/", typed)
    assert answer.status_code == 422
    assert text_of(answer).count(words) >= 2


@pytest.mark.django_db
def test_the_qr_code_fills_in_the_code(client: Client) -> None:
    content = client.get("/track/?code=000.00.15.H47-220322-0001").content.decode()
    assert 'value="000.00.15.H47-220322-0001"' in content


@pytest.mark.django_db
@pytest.mark.parametrize("limit", ["BY_ADDRESS", "BY_CODE"])
def test_guessing_is_limited(client: Client, monkeypatch: pytest.MonkeyPatch, limit: str) -> None:
    monkeypatch.setattr(tracking, limit, Limit(f"test-{limit}", times=2, seconds=600))
    tries = [client.post("/track/", {"code": "x", "digits": f"000{n}"}) for n in range(3)]
    assert [answer.status_code for answer in tries] == [404, 404, 429]
    assert "Bạn đã thử quá nhiều lần." in text_of(tries[2])
    assert int(tries[2].headers["Retry-After"]) <= 600
