"""`manage.py import_procedures`: what an operator sees."""

from pathlib import Path

import pytest
from django.core.management import call_command

from portal.agencies.models import Agency
from services.models import Procedure
from tests.services.conftest import csv_of

pytestmark = pytest.mark.usefixtures("justice")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file with one good procedure."""
    path = tmp_path / "procedures.csv"
    path.write_bytes(csv_of({}))
    return path


def run(capsys: pytest.CaptureFixture[str], *args: object) -> tuple[str, str]:
    call_command("import_procedures", *map(str, args))
    return tuple(capsys.readouterr())


def test_a_good_file(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, file) == ("1 thủ tục: thêm 1, đổi 0, giữ nguyên 0.\n", "")
    assert run(capsys, file) == ("1 thủ tục, không có gì thay đổi.\n", "")


def test_a_dry_run(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, _err = run(capsys, file, "--dry-run")

    assert out == "1 thủ tục: thêm 1, đổi 0, giữ nguyên 0. Chạy thử, chưa ghi gì.\n"
    assert not Procedure.objects.exists()


def test_a_bad_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "bad.csv"
    path.write_bytes(csv_of({"name_vi": ""}, {"code": "9", "fee_vnd": "?"}))

    with pytest.raises(SystemExit) as stopped:
        run(capsys, path)

    assert stopped.value.code == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert [line.split(":")[0] for line in err.splitlines()] == [
        "Tệp có 3 lỗi, chưa ghi gì vào danh mục",
        "Dòng 2, cột name_vi",
        "Dòng 3, cột code",
        "Dòng 3, cột fee_vnd",
    ]
    assert not Procedure.objects.exists()


def test_a_file_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        run(capsys, tmp_path / "none.csv")

    assert stopped.value.code == 1
    assert "Không đọc được tệp" in capsys.readouterr().err


def test_the_shipped_catalogue(shipped_catalogue: None, db: None) -> None:
    """All 143 procedures, each with a handling agency where one is needed."""
    assert Procedure.objects.count() == 143
    revisions = Procedure.objects.values_list("current_revision__level", flat=True)
    assert None not in revisions
    provincial = Procedure.objects.filter(
        current_revision__agency_level=Agency.Level.PROVINCE,
    )
    assert provincial.count() == 79
    assert not provincial.filter(current_revision__handling_agency=None).exists()


def test_the_hand_made_procedures(shipped_catalogue: None, db: None) -> None:
    levels = dict(
        Procedure.objects.filter(
            code__in=[
                "2.000488", "2.000635", "1.004873", "1.001612", "1.002809", "2.000815",
            ]
        ).values_list("code", "current_revision__level")
    )  # fmt: skip
    assert levels == {
        "2.000488": 4, "2.000635": 4, "1.004873": 4, "1.001612": 4, "1.002809": 4, "2.000815": 3,
    }  # fmt: skip
    for code in levels:
        revision = Procedure.objects.get(code=code).current_revision
        assert revision.requirements.filter(required=True).exists()
        assert revision.eform["sections"]
        assert revision.results
