"""The citizen's own data."""

import pytest
from django.core import mail
from django.test import Client

from portal.accounts.actions.change_address import change_address
from portal.accounts.models import AccountLetter
from portal.shared.action_log.models import ActionLogEntry
from portal.shared.errors import NotAllowed
from tests.world import PASSWORD, Person

CONTACT = "/me/profile/contact/"


def test_shows_what_is_known(client_as, tra: Person) -> None:
    page = client_as(tra).get("/me/profile/").content.decode()
    for words in (
        "049190004747",
        "Nguyễn Thị Trà",
        "22/03/1990",
        "Nữ",
        "Thôn Hà Quang, Xã Tam Tiến, Huyện Núi Thành",
        "0905 123 456",
        "(đã xác minh)",
        "Bốn mục này không sửa được ở đây",
    ):
        assert words in page


def test_changes_the_address(client_as, tra: Person) -> None:
    client = client_as(tra)
    response = client.post(
        "/me/profile/address/", {"commune": "20335", "address_line": "5 Hùng Vương"}
    )
    assert response.url == "/me/profile/"
    tra.citizen.refresh_from_db()
    assert tra.citizen.address == "5 Hùng Vương, Phường Tân Thạnh, Thành phố Tam Kỳ"
    assert ActionLogEntry.objects.get().action == "change_address"


def test_changes_email_and_phone(client_as, tra: Person, run_jobs) -> None:
    client = client_as(tra)
    new = {"email": "moi@motcua.example", "phone": "0987 654 321", "password": PASSWORD}
    assert client.post(CONTACT, new).url == "/me/profile/"
    tra.user.refresh_from_db()
    assert (tra.user.email, tra.user.phone) == ("moi@motcua.example", "0987654321")
    run_jobs()
    assert {(m.to[0], m.subject) for m in mail.outbox} == {
        ("tra@motcua.example", "Một Cửa: thư điện tử đã đổi"),
        ("moi@motcua.example", "Một Cửa: xác minh thư điện tử"),
    }
    assert "(chưa xác minh)" in client.get("/me/profile/").content.decode()
    old = Client().post("/accounts/login/", {"login": "tra@motcua.example", "password": PASSWORD})
    assert old.status_code == 200, "the old address signs nobody in"


def test_a_change_needs_the_password(client_as, tra: Person) -> None:
    response = client_as(tra).post(
        CONTACT, {"email": "moi@motcua.example", "phone": "", "password": "sai"}
    )
    assert response.context["form"].errors == {"password": ["Mật khẩu không đúng. Hãy nhập lại."]}
    tra.user.refresh_from_db()
    assert tra.user.email == "tra@motcua.example"
    assert not AccountLetter.objects.exists()


def test_only_a_citizen_has_an_address(officer: Person) -> None:
    with pytest.raises(NotAllowed):
        change_address(actor=officer.actor, commune=None, address_line="Đâu đó")
    assert not ActionLogEntry.objects.exists()


def test_one_way_to_sign_in_stays(client_as, tra: Person) -> None:
    response = client_as(tra).post(CONTACT, {"email": "", "phone": "", "password": PASSWORD})
    assert response.context["form"].errors == {
        "email": ["Giữ lại thư điện tử hoặc số điện thoại để đăng nhập."]
    }


def test_the_address_of_another_account_is_refused(client_as, tra: Person, lan: Person) -> None:
    taken = {"email": "lan@motcua.example", "phone": "0905123456", "password": PASSWORD}
    response = client_as(tra).post(CONTACT, taken)
    assert list(response.context["form"].errors) == ["email"]
    tra.user.refresh_from_db()
    assert tra.user.email == "tra@motcua.example"
    assert not ActionLogEntry.objects.exists()


def test_phone_alone_can_stay(client_as, tra: Person) -> None:
    alone = {"email": "", "phone": "0905123456", "password": PASSWORD}
    assert client_as(tra).post(CONTACT, alone).status_code == 302
    tra.user.refresh_from_db()
    assert tra.user.email is None


def test_password_change(client_as, tra: Person, run_jobs) -> None:
    client = client_as(tra)
    url = "/accounts/password/change/"
    form = {"oldpassword": PASSWORD, "password1": "mat-khau-moi-2", "password2": "khac"}
    errors = client.post(url, form).context["form"].errors
    assert errors == {"password2": ["Hai mật khẩu không giống nhau. Hãy nhập lại."]}
    assert client.post(url, form | {"password2": "mat-khau-moi-2"}).url == "/me/"
    assert client.get("/me/profile/").status_code == 200, "the session goes on"
    run_jobs()
    assert mail.outbox[0].subject == "Một Cửa: mật khẩu đã đổi"
