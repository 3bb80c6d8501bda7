"""A table from upload to revisions: previewed row by row, approved by another, each row once."""

from dataclasses import replace
from datetime import timedelta

import pytest

from portal.shared import clock
from portal.shared.errors import InvalidInput, NotAllowed, StalePage
from services import jobs, revision_rows
from services.actions.approve_batch import approve_batch
from services.actions.discard_batch import discard_batch
from services.actions.import_procedures import import_procedures
from services.actions.publish_revision import publish_revision
from services.actions.submit_batch import submit_batch
from services.importing.table_cells import cells_of
from services.models import Batch, Procedure, Revision
from tests.jobs import run_due_jobs
from tests.services.batches.conftest import finish
from tests.services.batches.tables_of_rows import counts_of_tables
from tests.services.conftest import csv_of

pytestmark = pytest.mark.django_db

BIRTH = {
    "code": "1.001193", "name_vi": "Đăng ký khai sinh", "field": "Hộ tịch", "level": "xã",
    "agency": "UBND cấp xã", "fee_vnd": "8000", "code_local_h47": "", "online_level_34": "",
}  # fmt: skip
FIELD = {"key": "a", "type": "text", "label": "A"}
BY_FIELD = {"field": "a"}


def changes(batch: Batch) -> list[tuple[str, str]]:
    return list(batch.rows.values_list("code", "change"))


def words(batch: Batch, code: str) -> list[str]:
    return batch.rows.get(code=code).words


def test_a_preview_changes_nothing(previewed) -> None:
    before = counts_of_tables()

    batch = previewed(csv_of({}, BIRTH))

    assert (batch.state, batch.counts) == ("preview", {"added": 2})
    assert changes(batch) == [("2.000488", "added"), ("1.001193", "added")]
    assert words(batch, "1.001193") == [
        "Lĩnh vực: Hộ tịch",
        "Cơ quan: UBND cấp xã",
        "Thời hạn: 10 ngày",
        "Phí, lệ phí: 8.000 đ",
        "2 thành phần hồ sơ, 5 bước giải quyết",
    ]
    assert counts_of_tables() == before


def test_carried_out_each_row_is_a_revision_and_the_same_file_again_changes_nothing(
    carried_out, previewed, admin, approver
) -> None:
    batch = carried_out(csv_of({}, BIRTH))

    assert (batch.state, batch.counts, batch.approved_by) == ("done", {"added": 2}, approver.user)
    assert [row.revision.state for row in batch.rows.all()] == ["published", "published"]
    assert Procedure.objects.get(code="1.001193").current_revision.base_fee_vnd == 8000
    again = previewed(csv_of({}, BIRTH))
    assert (again.state, again.counts) == ("preview", {"unchanged": 2})
    with pytest.raises(StalePage, match="không thay đổi thủ tục nào"):
        submit_batch(actor=admin.actor, batch=again)


def test_a_row_changes_what_it_says_otherwise_and_nothing_else(carried_out, admin) -> None:
    """What an admin has made since, and what no column says, stays."""
    carried_out(csv_of({}, BIRTH))
    revision = _in_force("2.000488")
    built = revision_rows.read(revision)
    before = replace(
        built,
        eform={"sections": [{"key": "s", "title": "Mục", "fields": [FIELD]}]},
        steps=(replace(built.steps[0], budget_hours="4"),),
        audiences=("citizen",),
        notices={"file": "Cảm ơn bạn."},
        results=("Phiếu",),
        papers=(built.papers[0], replace(built.papers[1], certified=2, replaced_by=BY_FIELD)),
    )
    publish_revision(
        actor=admin.actor,
        procedure=revision.procedure,
        content=before,
        handling=revision.handling_agency,
    )

    cells = cells_of("2.000488", before)

    batch = carried_out(csv_of(cells | {"time_value": "8"}, BIRTH))

    assert changes(batch) == [("2.000488", "changed"), ("1.001193", "unchanged")]
    assert words(batch, "2.000488") == ["Thời hạn 10 ngày → 8 ngày"]
    assert revision_rows.read(_in_force("2.000488")) == replace(before, time_value=8)


def test_a_cell_that_reads_otherwise_is_taken_at_its_word(carried_out) -> None:
    """Papers and fees of this procedure were written by hand; somebody wants others now."""
    carried_out(csv_of({}))

    carried_out(csv_of({"documents": "Đơn; Bản sao hộ chiếu [BS 2]", "fee_vnd": "150000"}))

    after = revision_rows.read(_in_force("2.000488"))
    assert [(paper.name, paper.copies) for paper in after.papers] == [
        ("Đơn", 0),
        ("Bản sao hộ chiếu", 2),
    ]
    assert [fee.rule for fee in after.fees] == [{"kind": "fixed", "amount_vnd": 150_000}]


def test_nobody_approves_what_they_asked_for(previewed, admin) -> None:
    batch = submit_batch(actor=admin.actor, batch=previewed(csv_of({})))
    before = counts_of_tables()

    with pytest.raises(NotAllowed, match="Người khác duyệt"):
        approve_batch(actor=admin.actor, batch=batch)

    batch.refresh_from_db()
    assert (batch.state, batch.approved_by) == ("approval", None)
    assert counts_of_tables() == before


def test_officers_neither_submit_nor_approve(previewed, officer) -> None:
    batch = previewed(csv_of({}))

    for step in (submit_batch, approve_batch, discard_batch):
        with pytest.raises(NotAllowed):
            step(actor=officer.actor, batch=batch)

    batch.refresh_from_db()
    assert batch.state == "preview"


def test_what_changed_since_the_preview_is_left_out_with_the_reason(
    previewed, admin, approver, small_handmade
) -> None:
    first = previewed(csv_of({}, BIRTH))
    finish(first, admin, approver)
    batch = previewed(csv_of({"time_value": "8"}, BIRTH | {"fee_vnd": "5000"}))
    import_procedures(
        actor=admin.actor, content=csv_of({"time_value": "9"}), handmade=small_handmade
    )
    numbers = Revision.objects.count()

    finish(batch, admin, approver)

    assert batch.counts == {"skipped": 1, "changed": 1}
    left_out = batch.rows.get(code="2.000488")
    assert (left_out.change, left_out.revision) == ("skipped", None)
    assert left_out.problem == "Thủ tục đã có phiên bản khác sau khi xem trước."
    assert _in_force("2.000488").time_value == 9
    assert Revision.objects.count() == numbers + 1


def test_a_batch_for_a_later_day_schedules(previewed, admin, approver) -> None:
    finish(previewed(csv_of({}, BIRTH)), admin, approver)
    day = clock.today() + timedelta(days=10)

    batch = finish(previewed(csv_of({"time_value": "8"}), applies_from=day), admin, approver)

    revision = batch.rows.get(code="2.000488").revision
    assert revision.state == "scheduled"
    assert revision.in_force.lower.astimezone(clock.PROVINCE_TIME).date() == day
    assert _in_force("2.000488").time_value == 10
    later = previewed(csv_of({"time_value": "7"}))
    assert changes(later) == [("2.000488", "skipped")]


def test_discarding_leaves_the_catalogue_and_others_say_why(previewed, admin, approver) -> None:
    batch = submit_batch(actor=admin.actor, batch=previewed(csv_of({})))
    before = counts_of_tables()

    with pytest.raises(InvalidInput):
        discard_batch(actor=approver.actor, batch=batch)
    discard_batch(actor=approver.actor, batch=batch, reason="Sai thời hạn.")

    batch.refresh_from_db()
    assert (batch.state, batch.reason) == ("discarded", "Sai thời hạn.")
    assert counts_of_tables() == before
    with pytest.raises(StalePage):
        approve_batch(actor=approver.actor, batch=batch)


def test_a_preview_of_many_rows_takes_a_bounded_number_of_queries_per_chunk(
    previewed, django_assert_max_num_queries
) -> None:
    rows = [BIRTH | {"code": f"1.{number:06d}"} for number in range(400)]

    with django_assert_max_num_queries(60):
        batch = previewed(csv_of(*rows))

    assert batch.counts == {"added": 400}


def _in_force(code: str) -> Revision:
    return Revision.objects.get(procedure__code=code, state="published")


def test_carrying_out_takes_a_bounded_number_of_queries_per_row(
    previewed, admin, approver, django_assert_max_num_queries
) -> None:
    batch = previewed(csv_of(*(BIRTH | {"code": f"1.{number:06d}"} for number in range(20))))
    submit_batch(actor=admin.actor, batch=batch)
    approve_batch(actor=approver.actor, batch=batch)

    # Savepoints of the test's own transaction counted.
    with django_assert_max_num_queries(20 * 45 + 40):
        run_due_jobs(queues=[jobs.LONG_QUEUE])

    batch.refresh_from_db()
    assert batch.counts == {"added": 20}
