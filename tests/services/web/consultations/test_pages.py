"""Pages of consultations, differences and revisions."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from portal.shared import clock
from services.actions.end_consultation import end_consultation
from services.actions.give_opinion import give_opinion
from services.content import RevisionContent
from services.models import Consultation, Opinion, Procedure, RevisionDraft
from services.web.manage.consultations.summaries import told_summaries
from tests.services.consultations.conftest import draft, put_up  # noqa: F401 - fixtures
from tests.services.drafts import edited, submitted
from tests.services.lifecycle.conftest import approver, procedure  # noqa: F401 - fixtures
from tests.world import Person

pytestmark = pytest.mark.django_db
PutUp = Callable[..., Consultation]
As = Callable[[Person], Client]
MOST_BYTES = 60_000
SECRET = "Bí mật của tôi"


def test_what_everybody_reads(put_up: PutUp, tra: Person, client: Client) -> None:  # noqa: F811
    found = put_up()
    give_opinion(actor=tra.actor, key=found.key, stance="object", comment=SECRET, tried_form=True)
    pages = {
        name: client.get(reverse(f"services:{name}", args=[found.key])).content.decode()
        for name in ("consultation", "consultation_procedure", "consultation_try")
    }
    pages["list"] = client.get("/consultations/").content.decode()

    assert "Thời hạn 10 ngày làm việc → 8 ngày làm việc" in pages["consultation"]
    assert (
        "0 trong 1 người góp ý đồng ý, 1 không đồng ý. 1 trong 1 người đã thử điền mẫu đơn."
        in pages["consultation"]
    )
    assert "8 ngày làm việc" in pages["consultation_procedure"]
    assert f"/consultations/{found.key}/" in pages["list"]
    for text in pages.values():
        assert SECRET not in text
        assert tra.citizen.full_name not in text
        assert len(text.encode()) < MOST_BYTES


def test_the_procedure_and_home_lead_to_it(put_up: PutUp, client: Client) -> None:  # noqa: F811
    found = put_up()
    assert f"/consultations/{found.key}/" in client.get("/services/2.000488/").content.decode()
    assert 'href="/consultations/"' in client.get("/").content.decode()


def test_silence_is_told_as_silence(put_up: PutUp, client: Client) -> None:  # noqa: F811
    found = put_up(days=14)
    with clock.pinned(found.closes_at):
        text = client.get(f"/consultations/{found.key}/").content.decode()
    assert "Không ai góp ý trong 15 ngày; im lặng không phải là đồng ý." in text
    assert "Góp ý cần đăng nhập" not in text


def test_a_citizen_gives_and_changes_an_opinion(
    put_up: PutUp,  # noqa: F811
    tra: Person,
    client_as: As,
) -> None:
    found = put_up()
    client, path = client_as(tra), f"/consultations/{found.key}/opinion/"

    refused = client.post(path, {"stance": "object", "comment": "", "seen": ""})
    assert refused.status_code == 422
    assert "Viết điều bạn không đồng ý" in refused.content.decode()
    client.post(f"/consultations/{found.key}/try/", {"at": "start", "person": "adult"})
    page = client.get(path).context["form"]
    assert page["tried_form"].value() is True
    given = client.post(
        path, {"stance": "object", "comment": "Dòng 1\r\nDòng 2", "tried_form": "on", "seen": ""}
    )
    assert given.status_code == 302
    stale = client.post(path, {"stance": "agree", "comment": "Từ tab cũ", "seen": ""})
    assert stale.status_code == 409
    assert "Từ tab cũ" in stale.content.decode()

    opinion = Opinion.objects.get()
    assert (opinion.stance, opinion.comment, opinion.tried_form) == (
        "object",
        "Dòng 1\nDòng 2",
        True,
    )


def test_html_in_a_comment_stays_text(
    put_up: PutUp,  # noqa: F811
    tra: Person,
    admin: Person,
    client_as: As,
) -> None:
    found = put_up()
    give_opinion(
        actor=tra.actor, key=found.key, stance="agree", comment="<script>alert(1)</script>"
    )
    text = client_as(admin).get(f"/manage/consultations/{found.key}/").content.decode()
    assert "&lt;script&gt;alert(1)" in text
    assert "<script>alert" not in text


def test_what_was_typed_after_the_session_had_ended_is_kept(
    put_up: PutUp,  # noqa: F811
    tra: Person,
    client: Client,
) -> None:
    found = put_up()
    path = f"/consultations/{found.key}/opinion/"
    answer = client.post(path, {"stance": "object", "comment": "Tôi đã gõ lâu"})
    assert answer.status_code == 302
    assert not Opinion.objects.exists()
    client.force_login(tra.user)
    assert "Tôi đã gõ lâu" in client.get(path).content.decode()


def test_too_many_opinions(put_up: PutUp, tra: Person, client_as: As) -> None:  # noqa: F811
    found = put_up()
    client, path = client_as(tra), f"/consultations/{found.key}/opinion/"
    codes = [client.post(path, {"stance": ""}).status_code for _round in range(21)]
    assert codes == [422] * 20 + [429]


def test_after_the_end_the_form_leads_to_the_page(
    put_up: PutUp,  # noqa: F811
    tra: Person,
    admin: Person,
    client_as: As,
) -> None:
    found = put_up()
    end_consultation(actor=admin.actor, consultation_id=found.pk, reason="Đã đủ")
    client, path = client_as(tra), f"/consultations/{found.key}/opinion/"
    assert client.get(path).status_code == 302
    refused = client.post(path, {"stance": "agree", "comment": "Muộn"})
    assert refused.status_code == 409
    assert not Opinion.objects.exists()


def test_the_approver_reads_what_people_said(
    put_up: PutUp,  # noqa: F811
    tra: Person,
    admin: Person,
    approver: Person,  # noqa: F811
    draft: RevisionDraft,  # noqa: F811
    client_as: As,
) -> None:
    found = put_up()
    give_opinion(actor=tra.actor, key=found.key, stance="object", comment="Nên 7 ngày")
    end_consultation(actor=admin.actor, consultation_id=found.pk, reason="Đã đủ")
    submitted(admin.actor, edited(admin.actor, RevisionDraft.objects.get(pk=draft.pk), level=3))
    (told,) = told_summaries(approver.actor, RevisionDraft.objects.get(pk=draft.pk))
    assert told["result"].startswith("0 trong 1 người góp ý đồng ý, 1 không đồng ý.")
    assert [each.text for each in told["summary"].later] == ["Mức độ dịch vụ công trực tuyến 4 → 3"]
    assert [each.comment for each in told["summary"].opinions] == ["Nên 7 ngày"]


def test_two_admins_answer_at_once(
    put_up: PutUp,  # noqa: F811
    admin: Person,
    approver: Person,  # noqa: F811
    client_as: As,
    client: Client,
) -> None:
    found = put_up()
    end_consultation(actor=admin.actor, consultation_id=found.pk, reason="Đã đủ")
    path = f"/manage/consultations/{found.key}/answer/"
    assert client_as(admin).post(path, {"answer": "Câu một", "seen": ""}).status_code == 302
    stale = client_as(approver).post(path, {"answer": "Câu hai", "seen": ""})
    text = stale.content.decode()
    assert (stale.status_code, "Câu một" in text, "Câu hai" in text) == (409, True, True)
    again = {"answer": "Câu hai", "seen": stale.context["form"]["seen"].value()}
    assert client_as(approver).post(path, again).status_code == 302
    assert "Câu hai" in client.get(f"/consultations/{found.key}/").content.decode()


def test_opening_with_bad_input_keeps_what_was_typed(
    admin: Person,
    draft: RevisionDraft,  # noqa: F811
    client_as: As,
) -> None:
    path = "/manage/procedures/2.000488/draft/consult/"
    for days in ("", "mười", "2", "91", "9" * 30):
        answer = client_as(admin).post(
            path, {"version": draft.version, "days": days, "question": "Câu đã gõ"}
        )
        assert (answer.status_code, "Câu đã gõ" in answer.content.decode()) == (422, True), days
    assert not Consultation.objects.exists()


@pytest.mark.parametrize("query", ["?from=9", "?to=abc", "?from=1&to=draft", "?to=%00"])
def test_versions_that_are_not_there(
    procedure: Procedure,  # noqa: F811
    admin: Person,
    client_as: As,
    query: str,
) -> None:
    answer = client_as(admin).get(f"/manage/procedures/2.000488/difference/{query}")
    assert answer.status_code in (400, 422)


def test_the_difference_of_the_draft(
    draft: RevisionDraft,  # noqa: F811
    admin: Person,
    client_as: As,
) -> None:
    client = client_as(admin)
    text = client.get("/manage/procedures/2.000488/difference/").content.decode()
    assert "Thời hạn 10 ngày làm việc → 8 ngày làm việc" in text
    back = client.get("/manage/procedures/2.000488/difference/?from=draft&to=1").content.decode()
    assert "Thời hạn 8 ngày làm việc → 10 ngày làm việc" in back


def test_a_revision_whole(procedure: Procedure, admin: Person, client_as: As) -> None:  # noqa: F811
    client = client_as(admin)
    text = client.get("/manage/procedures/2.000488/revisions/1/").content.decode()
    content = RevisionContent.from_json(procedure.drafts.get().content_json)
    for expected in (
        *(paper.name for paper in content.papers),
        *(fee.name for fee in content.fees),
        *(step.name for step in content.steps),
        *(law.text for law in content.legal_basis),
        "Họ và tên",
        "200.000 đ một hồ sơ",
        "Giảm một nửa",
    ):
        assert expected in text
    assert client.get("/manage/procedures/2.000488/revisions/2/").status_code == 404
