"""Bad files: exact words, and not a row changed in any table."""

import codecs
from collections.abc import Callable
from typing import Any

import pytest

from services.batches import table_source
from services.importing.tables.kinds import FileKind
from tests.services.batches.tables_of_rows import counts_of_tables
from tests.services.conftest import csv_of
from tests.services.importing.tables.workbooks import bomb, xlsx_of

pytestmark = pytest.mark.django_db

CSV, XLSX = FileKind.CSV, FileKind.XLSX
FORMULA = "là công thức; hãy dán giá trị (Paste Values) thay cho công thức."

BAD: dict[str, tuple[FileKind, Callable[[], bytes], list[tuple[int, str, str]]]] = {
    "wrong columns": (
        CSV, lambda: csv_of({}).replace(b"name_vi", b"ten"),
        [(1, "name_vi", "thiếu cột này."), (1, "ten", "cột này không có trong mẫu.")],
    ),
    "wrong columns, Excel": (
        XLSX, lambda: xlsx_of({}, change=lambda sheet: sheet.delete_cols(20)),
        [(1, "notes", "thiếu cột này.")],
    ),
    "merged cells": (
        XLSX, lambda: xlsx_of({}, {}, change=lambda sheet: sheet.merge_cells("C2:C3")),
        [(2, "", "các ô C2:C3 bị gộp; hãy bỏ gộp ô (Merge & Center) rồi điền từng ô.")],
    ),
    "formula": (
        XLSX, lambda: xlsx_of({"name_vi": '=HYPERLINK("http://a.example")'}),
        [(2, "name_vi", f"ô C2 {FORMULA}")],
    ),
    "HTML in a name": (
        CSV, lambda: csv_of({"name_vi": "Cấp <script>alert(1)</script> phiếu"}),
        [(2, "name_vi", "có thẻ HTML “<script>”; chỉ ghi chữ thường.")],
    ),
    "NUL": (
        CSV, lambda: csv_of({"agency": "Sở Tư\x00 pháp"}),
        [
            (2, "agency", "có ký tự không hiển thị được (U+0000); hãy xóa ký tự đó."),
            (2, "agency", "không có cơ quan cấp tỉnh nào tên “Sở Tư\ufffd pháp” trong danh mục cơ "
             "quan."),
        ],
    ),
    "windows-1258": (
        CSV, lambda: csv_of({}) + "1.001193,À".encode("cp1258"),
        [(3, "", "không đọc được chữ; hãy lưu tệp dưới dạng “CSV UTF-8” rồi nạp lại.")],
    ),
    "UTF-16": (
        CSV, lambda: codecs.BOM_UTF16_LE + csv_of({}).decode().encode("utf-16-le"),
        [(1, "", "không đọc được chữ; hãy lưu tệp dưới dạng “CSV UTF-8” rồi nạp lại.")],
    ),
    "only a header": (CSV, csv_of, [(2, "", "tệp không có thủ tục nào.")]),
    "a code twice": (
        CSV, lambda: csv_of({}, {"code": "1.001193"}, {}),
        [(4, "code", "mã 2.000488 đã có ở dòng 2.")],
    ),
    "torn quotes": (
        CSV, lambda: csv_of({}) + b'1.001193,"mo ma khong dong\nhet\n',
        [(3, "", "không đúng định dạng CSV (thường do dấu nháy kép mở mà không đóng).")],
    ),
    "a torn row": (
        CSV, lambda: csv_of({}) + b"1.001193,ba,o\n", [(3, "", "dòng có 3 ô, cần đúng 20 ô.")],
    ),
    "a bomb": (
        XLSX, bomb,
        [(1, "", "nội dung bung ra lớn bất thường (nhiều nhất được 256 MB); tệp không được mở.")],
    ),
    "longer than the law allows": (
        CSV, lambda: _with_column(csv_of({}), "legal_time_value", "7"),
        [(2, "time_value", "thời hạn 10 dài hơn thời hạn luật cho phép (7).")],
    ),
    "an audience that nobody is": (
        CSV, lambda: _with_column(csv_of({}), "audience", "mọi người"),
        [(2, "audience", "không có giá trị “mọi người”; điền: công dân; doanh nghiệp.")],
    ),
    "several mistakes": (
        CSV, lambda: csv_of({"fee_vnd": "200.000"}, {"code": "1", "time_unit": ""}),
        [
            (2, "fee_vnd", "“200.000” không phải số tiền; ghi số nguyên đồng, không dấu chấm, ví "
             "dụ 200000."),
            (3, "code", "“1” không phải mã thủ tục; mã có dạng 2.000488 hoặc "
             "2.000488.000.00.00.H47."),
            (3, "time_unit", "có số ngày mà thiếu đơn vị thời gian (same_day, working_day, day)."),
        ],
    ),
}  # fmt: skip


def _with_column(content: bytes, name: str, cell: str) -> bytes:
    header, row = content.decode().splitlines()
    return f"{header},{name}\n{row},{cell}\n".encode()


@pytest.mark.parametrize("case", BAD)
def test_a_bad_file_is_refused_in_clear_words_and_changes_nothing(
    previewed: Any, case: str
) -> None:
    kind, make, expected = BAD[case]
    before = counts_of_tables()

    batch = previewed(make(), kind)

    assert batch.state == "refused"
    assert [(p["line"], p["column"], p["message"]) for p in batch.problems] == expected
    assert batch.counts == {"problems": len(expected)}
    assert not batch.rows.exists()
    assert counts_of_tables() == before


def test_one_bad_row_keeps_the_good_ones_out(previewed: Any) -> None:
    batch = previewed(csv_of({}, {"code": "1.001193", "fee_vnd": "x"}))

    assert (batch.state, batch.rows.count()) == ("refused", 0)


def test_too_many_rows_are_refused(previewed: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_source, "MOST_ROWS", 2)

    batch = previewed(csv_of(*({"code": f"1.00000{digit}"} for digit in range(3))))

    assert [(p["line"], p["message"]) for p in batch.problems] == [
        (4, "tệp có hơn 2 dòng; hãy chia thành nhiều tệp.")
    ]


def test_a_mistake_beside_what_is_in_force_refuses_the_file(
    carried_out: Any, previewed: Any
) -> None:
    carried_out(_with_column(csv_of({}), "legal_time_value", "10"))
    before = counts_of_tables()

    batch = previewed(csv_of({"time_value": "12"}, {"code": "1.001193"}))

    assert batch.state == "refused"
    assert [(p["line"], p["column"], p["message"]) for p in batch.problems] == [
        (2, "time_value", "thời hạn 12 dài hơn thời hạn luật cho phép (10).")
    ]
    assert counts_of_tables() == before
