"""One section of the form: everything typed is kept, whatever happens."""

from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dossiers.actions.file import file
from dossiers.actions.start_draft import start_draft
from dossiers.models import Dossier
from services.models import Revision
from tests.dossiers.clock.test_calendar import at
from tests.dossiers.web.citizen.page import hidden, text_of
from tests.fixtures_dossiers import EFORM
from tests.world import PASSWORD, Person

GROUP = {
    "key": "children", "type": "group", "label": "Các con", "item_label": "Con", "max_items": 3,
    "fields": [{"key": "name", "type": "text", "label": "Họ và tên", "required": True}],
}  # fmt: skip


def section(draft: Dossier, key: str = "request") -> str:
    return f"/me/dossiers/{draft.key}/sections/{key}/"


def answers(draft: Dossier) -> dict[str, Any]:
    return Dossier.objects.get(pk=draft.pk).answers


def autosave(client: Client, draft: Dossier, **fields: str) -> Any:
    data = {"changed": list(fields), "version": "0", **fields}
    return client.post(section(draft), data, headers={"X-Autosave": "1"})


@time_machine.travel(at("2022-03-22 14:03"), tick=False)
def test_autosave_keeps_a_field_and_says_when(draft: Dossier, browser_of_tra: Client) -> None:
    answer = autosave(browser_of_tra, draft, purpose="Xin việc")
    assert (answer.status_code, answer.json()) == (
        200,
        {"saved_at": "14:03", "version": 1, "errors": {}},
    )
    assert answers(draft)["purpose"] == "Xin việc"


def test_autosave_keeps_what_cannot_be_used_and_says_why(
    draft: Dossier, browser_of_tra: Client
) -> None:
    answer = autosave(browser_of_tra, draft, copies="hai bản")
    assert list(answer.json()["errors"]) == ["copies"]

    assert answers(draft)["copies"] == "hai bản"


def test_autosave_takes_few_queries(
    draft: Dossier, browser_of_tra: Client, make_queries: Callable[[], CaptureQueriesContext]
) -> None:
    autosave(browser_of_tra, draft, purpose="Xin việc")
    with make_queries() as queries:
        autosave(browser_of_tra, draft, purpose="Xin việc làm")
    kinds = [one["sql"].split()[0] for one in queries.captured_queries]
    # the session, the person, the draft locked; saved
    assert [kind for kind in kinds if kind not in ("SAVEPOINT", "RELEASE")] == [
        "SELECT", "SELECT", "SELECT", "UPDATE",
    ]  # fmt: skip


def test_opening_a_section_takes_few_queries(
    draft: Dossier, browser_of_tra: Client, make_queries: Callable[[], CaptureQueriesContext]
) -> None:
    browser_of_tra.get(section(draft))
    with make_queries() as queries:
        browser_of_tra.get(section(draft))
    # the session, the person, the draft
    assert len(queries) == 3


def test_autosave_without_a_session_is_told_so(draft: Dossier, client: Client) -> None:
    answer = autosave(client, draft, purpose="Xin việc")
    assert answer.status_code == 401
    assert "purpose" not in answers(draft)


def test_autosave_of_a_filed_dossier_is_refused(
    complete_draft: Callable[..., Dossier], tra: Person, browser_of_tra: Client
) -> None:
    draft = complete_draft()
    filed = file(actor=tra.actor, key=draft.key)
    answer = autosave(browser_of_tra, draft, purpose="Khác")
    assert answer.status_code == 409
    assert answer.json() == {"error": "Hồ sơ này đã nộp nên không sửa được nữa."}
    assert answers(filed)["purpose"] == "Xin việc làm"


def test_a_stranger_finds_nothing_and_changes_nothing(
    draft: Dossier, browser_of_lan: Client
) -> None:
    before = answers(draft)
    assert browser_of_lan.get(section(draft)).status_code == 404
    assert browser_of_lan.post(section(draft), {"purpose": "x"}).status_code == 404
    assert autosave(browser_of_lan, draft, purpose="x").status_code == 404
    assert answers(draft) == before


def test_missing_answers_come_back_with_what_was_typed(
    draft: Dossier, browser_of_tra: Client
) -> None:
    answer = browser_of_tra.post(section(draft), {"version": "0", "purpose": "", "copies": "0"})
    words = text_of(answer)
    assert answer.status_code == 422
    assert "Hãy điền “Mục đích”." in words
    assert 'value="0"' in answer.content.decode()
    assert answers(draft)["copies"] == "0"


def test_saving_for_later_does_not_complain(draft: Dossier, browser_of_tra: Client) -> None:
    answer = browser_of_tra.post(
        section(draft), {"version": "0", "purpose": "", "copies": "x", "then": "later"}
    )
    assert answer.headers["Location"] == f"/me/dossiers/{draft.key}/"
    assert answers(draft)["copies"] == "x"


def test_an_old_page_overwrites_nothing_and_loses_nothing(
    draft: Dossier, browser_of_tra: Client
) -> None:
    old = browser_of_tra.get(section(draft))
    browser_of_tra.post(section(draft), {"version": hidden(old, "version"), "purpose": "Mới"})
    answer = browser_of_tra.post(
        section(draft), {"version": hidden(old, "version"), "purpose": "Cũ", "copies": ""}
    )
    assert answer.status_code == 409
    assert "Phần này vừa được sửa ở một cửa sổ hoặc thiết bị khác." in text_of(answer)
    assert 'value="Cũ"' in answer.content.decode()
    assert answers(draft)["purpose"] == "Mới"
    again = browser_of_tra.post(
        section(draft), {"version": hidden(answer, "version"), "purpose": "Cũ", "copies": ""}
    )
    assert again.status_code == 302
    assert answers(draft)["purpose"] == "Cũ"


def test_the_same_save_twice_is_no_conflict(draft: Dossier, browser_of_tra: Client) -> None:
    data = {"version": "0", "purpose": "Xin việc", "copies": "1"}
    assert browser_of_tra.post(section(draft), data).status_code == 302
    assert browser_of_tra.post(section(draft), data).status_code == 302


def test_rows_are_added_and_removed_without_scripts(
    make_revision: Callable[..., Revision], justice, tra: Person, browser_of_tra: Client
) -> None:
    form = {"sections": [*EFORM["sections"], {"key": "family", "title": "Gia đình",
            "fields": [GROUP]}]}  # fmt: skip
    revision = make_revision(eform=form)
    draft = start_draft(actor=tra.actor, revision=revision, handling_agency=justice)
    page = section(draft, "family")
    browser_of_tra.post(page, {"version": "0", "add__children": "1"})
    answer = browser_of_tra.post(
        page,
        {"version": "1", "children.0": "1", "children.0.name": "An", "add__children": "1"},
    )
    assert answer.status_code == 200
    assert 'name="children.1.name"' in answer.content.decode()
    assert 'value="An"' in answer.content.decode()
    browser_of_tra.post(
        page,
        {
            "version": "2",
            "children.0.name": "An",
            "children.1.name": "Bình",
            "remove__children__0": "1",
        },
    )
    assert answers(draft)["children"] == [{"name": "Bình"}]


@pytest.mark.parametrize("who", ["owner", "stranger"])
def test_what_was_sent_after_the_session_ended_is_kept_until_sign_in(
    draft: Dossier, tra: Person, lan: Person, client: Client, who: str
) -> None:
    lost = client.post(section(draft), {"version": "0", "purpose": "Du học", "copies": "2"})
    assert lost.headers["Location"] == f"/accounts/login/?next={section(draft)}"
    assert "purpose" not in answers(draft)
    person = tra if who == "owner" else lan
    signed_in = client.post(
        "/accounts/login/",
        {"login": person.user.email, "password": PASSWORD, "next": section(draft)},
    )
    assert signed_in.headers["Location"] == section(draft)
    page = client.get(section(draft))
    if who == "stranger":
        assert page.status_code == 404
        assert "purpose" not in answers(draft)
        return
    assert "Đã lưu lại nội dung bạn nhập trước khi phiên đăng nhập hết hạn." in text_of(page)
    assert 'value="Du học"' in page.content.decode()
    assert (answers(draft)["purpose"], answers(draft)["copies"]) == ("Du học", 2)
    assert "Đã lưu lại nội dung" not in text_of(client.get(section(draft)))


def test_a_section_that_does_not_exist(draft: Dossier, browser_of_tra: Client) -> None:
    assert browser_of_tra.get(section(draft, "khong-co")).status_code == 404
    assert browser_of_tra.post(section(draft, "khong-co"), {"a": "b"}).status_code == 404
