"""Check and file: complete, declared, once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections
from django.test import Client

from dossiers.models import Attachment, CodeCounter, Dossier, HistoryEntry
from payments.models import Obligation
from portal.accounts.actor import SYSTEM
from services.actions.withdraw_procedure import withdraw_procedure
from tests.dossiers.web.citizen.page import text_of
from tests.world import Person

MakeDraft = Callable[..., Dossier]


def check(draft: Dossier) -> str:
    return f"/me/dossiers/{draft.key}/check/"


def nothing_filed() -> bool:
    return not CodeCounter.objects.exists() and not HistoryEntry.objects.exists()


def test_without_the_declaration(complete_draft: MakeDraft, browser_of_tra: Client) -> None:
    draft = complete_draft()
    answer = browser_of_tra.post(check(draft))
    assert answer.status_code == 422
    assert text_of(answer).count("Đánh dấu vào ô cam đoan trước khi nộp hồ sơ.") == 2
    assert 'href="#id_declared"' in answer.content.decode()
    assert nothing_filed()


def test_what_is_missing_is_named_with_the_way_there(
    draft: Dossier, browser_of_tra: Client
) -> None:
    answer = browser_of_tra.post(check(draft), {"declared": "1"})
    content = answer.content.decode()
    assert answer.status_code == 422
    assert f'href="/me/dossiers/{draft.key}/sections/request/?errors#id_purpose"' in content
    assert f'href="/me/dossiers/{draft.key}/papers/?errors#paper-cccd"' in content
    assert "Hãy điền “Mục đích”." in text_of(answer)
    assert "Tải lên tệp cho “Bản chụp thẻ căn cước”." in text_of(answer)
    assert 'id="id_declared" aria-describedby="id_declared_error" checked' in content
    assert nothing_filed()
    section = browser_of_tra.get(f"/me/dossiers/{draft.key}/sections/request/?errors")
    assert "Hãy điền “Mục đích”." in text_of(section)
    papers = browser_of_tra.get(f"/me/dossiers/{draft.key}/papers/?errors")
    assert "Tải lên tệp cho “Bản chụp thẻ căn cước”." in text_of(papers)


def test_a_draft_of_a_withdrawn_procedure_says_so_and_stays(
    complete_draft: MakeDraft, browser_of_tra: Client
) -> None:
    draft = complete_draft()
    withdraw_procedure(actor=SYSTEM, procedure=draft.procedure, reason="QĐ 100/QĐ-UBND")
    answer = browser_of_tra.post(check(draft), {"declared": "1"})
    assert answer.status_code == 422
    assert "Thủ tục này đã bãi bỏ nên không nộp hồ sơ được." in text_of(answer)
    assert 'href="/services/2.000488/"' in answer.content.decode()
    assert nothing_filed()
    assert browser_of_tra.get(check(draft)).status_code == 200


def test_filing_again_leads_to_the_same_dossier(
    complete_draft: MakeDraft, browser_of_tra: Client
) -> None:
    draft = complete_draft()
    first = browser_of_tra.post(check(draft), {"declared": "1"})
    second = browser_of_tra.post(check(draft), {"declared": "1"})
    code = Dossier.objects.get().code
    assert first.headers["Location"] == f"/me/dossiers/{code}/pay/"
    assert second.headers["Location"] == first.headers["Location"]
    assert Obligation.objects.count() == 1
    for old in ("", "check/", "papers/", "delivery/", "sections/request/", "discard/"):
        back = browser_of_tra.get(f"/me/dossiers/{draft.key}/{old}")
        assert back.headers["Location"] == f"/me/dossiers/{code}/"


def test_a_stranger_files_nothing(complete_draft: MakeDraft, browser_of_lan: Client) -> None:
    draft = complete_draft()
    for page in ("", "check/", "papers/", "delivery/", "sections/request/", "discard/"):
        assert browser_of_lan.get(f"/me/dossiers/{draft.key}/{page}").status_code == 404
        if page:
            answer = browser_of_lan.post(f"/me/dossiers/{draft.key}/{page}", {"declared": "1"})
            assert answer.status_code == 404
    draft.refresh_from_db()
    assert (draft.state, draft.return_channel) == ("draft", "online")
    assert Attachment.objects.get().state == "accepted"
    assert nothing_filed()


def test_a_way_to_receive_that_is_not_offered(
    complete_draft: MakeDraft, browser_of_tra: Client
) -> None:
    draft = complete_draft(return_channels=("counter", "post"))
    answer = browser_of_tra.post(
        f"/me/dossiers/{draft.key}/delivery/", {"return_channel": "online"}
    )
    assert answer.status_code == 422
    assert "Chọn cách nhận kết quả." in text_of(answer)
    draft.refresh_from_db()
    assert draft.return_channel == "counter"


@pytest.mark.django_db(transaction=True)
def test_two_clicks_on_two_connections_file_once(
    complete_draft: MakeDraft, client_as: Callable[[Person], Client], tra: Person
) -> None:
    draft = complete_draft()
    browsers = [client_as(tra), client_as(tra)]

    def click(browser: Client) -> str:
        try:
            return str(browser.post(check(draft), {"declared": "1"}).headers["Location"])
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(click, browsers))
    code = Dossier.objects.get().code
    assert answers == [f"/me/dossiers/{code}/pay/"] * 2
    assert CodeCounter.objects.get().last == 1
    assert Obligation.objects.count() == 1
    assert list(HistoryEntry.objects.values_list("event", flat=True)) == ["file", "require_payment"]
