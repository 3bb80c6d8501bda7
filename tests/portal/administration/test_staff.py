"""Invitations, roles with four eyes, the last admin, leaving, taking dossiers over."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.test import Client

from dossiers.actions.take_over import take_over
from dossiers.models import Dossier, HistoryEntry
from portal.accounts.actions.accept_invitation import accept_invitation
from portal.accounts.actions.cancel_invitation import cancel_invitation
from portal.accounts.actions.give_role import give_role
from portal.accounts.actions.invite_staff import invite_staff
from portal.accounts.actions.resend_invitation import resend_invitation
from portal.accounts.models import AccountLetter, StaffInvitation, StaffRole, User
from portal.accounts.roles import Role
from portal.administration.actions.deactivate_staff import deactivate_staff
from portal.administration.actions.end_role import end_role
from portal.administration.actions.reactivate_staff import reactivate_staff
from portal.agencies.models import Agency
from portal.shared.errors import InvalidInput, NotAllowed, StalePage
from tests import world
from tests.dossiers.clock.test_calendar import at
from tests.world import Person

PASSWORD = "mot-cua-moi-2026"


def invite(admin: Person, agency: Agency, **changes: Any) -> StaffInvitation:
    """Lê Văn An as an officer."""
    arguments: dict[str, Any] = {
        "actor": admin.actor, "full_name": "Lê Văn An", "email": "An@QuangNam.example",
        "roles": [("officer", agency.pk)],
    }  # fmt: skip
    return invite_staff(**(arguments | changes))


def link_in(letter: AccountLetter) -> str:
    """The path of the link."""
    found = re.search(r"http://[^/]+(/accounts/invitation/[\w-]+/)", letter.text)
    assert found
    return found[1]


def test_from_the_letter_to_the_second_factor(
    admin: Person, justice: Agency, client: Client, run_jobs: Callable[..., list[str]]
) -> None:
    invitation = invite(admin, justice)
    letter = AccountLetter.objects.get()
    assert letter.to_email == "an@quangnam.example"
    assert "Cán bộ thụ lý, Sở Tư pháp" in letter.text and "Huỳnh Quốc Bảo mời bạn" in letter.text
    link = link_in(letter)
    secret = link.split("/")[3]
    assert secret not in invitation.token_sha256
    run_jobs(queues=["mail"])
    assert mail.outbox[0].to == ["an@quangnam.example"]
    assert AccountLetter.objects.get().text == ""

    page = client.get(link)
    assert page.status_code == 200 and "Lê Văn An" in page.content.decode()
    for typed, words in (
        ({"password1": PASSWORD, "password2": "khac"}, "Hai mật khẩu không giống nhau"),
        ({"password1": "12345678", "password2": "12345678"}, "Mật khẩu"),
    ):
        refused = client.post(link, typed)
        assert refused.status_code == 422 and words in refused.content.decode()
        assert not User.objects.filter(email="an@quangnam.example").exists()
    done = client.post(link, {"password1": PASSWORD, "password2": PASSWORD})
    assert done.url == "/accounts/login/"
    # Signed in with the password alone nothing of staff opens; the set-up comes first.
    signed_in = client.post(
        "/accounts/login/", {"login": "an@quangnam.example", "password": PASSWORD}
    )
    assert signed_in.url == "/accounts/2fa/totp/activate/"
    assert client.get("/desk/").status_code == 302
    role = StaffRole.objects.get(user__email="an@quangnam.example")
    assert (role.role, role.agency_id, role.is_active) == ("officer", justice.pk, True)
    # The link is worth nothing any more.
    assert Client().get(link).status_code == 404
    with pytest.raises(StalePage):
        accept_invitation(secret=secret, password=PASSWORD)


def test_a_link_expires_and_a_new_one_makes_the_old_one_worthless(
    admin: Person, justice: Agency
) -> None:
    with time_machine.travel(at("2026-11-19 10:30")) as now:
        invitation = invite(admin, justice)
        first = link_in(AccountLetter.objects.get()).split("/")[3]
        now.shift(timedelta(days=7, seconds=1))
        with pytest.raises(StalePage):
            accept_invitation(secret=first, password=PASSWORD)
        resend_invitation(actor=admin.actor, invitation_id=invitation.pk)
        second = link_in(AccountLetter.objects.latest("pk")).split("/")[3]
        with pytest.raises(StalePage):
            accept_invitation(secret=first, password=PASSWORD)
        assert accept_invitation(secret=second, password=PASSWORD).full_name == "Lê Văn An"
        with pytest.raises(StalePage, match="đã được nhận"):
            cancel_invitation(actor=admin.actor, invitation_id=invitation.pk)


def test_a_cancelled_invitation_opens_nothing(
    admin: Person, justice: Agency, officer: Person
) -> None:
    invitation = invite(admin, justice)
    secret = link_in(AccountLetter.objects.get()).split("/")[3]
    for action in (cancel_invitation, resend_invitation):
        with pytest.raises(NotAllowed):
            action(actor=officer.actor, invitation_id=invitation.pk)
    cancel_invitation(actor=admin.actor, invitation_id=invitation.pk)
    with pytest.raises(StalePage):
        accept_invitation(secret=secret, password=PASSWORD)
    with pytest.raises(StalePage, match="đã hủy"):
        resend_invitation(actor=admin.actor, invitation_id=invitation.pk)
    assert invite(admin, justice).pk != invitation.pk


def test_who_can_be_invited(admin: Person, justice: Agency, officer: Person, tra: Person) -> None:
    invite(admin, justice)
    for email, words in (
        ("an@quangnam.example", "Đã có lời mời chờ trả lời gửi đến thư này. Hãy gửi lại hoặc hủy"
            " lời mời đó."),
        (officer.user.email, "“Phạm Văn Minh” đã có tài khoản cán bộ. Hãy mở trang của người đó."),
        (tra.user.email, "Thư này thuộc một tài khoản công dân. Hãy dùng thư công vụ của cán bộ."),
        ("khong", "Nhập thư điện tử theo dạng ten@coquan.gov.vn."),
    ):  # fmt: skip
        with pytest.raises(InvalidInput) as refusal:
            invite(admin, justice, email=email)
        assert refusal.value.errors == {"email": words}
    with pytest.raises(InvalidInput) as refusal:
        invite(admin, justice, email="moi@x.example", full_name=" ", roles=[("citizen", 0)])
    assert set(refusal.value.errors) == {"full_name", "role", "agency"}
    with pytest.raises(NotAllowed):
        invite(officer, justice, email="moi@x.example")
    assert StaffInvitation.objects.count() == 1 and AccountLetter.objects.count() == 1


def test_four_eyes_and_the_last_admin(admin: Person, admin2: Person, justice: Agency) -> None:
    assert admin.staff_role and admin2.staff_role
    for deed in (
        lambda: give_role(
            actor=admin.actor, user_id=admin.user.pk, role="leader", agency_id=justice.pk
        ),
        lambda: end_role(actor=admin.actor, role_id=admin.staff_role.pk),
        lambda: deactivate_staff(actor=admin.actor, user_id=admin.user.pk),
    ):
        with pytest.raises(NotAllowed, match="Bạn không được tự đổi vai trò"):
            deed()
    assert StaffRole.objects.filter(user=admin.user).count() == 1
    end_role(actor=admin.actor, role_id=admin2.staff_role.pk)
    # Whoever acts for him from an old page: he is the last one now.
    for deed in (
        lambda: end_role(actor=admin2.actor, role_id=admin.staff_role.pk),
        lambda: deactivate_staff(actor=admin2.actor, user_id=admin.user.pk),
    ):
        with pytest.raises(NotAllowed, match="quản trị tỉnh cuối cùng"):
            deed()
    assert StaffRole.objects.get(pk=admin.staff_role.pk).is_active
    assert User.objects.get(pk=admin.user.pk).is_active


def test_who_leaves_hands_over_first_and_is_out_at_once(
    make_dossier: Callable[..., Dossier], admin: Person, officer: Person, justice: Agency,
    client_as: Callable[[Person], Client],
) -> None:  # fmt: skip
    dossier = make_dossier("processing")
    browser = client_as(officer)
    assert officer.staff_role
    for deed in (
        lambda: deactivate_staff(actor=admin.actor, user_id=officer.user.pk),
        lambda: end_role(actor=admin.actor, role_id=officer.staff_role.pk),
    ):
        with pytest.raises(NotAllowed, match="còn giữ hồ sơ"):
            deed()
    assert browser.get("/desk/").status_code == 200
    take_over(
        actor=admin.actor, agency_id=justice.pk, holder_id=officer.user.pk, to_id=None,
        codes=None, reason="Chuyển công tác",
    )  # fmt: skip
    released = Dossier.objects.get(pk=dossier.pk)
    assert released.holder is None and released.state == "processing"
    deactivate_staff(actor=admin.actor, user_id=officer.user.pk)
    assert browser.get("/desk/").status_code == 302, "the session has ended"
    assert not StaffRole.objects.filter(user=officer.user, is_active=True).exists()
    with pytest.raises(StalePage):
        deactivate_staff(actor=admin.actor, user_id=officer.user.pk)
    with pytest.raises(InvalidInput):
        give_role(actor=admin.actor, user_id=officer.user.pk, role="officer", agency_id=justice.pk)
    reactivate_staff(actor=admin.actor, user_id=officer.user.pk)
    give_role(actor=admin.actor, user_id=officer.user.pk, role="officer", agency_id=justice.pk)
    assert client_as(officer).get("/desk/").status_code == 200


def test_a_leader_takes_a_colleagues_dossiers_over(
    make_dossier: Callable[..., Dossier], officer: Person, leader: Person, justice: Agency,
    client_as: Callable[[Person], Client], tra: Person,
) -> None:  # fmt: skip
    first, second = make_dossier("processing"), make_dossier("proposed")
    other = world.make_staff(
        Role.OFFICER, justice, email="thay@motcua.example", full_name="Trần Văn Thay"
    )
    browser = client_as(leader)
    address = f"/desk/colleagues/{officer.user.pk}/"
    assert f"{first.code}" in browser.get(address).content.decode()
    done = browser.post(
        address, {"codes": [first.code], "to": other.user.pk, "reason": "Nghỉ phép"}
    )
    assert done.url == "/desk/colleagues/"
    after = Dossier.objects.get(pk=first.pk)
    assert after.holder == other.user and after.version == first.version + 1
    assert (after.state, after.due_at) == (first.state, first.due_at)
    assert Dossier.objects.get(pk=second.pk).holder_id != other.user.pk
    entry = HistoryEntry.objects.filter(dossier=first).latest("pk")
    assert (entry.event, entry.actor_name, entry.reason) == (
        "take_over", "Võ Đình Sơn", "Phạm Văn Minh giao lại cho Trần Văn Thay: Nghỉ phép",
    )  # fmt: skip
    assert {letter.to_email for letter in AccountLetter.objects.all()} == {
        "officer@motcua.example", "thay@motcua.example",
    }  # fmt: skip
    assert str(first.code) in AccountLetter.objects.all()[0].text
    # The citizen reads that it went to somebody else, not why.
    page = client_as(tra).get(f"/me/dossiers/{first.code}/").content.decode()
    assert "Hồ sơ được giao cho cán bộ khác" in page and "Nghỉ phép" not in page


def test_who_may_not_take_over_and_to_whom(
    make_dossier: Callable[..., Dossier], admin: Person, officer: Person, clerk: Person,
    leader_motcua: Person, officer_tamtien: Person, justice: Agency,
) -> None:  # fmt: skip
    dossier = make_dossier("processing")
    for_all = {
        "agency_id": justice.pk, "holder_id": officer.user.pk, "codes": [dossier.code],
        "reason": "Nghỉ phép",
    }  # fmt: skip
    for person in (officer, clerk, leader_motcua):
        with pytest.raises(NotAllowed):
            take_over(actor=person.actor, to_id=None, **for_all)
    for to in (officer_tamtien, clerk, officer):
        with pytest.raises(InvalidInput) as refusal:
            take_over(actor=admin.actor, to_id=to.user.pk, **for_all)
        assert refusal.value.errors == {"to": "Chọn một cán bộ thụ lý khác của cùng cơ quan."}
    with pytest.raises(StalePage, match="Chưa giao hồ sơ nào"):
        take_over(
            actor=admin.actor, to_id=None,
            **(for_all | {"codes": [dossier.code, "000.00.15.H47-000000-0001"]}),
        )  # fmt: skip
    with pytest.raises(InvalidInput):
        take_over(actor=admin.actor, to_id=None, **(for_all | {"reason": " "}))
    after = Dossier.objects.get(pk=dossier.pk)
    assert (after.holder_id, after.version) == (officer.user.pk, dossier.version)
    assert not HistoryEntry.objects.filter(event="take_over").exists()
    assert not AccountLetter.objects.exists()


def test_the_list_is_read_by_pages_without_counting(
    admin: Person, justice: Agency, client_as: Callable[[Person], Client],
    django_assert_max_num_queries: Any,
) -> None:  # fmt: skip
    for number in range(60):
        world.make_staff(
            Role.OFFICER, justice, email=f"n{number}@motcua.example", full_name=f"An {number:02}"
        )
    browser = client_as(admin)
    with django_assert_max_num_queries(9) as queries:
        first = browser.get("/manage/staff/")
    assert not [each for each in queries.captured_queries if "COUNT(" in each["sql"].upper()]
    names = [member.full_name for member in first.context["members"]]
    assert names[:2] == ["An 00", "An 01"] and len(names) == 50
    second = browser.get(first.context["next_url"])
    assert next(member.full_name for member in second.context["members"]) == "An 50"
    assert second.context["next_url"] == ""
    found = browser.get("/manage/staff/?q=n7@").context["members"]
    assert [member.full_name for member in found] == ["An 07"]


@pytest.mark.parametrize("q", ["tam tien", "Tam Tiến", "000.04.46"])
def test_an_agency_is_found(
    client_as: Callable[[Person], Client], admin: Person, tam_tien: Agency, q: str
) -> None:
    found = client_as(admin).get("/manage/agencies/", {"q": q}).context["agencies"]
    assert [agency.code for agency in found] == ["000.04.46.H47"]
