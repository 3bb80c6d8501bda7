"""The pages of reconciliation: drill-down from a figure to its rows, steps, uploads, queries."""

import re
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from payments.actions.reconcile_day import reconcile_day
from payments.models import (
    BankStatement,
    BankStatementLine,
    Reconciliation,
    ReconciliationCase,
    ReconciliationReport,
    ReconciliationRow,
)
from payments.reports.content import content
from payments.reports.printing import print_report
from portal.shared import clock
from portal.shared.models import ActionLogEntry
from tests.world import justice_department, one_stop_centre

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)
HEAD = "ngay,so_tham_chieu,so_tien,noi_dung\n"


def make_row(run, number, *, agency, result="matched", kind="payment", ours=10_000, theirs=10_000):
    return ReconciliationRow(
        reconciliation=run,
        kind=kind,
        reference=f"pi_{number:05}",
        agency=agency,
        ours_vnd=ours,
        provider_vnd=theirs,
        ours_at=clock.now(),
        provider_at=clock.now(),
        result=result,
    )


@pytest.fixture
def run(db):
    """Three payments of the justice department (one with another amount), a refund of the centre,
    and one payment that nobody here knows."""
    justice, centre = justice_department(), one_stop_centre()
    run = Reconciliation.objects.create(
        provider="stripe",
        day=DAY,
        started_at=clock.now(),
        finished_at=clock.now(),
        ours_vnd=25_000,
        provider_vnd=31_000,
        counts={"matched": 3, "different_amount": 1, "missing_here": 1},
    )
    ReconciliationRow.objects.bulk_create(
        [
            make_row(run, 1, agency=justice),
            make_row(run, 2, agency=justice),
            make_row(run, 3, agency=justice, result="different_amount", theirs=9_000),
            make_row(run, 4, agency=centre, kind="refund", ours=5_000, theirs=5_000),
            make_row(run, 5, agency=None, result="missing_here", ours=None, theirs=7_000),
        ]
    )
    return run


@pytest.fixture
def case(run):
    return ReconciliationCase.objects.create(
        provider="stripe",
        kind="payment",
        reference="pi_00003",
        result="different_amount",
        day=DAY,
        ours_vnd=10_000,
        provider_vnd=9_000,
        opened_at=clock.now() - timedelta(days=3),
    )


def day_url(**where):
    return reverse("payments:reconciliation_day", args=["stripe", DAY.isoformat()], query=where)


def references(response):
    return [row.reference for row in response.context["rows"]]


def test_the_list_shows_the_runs_own_figures_and_leads_to_the_rows(run, case, admin, client_as):
    page = client_as(admin).get(reverse("payments:reconciliation"))
    text = page.content.decode()
    for words in ("02/03/2026", "25.000 đ", "31.000 đ", "chưa có sao kê", "Khớp: 3"):
        assert words in text
    assert "3 ngày" in text
    assert "Hàng chờ của quản trị tỉnh" in text
    (line,) = page.context["runs"]
    assert line.open_cases == 1
    for count in line.results:
        rows = references(client_as(admin).get(count.href))
        assert len(rows) == count.number


def test_the_figures_of_an_agency_are_the_sums_of_its_rows(run, admin, client_as):
    client = client_as(admin)
    page = client.get(day_url())
    found = {each["figures"].agency_name: each for each in page.context["agencies"]}
    assert {
        name: (each["figures"].ours_vnd, each["figures"].provider_vnd, each["figures"].rows)
        for name, each in found.items()
    } == {
        "Sở Tư pháp": (30_000, 29_000, 3),
        "Trung tâm Phục vụ hành chính công tỉnh Quảng Nam": (-5_000, -5_000, 1),
        "": (0, 7_000, 1),
    }
    for each in found.values():
        rows = client.get(each["href"]).context["rows"]
        sign = [-1 if row.kind == "refund" else 1 for row in rows]
        assert each["figures"].ours_vnd == sum(
            s * (row.ours_vnd or 0) for s, row in zip(sign, rows, strict=True)
        )
        for count in each["results"]:
            assert len(references(client.get(count.href))) == count.number


def test_rows_are_filtered_and_paged(run, admin, client_as):
    client = client_as(admin)
    assert references(client.get(day_url(result="missing_here"))) == ["pi_00005"]
    assert references(client.get(day_url(agency="none"))) == ["pi_00005"]
    for nonsense in ({"result": "x"}, {"agency": "x"}, {"after": "-1"}, {"after": "9" * 30}):
        assert len(references(client.get(day_url(**nonsense)))) == 5

    ReconciliationRow.objects.bulk_create(
        make_row(run, number, agency=justice_department()) for number in range(100, 160)
    )
    seen, url = [], day_url(result="matched")
    while url:
        page = client.get(url)
        seen += references(page)
        url = page.context["next_url"]
    assert len(seen) == len(set(seen)) == 63


def test_the_pages_ask_the_same_number_of_queries_whatever_the_data(run, case, admin, client_as):
    client = client_as(admin)

    def queries(url):
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url).status_code == 200
        return len(captured)

    urls = [reverse("payments:reconciliation"), day_url(), reverse("payments:reconciliation_cases")]
    for url in urls:
        queries(url)
    few = [queries(url) for url in urls]
    justice = justice_department()
    ReconciliationRow.objects.bulk_create(
        make_row(run, number, agency=justice) for number in range(100, 140)
    )
    for number in range(25):
        Reconciliation.objects.create(
            provider="stripe", day=DAY - timedelta(days=number + 1), started_at=clock.now()
        )
        ReconciliationCase.objects.create(
            provider="stripe",
            kind="payment",
            reference=f"pi_case_{number}",
            result="missing_here",
            day=DAY,
            opened_at=clock.now(),
            agency=justice,
            owner=admin.user,
        )
    assert [queries(url) for url in urls] == few


def test_a_row_shows_what_it_is_made_of(pay, today, bank, admin, client_as):

    attempt = pay()
    bank((today, attempt.payment_reference, 100_000))
    reconcile_day(provider="stripe", day=today)

    url = reverse(
        "payments:reconciliation_row",
        args=["stripe", today.isoformat(), "payment", attempt.payment_reference],
    )
    text = client_as(admin).get(url).content.decode()

    for words in (
        attempt.obligation.reference,
        f"settle:{attempt.key}",
        "Tiền tại đơn vị trung gian thanh toán",
        "sao-ke.csv",
        "Khớp",
    ):
        assert words in text
    assert "Hệ thống chưa ghi bút toán nào." not in text


def test_what_is_not_there_is_a_404(run, admin, client_as):
    client = client_as(admin)
    for path in (
        "stripe/2026-03-03/",
        "stripe/khong-phai-ngay/",
        "momo/2026-03-02/",
        "stripe/2026-03-02/payment/pi_none/",
        "stripe/2026-03-02/x/pi_00001/",
        "cases/999/",
        "statements/999/",
        "reports/00000000-0000-0000-0000-000000000000/",
    ):
        assert client.get(f"/manage/reconciliation/{path}").status_code == 404, path


def test_take_and_close_on_the_page(case, admin, client_as):
    client = client_as(admin)
    page = reverse("payments:reconciliation_case", args=[case.pk])
    assert "Nhận vụ việc" in client.get(page).content.decode()

    client.post(f"{page}take/", {"seen_owner": ""})
    assert "Kết thúc vụ việc" in client.get(page).content.decode()

    refused = client.post(f"{page}close/", {"resolution": "ngắn"})
    assert refused.status_code == 422
    assert "ít nhất 10 ký tự" in refused.content.decode()
    assert ">\nngắn</textarea>" in refused.content.decode()

    client.post(f"{page}close/", {"resolution": "Đơn vị thanh toán đã hoàn phần thu thừa."})
    case = ReconciliationCase.objects.get()
    assert (case.state, case.closed_by) == ("closed", admin.user)
    stale = client.post(f"{page}close/", {"resolution": "Đơn vị thanh toán đã hoàn phần thu thừa."})
    assert stale.status_code == 409
    taken = client.post(f"{page}take/", {"seen_owner": ""})
    assert taken.status_code == 409


def test_the_auditor_reads_and_does_nothing(case, run, auditor, client_as):
    client = client_as(auditor)
    page = reverse("payments:reconciliation_case", args=[case.pk])
    text = client.get(page).content.decode()
    assert "Nhận vụ việc" not in text
    assert "Nạp sao kê" not in client.get(reverse("payments:reconciliation")).content.decode()
    assert "Đối soát lại" not in client.get(day_url()).content.decode()
    for url in (f"{page}take/", f"{page}close/", f"{day_url()}run/"):
        assert client.post(url, {"resolution": "x" * 20}).status_code == 403
    upload = {"file": SimpleUploadedFile("a.csv", f"{HEAD}02/03/2026,A,7,X".encode())}
    url = reverse("payments:reconciliation_statement_import")
    assert client.post(url, upload).status_code == 403
    assert ReconciliationCase.objects.get().owner is None
    assert BankStatement.objects.count() == ActionLogEntry.objects.count() == 0
    assert ProcrastinateJob.objects.count() == 0


def upload(client, content, name="sao-ke.csv"):
    url = reverse("payments:reconciliation_statement_import")
    return client.post(url, {"file": SimpleUploadedFile(name, content), "account": "0011"})


def test_an_upload_is_imported_and_its_days_compared_again(run, admin, client_as):
    client = client_as(admin)
    response = upload(client, f"\ufeff{HEAD}02/03/2026,pi_00001,10.000,Thu phí\n".encode())
    statement = BankStatement.objects.get()
    assert response.url == reverse("payments:reconciliation_statement", args=[statement.pk])
    assert (statement.imported_by, statement.account) == (admin.user, "0011")
    (job,) = ProcrastinateJob.objects.filter(task_name="payments.reconcile_day")
    assert job.args == {"provider": "stripe", "day": "2026-03-02"}
    page = client.get(response.url).content.decode()
    assert "thêm 1 dòng" in page
    assert "Có trong sổ đối soát" in page
    unknown = client.get(f"{response.url}?unknown=1")
    assert unknown.context["lines"] == []


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (f"{HEAD}32/03/2026,A,7,X\n".encode(), "Dòng 2, cột ngay"),
        (f"{HEAD}02/03/2026,A,bảy,X\n".encode(), "Dòng 2, cột so_tien"),
        (b"\xff\xfe", "không đọc được chữ"),
        (b"", "Tệp này trống"),
        (b"x" * (5 * 1024 * 1024 + 1), "Tệp lớn hơn 5 MB"),
        (f"{HEAD}02/03/2026,<script>alert(1)</script>,x,X".encode(), "cột so_tien"),
    ],
)
def test_a_bad_upload_says_why_beside_the_field_and_writes_nothing(
    content, words, run, admin, client_as
):
    response = upload(client_as(admin), content)
    text = response.content.decode()
    assert response.status_code == 422
    assert text.count(words) >= 2  # in the summary and beside the field
    assert "<script>alert" not in text
    assert 'value="0011"' in text
    assert BankStatement.objects.count() == BankStatementLine.objects.count() == 0


def test_the_same_file_again_is_told_so(admin, client_as):
    client = client_as(admin)
    content = f"{HEAD}02/03/2026,A,7000,X\n".encode()
    upload(client, content)
    response = upload(client, content, name="khac-ten.csv")
    assert response.status_code == 422
    assert "đã được nạp ngày" in response.content.decode()
    assert BankStatement.objects.count() == 1


# the paper


def test_the_report_is_made_by_a_job_and_shown(run, case, admin, client_as, run_jobs):
    client = client_as(admin)
    asked = client.post(f"{day_url()}report/", {"agency": str(justice_department().pk)})
    report = ReconciliationReport.objects.get()
    assert report.agency == justice_department()
    waiting = client.get(asked.url)
    assert (waiting["Refresh"], waiting.status_code) == ("2", 200)
    assert "Báo cáo đang được lập" in waiting.content.decode()

    client.post(f"{day_url()}report/", {"agency": str(justice_department().pk)})
    jobs = ProcrastinateJob.objects.filter(task_name="payments.render_reconciliation")
    assert [job.queue_name for job in jobs] == ["documents"]
    run_jobs()

    paper = client.get(asked.url)
    assert paper["Content-Type"] == "application/pdf"
    assert b"".join(paper.streaming_content).startswith(b"%PDF-1.7")
    assert not print_report(report_id=report.pk)


def test_the_paper_says_what_the_rows_say(run, case):
    report = ReconciliationReport.objects.create(
        reconciliation=run, agency=justice_department(), requested_at=clock.now()
    )
    said = content(report, clock.now())
    assert [
        (book.name, book.count, book.payments_vnd, book.refunds_vnd) for book in said["books"]
    ] == [
        ("Hệ thống một cửa", 3, 30_000, 0),
        ("Đơn vị thanh toán", 3, 29_000, 0),
    ]
    assert [number for _label, number in said["counts"]] == [2, 0, 0, 0, 1]
    assert [(row.reference, row.case) for row in said["differences"]] == [("pi_00003", case)]
    assert [row.reference for row in said["matched"]] == ["pi_00001", "pi_00002"]

    whole = ReconciliationReport.objects.create(reconciliation=run, requested_at=clock.now())
    said = content(whole, clock.now())
    assert [book.net_vnd for book in said["books"]] == [25_000, 31_000]
    assert re.fullmatch(r"260302-STRIPE/BC-ĐSTT", said["head"]["number"])
