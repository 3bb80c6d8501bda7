"""One change to many procedures: a shorter time limit, one more reduction."""

from typing import Any

import pytest

from portal.shared import clock
from services import jobs, revision_rows
from services.actions.start_batch import start_batch
from services.batches.selection import Selection
from services.batches.time_cut import shortened
from services.models import Batch, FeeItem, Reduction, Revision
from services.plain_case import plain_quote
from tests.jobs import run_due_jobs
from tests.services.batches.conftest import finish
from tests.services.conftest import csv_of

pytestmark = pytest.mark.django_db

RULE = {
    "key": "batch-1", "name": "Giảm 20%", "legal_basis": "Nghị quyết 12", "percent": 20,
    "amount_vnd": None, "valid_from": "2030-01-01", "valid_to": None, "channel": "any",
    "fees_set_by": "", "applicant_classes": [],
}  # fmt: skip


@pytest.fixture
def catalogue(carried_out: Any) -> None:
    carried_out(
        csv_of(
            {},
            {"code": "1.000001", "time_value": "5", "fee_vnd": "0", "field": "Hộ tịch"},
            {"code": "1.000002", "time_value": "", "time_unit": "same_day", "fee_vnd": ""},
        )
    )


def ask(admin: Any, kind: Batch.Kind, **wanted: Any) -> Batch:
    batch = start_batch(actor=admin.actor, kind=kind, title="Đợt", wanted=wanted)
    run_due_jobs(queues=[jobs.LONG_QUEUE])
    batch.refresh_from_db()
    return batch


def rows(batch: Batch) -> dict[str, tuple[str, list[str], str]]:
    return {row.code: (row.change, row.words, row.problem) for row in batch.rows.all()}


@pytest.mark.parametrize(
    ("value", "percent", "after"),
    [(10, 10, 9), (15, 10, 14), (5, 10, 5), (1, 50, 1), (20, 30, 14), (3, 50, 2), (100, 1, 99)],
)
def test_what_remains_is_rounded_up_and_never_below_one(
    value: int, percent: int, after: int
) -> None:
    assert shortened(value, percent) == after


def test_a_time_cut_shows_before_and_after_and_makes_revisions(
    catalogue: None, admin: Any, approver: Any
) -> None:
    batch = ask(admin, Batch.Kind.TIME_CUT, percent=10, selection={})

    assert rows(batch) == {
        "2.000488": ("changed", ["Thời hạn 10 ngày → 9 ngày"], ""),
        "1.000001": ("unchanged", [], "5 ngày giảm 10% làm tròn lên vẫn như cũ."),
        "1.000002": ("unchanged", [], "Thời hạn không tính bằng ngày nên giữ nguyên."),
    }
    finish(batch, admin, approver)
    times = Revision.objects.filter(state="published").values_list(
        "procedure__code", "time_value", "number"
    )
    assert sorted(times) == [("1.000001", 5, 1), ("1.000002", None, 1), ("2.000488", 9, 2)]


def test_a_selection_narrows(catalogue: None, admin: Any) -> None:
    by_sector = ask(admin, Batch.Kind.TIME_CUT, percent=50, selection={"sector": "ho-tich"})
    by_code = ask(admin, Batch.Kind.TIME_CUT, percent=50, selection={"codes": ["2.000488"]})

    assert list(rows(by_sector)) == ["1.000001"]
    assert list(rows(by_code)) == ["2.000488"]


def test_a_reduction_is_one_rule_over_the_procedures_that_charge(
    catalogue: None, admin: Any, approver: Any
) -> None:
    revisions = Revision.objects.count()

    batch = ask(admin, Batch.Kind.REDUCTION, rule=RULE, selection={})

    assert rows(batch) == {
        "2.000488": (
            "changed",
            ["Nộp trực tuyến: 200.000 đ → 160.000 đ", "Nộp tại quầy: 200.000 đ → 160.000 đ"],
            "",
        ),
        "1.000001": ("unchanged", [], "Thủ tục không thu phí, lệ phí."),
        "1.000002": (
            "unchanged",
            [],
            "Quyết định công bố không nêu mức thu nên không giảm được.",
        ),
    }
    assert not Reduction.objects.filter(key="batch-1").exists()
    finish(batch, admin, approver)
    [rule] = Reduction.objects.filter(revision=None, key="batch-1")
    assert (rule.procedure_codes, rule.percent, rule.valid_to) == (["2.000488"], 20, None)
    assert Revision.objects.count() == revisions


def test_a_reduction_is_written_once_however_often_the_job_runs(
    catalogue: None, admin: Any, approver: Any
) -> None:
    batch = finish(ask(admin, Batch.Kind.REDUCTION, rule=RULE, selection={}), admin, approver)
    Batch.objects.filter(pk=batch.pk).update(state="carrying_out")
    jobs.defer(jobs.CARRY_OUT_BATCH, batch_id=batch.pk)

    run_due_jobs(queues=[jobs.LONG_QUEUE])

    assert Reduction.objects.filter(key="batch-1").count() == 1


def test_the_preview_says_what_the_quote_will(catalogue: None, admin: Any, approver: Any) -> None:
    finish(ask(admin, Batch.Kind.REDUCTION, rule=RULE, selection={}), admin, approver)
    content = revision_rows.read(
        Revision.objects.get(procedure__code="2.000488", state="published")
    )

    quote = plain_quote(
        [FeeItem(**vars(fee)) for fee in content.fees],
        Reduction.objects.filter(revision=None),
        online=True,
        level=content.level,
        on=clock.today().replace(year=2031),
        procedure_code="2.000488",
    )

    assert quote.total_vnd == 160_000


def test_a_selection_is_written_and_read_alike() -> None:
    selection = Selection(codes=("1.000001",), q="a", level=4)

    assert Selection.from_json(selection.as_json()) == selection
