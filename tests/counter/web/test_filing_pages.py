"""From the ready papers to the slip in the client's hand, as the clerk sees it."""

from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.test import Client

from counter.models import Filing, Intake, PaperCopy
from dossiers.models import Attachment, Dossier
from payments.guest_link import guest_path
from payments.models import Obligation
from portal.accounts.claim_code import code_of
from portal.accounts.models import AccountClaim, Citizen
from portal.agencies.models import Agency
from portal.signatures.models import SigningKey, SigningRun
from tests.counter.signing_world import (
    BOOK,
    CARD,
    PIN,
    TWO_PAPERS,
    at_signing,
)
from tests.fixtures_dossiers import settle
from tests.world import Person

Jobs = Callable[..., list[str]]


@pytest.fixture
def intake(clerk: Person, hoa: Citizen, make_revision: Any, justice: Agency) -> Intake:
    """A fee of 200.000 đ, paid online first or at the counter; two papers."""
    return at_signing(clerk, hoa, make_revision(papers=TWO_PAPERS), justice, CARD, BOOK)


@pytest.fixture
def filed(clerk: Person, hoa: Citizen, make_revision: Any, justice: Agency, desk: Client) -> Intake:
    """The same without papers, filed already: the fee is due."""
    intake = at_signing(clerk, hoa, make_revision(papers=()), justice)
    assert desk.post(at(intake, "sign")).status_code == 302
    return intake


def at(intake: Intake, page: str) -> str:
    return f"/counter/intake/{intake.key}/{page}/"


def text_of(response: Any) -> str:
    return unescape(response.content.decode())


def test_the_papers_the_pin_and_the_way_on(
    desk: Client, intake: Intake, key: SigningKey, run_jobs: Jobs
) -> None:
    page = text_of(desk.get(at(intake, "sign")))
    assert "Giấy cccd" in page and "Giấy ho-khau" in page and "Ký, nộp và tiếp nhận ngay" in page
    assert 'name="pin"' in page and "Cán bộ số hóa hồ sơ giấy" in page

    answer = desk.post(at(intake, "sign"), {"pin": PIN, "receive": "1"})
    assert (answer.status_code, answer.url) == (302, at(intake, "sign"))
    waiting = desk.get(at(intake, "sign"))
    assert waiting["Refresh"] == "2" and "Đã ký 0/2 giấy tờ." in text_of(waiting)
    assert PIN not in text_of(waiting)

    run_jobs(queues=["signing"])
    between = desk.get(at(intake, "sign"))
    assert between["Refresh"] == "2" and "đang nộp hồ sơ" in text_of(between)
    run_jobs(queues=["default"])
    assert desk.get(at(intake, "sign")).url == at(intake, "pay")
    assert Dossier.objects.get().state == "payment_required"


def test_a_wrong_pin_is_told_and_asked_again(
    desk: Client, intake: Intake, key: SigningKey, run_jobs: Jobs
) -> None:
    desk.post(at(intake, "sign"), {"pin": "000000"})
    run_jobs(queues=["signing", "default"])
    response = desk.get(at(intake, "sign"))
    page = text_of(response)
    assert "Refresh" not in response.headers
    assert "Chưa ký được, hồ sơ chưa nộp" in page and "Mã PIN chưa đúng." in page
    assert 'name="pin"' in page and "000000" not in page
    assert Dossier.objects.get().state == "draft"


def test_no_pin_and_no_key_say_what_to_do(desk: Client, intake: Intake, request: Any) -> None:
    assert "chưa có khóa ký số" in text_of(desk.get(at(intake, "sign")))
    assert "Chưa có khóa ký số" in text_of(desk.post(at(intake, "sign"), {"pin": PIN}))
    request.getfixturevalue("key")
    answer = desk.post(at(intake, "sign"), {"pin": ""})
    assert (answer.status_code, "Mã PIN chưa đúng." in text_of(answer)) == (422, True)
    assert "<title>Lỗi: Ký và nộp" in text_of(answer), "said once"
    assert not SigningRun.objects.exists()


def test_what_is_missing_leads_back_to_its_place(
    desk: Client, intake: Intake, key: SigningKey
) -> None:
    Dossier.objects.update(answers={"full_name": "Phạm Thị Hoa"})
    PaperCopy.objects.filter(requirement_key=BOOK).update(state="replaced")
    answer = desk.post(at(intake, "sign"), {"pin": PIN})
    page = text_of(answer)
    assert answer.status_code == 422
    assert f'href="{at(intake, "form")}#id_purpose"' in page
    assert f'href="{at(intake, "papers")}#paper-ho-khau"' in page
    assert not SigningRun.objects.exists() and not Filing.objects.exists()


def test_a_refused_filing_is_shown_with_its_links(
    desk: Client, intake: Intake, key: SigningKey, run_jobs: Jobs
) -> None:
    desk.post(at(intake, "sign"), {"pin": PIN})
    run_jobs(queues=["signing"])
    Dossier.objects.update(answers={"full_name": "Phạm Thị Hoa"})
    run_jobs(queues=["default"])
    page = text_of(desk.get(at(intake, "sign")))
    assert f'href="{at(intake, "form")}#id_purpose"' in page and 'name="pin"' not in page
    assert not Attachment.objects.exists()


def test_cash_comes_back_to_the_intake_and_the_dossier_is_received(
    desk: Client, filed: Intake
) -> None:
    page = text_of(desk.get(at(filed, "pay")))
    assert "Đã nhận đủ 200.000 đ" in page
    version = Dossier.objects.get().version
    refused = desk.post(at(filed, "pay/cash"), {"version": version, "float_vnd": "nhiều"})
    assert (refused.status_code, Obligation.objects.get().state) == (422, "due")
    answer = desk.post(at(filed, "pay/cash"), {"version": version, "float_vnd": "0"})
    assert answer.url == at(filed, "pay")
    assert "Đã thanh toán" in text_of(desk.get(at(filed, "pay")))
    assert Dossier.objects.get().state == "received"
    again = desk.post(at(filed, "pay/cash"), {"version": version})
    assert (again.status_code, Obligation.objects.count()) == (409, 1)


def test_the_page_sees_by_itself_that_the_phone_has_paid(desk: Client, filed: Intake) -> None:
    page = text_of(desk.get(at(filed, "pay")))
    assert 'data-live="3"' in page and "Chưa thanh toán." in page
    assert 'src="data:image/svg+xml' in page
    obligation = Obligation.objects.get()
    assert text_of(Client().get(guest_path(obligation))).count("P. T. Hoa") == 1
    settle(Dossier.objects.get())
    page = text_of(desk.get(at(filed, "pay")))
    assert "Đã thanh toán" in page and "Đã nhận đủ" not in page


def test_the_slip_has_the_codes_and_nothing_of_anybody_else(
    desk: Client, filed: Intake, hoa: Citizen, tra: Person
) -> None:
    page = text_of(desk.get(at(filed, "slip")))
    dossier, claim = Dossier.objects.get(), AccountClaim.objects.get()
    for shown in (str(dossier.code), filed.resume_code, code_of(claim), "Phạm Thị Hoa"):
        assert shown in page
    for hidden in (hoa.identity_number, hoa.phone, tra.citizen.full_name):
        assert hidden not in page
    assert desk.get(at(filed, "slip")).content.count(code_of(claim).encode()) == 1
    desk.post(at(filed, "slip/claim-code"))
    newer = AccountClaim.objects.get(replaced_at=None)
    page = text_of(desk.get(at(filed, "slip")))
    assert code_of(newer) in page and code_of(claim) not in page


def test_who_has_an_account_gets_no_code(
    desk: Client, clerk: Person, tra: Person, make_revision: Any, justice: Agency
) -> None:
    intake = at_signing(clerk, tra.citizen, make_revision(fee_vnd=0, papers=()), justice)
    assert desk.post(at(intake, "sign")).status_code == 302
    assert desk.get(at(intake, "sign")).url == at(intake, "slip")
    assert desk.get(at(intake, "pay")).url == at(intake, "slip"), "no fee"
    page = text_of(desk.get(at(intake, "slip")))
    assert "Mã nhận tài khoản" not in page and "In Giấy tiếp nhận (Mẫu 01)" in page
    assert desk.post(at(intake, "slip/claim-code")).status_code == 409
    assert not AccountClaim.objects.exists()


def test_before_filing_there_is_neither_fee_nor_slip(desk: Client, intake: Intake) -> None:
    for page in ("pay", "slip"):
        assert desk.get(at(intake, page)).url == at(intake, "sign")
    assert desk.post(at(intake, "pay/cash")).url == at(intake, "sign")


def test_other_clerks_and_closed_intakes_are_not_found(
    desk: Client, filed: Intake, clerk_tamtien: Person, client_as: Callable[[Person], Client]
) -> None:
    elsewhere = client_as(clerk_tamtien)
    pages = ("sign", "pay", "slip")
    assert {elsewhere.get(at(filed, page)).status_code for page in pages} == {404}
    for post in ("sign", "pay/cash", "slip/claim-code"):
        assert elsewhere.post(at(filed, post)).status_code == 404
    desk.post(at(filed, "close"))
    assert {desk.get(at(filed, page)).status_code for page in pages} == {404}
    assert (AccountClaim.objects.count(), Obligation.objects.get().state) == (1, "due")
