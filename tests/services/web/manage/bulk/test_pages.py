"""Pages of bulk changes: the file is chosen, checked by a job, previewed, approved by another."""

import time
from typing import Any

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from services import jobs
from services.importing.tables.kinds import OLE2
from services.models import Batch, BatchRow, CatalogueExport
from tests.jobs import run_due_jobs
from tests.services.batches.tables_of_rows import counts_of_tables
from tests.services.conftest import csv_of
from tests.services.importing.tables.workbooks import bomb, xlsx_of

pytestmark = pytest.mark.django_db
IMPORT = reverse("services:manage_batch_import")


def send(client: Client, content: bytes, name: str = "danh mục.csv", **data: str) -> Any:
    return client.post(IMPORT, {"file": SimpleUploadedFile(name, content), **data})


def page(client: Client, batch: Batch, query: str = "") -> str:
    response = client.get(reverse("services:manage_batch", args=[batch.key]) + query)
    assert response.status_code == 200
    return str(response.content.decode())


def just_proven(client: Client) -> Client:
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [
        {"method": "mfa", "type": "totp", "at": time.time()}
    ]
    session.save()
    return client


def test_from_a_file_to_revisions(justice: Any, admin: Any, approver: Any, client_as: Any) -> None:
    client, second = client_as(admin), client_as(approver)

    response = send(client, csv_of({}))
    batch = Batch.objects.get()
    assert response.url == reverse("services:manage_batch", args=[batch.key])
    waiting = client.get(response.url)
    assert waiting["Refresh"] == "3"
    assert "Đang đọc, đã xem 0 dòng." in waiting.content.decode()

    run_due_jobs(queues=[jobs.LONG_QUEUE])
    shown = page(client, batch)
    assert 'Thêm mới <span class="number">1</span>' in shown
    assert "Lĩnh vực: Lý lịch tư pháp" in shown
    client.post(reverse("services:manage_batch_submit", args=[batch.key]))

    approve = reverse("services:manage_batch_approve", args=[batch.key])
    assert "/accounts/2fa/" in second.post(approve).url  # an old second factor is asked for again
    batch.refresh_from_db()
    assert batch.state == "approval"
    just_proven(second)
    second.post(approve)
    run_due_jobs(queues=[jobs.LONG_QUEUE])
    assert "phiên bản 1" in page(client, batch)


def test_the_asker_sees_no_button_to_approve_and_cannot(
    previewed: Any, admin: Any, client_as: Any
) -> None:
    batch = previewed(csv_of({}))
    client = just_proven(client_as(admin))
    client.post(reverse("services:manage_batch_submit", args=[batch.key]))
    before = counts_of_tables()

    assert (
        "Duyệt và thực hiện"
        not in client.get(
            reverse("services:manage_batch_approve", args=[batch.key])
        ).content.decode()
    )
    response = client.post(reverse("services:manage_batch_approve", args=[batch.key]))

    assert response.status_code == 403
    assert "Bạn đã lập đợt thay đổi này" in response.content.decode()
    run_due_jobs(queues=[jobs.LONG_QUEUE])
    assert counts_of_tables() == before


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "a.csv", "Tệp trống; hãy chọn tệp khác."),
        (b"\xef\xbb\xbf \r\n", "a.csv", "Tệp trống."),
        (b"%PDF-1.7 x", "a.xlsx", "Đây là tệp PDF dù tên tệp ghi khác"),
        (OLE2 + b"x" * 600, "a.xlsx", "Tệp Excel có mật khẩu hoặc thuộc dạng cũ (.xls)"),
        ("a,b".encode("utf-16"), "a.csv", "Tệp lưu ở bảng mã UTF-16"),
        (b"PK\x03\x04nothing", "a.xlsx", "Tệp nén bị hỏng, không mở được."),
    ],
)
def test_what_is_no_catalogue_is_refused_beside_the_field(
    admin: Any, client_as: Any, content: bytes, name: str, words: str
) -> None:
    response = send(client_as(admin), content, name)

    assert response.status_code == 422
    assert words in response.content.decode()
    assert not Batch.objects.exists()


def test_a_bomb_is_refused_before_anything_of_it_is_read(admin: Any, client_as: Any) -> None:
    response = send(client_as(admin), bomb(), "a.xlsx")

    assert response.status_code == 422
    assert "Nội dung bung ra lớn bất thường" in response.content.decode()


def test_300_megabytes_are_refused_by_what_they_announce(admin: Any, client_as: Any) -> None:
    client = client_as(admin)

    response = client.post(IMPORT, {}, headers={"Content-Length": str(300 * 1024 * 1024)})

    assert response.status_code == 413
    assert not Batch.objects.exists()


def test_more_than_the_limit_is_refused(admin: Any, client_as: Any, settings: Any) -> None:
    settings.CATALOGUE_FILE_MAX_BYTES = 1024 * 1024

    response = send(client_as(admin), b"a," * 600_000)

    assert response.status_code == 422
    assert "Tệp lớn hơn 1 MB; hãy chia thành nhiều tệp." in response.content.decode()


def test_mistakes_are_shown_counted_and_downloadable(
    previewed: Any, admin: Any, client_as: Any
) -> None:
    rows = ({"code": f"1.{number:06d}", "fee_vnd": "=x"} for number in range(250))
    batch = previewed(csv_of(*rows))
    client = client_as(admin)

    shown = page(client, batch)
    assert "Tệp có 250 lỗi, chưa ghi gì vào danh mục" in shown
    assert "Trang này hiện 200 lỗi đầu." in shown
    assert shown.count("không phải số tiền") == 200
    response = client.get(reverse("services:manage_batch_problems", args=[batch.key]))
    lines = b"".join(response.streaming_content).decode().splitlines()
    assert lines[0] == "\ufeffChỗ,Cột,Lỗi"
    assert lines[1].startswith('Dòng 2,fee_vnd,"“=x” không phải số tiền')
    assert len(lines) == 251


def test_html_of_a_file_is_shown_as_text(previewed: Any, admin: Any, client_as: Any) -> None:
    batch = previewed(csv_of({"name_vi": "<script>x</script>"}))

    assert "&lt;script&gt;" in page(client_as(admin), batch)
    assert "<script>x" not in page(client_as(admin), batch)


def test_rows_are_read_on_by_key_and_narrowed(
    previewed: Any, admin: Any, client_as: Any, django_assert_max_num_queries: Any
) -> None:
    codes = [f"1.{number:06d}" for number in range(120)]
    batch = previewed(csv_of(*({"code": code} for code in codes)))
    client, seen = client_as(admin), []

    query = ""
    while True:
        with django_assert_max_num_queries(12):
            response = client.get(reverse("services:manage_batch", args=[batch.key]) + query)
        seen += [row.code for row in response.context["rows"]]
        query = response.context["next_url"]
        if not query:
            break

    assert seen == codes
    assert "Không có dòng nào" in page(client, batch, "?change=skipped")
    assert page(client, batch, "?change=evil&after=9999999999999&line=x")


def test_a_selection_goes_on_to_a_change(carried_out: Any, admin: Any, client_as: Any) -> None:
    carried_out(csv_of({}, {"code": "1.000001", "field": "Hộ tịch"}))
    client = client_as(admin)

    listed = client.get(reverse("services:manage_batch_choose"), {"sector": "ho-tich"})
    assert [row.code for row in listed.context["rows"]] == ["1.000001"]
    where = reverse("services:manage_batch_time_cut") + "?codes=2.000488&sector=ho-tich"
    assert "1 thủ tục đã chọn" in client.get(where).content.decode()
    assert client.post(where, {"percent": "0"}).status_code == 422
    assert client.post(where, {"percent": "10"}).status_code == 302

    batch = Batch.objects.order_by("-pk")[0]
    run_due_jobs(queues=[jobs.LONG_QUEUE])
    assert list(BatchRow.objects.filter(batch=batch).values_list("code", flat=True)) == ["2.000488"]


def test_a_reduction_form_says_what_is_wrong(admin: Any, client_as: Any) -> None:
    client = client_as(admin)
    good = {
        "name": "Giảm 20%", "legal_basis": "NQ 12", "percent": "20", "valid_from": "01/01/2099",
        "channel": "any",
    }  # fmt: skip
    where = reverse("services:manage_batch_reduction")

    both = client.post(where, good | {"amount_vnd": "5000"})
    upside_down = client.post(where, good | {"valid_to": "01/01/2098"})
    past = client.post(where, good | {"valid_from": "01/01/2020"})

    assert "đúng một trong hai." in both.content.decode()
    assert "gày hết hạn không được trước ngày bắt đầu." in upside_down.content.decode()
    assert "Chọn hôm nay hoặc một ngày sau hôm nay." in past.content.decode()
    assert {both.status_code, upside_down.status_code, past.status_code} == {422}
    assert not Batch.objects.exists()
    assert client.post(where, good).status_code == 302
    assert Batch.objects.get().wanted["rule"]["percent"] == 20


def test_exports_small_at_once_large_by_a_job(
    carried_out: Any, admin: Any, approver: Any, client_as: Any
) -> None:
    carried_out(csv_of({}))
    client = client_as(admin)
    where = reverse("services:manage_export")

    table = client.post(where, {"format": "csv"})
    assert b"".join(table.streaming_content).decode().splitlines()[1].startswith("2.000488,")
    archive = client.post(where, {"format": "json"})
    assert b"".join(archive.streaming_content).startswith(b"PK")
    response = client.post(where, {"format": "xlsx"})

    export = CatalogueExport.objects.get()
    file = reverse("services:manage_export_file", args=[export.key])
    assert client.get(response.url)["Refresh"] == "3"
    assert client.get(file).status_code == 404
    run_due_jobs(queues=[jobs.LONG_QUEUE])
    assert "Tệp có 1 thủ tục." in client.get(response.url).content.decode()
    sent = client.get(file)
    assert (sent["X-Content-Type-Options"], sent.status_code) == ("nosniff", 200)
    assert b"".join(sent.streaming_content).startswith(b"PK")
    assert client_as(approver).get(file).status_code == 404  # another's export


def test_an_excel_file_is_known_by_its_content(admin: Any, client_as: Any, justice: Any) -> None:
    send(client_as(admin), xlsx_of({}), "danh-muc.csv")

    assert Batch.objects.get().wanted == {"format": "xlsx"}
