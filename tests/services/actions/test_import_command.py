"""`manage.py import_procedures`: what an operator sees."""

from pathlib import Path

import pytest
from django.core.management import call_command

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
