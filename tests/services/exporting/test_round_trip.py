"""Export, import into an empty portal, export again: equal to the last byte."""

import zipfile
from dataclasses import replace
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from portal.shared import clock
from portal.shared.action_log.models import ActionLogEntry
from services import revision_rows
from services.actions.add_template_file import add_template_file
from services.actions.publish_revision import publish_revision
from services.actions.schedule_revision import schedule_revision
from services.content import LegalText, ReductionContent, RevisionContent
from services.exporting.archive import write_zip
from services.exporting.documents import documents, exportable_codes
from services.importing.tables.kinds import FileKind
from services.models import Procedure, Revision, Sector, TemplateFile
from tests.files import small_pdf
from tests.services.batches.conftest import finish
from tests.services.exporting.emptying import empty_catalogue

pytestmark = pytest.mark.django_db
CODE = "2.000488"


@pytest.fixture
def rich(shipped_catalogue: None, admin: Any) -> Procedure:
    """The shipped catalogue; one procedure of it has all that a content can have, and a revision
    that waits for its day."""
    procedure = Procedure.objects.get(code=CODE)
    revision = procedure.current_revision
    assert revision is not None
    template = add_template_file(
        actor=admin.actor, upload=SimpleUploadedFile("Mẫu số 1.pdf", small_pdf())
    )
    before = revision_rows.read(revision)
    content = _rich(before, str(template.key))
    handling = revision.handling_agency
    publish_revision(actor=admin.actor, procedure=procedure, content=content, handling=handling)
    schedule_revision(
        actor=admin.actor,
        procedure=procedure,
        content=before,
        handling=handling,
        applies_from=clock.today() + timedelta(days=30),
    )
    return procedure


def _rich(content: RevisionContent, template: str) -> RevisionContent:
    first, *others = content.papers
    return replace(
        content,
        audiences=("citizen", "business"),
        legal_time_value=15,
        receiving_agency_code=content.handling_agency_code,
        legal_basis=(LegalText("Luật A", "2030-01-01"),),
        notices={"file": "Xin cảm ơn\nbạn."},
        papers=(replace(first, certified=1, template=template), *others),
        reductions=(
            ReductionContent(
                key="poor", name="Hộ nghèo", legal_basis="Nghị quyết", valid_from="2022-01-01",
                percent=100, applicant_classes=("poor",),
            ),
        ),
        steps=tuple(replace(step, agency="handling", budget_hours="4.5") for step in content.steps),
    )  # fmt: skip


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_folder_to_an_empty_portal_and_back(rich: Procedure, tmp_path: Path) -> None:
    call_command("export_procedures", tmp_path / "first", stdout=StringIO())
    first = files_of(tmp_path / "first")
    assert len(first) == 144  # 143 procedures and an empty form
    empty_catalogue()

    out = StringIO()
    call_command("import_catalogue", tmp_path / "first", stdout=out)

    assert out.getvalue() == "143 thủ tục: thêm 143, đổi 0, giữ nguyên 0.\n"
    call_command("export_procedures", tmp_path / "second", stdout=StringIO())
    assert files_of(tmp_path / "second") == first
    states = Revision.objects.filter(procedure__code=CODE).values_list("number", "state")
    assert sorted(states) == [(1, "published"), (2, "scheduled")]


def test_importing_again_changes_nothing(rich: Procedure, tmp_path: Path) -> None:
    call_command("export_procedures", tmp_path, stdout=StringIO())
    before, entries = Revision.objects.count(), ActionLogEntry.objects.count()

    out = StringIO()
    call_command("import_catalogue", tmp_path, stdout=out)

    assert out.getvalue() == "143 thủ tục: thêm 0, đổi 0, giữ nguyên 143.\n"
    assert (Revision.objects.count(), ActionLogEntry.objects.count()) == (before, entries)


def test_a_dry_run_leaves_the_portal_empty(rich: Procedure, tmp_path: Path) -> None:
    call_command("export_procedures", tmp_path, CODE, "1.001193", stdout=StringIO())
    empty_catalogue()
    entries = ActionLogEntry.objects.count()

    out = StringIO()
    call_command("import_catalogue", tmp_path, "--dry-run", stdout=out)

    assert out.getvalue() == ("2 thủ tục: thêm 2, đổi 0, giữ nguyên 0. Chạy thử, chưa ghi gì.\n")
    assert not Procedure.objects.exists()
    assert not Sector.objects.exists()
    assert not TemplateFile.objects.exists()
    assert ActionLogEntry.objects.count() == entries


def test_equal_catalogues_are_equal_zips(rich: Procedure, tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("a.zip", "b.zip")]
    for path in paths:
        with path.open("wb") as file:
            assert write_zip(file, documents(exportable_codes())) == 143

    assert paths[0].read_bytes() == paths[1].read_bytes()
    with zipfile.ZipFile(paths[0]) as archive:
        assert f"{CODE}.json" in archive.namelist()


def test_a_zip_goes_through_a_batch_and_its_export_is_equal(
    rich: Procedure, tmp_path: Path, previewed: Any, admin: Any, approver: Any
) -> None:
    path = tmp_path / "one.zip"
    with path.open("wb") as file:
        write_zip(file, documents([CODE, "1.001193"]))
    first = path.read_bytes()
    empty_catalogue()

    batch = previewed(first, FileKind.ZIP)
    assert (batch.state, batch.counts) == ("preview", {"added": 2})
    assert not TemplateFile.objects.exists()
    finish(batch, admin, approver)

    assert batch.counts == {"added": 2}
    with path.open("wb") as file:
        write_zip(file, documents([CODE, "1.001193"]))
    assert path.read_bytes() == first


def test_the_export_of_many_takes_a_bounded_number_of_queries(
    rich: Procedure, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(15):
        assert len(list(documents(exportable_codes()))) == 143
