"""Papers, steps, fees and reductions on their pages: added, moved, removed; said in the history."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from services.content import PaperContent, ReductionContent, RevisionContent, StepContent
from services.models import DraftEdit, RevisionDraft, TemplateFile
from tests.files import small_pdf
from tests.services.editing.contents import EFORM
from tests.services.web.manage.editor.conftest import HUB

Content = Callable[[], RevisionContent]


def test_a_paper_is_added_with_its_template_moved_and_removed(
    manage: Client, draft: RevisionDraft, content: Content
) -> None:
    file = SimpleUploadedFile("../Mẫu 01.pdf", small_pdf())
    paper = {"version": "1", "name": "<b>Giấy</b>", "copies": "2", "template_file": file}

    assert manage.post(f"{HUB}papers/new/", paper)["Location"] == f"{HUB}papers/"
    again = {"version": "2", "name": "Khác", "then": "another"}
    assert manage.post(f"{HUB}papers/new/", again)["Location"] == f"{HUB}papers/new/"
    manage.post(f"{HUB}papers/", {"version": "3", "move": "up:1"})

    template = TemplateFile.objects.get()
    assert (template.name, template.media_type) == ("Mẫu 01.pdf", "application/pdf")
    assert content().papers == (
        PaperContent("khac", "Khác"),
        PaperContent("bgiayb", "<b>Giấy</b>", copies=2, template=str(template.key)),
    )
    assert "&lt;b&gt;Giấy&lt;/b&gt;" in manage.get(f"{HUB}papers/").content.decode()
    manage.post(f"{HUB}papers/bgiayb/", {"version": "4", "remove": "1"})
    assert [paper.key for paper in content().papers] == ["khac"]
    assert list(DraftEdit.objects.filter(changed=True).values_list("words", flat=True)) == [
        "Thêm: <b>Giấy</b>", "Thêm: Khác", "Chuyển lên: Khác", "Xóa: <b>Giấy</b>",
    ]  # fmt: skip
    download = manage.get(f"/manage/templates/{template.key}/")
    assert download["X-Content-Type-Options"] == "nosniff"
    assert download["Content-Disposition"].startswith("attachment")


def test_a_template_that_is_refused_keeps_what_was_typed(
    manage: Client, draft: RevisionDraft, content: Content
) -> None:
    page = SimpleUploadedFile("mau.pdf", b"<html><script>alert(1)</script>")

    answer = manage.post(
        f"{HUB}papers/new/", {"version": "1", "name": "Giấy", "template_file": page}
    )

    assert answer.status_code == 422
    text = answer.content.decode()
    assert "Tệp mẫu: Tệp mẫu phải là PDF hoặc Word (.docx)" in text
    assert "Giấy</textarea>" in text
    assert content().papers == ()
    assert not TemplateFile.objects.exists()


def test_a_good_template_stays_with_the_page_when_something_else_is_wrong(
    manage: Client, draft: RevisionDraft
) -> None:
    file = SimpleUploadedFile("mau.pdf", small_pdf())

    answer = manage.post(f"{HUB}papers/new/", {"version": "1", "name": "", "template_file": file})

    assert answer.status_code == 422
    assert f'name="template" value="{TemplateFile.objects.get().key}"' in answer.content.decode()


def test_steps_whose_hours_do_not_fit(
    manage: Client, draft: RevisionDraft, fill: Callable[..., None]
) -> None:
    fill(time_unit="working_day", time_value=1)

    manage.post(
        f"{HUB}steps/new/",
        {"version": "1", "name": "Thẩm định", "role": "officer", "budget_hours": "8,5"},
    )

    page = manage.get(f"{HUB}steps/").content.decode()
    assert "Tổng thời gian các bước: 8,5 giờ làm việc." in page
    assert "Tổng thời gian các bước dài hơn thời hạn của tỉnh." in page
    assert "quá thời hạn 8 giờ" in manage.get(HUB).content.decode()


def fee(**changes: Any) -> dict[str, Any]:
    return {
        "version": "1", "name": "Phí", "kind": "phi", "how": "per_unit", "amount_vnd": "8.000 đ",
        "quantity": "copies", "unit": "bản", "set_by": "province", "legal_basis": "NQ 1",
        "tiers-TOTAL_FORMS": "1", "tiers-INITIAL_FORMS": "0",
    } | changes  # fmt: skip


def test_counting_shows_examples_and_saves_nothing(
    manage: Client, fill: Callable[..., None], content: Content
) -> None:
    fill(eform=EFORM)

    page = manage.post(f"{HUB}fees/new/", fee(count="1")).content.decode()

    assert '<td>10</td><td class="table__number">80.000 đ</td>' in page
    assert content().fees == ()
    wrong = manage.post(f"{HUB}fees/new/", fee(count="1", amount_vnd="tám nghìn")).content.decode()
    assert "Nhập số tiền bằng chữ số, ví dụ 1.200.000." in wrong


def test_a_fee_by_quantity_with_a_reduction_is_quoted(
    manage: Client, fill: Callable[..., None], content: Content
) -> None:
    fill(eform=EFORM, level=4)
    assert manage.post(f"{HUB}fees/new/", fee()).status_code == 302
    reduction = {
        "version": "2", "name": "Giảm nửa", "measure": "percent", "percent": "50",
        "channel": "online", "valid_from": "1/1/2022", "legal_basis": "NQ 2", "how": "all",
        "rows-TOTAL_FORMS": "2", "rows-INITIAL_FORMS": "0", "rows-0-field": "purpose",
        "rows-0-op": "eq", "rows-0-choice": "purpose=work",
    }  # fmt: skip
    assert manage.post(f"{HUB}reductions/new/", reduction).status_code == 302

    assert content().reductions == (
        ReductionContent(
            "giam-nua", "Giảm nửa", "NQ 2", "2022-01-01", percent=50, channel="online",
            condition={"field": "purpose", "op": "eq", "value": "work"},
        ),
    )  # fmt: skip
    quoted = {"count": "1", "a-copies": "3", "a-purpose": "work"}
    page = manage.get(f"{HUB}fees/quote/", quoted).content.decode()
    assert "Nộp tại quầy: 24.000 đ" in page
    assert "Nộp trực tuyến: 12.000 đ" in page
    edited = manage.get(f"{HUB}reductions/giam-nua/").content.decode()
    assert '<option value="purpose=work" selected>' in edited


@pytest.mark.django_db
def test_the_pages_of_a_long_draft_ask_no_more_of_the_database(
    manage: Client, fill: Callable[..., None], django_assert_max_num_queries: Any
) -> None:
    fill(
        papers=[PaperContent(f"p{n}", f"Giấy {n}").as_json() for n in range(60)],
        steps=[StepContent("clerk", f"Bước {n}").as_json() for n in range(30)],
    )
    for page in ("", "facts/", "papers/", "papers/p1/", "steps/", "fees/", "reductions/"):
        with django_assert_max_num_queries(12):
            assert manage.get(HUB + page).status_code == 200
