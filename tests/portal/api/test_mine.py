"""`/api/v1/me/dossiers/`: one's own, and nobody else's."""

from collections.abc import Callable

import pytest
from django.test import Client

from dossiers.models import Dossier
from tests.world import Person

pytestmark = pytest.mark.django_db

ClientAs = Callable[[Person], Client]
URL = "/api/v1/me/dossiers/"


def test_the_citizen_sees_her_dossier(
    client_as: ClientAs, make_dossier: Callable[..., Dossier], tra: Person
) -> None:
    dossier = make_dossier("submitted")

    page = client_as(tra).get(URL).json()

    told = page["results"][0]
    assert page == {"next": None, "previous": None, "results": [told]}
    assert told == {
        "code": dossier.code,
        "procedure": {"code": "2.000488", "name": "Cấp Phiếu lý lịch tư pháp"},
        "state": "submitted",
        "state_text": "Mới đăng ký",
        "national_code": 1,
        "filed_at": told["filed_at"],
        "due_at": told["due_at"],
        "next_step": "Bạn chưa cần làm gì. Bộ phận một cửa sẽ xem hồ sơ và trả lời bạn.",
        "fee_vnd": 100_000,
        "paid_at": told["paid_at"],
        "outcome": "",
        "return_channel": "online",
        "url": f"http://testserver/me/dossiers/{dossier.code}/",
    }


def test_not_another_citizens_and_no_draft(
    client_as: ClientAs, make_dossier: Callable[..., Dossier], complete_draft, lan: Person
) -> None:
    make_dossier("submitted")
    complete_draft(owner=lan, code="1.000001")

    assert client_as(lan).get(URL).json()["results"] == []


def test_narrowed_by_state(
    client_as: ClientAs, make_dossier: Callable[..., Dossier], tra: Person
) -> None:
    make_dossier("submitted")
    client = client_as(tra)

    found = [
        len(client.get(URL, {"state": state}).json()["results"])
        for state in ("submitted", "received")
    ]

    assert found == [1, 0]
    assert client.get(URL, {"state": "draft"}).status_code == 400


def test_strangers_are_told_to_sign_in(client: Client) -> None:
    answer = client.get(URL)

    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Session")
    assert answer.json() == {
        "type": "about:blank",
        "title": "Chưa đăng nhập",
        "status": 401,
        "detail": "Hãy đăng nhập vào cổng trước.",
    }


def test_staff_have_none_of_their_own(client_as: ClientAs, clerk: Person) -> None:
    answer = client_as(clerk).get(URL)

    assert answer.status_code == 403
    assert answer.json()["detail"] == "Chỉ công dân xem được hồ sơ của mình."


def test_queries_do_not_grow_with_the_list(
    client_as: ClientAs,
    make_dossier: Callable[..., Dossier],
    tra: Person,
    django_assert_num_queries,
) -> None:
    client = client_as(tra)
    for _number in range(2):
        make_dossier("submitted")
        with django_assert_num_queries(3):
            client.get(URL)
