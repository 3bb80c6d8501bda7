"""A filed dossier: reading it, the list, supplement, withdrawal, documents."""

from collections.abc import Callable

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dossiers.actions.file import file
from dossiers.models import Document, Dossier
from dossiers.web.citizen import home
from tests.dossiers.clock.test_calendar import at
from tests.dossiers.web.citizen.page import hidden, text_of
from tests.files import small_pdf
from tests.world import PASSWORD, Person

MakeDossier = Callable[..., Dossier]
CountQueries = Callable[[], CaptureQueriesContext]


def url(dossier: Dossier, more: str = "") -> str:
    return f"/me/dossiers/{dossier.code}/{more}"


@time_machine.travel(at("2022-03-22 09:30"), tick=False)
def test_the_page_says_who_holds_it_until_when_and_why(
    make_dossier: MakeDossier, browser_of_tra: Client
) -> None:
    dossier = make_dossier("received")
    words = text_of(browser_of_tra.get(url(dossier)))
    for part in (
        "Mã hồ sơ 000.00.15.H47-220322-0001",
        "Được tiếp nhận Bạn chưa cần làm gì. Cán bộ thụ lý sẽ nhận hồ sơ.",
        "Sở Tư pháp (chờ cán bộ nhận thụ lý) từ 09:30 22/03/2022",
        "Hẹn trả kết quả",
        "kể từ ngày tiếp nhận 22/03/2022",
        "100.000 đ đã nộp lúc 09:30 22/03/2022",
        "Bộ phận một cửa đã tiếp nhận hồ sơ và hẹn ngày trả kết quả.",
        "Bạn đã nộp hồ sơ.",
        "Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
        "cccd.pdf",
        "Mục đích Xin việc làm",
        "Yêu cầu rút hồ sơ",
    ):
        assert part in words


@pytest.mark.parametrize(
    "state", ["payment_required", "processing", "supplement_required", "halted", "returned"]
)
def test_reading_a_dossier_takes_few_queries(
    make_dossier: MakeDossier, browser_of_tra: Client, make_queries: CountQueries, state: str
) -> None:
    dossier = make_dossier(state)
    browser_of_tra.get(url(dossier))
    with make_queries() as queries:
        browser_of_tra.get(url(dossier))
    # session, person, dossier, history, files, documents, tries to pay (with what is owed); what
    # nobody has tried to pay yet is read by itself
    assert len(queries) == (8 if state == "payment_required" else 7)


def test_the_list_takes_few_queries_however_long_it_is(
    make_dossier: MakeDossier, draft: Dossier, browser_of_tra: Client, make_queries: CountQueries
) -> None:
    for code in ("1.000001", "1.000002", "1.000003"):
        make_dossier("received", code=code)
    with make_queries() as queries:
        words = text_of(browser_of_tra.get("/me/"))
    assert words.count("Được tiếp nhận") == 3
    assert words.count("Lưu lần cuối lúc") == 1
    # session, person, dossiers, drafts
    assert len(queries) == 4


def test_the_list_goes_on_where_the_page_ended(
    make_dossier: MakeDossier, browser_of_tra: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(home, "PAGE_SIZE", 2)
    codes = [make_dossier("received", code=f"1.00000{n}").code for n in range(3)]
    first = browser_of_tra.get("/me/").content.decode()
    assert [code in first for code in codes] == [False, True, True]
    older = first.partition("?before=")[2].partition('"')[0]
    second = browser_of_tra.get(f"/me/?before={older}").content.decode()
    assert [code in second for code in codes] == [True, False, False]
    assert browser_of_tra.get("/me/?before=rubbish_x").status_code == 200


def test_nobody_else_finds_it(
    make_dossier: MakeDossier, browser_of_lan: Client, client: Client
) -> None:
    dossier = make_dossier("supplement_required")
    document = Document.objects.filter(dossier=dossier).first()
    assert document is not None
    pages = ("", "pay/", "filed/", "supply/", "withdraw/", f"documents/{document.key}/")
    for page in pages:
        assert browser_of_lan.get(url(dossier, page)).status_code == 404
        assert client.get(url(dossier, page)).headers["Location"].startswith("/accounts/login/")
    for page, typed in (("supply/", "answer"), ("withdraw/", "reason")):
        answer = browser_of_lan.post(url(dossier, page), {typed: "x", "version": "1"})
        assert answer.status_code == 404
    dossier.refresh_from_db()
    assert dossier.state == "supplement_required"
    assert str(dossier.code) not in browser_of_lan.get("/me/").content.decode()


def test_a_code_that_does_not_exist(browser_of_tra: Client) -> None:
    answer = browser_of_tra.get("/me/dossiers/000.00.15.H47-220322-9999/")
    assert answer.status_code == 404


def test_supplying_what_was_asked_for(make_dossier: MakeDossier, browser_of_tra: Client) -> None:
    dossier = make_dossier("supplement_required")
    page = browser_of_tra.get(url(dossier, "supply/"))
    assert "Cần bổ sung Ảnh chụp rõ hơn Lý do Ảnh bị mờ" in text_of(page)
    given = browser_of_tra.post(
        f"/me/dossiers/{dossier.key}/papers/cccd/",
        {"file": SimpleUploadedFile("rõ hơn.pdf", small_pdf())},
    )
    assert given.headers["Location"] == url(dossier, "supply/#paper-cccd")
    empty = browser_of_tra.post(
        url(dossier, "supply/"), {"answer": " ", "version": hidden(page, "version")}
    )
    assert empty.status_code == 422
    assert "Viết vài dòng trả lời: bạn đã bổ sung những gì." in text_of(empty)
    sent = browser_of_tra.post(
        url(dossier, "supply/"), {"answer": "Đã chụp lại.", "version": hidden(page, "version")}
    )
    assert sent.headers["Location"] == url(dossier)
    dossier.refresh_from_db()
    assert dossier.state == "submitted"
    words = text_of(browser_of_tra.get(url(dossier)))
    assert "Bạn đã bổ sung hồ sơ." in words
    assert "Đã chụp lại." in words
    assert "rõ hơn.pdf" in words


def test_a_bad_file_for_a_supplement_is_said_on_its_page(
    make_dossier: MakeDossier, browser_of_tra: Client
) -> None:
    dossier = make_dossier("supplement_required")
    answer = browser_of_tra.post(
        f"/me/dossiers/{dossier.key}/papers/cccd/", {"file": SimpleUploadedFile("a.pdf", b"")}
    )
    assert answer.status_code == 422
    assert "Tệp này trống (0 byte)." in text_of(answer)
    assert "Cần bổ sung Ảnh chụp rõ hơn" in text_of(answer)


def test_an_old_page_cannot_supply(make_dossier: MakeDossier, browser_of_tra: Client) -> None:
    dossier = make_dossier("supplement_required")
    answer = browser_of_tra.post(url(dossier, "supply/"), {"answer": "Đây", "version": "0"})
    assert answer.status_code == 409
    assert "Hồ sơ này đã được chuyển bước." in text_of(answer)
    dossier.refresh_from_db()
    assert dossier.state == "supplement_required"


def test_asking_to_withdraw(make_dossier: MakeDossier, browser_of_tra: Client) -> None:
    dossier = make_dossier("received")
    page = browser_of_tra.get(url(dossier, "withdraw/"))
    version = hidden(page, "version")
    empty = browser_of_tra.post(url(dossier, "withdraw/"), {"reason": "", "version": version})
    assert empty.status_code == 422
    assert text_of(empty).count("Nhập lý do rút hồ sơ (tối đa 2.000 ký tự).") == 2
    browser_of_tra.post(url(dossier, "withdraw/"), {"reason": "Không cần nữa", "version": version})
    dossier.refresh_from_db()
    assert dossier.state == "withdrawal_requested"
    again = browser_of_tra.get(url(dossier, "withdraw/"))
    assert again.headers["Location"] == url(dossier)


def test_a_reason_typed_after_the_session_ended_is_not_lost(
    make_dossier: MakeDossier, tra: Person, client: Client
) -> None:
    dossier = make_dossier("received")
    page = url(dossier, "withdraw/")
    lost = client.post(page, {"reason": "Tôi đổi ý", "version": "1"})
    assert lost.headers["Location"] == f"/accounts/login/?next={page}"
    client.post("/accounts/login/", {"login": tra.user.email, "password": PASSWORD, "next": page})
    assert "Tôi đổi ý" in text_of(client.get(page))


@pytest.mark.parametrize(
    ("state", "kinds"),
    [
        ("proposed", ["form_01", "filing_receipt"]),
        ("completed", ["form_01", "filing_receipt"]),
        ("returned", ["result", "form_01", "filing_receipt"]),
    ],
)
def test_a_result_is_the_citizens_only_once_it_is_handed_over(
    make_dossier: MakeDossier, browser_of_tra: Client, state: str, kinds: list[str]
) -> None:
    dossier = make_dossier(state)
    page = browser_of_tra.get(url(dossier)).content.decode()
    shown = [
        document.kind
        for document in Document.objects.filter(dossier=dossier).order_by("-id")
        if browser_of_tra.get(url(dossier, f"documents/{document.key}/")).status_code == 200
    ]
    assert shown == kinds
    assert ("Tải kết quả" in page) == (state == "returned")


def test_paying_what_is_paid_leads_to_the_confirmation(
    make_dossier: MakeDossier, browser_of_tra: Client
) -> None:
    dossier = make_dossier("submitted")
    answer = browser_of_tra.get(url(dossier, "pay/"))
    assert answer.headers["Location"] == url(dossier, "filed/")


def test_a_discarded_draft_is_gone(draft: Dossier, browser_of_tra: Client) -> None:
    page = f"/me/dossiers/{draft.key}/discard/"
    assert "Xóa bản nháp này?" in text_of(browser_of_tra.get(page))
    assert browser_of_tra.post(page).headers["Location"] == "/me/"
    assert not Dossier.objects.exists()


def test_a_filed_dossier_cannot_be_discarded(
    complete_draft: Callable[..., Dossier], tra: Person, browser_of_tra: Client
) -> None:
    filed = file(actor=tra.actor, key=complete_draft().key)
    answer = browser_of_tra.post(f"/me/dossiers/{filed.key}/discard/")
    assert answer.headers["Location"] == url(filed)
    assert Dossier.objects.get().state == "payment_required"
