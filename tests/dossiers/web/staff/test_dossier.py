"""The page of one dossier: everything at hand, foreign ones unknown, few queries."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django.models import ProcrastinateJob

from dossiers.models import Attachment, Document, Dossier
from tests.fixtures_dossiers import settle

# Session, account, roles, the dossier; then history, files, documents, notes
# the tries to pay, and the next in the list.
QUERIES = 10


def page_of(dossier: Dossier, area: str = "counter") -> str:
    return f"/{area}/dossiers/{dossier.code}/"


def test_answers_files_history_and_fee_are_on_one_page(clerk_client, make_dossier) -> None:
    dossier = make_dossier("submitted")

    page = clerk_client.get(page_of(dossier)).content.decode()

    for words in (
        dossier.code, "Nguyễn Thị Trà", "Xin việc làm", "Bản chụp thẻ căn cước", "cccd.pdf",
        "Phí: 200.000 đ", "Tổng 100.000 đ, đã nộp", "Công dân nộp hồ sơ.",
        "Bộ phận một cửa – Trung tâm Phục vụ hành chính công tỉnh Quảng Nam",
        "trả lời trong 8 giờ làm việc",
    ):  # fmt: skip
        assert words in page, words


@pytest.mark.parametrize(
    ("who", "area", "state", "steps"),
    [
        ("clerk", "counter", "submitted", ["receive", "request_supplement", "refuse"]),
        ("clerk", "counter", "payment_required", ["take_cash"]),
        ("clerk", "counter", "withdrawal_requested",
         ["confirm_withdrawal", "decline_withdrawal"]),
        ("clerk", "counter", "completed", ["hand_over"]),
        ("clerk", "counter", "processing", []),
        ("clerk", "counter", "returned", []),
        ("officer", "desk", "received", ["start_processing", "request_supplement"]),
        ("officer", "desk", "processing", ["propose", "request_supplement", "halt"]),
        ("officer", "desk", "proposed", ["halt"]),
        ("leader", "desk", "proposed", ["decide", "send_back", "halt"]),
        ("leader", "desk", "received", []),
        ("leader", "desk", "completed", ["reopen"]),
    ],
)  # fmt: skip
def test_the_buttons_are_what_can_follow(
    request, client_as, make_dossier, who, area, state, steps
) -> None:
    dossier = make_dossier(state)

    page = client_as(request.getfixturevalue(who)).get(page_of(dossier, area))

    assert [button.href for button in page.context["buttons"]] == [
        f"{page_of(dossier, area)}{step}/" for step in steps
    ]


def test_a_foreign_dossier_is_unknown(
    client_as, make_dossier, clerk_tamtien, officer_tamtien, officer
):
    dossier = make_dossier("submitted")

    assert client_as(clerk_tamtien).get(page_of(dossier)).status_code == 404
    assert client_as(officer_tamtien).get(page_of(dossier, "desk")).status_code == 404
    assert client_as(officer).get(page_of(dossier, "desk")).status_code == 404  # not received yet
    assert client_as(officer).get(page_of(dossier)).status_code == 403
    assert (
        client_as(clerk_tamtien).get("/counter/dossiers/000.00.15.H47-220322-9999/").status_code
        == 404
    )


@pytest.mark.parametrize(
    ("who", "area", "state", "queries"),
    [
        ("clerk", "counter", "submitted", QUERIES),
        ("officer", "desk", "received", QUERIES),
        ("leader", "desk", "proposed", QUERIES + 1),  # the proposals
    ],
)
def test_reading_costs_a_known_number_of_queries(
    request, client_as, make_dossier, who, area, state, queries
) -> None:
    dossier = make_dossier(state)
    make_dossier(state, code="1.000001")
    Attachment.objects.filter(dossier=dossier).update(original_name="a.pdf")
    client = client_as(request.getfixturevalue(who))
    client.get(page_of(dossier, area))

    with CaptureQueriesContext(connection) as captured:
        page = client.get(page_of(dossier, area))

    assert page.status_code == 200
    assert len(captured) == queries, [query["sql"][:90] for query in captured]


def test_the_next_dossier_is_one_key_away(clerk_client, make_dossier) -> None:
    first = make_dossier("submitted")
    second = make_dossier("submitted", code="1.000001")
    third = make_dossier("submitted", code="1.000002")

    page = clerk_client.get(page_of(first)).content.decode()
    assert f'href="{page_of(second)}" data-shortcut="n"' in page

    answer = clerk_client.post(f"{page_of(first)}receive/", {"version": first.version}, follow=True)
    assert answer.context["next_href"] in (page_of(second), page_of(third))


def test_a_file_is_shown_but_never_run(
    clerk_client, client_as, clerk_tamtien, make_dossier
) -> None:
    dossier = make_dossier("submitted")
    attachment = Attachment.objects.get(dossier=dossier)
    url = f"{page_of(dossier)}files/{attachment.key}/"

    answer = clerk_client.get(url)

    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert b"".join(answer.streaming_content).startswith(b"%PDF")
    assert answer["Content-Disposition"] == 'inline; filename="cccd.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("default-src 'none'")
    assert client_as(clerk_tamtien).get(url).status_code == 404
    assert clerk_client.get(f"{page_of(dossier)}files/{uuid.uuid4()}/").status_code == 404


@pytest.mark.parametrize("state", ["quarantined", "refused", "removed"])
def test_a_file_that_is_not_accepted_is_not_served(clerk_client, make_dossier, state) -> None:
    dossier = make_dossier("submitted")
    attachment = Attachment.objects.get(dossier=dossier)
    Attachment.objects.filter(pk=attachment.pk).update(state=state)

    assert clerk_client.get(f"{page_of(dossier)}files/{attachment.key}/").status_code == 404


def test_a_document_is_made_when_somebody_opens_it(clerk_client, make_dossier, run_jobs) -> None:
    dossier = make_dossier("received")
    ProcrastinateJob.objects.all().delete()  # as in history that was made without jobs
    document = Document.objects.get(dossier=dossier, kind="form_01")
    url = f"{page_of(dossier)}documents/{document.key}/"

    waiting = clerk_client.get(url)
    clerk_client.get(url)

    assert (waiting.status_code, waiting["Refresh"]) == (200, "2")
    assert "trang tự tải lại" in waiting.content.decode()
    assert run_jobs(queues=["documents"]) == ["dossiers.render_document"]
    ready = clerk_client.get(url)
    assert ready["Content-Type"] == "application/pdf"
    assert ready["Content-Disposition"] == f'inline; filename="{dossier.code}-form_01.pdf"'
    assert b"".join(ready.streaming_content).startswith(b"%PDF")


def test_a_receipt_is_made_anew_after_the_payment(clerk_client, make_dossier, run_jobs) -> None:
    dossier = make_dossier("payment_required")
    run_jobs(queues=["documents"])
    settle(dossier)
    document = Document.objects.get(dossier=dossier, kind="filing_receipt")
    url = f"{page_of(dossier)}documents/{document.key}/"

    assert clerk_client.get(url)["Refresh"] == "2"
    run_jobs(queues=["documents"])
    assert clerk_client.get(url)["Content-Type"] == "application/pdf"


def test_what_people_type_is_escaped(clerk_client, make_dossier) -> None:
    dossier = make_dossier("submitted")

    answer = clerk_client.post(
        f"{page_of(dossier)}note/", {"text": "<script>alert(1)</script>"}, follow=True
    )

    assert "<script>alert(1)" not in answer.content.decode()
    assert "&lt;script&gt;alert(1)" in answer.content.decode()
