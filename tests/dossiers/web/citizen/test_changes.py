"""Pages of a draft whose procedure has changed."""

from collections.abc import Callable

import pytest
from django.test import Client

from dossiers.models import Dossier
from services.models import Revision
from tests.dossiers.second_revision import publish_second
from tests.dossiers.web.citizen.page import text_of
from tests.world import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def left_behind(
    complete_draft: Callable[..., Dossier], make_revision: Callable[..., Revision]
) -> Dossier:
    draft = complete_draft()
    publish_second(make_revision)
    return draft


@pytest.mark.parametrize("page", ["", "sections/request/", "papers/", "delivery/", "check/"])
def test_every_page_of_the_draft_leads_to_what_has_changed(
    left_behind: Dossier, browser_of_tra: Client, page: str
) -> None:
    here = f"/me/dossiers/{left_behind.key}/"
    assert browser_of_tra.get(here + page).url == f"{here}changes/"


def test_filing_from_an_open_page_files_nothing(
    left_behind: Dossier, browser_of_tra: Client
) -> None:
    here = f"/me/dossiers/{left_behind.key}/"
    answer = browser_of_tra.post(f"{here}check/", {"declared": "on"})
    assert answer.url == f"{here}changes/"
    left_behind.refresh_from_db()
    assert left_behind.state == "draft"


def test_what_is_typed_in_an_open_page_is_kept(
    left_behind: Dossier, browser_of_tra: Client
) -> None:
    here = f"/me/dossiers/{left_behind.key}/"
    page = f"{here}sections/request/"
    typed = {"changed": ["purpose"], "version": "0", "purpose": "Đi học"}
    answer = browser_of_tra.post(page, typed, headers={"X-Autosave": "1"})
    assert answer.status_code == 200
    left_behind.refresh_from_db()
    assert left_behind.answers["purpose"] == "Đi học"


def test_it_says_what_changed_and_goes_over(left_behind: Dossier, browser_of_tra: Client) -> None:
    here = f"/me/dossiers/{left_behind.key}/"
    page = browser_of_tra.get(f"{here}changes/")
    words = text_of(page)
    assert "Thêm trường “Lý do cụ thể”" in words
    assert "Bỏ trường “Số bản”" in words
    assert "Số bản 1" in words
    assert "Thêm giấy “Ảnh chân dung”" in words
    answer = browser_of_tra.post(f"{here}changes/")
    assert answer.url == here
    tasks = text_of(browser_of_tra.get(here))
    assert "Xem những gì đã thay đổi" in tasks
    after = text_of(browser_of_tra.get(f"{here}changes/"))
    assert "Bỏ trường “Số bản”" in after
    assert "Số bản 1" in after


def test_a_draft_that_nothing_changed_for(
    complete_draft: Callable[..., Dossier], browser_of_tra: Client
) -> None:
    here = f"/me/dossiers/{complete_draft().key}/"
    assert browser_of_tra.get(f"{here}changes/").url == here


def test_the_commune_is_chosen_beside_its_field(
    complete_draft: Callable[..., Dossier],
    make_revision: Callable[..., Revision],
    browser_of_tra: Client,
    tam_tien: object,
) -> None:
    draft = complete_draft()
    publish_second(make_revision, agency_level="commune")
    here = f"/me/dossiers/{draft.key}/changes/"
    page = browser_of_tra.post(here, {"agency": ""})
    assert page.status_code == 422
    assert 'href="#id_agency"' in page.content.decode()
    assert "Chọn cơ quan giải quyết hồ sơ của bạn." in text_of(page)


def test_another_citizen(left_behind: Dossier, browser_of_lan: Client) -> None:
    here = f"/me/dossiers/{left_behind.key}/changes/"
    assert browser_of_lan.get(here).status_code == 404
    assert browser_of_lan.post(here).status_code == 404
    left_behind.refresh_from_db()
    assert left_behind.revision.number == 1


def test_the_question_about_a_filed_dossier(
    make_dossier: Callable[..., Dossier],
    make_revision: Callable[..., Revision],
    browser_of_tra: Client,
    client_as: Callable[[Person], Client],
    officer: Person,
) -> None:
    dossier = make_dossier("processing")
    publish_second(make_revision)
    desk = client_as(officer)
    staff_page = desk.get(f"/desk/dossiers/{dossier.code}/ask_move/")
    assert "Thêm trường “Lý do cụ thể”" in text_of(staff_page)
    desk.post(
        f"/desk/dossiers/{dossier.code}/ask_move/",
        {"reason": "Có lợi hơn.", "version": dossier.version},
    )
    here = f"/me/dossiers/{dossier.code}/"
    assert "Xem và trả lời" in text_of(browser_of_tra.get(here))
    page = browser_of_tra.get(f"{here}move/")
    assert "Có lợi hơn." in text_of(page)
    assert 'name="reason"' in page.content.decode()
    version = Dossier.objects.get(pk=dossier.pk).version
    asked = {"version": version, "answer": "agree", "asked": "reason"}
    refused = browser_of_tra.post(f"{here}move/", {**asked, "reason": ""})
    assert refused.status_code == 422
    assert "Hãy điền “Lý do cụ thể”." in text_of(refused)
    answer = browser_of_tra.post(f"{here}move/", {**asked, "reason": "Đi làm"})
    assert answer.url == here
    moved = Dossier.objects.get(pk=dossier.pk)
    assert (moved.revision.number, moved.answers["reason"]) == (2, "Đi làm")
    assert "Xem và trả lời" not in text_of(browser_of_tra.get(here))
