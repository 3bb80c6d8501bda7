"""Cases are for a named person, who is told of each once and never by the thousand."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from portal.accounts.models import StaffRole, User
from portal.national.actions.cases import close_cases, open_case, open_cases
from portal.national.actions.close_case import close_case
from portal.national.actions.put_in_charge import put_in_charge
from portal.national.actions.tell_of_cases import tell_of_cases
from portal.national.models import Duty, SyncCase
from portal.notifications.models import Notice
from portal.shared import clock
from portal.shared.action_log.models import ActionLogEntry
from portal.shared.errors import InvalidInput, NotAllowed, StalePage
from tests.portal.national.delivery.rows import MOMENT
from tests.world import Person

pytestmark = pytest.mark.django_db

Kind = SyncCase.Kind
Refused = Callable[[str], SyncCase]


def mails() -> list[tuple[str, str]]:
    return list(Notice.objects.order_by("pk").values_list("to_email", "subject"))


@pytest.fixture
def second(admin: Person) -> Person:
    """Another provincial admin."""
    user = User.objects.create_user(email="second@motcua.example", full_name="Lê Văn Bình")
    role = StaffRole.objects.create(user=user, role="provincial_admin", agency=admin.agency)
    return Person(user, staff_role=role)


def test_a_case_is_for_the_first_provincial_admin_and_a_mail_says_so(
    admin: Person, second: Person
) -> None:
    case = open_case(kind=Kind.OUTAGE, subject="states", text="Không kết nối được.")
    assert (case.assignee, case.told_at is not None) == (admin.user, True)
    (notice,) = Notice.objects.all()
    assert notice.to_email == "admin@motcua.example"
    assert notice.subject == "Đồng bộ với cổng quốc gia: Cổng quốc gia không nhận"
    assert "- Nhận trạng thái hồ sơ: Không kết nối được." in notice.text
    assert "http://127.0.0.1:8000/manage/national/" in notice.text


def test_a_case_that_is_open_is_not_opened_or_told_again(admin: Person) -> None:
    first = open_case(kind=Kind.OUTAGE, subject="states", text="Một.")
    assert open_case(kind=Kind.OUTAGE, subject="states", text="Hai.") == first
    assert SyncCase.objects.count() == 1
    assert len(mails()) == 1


def test_a_thousand_refusals_at_once_are_one_mail_and_the_next_comes_after_an_hour(
    admin: Person,
) -> None:
    with clock.pinned(MOMENT):
        assert open_cases(kind=Kind.PARKED, texts={f"A-{n}": "Không nhận." for n in range(1000)})
    with clock.pinned(MOMENT + timedelta(minutes=59)):
        open_cases(kind=Kind.PARKED, texts={"B": "Không nhận."})
        open_cases(kind=Kind.PARKED, texts={"C": "Không nhận."})
        assert tell_of_cases() == 0
    assert mails() == [
        ("admin@motcua.example",
         "Đồng bộ với cổng quốc gia: 1000 bản tin bị cổng quốc gia từ chối")
    ]  # fmt: skip
    notice = Notice.objects.get()
    assert "- A-9: Không nhận." in notice.text
    assert "- A-10: Không nhận." not in notice.text
    assert "và 990 việc khác" in notice.text
    with clock.pinned(MOMENT + timedelta(minutes=61)):
        assert tell_of_cases() == 1
        assert tell_of_cases() == 0
    assert mails()[1:] == [
        ("admin@motcua.example", "Đồng bộ với cổng quốc gia: 2 bản tin bị cổng quốc gia từ chối")
    ]


def test_what_the_other_side_says_about_people_is_not_mailed(admin: Person) -> None:
    text = "Số định danh 049190000001 và địa chỉ tra@motcua.example không hợp lệ."
    code = "000.00.15.H47-220322-0001"
    open_case(kind=Kind.PARKED, subject=code, text=text)
    notice = Notice.objects.get()
    for part in (notice.text, notice.html, notice.subject):
        assert "049190000001" not in part
        assert "tra@" not in part
    assert f"- {code}: Số định danh … và địa chỉ … không hợp lệ." in notice.text


def test_without_anybody_the_case_opens_and_is_told_of_when_somebody_comes(
    province, refused: Refused, request: pytest.FixtureRequest
) -> None:
    case = refused("A")
    assert (case.assignee, case.told_at) == (None, None)
    assert mails() == []
    admin: Person = request.getfixturevalue("admin")
    assert tell_of_cases() == 1
    case.refresh_from_db()
    assert case.assignee == admin.user
    assert len(mails()) == 1


def test_somebody_is_put_in_charge_and_takes_the_open_cases(
    admin: Person, second: Person, refused: Refused
) -> None:
    refused("A")
    put_in_charge(actor=admin.actor, user=second.user)
    put_in_charge(actor=admin.actor, user=second.user)
    assert list(Duty.objects.values_list("user_id", flat=True)) == [second.user.pk]
    assert SyncCase.objects.get().assignee == second.user
    assert open_case(kind=Kind.STUCK, subject="B", text="Đang bận.").assignee == second.user
    assert mails()[-1][0] == "second@motcua.example"
    assert list(ActionLogEntry.objects.values_list("action", "subject")) == [
        ("put_in_charge_of_sync", f"user:{second.user.pk}")
    ]


def test_who_left_is_in_charge_of_nothing(admin: Person, second: Person, refused: Refused) -> None:
    put_in_charge(actor=admin.actor, user=second.user)
    StaffRole.objects.filter(user=second.user).update(is_active=False)
    assert refused("A").assignee == admin.user


@pytest.mark.parametrize("who", ["clerk", "leader", "auditor"])
def test_only_provincial_admins_are_put_in_charge_and_only_by_their_like(
    who: str, admin: Person, request: pytest.FixtureRequest
) -> None:
    other: Person = request.getfixturevalue(who)
    with pytest.raises(InvalidInput) as wrong:
        put_in_charge(actor=admin.actor, user=other.user)
    assert wrong.value.errors == {"user": "Hãy chọn một quản trị tỉnh đang làm việc."}
    with pytest.raises(NotAllowed):
        put_in_charge(actor=other.actor, user=admin.user)
    assert not Duty.objects.exists()


def test_the_system_closes_what_is_over(admin: Person, refused: Refused) -> None:
    refused("A"), refused("B")
    closed = close_cases(kind=Kind.PARKED, subjects=["A", "C"], outcome="Bản tin đã được nhận.")
    assert closed == 1
    case = SyncCase.objects.get(subject="A")
    assert case.closed_at is not None
    assert (case.closed_by, case.outcome) == (None, "Bản tin đã được nhận.")
    assert SyncCase.objects.get(subject="B").closed_at is None
    assert refused("A").pk != case.pk  # it may come again


def test_a_person_closes_a_case_with_what_was_found(admin: Person, refused: Refused) -> None:
    case = refused("A")
    outcome = "Đã gọi cho bên kia, họ sửa."
    closed = close_case(actor=admin.actor, case_id=case.pk, outcome=f" {outcome}\n")
    assert (closed.closed_by, closed.outcome) == (admin.user, outcome)
    with pytest.raises(StalePage):
        close_case(actor=admin.actor, case_id=case.pk, outcome=outcome)
    assert list(ActionLogEntry.objects.values_list("action", "subject", "detail")) == [
        ("close_sync_case", f"sync_case:{case.pk}", {"kind": "parked"})
    ]


def test_a_case_is_not_closed_without_words_or_by_somebody_else(
    admin: Person, clerk: Person, refused: Refused
) -> None:
    case = refused("A")
    with pytest.raises(InvalidInput) as wrong:
        close_case(actor=admin.actor, case_id=case.pk, outcome="  xong ")
    assert set(wrong.value.errors) == {"outcome"}
    with pytest.raises(NotAllowed):
        close_case(actor=clerk.actor, case_id=case.pk, outcome="Đã gọi cho bên kia, họ sửa.")
    with pytest.raises(SyncCase.DoesNotExist):
        close_case(actor=admin.actor, case_id=case.pk + 1, outcome="Đã gọi cho bên kia.")
    case.refresh_from_db()
    assert case.closed_at is None
    assert not ActionLogEntry.objects.exists()
