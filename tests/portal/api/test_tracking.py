"""`/api/v1/dossiers/<code>/?digits=`: the state for whoever knows code and digits, no more."""

import json
from collections.abc import Callable

import pytest
from django.test import Client

from dossiers.models import Dossier
from dossiers.tracking import BY_CODE

pytestmark = pytest.mark.django_db


@pytest.fixture
def dossier(make_dossier: Callable[..., Dossier]) -> Dossier:
    return make_dossier("received")


def address(dossier: Dossier) -> str:
    return f"/api/v1/dossiers/{dossier.code}/"


def test_the_state_and_how_it_came_to_it(client: Client, dossier: Dossier) -> None:
    answer = client.get(address(dossier), {"digits": dossier.lookup_digits})

    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    told = answer.json()
    times = [entry.pop("at") for entry in told["timeline"]]
    assert times == sorted(times)
    assert told == {
        "code": dossier.code,
        "procedure": {"code": "2.000488", "name": "Cấp Phiếu lý lịch tư pháp"},
        "state": "received",
        "state_text": "Được tiếp nhận",
        "national_code": 2,
        "filed_at": told["filed_at"],
        "due_at": told["due_at"],
        "next_step": "Bạn chưa cần làm gì. Cán bộ thụ lý sẽ nhận hồ sơ.",
        "agency": "Trung tâm Phục vụ hành chính công tỉnh Quảng Nam",
        "timeline": [
            {"state": "submitted", "state_text": "Mới đăng ký", "national_code": 1},
            {
                "state": "payment_required",
                "state_text": "Yêu cầu thực hiện nghĩa vụ tài chính",
                "national_code": 6,
            },
            {"state": "submitted", "state_text": "Mới đăng ký", "national_code": 1},
            {"state": "received", "state_text": "Được tiếp nhận", "national_code": 2},
        ],
    }


def test_nothing_about_people(client: Client, dossier: Dossier) -> None:
    told = json.dumps(
        client.get(address(dossier), {"digits": dossier.lookup_digits}).json(), ensure_ascii=False
    )

    for value in ("Nguyễn Thị Trà", "Trà", dossier.owner.identity_number, dossier.owner.email):
        assert value not in told


def test_wrong_digits_and_an_unknown_code_get_the_same_answer(
    client: Client, dossier: Dossier
) -> None:
    wrong = "0000" if dossier.lookup_digits != "0000" else "1111"

    answers = [
        client.get(address(dossier), {"digits": wrong}),
        client.get("/api/v1/dossiers/000.00.15.H47-200101-0001/", {"digits": wrong}),
    ]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].content == answers[1].content
    assert answers[0].json()["detail"] == "Không tìm thấy hồ sơ nào có mã và 4 chữ số này."


def test_a_draft_is_nobodys_business(
    client: Client, complete_draft: Callable[..., Dossier]
) -> None:
    draft = complete_draft()

    assert client.get(f"/api/v1/dossiers/{draft.key}/", {"digits": "0000"}).status_code == 404


@pytest.mark.parametrize("query", [{}, {"digits": "12"}, {"digits": "12a4"}, {"digits": "١٢٣٤"}])
def test_digits_are_four_digits(client: Client, dossier: Dossier, query: dict[str, str]) -> None:
    answer = client.get(address(dossier), query)

    assert answer.status_code == 400
    assert list(answer.json()["invalid_params"]) == ["digits"]


def test_nobody_tries_all_digits(client: Client, dossier: Dossier) -> None:
    for number in range(BY_CODE.times):
        client.get(address(dossier), {"digits": "0000"}, REMOTE_ADDR=f"10.0.0.{number}")

    answer = client.get(address(dossier), {"digits": dossier.lookup_digits}, REMOTE_ADDR="10.0.1.1")

    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= BY_CODE.seconds
    assert answer.json()["title"] == "Quá nhiều yêu cầu"


def test_queries(client: Client, dossier: Dossier, django_assert_num_queries) -> None:
    with django_assert_num_queries(4):  # two counters, the dossier, its history
        client.get(address(dossier), {"digits": dossier.lookup_digits})
