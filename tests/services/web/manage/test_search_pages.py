"""The pages where the admin curates the search."""

import pytest
from django.test import Client

from portal.shared import clock
from services.models import LifeEvent, MissedSearch, Synonym
from tests.world import Person, sign_in

pytestmark = pytest.mark.usefixtures("shipped_catalogue", "db")

SYNONYMS, EVENTS = "/manage/search/synonyms/", "/manage/search/life-events/"


@pytest.fixture
def curator(admin: Person) -> Client:
    client = Client()
    sign_in(client, admin)
    return client


def text(client: Client, url: str, status: int = 200) -> str:
    response = client.get(url)
    assert response.status_code == status
    return " ".join(response.content.decode().split())


def test_a_question_is_tried_with_its_reasons(curator: Client) -> None:
    page = text(curator, f"{SYNONYMS}?try=m%E1%BA%A5t+s%E1%BB%95+%C4%91%E1%BB%8F")

    assert "“cap lai giay chung nhan bi mat”, “mat so do”" in page
    assert "“mất sổ đỏ” được hiểu là “cấp lại giấy chứng nhận bị mất”" in page


def test_what_was_typed_stays_beside_the_error(curator: Client) -> None:
    response = curator.post(f"{SYNONYMS}new/", {"said": "tôi", "meanings": "kết hôn\nhôn nhân"})
    page = response.content.decode()

    assert response.status_code == 422
    assert page.count("“tôi” là từ đệm, phần tra cứu bỏ qua từ này. Chọn từ khác.") == 2
    assert "kết hôn\nhôn nhân" in page
    assert not Synonym.objects.filter(folded="toi").exists()


def test_a_meaning_that_finds_nothing_is_told(curator: Client) -> None:
    response = curator.post(
        f"{SYNONYMS}new/", {"said": "mèo", "meanings": "giấy phép nuôi mèo"}, follow=True
    )

    assert "Danh mục chưa có từ: meo." in response.content.decode()
    assert Synonym.objects.get(folded="meo").meanings == ["giấy phép nuôi mèo"]


def test_deleting_asks_first(curator: Client) -> None:
    number = Synonym.objects.get(folded="gplx").pk

    assert "Xóa “gplx”?" in text(curator, f"{SYNONYMS}{number}/delete/")
    assert not Synonym.objects.get(pk=number).removed
    curator.post(f"{SYNONYMS}{number}/delete/")
    assert Synonym.objects.get(pk=number).removed
    text(curator, f"{SYNONYMS}{number}/", 404)


def test_the_list_goes_on_where_it_ended(curator: Client) -> None:
    first = text(curator, SYNONYMS)
    link = first.split('rel="next" href="')[1].split('"')[0]

    assert link.startswith(f"{SYNONYMS}?after=")
    assert first.count("/delete/") == text(curator, link).count("/delete/") == 100


def test_an_event_is_made_and_filled(curator: Client) -> None:
    made = {"title": "Đi học", "icon": "user", "sayings": "nhập học\nđi học xa", "shown": "on"}
    response = curator.post(f"{EVENTS}new/", made)
    event = LifeEvent.objects.get(slug="di-hoc")
    assert response["Location"] == f"{EVENTS}{event.pk}/"
    assert (event.sayings, event.shown) == (["nhập học", "đi học xa"], True)

    wrong = curator.post(f"{EVENTS}{event.pk}/procedures/", {"step": "add", "code": "9.9"})
    assert wrong.status_code == 422
    assert "Không có thủ tục mã “9.9”." in wrong.content.decode()
    for code in ("2.002481", "1.005099"):
        curator.post(f"{EVENTS}{event.pk}/procedures/", {"step": "add", "code": code})
    curator.post(f"{EVENTS}{event.pk}/procedures/", {"step": "up", "code": "1.005099"})

    listed = event.entries.order_by("place").values_list("procedure__code", flat=True)
    assert list(listed) == ["1.005099", "2.002481"]
    assert "Chuyển trường đối với học sinh tiểu học" in text(curator, "/life-events/di-hoc/")


def test_missed_searches_lead_to_a_new_synonym(curator: Client) -> None:
    MissedSearch.objects.create(day=clock.today(), phrase="giay xe dien", times=3)
    MissedSearch.objects.create(day=clock.today(), phrase="bi mat rieng", times=2)

    page = text(curator, "/manage/search/missed/?days=7")

    assert f'href="{SYNONYMS}new/?said=giay%20xe%20dien"' in page
    assert "bi mat rieng" not in page
    assert 'value="giay xe dien"' in text(curator, f"{SYNONYMS}new/?said=giay%20xe%20dien")
