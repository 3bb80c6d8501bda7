"""Each figure of use, counted from rows that the test knows."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest

from portal.reporting.actions.count_usage import count_usage
from portal.reporting.models import ProcedureUsage
from portal.reporting.usage.counting import days_of
from portal.reporting.usage.words import drop_out, handling_time, sources
from services.models import Revision
from tests.fixtures_dossiers import fresh_bindings, make_revision
from tests.portal.reporting.usage.conftest import Make

__all__ = ["fresh_bindings", "make_revision"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def revision(make_revision: Callable[..., Revision]) -> Revision:
    return make_revision()


def usage() -> ProcedureUsage:
    count_usage()
    return ProcedureUsage.objects.get()


def test_a_procedure_that_nobody_used(revision: Revision) -> None:
    found = usage()
    assert (found.started, found.filed, found.finished, found.left, found.timed) == (0, 0, 0, 0, 0)
    assert (found.median_days, found.last_filed_at) == (None, None)
    assert found.in_force_since == revision.in_force.lower


def test_of_the_past_year_only(revision: Revision, make_row: Make) -> None:
    make_row(revision, filed=400, handled=5)
    latest = make_row(revision, filed=364, handled=5)
    make_row(revision, saved=400)
    found = usage()
    assert (found.filed, found.finished, found.started, found.left) == (1, 1, 1, 0)
    assert found.last_filed_at == latest.filed_at


def test_what_was_filed_before_the_year_and_finished_in_it(
    revision: Revision, make_row: Make
) -> None:
    make_row(revision, filed=370, handled=10)
    found = usage()
    assert (found.filed, found.finished, found.timed) == (0, 1, 1)


def test_median_and_ninetieth_percentile(revision: Revision, make_row: Make) -> None:
    for days in (1, 2, 3, 4, 5, 6, 7, 8, 9, 30):
        make_row(revision, filed=100, handled=days)
    make_row(revision, filed=3)  # not finished: no time yet
    found = usage()
    assert (found.median_days, found.p90_days, found.timed) == (Decimal(5), Decimal(9), 10)
    assert handling_time(found) == (
        "Một nửa số hồ sơ xong trong 5 ngày, chín phần mười xong trong 9 ngày (tính trên 10 hồ sơ; "
        "ngày lịch từ lúc tiếp nhận, kể cả ngày nghỉ và lúc chờ công dân)."
    )


def test_of_too_few_nothing_is_claimed(revision: Revision, make_row: Make) -> None:
    for _ in range(4):
        make_row(revision, filed=100, handled=2)
    assert handling_time(usage()) == ("Mới có 4 hồ sơ có kết quả, chưa đủ để nói mất bao lâu.")


def test_drafts_that_were_left_by_the_section_they_stopped_in(
    revision: Revision, make_row: Make
) -> None:
    name, purpose = {"full_name": "Trà"}, {"purpose": "Xin việc"}
    make_row(revision, saved=30)
    make_row(revision, saved=30, answers=name)
    make_row(revision, saved=30, answers=name)
    make_row(revision, saved=30, answers=name | purpose)
    make_row(revision, saved=6)  # still being typed
    make_row(revision, filed=10)
    found = usage()
    assert (found.started, found.left) == (6, 4)
    assert found.left_by_section == [
        {"title": "Nội dung yêu cầu", "count": 2},
        {"title": "Giấy tờ, kiểm tra và nộp", "count": 1},
        {"title": "Người yêu cầu", "count": 1},
    ]
    assert drop_out(found) == "4 trên 6 công dân tự điền rồi bỏ dở (66,7%)."


def test_what_clerks_file_and_leave_is_never_the_citizens(
    revision: Revision, make_row: Make
) -> None:
    for source in ("citizen", "citizen", "helped", "digitised", "digitised", "digitised", "post"):
        make_row(revision, filed=10, provenance=source)
    for source in ("citizen", "helped", "digitised", "post"):
        make_row(revision, saved=30, provenance=source)
    found = usage()
    assert (found.filed, found.started, found.left) == (7, 3, 1)
    assert found.filed_by_source == {"citizen": 2, "helped": 1, "digitised": 3, "post": 1}
    assert [(one["label"], one["count"], one["percent"]) for one in sources(found)] == [
        ("Công dân tự nộp", 2, "28,6"),
        ("Công dân nộp, cán bộ hỗ trợ tại quầy", 1, "14,3"),
        ("Cán bộ số hóa hồ sơ giấy", 3, "42,9"),
        ("Qua bưu chính công ích", 1, "14,3"),
    ]


def test_counted_again_each_figure_is_replaced(revision: Revision, make_row: Make) -> None:
    make_row(revision, filed=10)
    first = usage()
    make_row(revision, filed=9)
    again = usage()
    assert (first.pk, first.filed, again.filed) == (again.pk, 1, 2)


@pytest.mark.parametrize(
    ("hours", "days"), [(0, "0"), (1, "0.1"), (24, "1"), (24.01, "1.1"), (36, "1.5")]
)
def test_days_are_rounded_up_to_a_tenth(hours: float, days: str) -> None:
    assert days_of(timedelta(hours=hours)) == Decimal(days)
