"""All of a file, or nothing; the same file again changes nothing."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pgtrigger
import pytest

from portal.shared import clock
from portal.shared.action_log.models import ActionLogEntry
from services import revision_rows
from services.actions.import_procedures import ImportSummary
from services.actions.schedule_revision import schedule_revision
from services.importing.problems import FileRefused
from services.models import Procedure, Revision, Sector
from tests.world import Person

Import = Callable[..., Any]
BIRTH = {
    "code": "1.001193",
    "name_vi": "Đăng ký khai sinh",
    "field": "Hộ tịch",
    "level": "xã",
    "agency": "UBND cấp xã",
    "time_value": "0",
    "time_unit": "same_day",
    "fee_vnd": "0",
}


def catalogue() -> list[tuple[str, int, str]]:
    revisions = Revision.objects.order_by("procedure__code", "number")
    return list(revisions.values_list("procedure__code", "number", "state"))


def test_a_new_file_is_published(import_rows: Import) -> None:
    assert import_rows({}, BIRTH) == ImportSummary(added=2, changed=0, unchanged=0)

    assert catalogue() == [("1.001193", 1, "published"), ("2.000488", 1, "published")]
    revision = Revision.objects.get(procedure__code="2.000488")
    assert revision.procedure.current_revision == revision
    assert revision.handling_agency.name == "Sở Tư pháp"
    assert (revision.level, revision.time_value, revision.time_unit) == (4, 10, "day")
    assert revision.base_fee_vnd == 200_000
    assert revision.legal_texts[0] == "Luật Lý lịch tư pháp"
    assert revision.return_channels == ["online", "counter", "post"]
    assert [paper.required for paper in revision.requirements.all()] == [False, True]
    assert [step.role for step in revision.steps.all()] == [
        "clerk", "officer", "officer", "leader", "clerk",
    ]  # fmt: skip


def test_a_local_procedure_has_no_agency_of_its_own(import_rows: Import) -> None:
    import_rows(BIRTH)

    revision = Revision.objects.get()
    assert (revision.agency_level, revision.handling_agency) == ("commune", None)


def test_the_same_file_again_changes_nothing(import_rows: Import) -> None:
    import_rows({}, BIRTH)
    before, entries = catalogue(), ActionLogEntry.objects.count()

    assert import_rows({}, BIRTH) == ImportSummary(added=0, changed=0, unchanged=2)

    assert catalogue() == before
    assert ActionLogEntry.objects.count() == entries


def test_a_fingerprint_of_another_shape_is_no_change(import_rows: Import) -> None:
    """A portal of before took it of other attributes: an upgrade publishes nothing anew."""
    import_rows({}, BIRTH)
    with pgtrigger.ignore("services.Revision:immutable"):
        Revision.objects.update(fingerprint="of another shape")
    before, entries = catalogue(), ActionLogEntry.objects.count()

    summary = import_rows({"time_value": "15"}, BIRTH)

    assert summary == ImportSummary(added=0, changed=1, unchanged=1)
    assert catalogue() == [
        before[0],
        ("2.000488", 1, "superseded"),
        ("2.000488", 2, "published"),
    ]
    assert ActionLogEntry.objects.count() == entries + 2


def test_a_procedure_with_a_planned_change_keeps_the_whole_file_out(
    import_rows: Import, admin: Person
) -> None:
    import_rows({}, BIRTH)
    procedure = Procedure.objects.get(code="2.000488")
    revision = procedure.current_revision
    schedule_revision(
        actor=admin.actor,
        procedure=procedure,
        content=revision_rows.read(revision),
        handling=revision.handling_agency,
        applies_from=clock.today() + timedelta(days=3),
    )

    with pytest.raises(FileRefused, match="Dòng 2, cột code: Phiên bản 2 đã duyệt, áp dụng từ"):
        import_rows({"time_value": "15"}, BIRTH | {"fee_vnd": "5000"})

    assert Revision.objects.filter(procedure__code="1.001193").count() == 1


def test_a_changed_row_is_a_new_revision_and_the_old_one_is_superseded(
    import_rows: Import,
) -> None:
    import_rows({}, BIRTH)

    summary = import_rows({"time_value": "15", "name_vi": "Cấp Phiếu"}, BIRTH)

    assert summary == ImportSummary(added=0, changed=1, unchanged=1)
    assert catalogue() == [
        ("1.001193", 1, "published"),
        ("2.000488", 1, "superseded"),
        ("2.000488", 2, "published"),
    ]
    procedure = Procedure.objects.get(code="2.000488")
    assert (procedure.name, procedure.search_text) == ("Cấp Phiếu", "cap phieu")
    assert procedure.current_revision.time_value == 15
    assert Revision.objects.get(procedure=procedure, number=1).time_value == 10


def test_a_dry_run_says_what_would_happen_and_writes_nothing(import_rows: Import) -> None:
    assert import_rows({}, BIRTH, dry_run=True) == ImportSummary(added=2, changed=0, unchanged=0)

    assert not Procedure.objects.exists()
    assert not Sector.objects.exists()
    assert not ActionLogEntry.objects.exists()


def test_a_bad_row_keeps_the_whole_file_out(import_rows: Import) -> None:
    import_rows({})
    before = catalogue()

    with pytest.raises(FileRefused):
        import_rows({"time_value": "15"}, BIRTH | {"fee_vnd": "x"})

    assert catalogue() == before
    assert Revision.objects.get().time_value == 10


def test_an_agency_that_nobody_knows_is_reported_by_its_line(import_rows: Import) -> None:
    with pytest.raises(FileRefused) as refused:
        import_rows({"agency": "Sở TP"}, BIRTH, {"code": "1.000001", "agency": "Sở Mây"})

    assert [str(problem) for problem in refused.value.problems] == [
        "Dòng 4, cột agency: không có cơ quan cấp tỉnh nào tên “Sở Mây” trong danh mục cơ quan."
    ]
    assert not Procedure.objects.exists()


def test_sectors_whose_names_fold_alike_get_different_addresses(import_rows: Import) -> None:
    import_rows({"field": "Đất đai"}, BIRTH | {"field": "Dat dai"})

    assert sorted(Sector.objects.values_list("slug", flat=True)) == ["dat-dai", "dat-dai-2"]
