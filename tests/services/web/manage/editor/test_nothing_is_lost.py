"""Two admins at once, a session that ended, a draft that closed: what was typed is never lost."""

from collections.abc import Callable

import pytest
from django.test import Client

from services.actions.edit_draft import edit_draft
from services.content import PaperContent, RevisionContent, StepContent
from services.editing.notices import set_notices
from services.editing.papers import remove_paper
from services.flow import DraftState
from services.models import RevisionDraft
from tests.services.web.manage.editor.conftest import HUB
from tests.world import Person

NOTICES = f"{HUB}notices/"
Content = Callable[[], RevisionContent]


def overtake(admin: Person, draft: RevisionDraft) -> None:
    """Another admin saves a notice meanwhile."""
    edit_draft(
        actor=admin.actor, draft_id=draft.pk, version=1, part="notices", words="Sửa",
        change=lambda content: set_notices(content, {"file": "Của người kia", "halt": "Nữa"}),
    )  # fmt: skip


def test_a_page_that_was_overtaken_shows_both_texts_and_saves_nothing(
    admin: Person, manage: Client, draft: RevisionDraft, content: Content
) -> None:
    overtake(admin, draft)

    answer = manage.post(NOTICES, {"version": "1", "file": "Của tôi <b>"})

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Của tôi &lt;b&gt;</textarea>" in page
    assert page.count("Của người kia") == 1
    assert "Khi dừng xử lý" in page
    assert 'name="version" value="2"' in page
    assert f"{admin.user.full_name} vừa lưu bản soạn thảo này lúc" in page
    assert content().notices == {"file": "Của người kia", "halt": "Nữa"}


def test_saving_again_on_purpose_saves(
    admin: Person, manage: Client, draft: RevisionDraft, content: Content
) -> None:
    overtake(admin, draft)

    assert manage.post(NOTICES, {"version": "2", "file": "Của tôi"}).status_code == 302
    assert content().notices == {"file": "Của tôi"}


def test_an_edit_elsewhere_says_that_nothing_differs_here(
    admin: Person, manage: Client, draft: RevisionDraft
) -> None:
    overtake(admin, draft)
    new_step = {"version": "1", "name": "Tiếp nhận", "role": "clerk"}

    answer = manage.post(f"{HUB}steps/new/", new_step)

    assert answer.status_code == 409
    assert 'value="Tiếp nhận"' in answer.content.decode()


def test_a_mistake_does_not_make_an_old_page_new(
    admin: Person, manage: Client, draft: RevisionDraft
) -> None:
    overtake(admin, draft)

    rows = {f"{rows}-TOTAL_FORMS": "0" for rows in ("laws", "results")}
    answer = manage.post(f"{HUB}facts/", {"version": "1", "time_value": "ba", **rows})

    assert answer.status_code == 422
    assert 'name="version" value="1"' in answer.content.decode()


def test_a_paper_that_another_removed(
    admin: Person, manage: Client, draft: RevisionDraft, fill: Callable[..., None]
) -> None:
    fill(papers=[PaperContent("a", "A").as_json(), PaperContent("b", "B").as_json()])
    edit_draft(
        actor=admin.actor, draft_id=draft.pk, version=1, part="papers", words="Xóa",
        change=lambda content: remove_paper(content, 0),
    )  # fmt: skip

    assert manage.post(f"{HUB}papers/a/", {"version": "1", "name": "A"}).status_code == 404
    answer = manage.post(f"{HUB}papers/", {"version": "1", "move": "down:0"})
    assert answer.status_code == 409
    assert "Danh sách dưới đây là mới nhất" in answer.content.decode()


def test_what_was_sent_after_the_session_ended_waits(
    manage: Client, client: Client, admin: Person, draft: RevisionDraft, content: Content
) -> None:
    from_before = client.post(NOTICES, {"version": "1", "file": "Viết dở"})
    assert from_before["Location"].startswith("/accounts/login/?next=")

    session = manage.session
    session.update({"kept_post": client.session["kept_post"]})
    session.save()
    page = manage.get(NOTICES).content.decode()

    assert "Viết dở</textarea>" in page
    assert "trước khi phiên đăng nhập hết hạn còn ở dưới" in page
    assert content().notices == {}
    assert "Viết dở" not in manage.get(NOTICES).content.decode()


@pytest.mark.parametrize("state", [DraftState.CONSULTATION, DraftState.APPROVAL])
def test_a_draft_that_is_not_being_drafted_is_read_only(
    manage: Client, draft: RevisionDraft, content: Content, state: DraftState
) -> None:
    locked = RevisionDraft.objects.get(pk=draft.pk)
    locked.consult() if state == DraftState.CONSULTATION else locked.submit()
    locked.save()

    page = manage.get(NOTICES).content.decode()
    assert "disabled" in page
    assert ">Lưu</button>" not in page
    assert str(state.label) in page
    answer = manage.post(NOTICES, {"version": "1", "file": "Muộn rồi"})
    assert answer.status_code == 403
    assert "Muộn rồi</textarea>" in answer.content.decode()
    assert content().notices == {}
    assert "chưa sửa được" in manage.get(HUB).content.decode()


def test_adding_and_removing_rows_saves_nothing_and_keeps_all(
    manage: Client, draft: RevisionDraft, content: Content
) -> None:
    typed = {
        "version": "1", "name": "Tên đang gõ",
        "laws-TOTAL_FORMS": "2", "laws-INITIAL_FORMS": "0",
        "laws-0-text": "Luật A", "laws-1-text": "Luật B",
        "results-TOTAL_FORMS": "0", "results-INITIAL_FORMS": "0",
    }  # fmt: skip

    added = manage.post(f"{HUB}facts/", typed | {"add__laws": "1"}).content.decode()
    removed = manage.post(f"{HUB}facts/", typed | {"remove__laws__0": "1"}).content.decode()

    assert 'name="laws-2-text"' in added
    assert "Có chỗ cần sửa" not in added
    assert "Tên đang gõ" in added
    assert 'name="laws-0-text" value="Luật B"' in removed
    assert "Luật A" not in removed
    assert content().name == "Cấp bản sao trích lục"


def test_buttons_that_nobody_has(manage: Client, fill: Callable[..., None]) -> None:
    fill(steps=[StepContent("clerk", "A").as_json()])

    assert manage.post(f"{HUB}steps/", {"version": "1", "move": "down:9"}).status_code == 404
    assert manage.post(f"{HUB}steps/", {"version": "1", "move": "x"}).status_code == 404
    assert manage.post(f"{HUB}steps/new/", {"version": "1", "remove": "1"}).status_code == 404
    rows = {"laws-TOTAL_FORMS": "99999999999", "add__laws": "1"}
    assert manage.post(f"{HUB}facts/", rows).status_code == 200
