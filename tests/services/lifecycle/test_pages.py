"""The lifecycle in pages: what waits, the list, one procedure, every step by form."""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.shared import clock
from services.actions.open_draft import open_draft
from services.actions.publish_revision import publish_revision
from services.actions.withdraw_procedure import withdraw_procedure
from services.content import LegalText
from services.models import DraftEdit, Procedure, Revision, RevisionDraft, Withdrawal
from tests.dossiers.web.citizen.page import text_of
from tests.services.drafts import CONTENT, drafted, edited, published, submitted
from tests.world import Person, sign_in

pytestmark = pytest.mark.django_db
BASE = "/manage/procedures/2.000488/"


@pytest.fixture
def fresh() -> Callable[[Person], Client]:
    """Signed in a moment ago, with the second factor."""

    def sign(person: Person) -> Client:
        client = sign_in(Client(), person)
        session = client.session
        session[AUTHENTICATION_METHODS_SESSION_KEY] = [
            {"method": "mfa", "type": "totp", "at": time.time()}
        ]
        session.save()
        return client

    return sign


@pytest.fixture
def draft(procedure: Procedure, admin: Person) -> RevisionDraft:
    """Changed, not submitted."""
    opened = open_draft(actor=admin.actor, procedure=procedure)
    return edited(admin.actor, opened, time_value=7)


def queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    return len(found)


def test_what_waits(
    procedure: Procedure, draft: RevisionDraft, admin: Person, approver: Person,
    fresh: Callable[[Person], Client],
) -> None:  # fmt: skip
    assert "Đang soạn thảo" in text_of(fresh(admin).get("/manage/"))
    assert "Không có bản soạn thảo nào chờ bạn" in text_of(fresh(approver).get("/manage/"))
    submitted(admin.actor, draft)
    words = text_of(fresh(approver).get("/manage/"))
    assert "Không có bản soạn thảo nào chờ bạn" not in words
    assert "Huỳnh Quốc Bảo" in words
    # Not one's own.
    assert "Không có bản soạn thảo nào chờ bạn" in text_of(fresh(admin).get("/manage/"))


def test_laws_that_end_and_days_to_come(
    admin: Person, approver: Person, justice: Any, fresh: Callable[[Person], Client]
) -> None:
    today = clock.today()
    laws = {
        "Văn bản đã hết": today - timedelta(days=1),
        "Văn bản sắp hết": today + timedelta(days=90),
        "Văn bản còn lâu": today + timedelta(days=91),
    }
    with clock.pinned(clock.now() - timedelta(days=9)):
        for number, (text, last) in enumerate(laws.items()):
            published(
                admin.actor, approver.actor, code=f"1.00000{number}", name=f"Thủ tục {number}",
                legal_basis=(LegalText("Luật", ""), LegalText(text, last.isoformat())),
            )  # fmt: skip
    leaving = Procedure.objects.get(code="1.000002")
    withdraw_procedure(
        actor=admin.actor, procedure=leaving, reason="QĐ", effective_from=today + timedelta(days=3)
    )
    words = text_of(fresh(admin).get("/manage/"))
    assert "Văn bản đã hết Đã hết hiệu lực sau ngày" in words
    assert "Văn bản sắp hết Hiệu lực đến hết" in words
    assert "Văn bản còn lâu" not in words
    assert f"Bãi bỏ từ {today + timedelta(days=3):%d/%m/%Y}" in words


@pytest.mark.parametrize(
    "address", ["/manage/", "/manage/procedures/", "/manage/procedures/?q=cấp"]
)
def test_many_cost_as_much_as_few(
    address: str, admin: Person, approver: Person, justice: Any, fresh: Callable[[Person], Client]
) -> None:
    def make(number: int) -> None:
        code = f"1.00000{number}"
        procedure = published(admin.actor, approver.actor, code=code)
        opened = open_draft(actor=approver.actor, procedure=procedure)
        submitted(approver.actor, edited(approver.actor, opened, time_value=7))

    make(0)
    client = fresh(admin)
    client.get(address)
    before = queries(client, address)
    for number in range(1, 5):
        make(number)
    assert queries(client, address) == before


def test_the_list_is_searched_and_narrowed(
    procedure: Procedure, admin: Person, approver: Person, fresh: Callable[[Person], Client]
) -> None:
    drafted(admin.actor, code="1.000001", name="Đăng ký khai sinh")
    gone = published(admin.actor, approver.actor, code="1.000002", level=3)
    withdraw_procedure(actor=admin.actor, procedure=gone, reason="QĐ")
    client = fresh(admin)

    def codes(query: str) -> list[str]:
        rows = client.get(f"/manage/procedures/?{query}").context["rows"]
        return [row["procedure"].code for row in rows]

    assert codes("") == ["1.000001", "1.000002", "2.000488"]
    assert codes("q=ly lich") == ["1.000002", "2.000488"]
    assert codes("q=1.00000") == ["1.000001", "1.000002"]
    assert codes("q=Cấp Phiếu") == ["1.000001", "1.000002", "2.000488"]
    assert codes("validity=in_force") == ["2.000488"]
    assert codes("validity=withdrawn") == ["1.000002"]
    assert codes("validity=never") == ["1.000001"]
    assert codes("draft=draft") == ["1.000001"]
    assert codes("draft=none") == ["1.000002", "2.000488"]
    assert codes("level=4") == ["2.000488"]
    assert codes("sector=khong-co") == []
    assert codes("level=x&page=-3&draft=%27;--") == []
    assert codes("agency=000.00.15.H47") == ["1.000002", "2.000488"]


def test_from_draft_to_force_by_forms(
    procedure: Procedure, draft: RevisionDraft, admin: Person, approver: Person,
    fresh: Callable[[Person], Client],
) -> None:  # fmt: skip
    author, second = fresh(admin), fresh(approver)
    assert "Trình phê duyệt" in text_of(author.get(BASE))
    sent = author.post(f"{BASE}draft/submit/", {"version": draft.version, "applies_from": ""})
    assert (sent.status_code, sent["Location"]) == (302, BASE)
    assert "người khác phải duyệt" in text_of(author.get(BASE))
    denied = author.post(f"{BASE}draft/approve/", {"version": draft.version, "applies_from": ""})
    assert denied.status_code == 403
    assert "Người khác phải duyệt" in text_of(denied)
    assert Revision.objects.count() == 1

    page = second.get(f"{BASE}draft/approve/")
    words = text_of(page)
    assert "Khác gì với phiên bản 1" in words
    assert "10 ngày làm việc" in words
    assert "7 ngày làm việc" in words
    assert "Bản nháp người dân đang khai" in words
    done = second.post(
        f"{BASE}draft/approve/",
        {"version": draft.version, "applies_from": f"{clock.today():%d/%m/%Y}"},
    )
    assert (done.status_code, done["Location"]) == (302, BASE)
    assert Revision.objects.get(state="published").number == 2
    assert "Duyệt và công bố phiên bản 2" in text_of(second.get(BASE))


def test_approval_asks_for_the_second_factor_again(
    draft: RevisionDraft, admin: Person, approver: Person, client_as: Callable[[Person], Client]
) -> None:
    submitted(admin.actor, draft)
    client = client_as(approver)  # shown long ago
    for answer in (
        client.get(f"{BASE}draft/approve/"),
        client.post(f"{BASE}draft/approve/", {"version": draft.version}),
        client.get(f"{BASE}withdraw/"),
        client.post(f"{BASE}withdraw/", {"number": 1, "reason": "QĐ"}),
    ):
        assert answer.status_code == 302
        assert "/accounts/" in answer["Location"]
    assert Revision.objects.get().state == "published"
    assert RevisionDraft.objects.get(pk=draft.pk).state == "approval"


def test_what_is_missing_leads_to_its_place(
    admin: Person, justice: Any, fresh: Callable[[Person], Client]
) -> None:
    drafted(admin.actor, legal_basis=())
    page = fresh(admin).get(f"{BASE}draft/submit/").content.decode()
    assert f'href="{BASE}draft/facts/"' in page
    assert "Nêu ít nhất một căn cứ pháp lý." in page
    assert "<button" not in page.split("<h1>")[1].split("</main>")[0]


def test_a_later_day_and_back(
    draft: RevisionDraft, admin: Person, approver: Person, fresh: Callable[[Person], Client]
) -> None:
    day = clock.today() + timedelta(days=9)
    author, second = fresh(admin), fresh(approver)
    author.post(
        f"{BASE}draft/submit/",
        {"version": draft.version, "applies_from": f"{day:%d/%m/%Y}"},
    )
    assert f'value="{day:%d/%m/%Y}"' in second.get(f"{BASE}draft/approve/").content.decode()
    second.post(
        f"{BASE}draft/approve/", {"version": draft.version, "applies_from": f"{day:%d/%m/%Y}"}
    )
    words = text_of(second.get(BASE))
    assert f"Phiên bản 2: Từ {day:%d/%m/%Y}" in words
    assert f"Áp dụng từ {day:%d/%m/%Y}" in words
    assert "Phiên bản 2 áp dụng từ" in text_of(author.get("/manage/"))
    empty = author.post(f"{BASE}draft/call-back/", {"reason": ""})
    assert empty.status_code == 422
    assert "Nêu vì sao thu hồi" in text_of(empty)
    assert author.post(f"{BASE}draft/call-back/", {"reason": "Hoãn"}).status_code == 302
    assert Revision.objects.count() == 1
    assert "Trả lại vì: Hoãn" in text_of(author.get(BASE))


def test_a_bad_day_stays_typed(
    draft: RevisionDraft, admin: Person, fresh: Callable[[Person], Client]
) -> None:
    client = fresh(admin)
    for typed, words in (("31/02/2026", "Nhập ngày dạng"), ("01/01/2020", "Chọn hôm nay")):
        answer = client.post(
            f"{BASE}draft/submit/", {"version": draft.version, "applies_from": typed}
        )
        assert answer.status_code == 422
        assert f'value="{typed}"' in answer.content.decode()
        assert words in text_of(answer)
    assert RevisionDraft.objects.get(pk=draft.pk).state == "draft"


def test_an_overtaken_page_says_so(
    draft: RevisionDraft, admin: Person, approver: Person, fresh: Callable[[Person], Client]
) -> None:
    client = fresh(admin)
    edited(approver.actor, draft, time_value=6)
    answer = client.post(f"{BASE}draft/submit/", {"version": draft.version, "applies_from": ""})
    assert answer.status_code == 409
    assert "Phan Thanh Tùng đã sửa bản soạn thảo" in text_of(answer)
    broken = client.post(f"{BASE}draft/submit/", {"version": "x", "applies_from": ""})
    assert broken.status_code == 422
    assert DraftEdit.objects.filter(part="submit", draft=draft).count() == 0


def test_withdrawn_by_form(
    procedure: Procedure, admin: Person, approver: Person, fresh: Callable[[Person], Client]
) -> None:
    published(admin.actor, approver.actor, code="1.000656", name="Thủ tục mới")
    client, day = fresh(admin), clock.today() + timedelta(days=9)
    wrong = client.post(
        f"{BASE}withdraw/",
        {"number": 1, "reason": "", "effective_from": "x", "successor": "9.999999"},
    )
    assert wrong.status_code == 422
    assert "Không có thủ tục nào mang mã 9.999999" in text_of(wrong)
    assert not Withdrawal.objects.exists()
    typed = {
        "number": 1, "reason": "QĐ 7", "effective_from": f"{day:%d/%m/%Y}",
        "successor": "1.000656",
    }  # fmt: skip
    assert client.post(f"{BASE}withdraw/", typed).status_code == 302
    words = text_of(client.get(BASE))
    assert "Sắp bãi bỏ" in words
    assert "1.000656 Thủ tục mới" in words
    assert client.post(f"{BASE}withdraw/", typed).status_code == 409
    assert client.post(f"{BASE}withdraw/cancel/").status_code == 302
    assert client.get(f"{BASE}withdraw/cancel/").status_code == 302
    assert "Sắp bãi bỏ" not in text_of(client.get(BASE))


def test_a_step_out_of_turn_leads_home(
    draft: RevisionDraft, admin: Person, fresh: Callable[[Person], Client]
) -> None:
    client = fresh(admin)
    for step in ("approve", "return", "call-back"):
        assert client.get(f"{BASE}draft/{step}/")["Location"] == BASE
    assert client.get("/manage/procedures/9.999999/").status_code == 404
    assert client.get("/manage/procedures/1.000656/draft/submit/").status_code == 404


def test_the_public_page_says_how_time_is_counted(
    admin: Person, approver: Person, justice: Any, client: Client
) -> None:
    published(admin.actor, approver.actor, legal_time_value=15, clock_rule="first_day")
    words = text_of(client.get("/services/2.000488/"))
    assert "10 ngày làm việc" in words
    assert "Tính cả ngày tiếp nhận. Luật định tối đa 15 ngày làm việc." in words
    published(admin.actor, approver.actor, code="1.000656", legal_time_value=10)
    words = text_of(client.get("/services/1.000656/"))
    assert "Luật định" not in words
    assert "Tính từ ngày làm việc tiếp theo ngày tiếp nhận." in words


def test_an_outdated_draft_is_opened_anew(
    procedure: Procedure, draft: RevisionDraft, admin: Person, fresh: Callable[[Person], Client]
) -> None:
    publish_revision(
        actor=admin.actor, procedure=procedure, content=replace(CONTENT, time_value=3),
        handling=None,
    )  # fmt: skip
    client = fresh(admin)
    assert "Mở lại từ phiên bản mới" in text_of(client.get(BASE))
    done = client.post(f"{BASE}draft/rebase/", {"version": draft.version})
    assert done["Location"] == f"{BASE}difference/?from=2&to=draft"
    assert client.get(done["Location"]).status_code == 200
