"""Preview and filing for a try leave nothing behind."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core import mail
from django.db import connection
from django.test import Client

from services.models import RevisionDraft
from services.web.trying.state import MAX_LENGTH
from tests.services.web.manage.builder.conftest import DRAFT, text

TRY = f"{DRAFT}try/"
ANSWERS: dict[str, Any] = {
    "full_name": "Nguyễn Thị Mẫu", "birth_date": "01/01/1994", "sex": "female",
    "number": "049194000001",
}  # fmt: skip


def traces(media: Path) -> dict[str, Any]:
    """How many rows every table has, and which files there are."""
    names = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    names |= set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        counts = {}
        for name in sorted(names):
            cursor.execute(f'SELECT count(*) FROM "{name}"')
            counts[name] = cursor.fetchone()
    return counts | {"files": sorted(media.rglob("*")), "mail": len(mail.outbox)}


def state_of(response: Any) -> str:
    match = re.search(r'name="state" value="([^"]+)"', response.content.decode())
    assert match
    return match[1]


def go(manage: Client, before: Any, at: str, **typed: Any) -> Any:
    return manage.post(TRY, {"state": state_of(before), "at": at, "go": "next", **typed})


@pytest.mark.usefixtures("draft")
def test_a_whole_filing_leaves_nothing_behind(manage: Client, settings: Any) -> None:
    manage.get(TRY)  # what signing in leaves is there by now
    before = traces(Path(settings.MEDIA_ROOT))

    page = manage.post(TRY, {"at": "start", "person": "adult"})
    page = go(manage, page, "section-applicant", **ANSWERS)
    page = go(manage, page, "section-request", purpose="work", copies="3")
    assert "Giấy tờ kèm theo" in text(page)
    page = go(manage, page, "papers", paper="cv")
    assert "24.000 đ" in text(page), "8.000 đ each"
    assert "12.000 đ" in text(page), "half of it for who looks for work"
    assert "Xin việc làm" in text(page)
    page = go(manage, page, "check", declared="1")

    assert "Giấy tiếp nhận hồ sơ và hẹn trả kết quả" in text(page)
    assert "Đơn xin việc" in text(page)
    assert traces(Path(settings.MEDIA_ROOT)) == before


def test_what_is_missing_is_told_as_when_filing(manage: Client, draft: RevisionDraft) -> None:
    draft.content_json["papers"][0]["replaced_by"] = {}
    draft.save(update_fields=["content_json"])
    page = manage.post(TRY, {"at": "start"})
    page = go(manage, page, "section-applicant", full_name="", birth_date="32/1/2000")

    assert page.status_code == 422
    assert "Hãy điền “Họ và tên”." in text(page)
    assert "32/1/2000" in text(page), "nothing typed is lost"
    page = go(manage, page, "section-applicant", **ANSWERS)
    page = go(manage, page, "section-request", purpose="other", copies="1")
    assert "Hãy điền “Mục đích khác là”." in text(page)
    page = go(manage, page, "section-request", purpose="work", copies="1")
    assert "Còn thiếu: Đơn xin việc." in text(go(manage, page, "papers"))


@pytest.mark.usefixtures("draft")
def test_a_paper_that_an_answer_stands_for_is_not_missed(manage: Client) -> None:
    page = manage.post(TRY, {"at": "start"})
    page = go(manage, page, "section-applicant", **ANSWERS)
    page = go(manage, page, "section-request", purpose="work", copies="1")
    assert "Không phải nộp: bạn đã kê khai “Họ và tên”." in text(page)
    page = go(manage, page, "papers")

    assert page.status_code == 200
    assert "chưa có tệp" not in text(page)


@pytest.mark.usefixtures("draft")
def test_one_can_go_back_and_rows_come_and_go(manage: Client) -> None:
    page = manage.post(TRY, {"at": "start"})
    page = go(manage, page, "section-applicant", **ANSWERS)
    page = go(manage, page, "section-request", purpose="work", add__children="1")
    assert 'name="children.0.name"' in text(page)
    page = go(manage, page, "section-request", go="back", **{"children.0.name": "Bé An"})
    assert "Nguyễn Thị Mẫu" in text(page)
    page = go(manage, page, "section-applicant", **ANSWERS)
    assert "Bé An" in text(page)


@pytest.mark.usefixtures("draft")
def test_a_state_that_was_meddled_with_begins_anew(manage: Client) -> None:
    for state in ("", "abc", "x" * (MAX_LENGTH + 1), '{"answers": {}}'):
        page = manage.post(TRY, {"at": "check", "state": state})
        assert page.status_code == 200
        assert "Hãy bắt đầu lại" in text(page)


@pytest.mark.usefixtures("draft")
def test_what_is_too_long_to_carry_is_refused(manage: Client, monkeypatch: Any) -> None:
    page = manage.post(TRY, {"at": "start"})
    monkeypatch.setattr("services.web.trying.state.MAX_LENGTH", 300)

    page = manage.post(
        TRY, {"state": state_of(page), "at": "section-applicant", **ANSWERS,
              "full_name": "".join(chr(0x4E00 + n) for n in range(290))},
    )  # fmt: skip

    assert page.status_code == 422
    assert "quá dài" in text(page) or "dài quá" in text(page)


def test_a_form_with_a_gap_can_be_tried_and_seen(manage: Client, draft: RevisionDraft) -> None:
    form = draft.content_json["eform"]
    form["sections"].append({"key": "empty", "title": "Trống", "fields": []})
    RevisionDraft.objects.filter(pk=draft.pk).update(
        content_json=draft.content_json | {"eform": form}
    )

    assert "chưa có trường nào" in text(manage.get(f"{DRAFT}preview/"))
    assert manage.post(TRY, {"at": "start"}).status_code == 200


@pytest.mark.usefixtures("draft")
def test_without_scripts_a_button_applies_the_conditions(manage: Client) -> None:
    hidden = text(manage.post(f"{DRAFT}preview/", {"purpose": "work"}))
    shown = text(manage.post(f"{DRAFT}preview/", {"purpose": "other"}))

    assert 'name="purpose_other"' not in hidden
    assert 'name="purpose_other"' in shown


@pytest.mark.usefixtures("draft")
def test_the_public_page_as_it_would_be(manage: Client) -> None:
    page = text(manage.get(f"{DRAFT}preview/page/"))

    assert "Xem trước: trang này chưa công bố" in page
    assert "Đơn xin việc" in page
    assert "Lệ phí cấp bản" in page
    assert "Giảm cho người tìm việc" in page
