"""Holder, deadline and chip in exact words."""

from datetime import datetime

import pytest

from dossiers.models import Dossier
from dossiers.words import due_chip, due_words, holder_words, next_step_for_citizen
from portal.agencies.models import Agency
from portal.shared.clock import PROVINCE_TIME
from services.models import Revision

pytestmark = pytest.mark.django_db  # the provincial calendar


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=PROVINCE_TIME)


def dossier(state: str, *, unit: str = "working_day", value: int = 10, **fields) -> Dossier:
    return Dossier(
        state=state,
        revision=Revision(time_value=value, time_unit=unit),
        receiving_agency=Agency(name="Trung tâm Phục vụ hành chính công"),
        handling_agency=Agency(name="Sở Tư pháp"),
        **fields,
    )


@pytest.mark.parametrize(
    ("due", "kind", "text"),
    [
        ("2022-03-20T17:00", "late", "Trễ 2 ngày"),
        ("2022-03-22T08:00", "late", "Trễ hôm nay"),
        ("2022-03-22T17:00", "warning", "Hôm nay 17:00"),
        ("2022-03-23T11:30", "warning", "Ngày mai 11:30"),
        ("2022-03-25T17:00", "neutral", "Còn 3 ngày"),
    ],
)
def test_the_chip_says_how_pressing_it_is(due, kind, text) -> None:
    chip = due_chip(dossier("processing", due_at=at(due)), at("2022-03-22T09:00"))

    assert chip is not None
    assert (chip.kind, chip.text) == (kind, text)


def test_waiting_for_the_citizen_pauses_and_the_end_has_no_chip() -> None:
    now = at("2022-03-22T09:00")

    assert due_chip(dossier("supplement_required"), now).text == "Tạm dừng"
    assert due_chip(dossier("completed", due_at=at("2022-03-20T17:00")), now) is None
    assert due_chip(dossier("received"), now) is None


def test_working_days_name_the_holidays_between() -> None:
    received = at("2022-04-05T09:05")  # the Hùng Kings' day off is Monday the 11th
    found = dossier(
        "processing", filed_at=received, received_at=received, due_at=at("2022-04-20T17:00")
    )

    assert due_words(found) == (
        "10 ngày làm việc kể từ ngày tiếp nhận 05/04/2022, không tính thứ Bảy, Chủ nhật và"
        " ngày nghỉ 11/04/2022."
    )


def test_a_date_that_was_moved_says_so() -> None:
    received = at("2022-03-22T09:05")
    found = dossier(
        "processing", filed_at=received, received_at=received, due_at=at("2022-04-06T10:00")
    )

    assert due_words(found) == (
        "10 ngày làm việc kể từ ngày tiếp nhận 22/03/2022, không tính thứ Bảy, Chủ nhật;"
        " đã cộng thời gian tạm dừng chờ công dân."
    )


def test_a_new_dossier_is_answered_in_eight_hours() -> None:
    found = dossier("submitted", filed_at=at("2022-03-22T09:05"), due_at=at("2022-03-23T09:05"))

    assert due_words(found) == (
        "Bộ phận một cửa trả lời trong 8 giờ làm việc kể từ lúc nộp 09:05 22/03/2022"
        " (Nghị định 45/2020/NĐ-CP)."
    )


@pytest.mark.parametrize(
    ("state", "fields", "citizen", "staff"),
    [
        ("draft", {}, "Bạn (chưa nộp hồ sơ)", "Công dân (chưa nộp hồ sơ)"),
        ("payment_required", {}, "Bạn (cần nộp phí, lệ phí)", "Công dân (cần nộp phí, lệ phí)"),
        ("submitted", {}, *2 * ("Bộ phận một cửa – Trung tâm Phục vụ hành chính công",)),
        ("received", {}, *2 * ("Sở Tư pháp (chờ cán bộ nhận thụ lý)",)),
        (
            "processing", {"awaiting_decision": True},
            *2 * ("Lãnh đạo – Sở Tư pháp (chờ quyết định)",),
        ),
        ("completed", {}, *2 * ("Hệ thống (đang phát hành kết quả điện tử)",)),
        ("refused", {}, "", ""),
        ("halted", {}, "", ""),
        ("returned", {}, "Bạn (đã nhận kết quả)", "Công dân (đã nhận kết quả)"),
    ],
)  # fmt: skip
def test_who_holds_it(state, fields, citizen, staff) -> None:
    found = dossier(state, **fields)

    assert (holder_words(found), holder_words(found, for_staff=True)) == (citizen, staff)
    assert next_step_for_citizen(found)
