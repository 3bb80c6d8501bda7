"""A bank's statement file: hostile, sloppy, twice, overlapping."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st
from procrastinate.contrib.django.models import ProcrastinateJob

from payments.actions.import_bank_statement import import_bank_statement
from payments.models import BankStatement, BankStatementLine, Reconciliation
from payments.reconciliation.statement.cells import read_amount, read_day
from payments.reconciliation.statement.problems import StatementRefused
from payments.reconciliation.statement.reading import MOST_BYTES, read_statement
from portal.accounts.actor import SYSTEM
from portal.shared import clock
from portal.shared.errors import NotAllowed
from portal.shared.models import ActionLogEntry

TODAY = date(2026, 11, 22)
HEAD = "ngay,so_tham_chieu,so_tien,noi_dung"


def problems_of(content):
    content = content if isinstance(content, bytes) else content.encode()
    with pytest.raises(StatementRefused) as refused:
        read_statement(content, today=TODAY)
    return [str(problem) for problem in refused.value.problems]


# cells


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("100000", 100_000),
        ("100.000", 100_000),
        ("100,000", 100_000),
        ("1.234.567 đ", 1_234_567),
        ("1,234,567.00", 1_234_567),
        ("1.234.567,00 VNĐ", 1_234_567),
        ("100 000", 100_000),
        ("100\u00a0000₫", 100_000),
        ("+50.000", 50_000),
        ("-50.000", -50_000),
        ("−50.000", -50_000),
        ("(50.000)", -50_000),
        ("5000.00", 5_000),
    ],
)
def test_amounts_as_people_write_them(text, amount):
    assert read_amount(text) == amount


@pytest.mark.parametrize(
    "text",
    ["", "abc", "100.5", "1.50", "10.00.00", "1,23,456", "1.000,000", "0", "-0", "(5", "--5",
     "1e5", "٣٠٠", "9" * 14, "=1+1", "100.000.00.0"],
)  # fmt: skip
def test_what_is_no_amount_is_refused(text):
    with pytest.raises(ValueError, match=r"."):
        read_amount(text)


@given(st.integers(min_value=1, max_value=9_999_999_999_999))
def test_every_amount_is_read_as_it_was_written(amount):
    for text in (str(amount), f"{amount:,}", f"{amount:,}".replace(",", "."), f"{amount:,}.00"):
        assert read_amount(text) == amount
        assert read_amount(f"-{text}") == -amount


@given(st.text(max_size=30))
def test_no_text_breaks_the_reading_of_cells(text):
    for read in (read_amount, lambda cell: read_day(cell, today=TODAY)):
        try:
            read(text)
        except ValueError as error:
            assert "int()" not in str(error)


@pytest.mark.parametrize(
    "text", ["22/03/2022", "22-03-2022", "22.3.2022", "2022-03-22", "22/03/2022 14:03:05"]
)
def test_days(text):
    assert read_day(text, today=TODAY) == date(2022, 3, 22)


@pytest.mark.parametrize("text", ["", "31/02/2022", "03/22/2022", "2022-3", "mai", "23/11/2026"])
def test_what_is_no_day_that_has_been_is_refused(text):
    with pytest.raises(ValueError, match=r"."):
        read_day(text, today=TODAY)


# files


@pytest.mark.parametrize(
    "content",
    [
        f"{HEAD}\n22/03/2022,GD1,100000,Thu phí\n",
        f"\ufeff{HEAD}\r\n22/03/2022,GD1,100000,Thu phí\r\n",
        "ngay;so_tham_chieu;so_tien;noi_dung\n22/03/2022;GD1;100,000;Thu phí\n",
        'ngay,so_tham_chieu,so_tien,noi_dung\n22/03/2022,GD1,"100,000",Thu phí\n',
        "Số tiền;Ngày;Nội dung;Số tham chiếu;Số dư\n100.000;22/03/2022;Thu phí;GD1;5.000.000\n",
        f"{HEAD}\n\n2022-03-22,GD1,100.000 đ,Thu phí\n,,,\n",
    ],
)
def test_files_as_banks_and_people_write_them(content):
    (line,) = read_statement(content.encode(), today=TODAY)
    assert (line.day, line.reference, line.amount_vnd, line.description) == (
        date(2022, 3, 22),
        "GD1",
        100_000,
        "Thu phí",
    )


def test_every_mistake_is_named_by_line_and_column():
    content = (
        f"{HEAD}\n31/02/2022,GD1,100000,A\n22/03/2022,GD2,một trăm,B\n22/03/2022,GD3,100,000,C"
    )
    assert problems_of(content) == [
        "Dòng 2, cột ngay: “31/02/2022” không phải ngày; ghi như 22/03/2022 hoặc 2022-03-22.",
        "Dòng 3, cột so_tien: “một trăm” không phải số tiền tính bằng đồng; ghi như 100000, 100.000"
        " hoặc -50.000.",
        "Dòng 4: dòng có 5 ô, cần 4 ô; ô có dấu “,” phải ở trong nháy kép.",
    ]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "Dòng 1, cột ngay: thiếu cột này"),
        ("ngay,so_tien,noi_dung\n", "cột so_tham_chieu: thiếu cột này"),
        (f"{HEAD},ngay\n", "cột ngay: cột này có hai lần."),
        (f"{HEAD}\n", "Tệp không có dòng giao dịch nào."),
        (f"{HEAD}\n".encode() + b"22/03/2022,GD1,1,\xff\xfe", "Dòng 2: không đọc được chữ"),
        (f"{HEAD}\n22/03/2022,GD\x001,1,A", "Dòng 2: có ký tự không in được"),
        (f'{HEAD}\n22/03/2022,"GD1,1,A\n', "Dòng 2: không đúng định dạng CSV"),
        (f"{HEAD}\n22/03/2022,{'x' * 256},1,A", "cột so_tham_chieu: dài quá 255 ký tự."),
        (f"{HEAD}\n22/03/2022,GD1,1,{'x' * 200_000}", "không đúng định dạng CSV"),
        (b"x" * (MOST_BYTES + 1), "Tệp lớn hơn 5 MB"),
        (f"{HEAD}\n" + "22/03/2022,A,1,B\n" * 50_001, "Tệp có hơn 50000 dòng"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "không đọc được chữ"),
    ],
)
def test_hostile_files_are_refused_in_words(content, words):
    assert words in problems_of(content)[0]


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reading(content):
    for given_content in (content, f"{HEAD}\n".encode() + content):
        try:
            read_statement(given_content, today=TODAY)
        except StatementRefused as refused:
            assert refused.problems


# importing


def give(content, **fields):
    return import_bank_statement(
        actor=SYSTEM, content=content.encode(), file_name="sao-ke.csv", **fields
    )


def amounts():
    return list(BankStatementLine.objects.order_by("pk").values_list("reference", "amount_vnd"))


@pytest.mark.django_db
def test_a_statement_is_stored_with_the_days_it_speaks_for():
    imported = give(f"{HEAD}\n03/03/2022,B,-5000,Y\n01/03/2022,A,7000,X\n", account=" 0011 ")
    statement = BankStatement.objects.get()
    assert (imported.added, imported.known) == (2, 0)
    assert (statement.first_day, statement.last_day) == (date(2022, 3, 1), date(2022, 3, 3))
    assert (statement.line_count, statement.account) == (2, "0011")
    assert amounts() == [("B", -5000), ("A", 7000)]
    assert ActionLogEntry.objects.get().action == "import_bank_statement"


@pytest.mark.django_db
def test_the_same_file_again_is_told_so_and_changes_nothing():
    content = f"{HEAD}\n01/03/2022,A,7000,X\n"
    give(content)
    with pytest.raises(StatementRefused, match=r"đã được nạp ngày .* không có gì thay đổi"):
        give(content)
    assert (BankStatement.objects.count(), amounts()) == (1, [("A", 7000)])
    assert ActionLogEntry.objects.count() == 1


@pytest.mark.django_db
def test_a_line_of_two_overlapping_files_counts_once():
    give(f"{HEAD}\n01/03/2022,A,7000,X\n02/03/2022,B,8000,Y\n02/03/2022,,-500,Phí\n")
    imported = give(
        f"{HEAD}\n02/03/2022,B,8000,khác chữ\n02/03/2022,,-500,Phí\n03/03/2022,C,9000,Z\n"
    )
    assert (imported.added, imported.known) == (1, 2)
    assert amounts() == [("A", 7000), ("B", 8000), ("", -500), ("C", 9000)]
    assert imported.statement.first_day == date(2022, 3, 2)


@pytest.mark.django_db
def test_two_equal_lines_of_one_file_are_two_movements_also_in_the_next_file():
    twice = "02/03/2022,,-500,Phí\n" * 2
    give(f"{HEAD}\n{twice}")
    imported = give(f"{HEAD}\n{twice}03/03/2022,C,9000,Z\n")
    assert (imported.added, imported.known) == (1, 2)
    assert amounts() == [("", -500), ("", -500), ("C", 9000)]


@pytest.mark.django_db
def test_a_file_with_one_mistake_writes_nothing():
    with pytest.raises(StatementRefused):
        give(f"{HEAD}\n01/03/2022,A,7000,X\n01/03/2022,B,x,X\n")
    assert (BankStatement.objects.count(), amounts()) == (0, [])
    assert ActionLogEntry.objects.count() == 0


@pytest.mark.django_db
def test_a_dry_run_writes_nothing():
    imported = give(f"{HEAD}\n01/03/2022,A,7000,X\n", dry_run=True)
    assert imported.added == 1
    assert (BankStatement.objects.count(), amounts()) == (0, [])
    assert ProcrastinateJob.objects.count() == 0


@pytest.mark.django_db
def test_only_the_provincial_admin_imports(auditor, clerk):
    for person in (auditor, clerk):
        with pytest.raises(NotAllowed):
            import_bank_statement(
                actor=person.actor, content=f"{HEAD}\n1/3/2022,A,7,X\n".encode(), file_name="a.csv"
            )
    assert BankStatement.objects.count() == 0


@pytest.mark.django_db
def test_days_compared_before_are_compared_again():
    for day in (date(2022, 2, 27), date(2022, 2, 28), date(2022, 3, 2), date(2022, 3, 4)):
        Reconciliation.objects.create(provider="stripe", day=day, started_at=clock.now())
    give(f"{HEAD}\n01/03/2022,A,7000,X\n03/03/2022,B,8000,Y\n")
    jobs = ProcrastinateJob.objects.filter(task_name="payments.reconcile_day")
    assert sorted(job.args["day"] for job in jobs) == ["2022-02-28", "2022-03-02"]


# the command


@pytest.mark.django_db
def test_the_command_reports_and_refuses(tmp_path, capsys):
    file = tmp_path / "sao-ke.csv"
    file.write_text(f"{HEAD}\n01/03/2022,A,7000,X\n", encoding="utf-8")

    call_command("import_bank_statement", str(file), "--dry-run")
    assert "Chạy thử, chưa ghi gì." in capsys.readouterr().out
    assert BankStatement.objects.count() == 0

    call_command("import_bank_statement", str(file))
    assert capsys.readouterr().out == (
        "Sao kê từ 01/03/2022 đến 01/03/2022: thêm 1 dòng, đã có 0 dòng.\n"
    )
    for path, words in ((file, "đã được nạp"), (tmp_path / "khong-co.csv", "Không đọc được tệp")):
        with pytest.raises(SystemExit) as stopped:
            call_command("import_bank_statement", str(path))
        assert stopped.value.code == 1
        assert words in capsys.readouterr().err
    assert BankStatement.objects.count() == 1


def test_the_future_is_no_statement():
    tomorrow = TODAY + timedelta(days=1)
    assert "tương lai" in problems_of(f"{HEAD}\n{tomorrow:%d/%m/%Y},A,7000,X\n")[0]
